package org.madaline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.madaline.computation.Engine;
import org.madaline.formats.image.ImageFolder;
import org.madaline.formats.model.CheckpointFile;
import org.madaline.pipeline.Pipeline;
import org.madaline.runs.Baselines;
import org.madaline.runs.DataDigest;
import org.madaline.runs.EnsembleTraining;
import org.madaline.runs.FoldTraining;
import org.madaline.runs.HeldOut;
import org.madaline.runs.KeptEpoch;
import org.madaline.runs.LinearTraining;
import org.madaline.runs.MemberFolders;
import org.madaline.runs.NetworkTraining;
import org.madaline.runs.Provenance;
import org.madaline.runs.RunFolder;
import org.madaline.runs.RunLock;
import org.madaline.runs.Search;
import org.madaline.runs.Text;
import org.madaline.runs.TrainData;
import org.madaline.runs.TrainSettings;
import org.madaline.runs.Training;
import org.madaline.runs.UsageError;
import org.madaline.train.Checkpoint;
import org.madaline.train.EpochMetrics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// Trains a model and writes the folder of the run.
@Command(
        description = "Train a network or a linear model; writes the model, its metrics and a report to runs/<name>/.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  madaline train digits",
            "  madaline train mnist --epochs 10 --seed 2",
            "  madaline train iris.csv --label species --hidden 16,8",
            "  madaline train iris.csv --label species --model softmax --basis quadratic",
            "  madaline train payments.csv --task outliers",
            "  madaline train mnist --model lenet5_relu --augment",
            "  madaline train ./photos --model resnet18 --weights resnet18.safetensors --freeze backbone",
            "  madaline train mnist --resume"
        })
final class TrainCommand implements Callable<Integer> {
    /// What can be said besides `--resume`; all else stands in the run's settings.
    private static final Set<String> WITH_RESUME =
            Set.of("--resume", "--out", "--name", "--threads", "--data", "--debug");

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TrainOptions options = new TrainOptions();

    /// How many pictures were left out, and named, before the training.
    private int leftOut;

    /// What is said where it is stopped before something can be kept.
    private StopNotice notice;

    /// What a search has tried, the best first.
    private Optional<SearchTable> trials = Optional.empty();

    /// What is known of a run before it trains.
    ///
    /// @param checkpoint to go on from
    private record Work(TrainSettings settings, TrainData data, Provenance provenance, Optional<Checkpoint> checkpoint) {}

    @Override
    public Integer call() throws IOException {
        options.threads.ifPresent(threads -> TrainSettings.atLeast("--threads", threads, 1));
        options.search.ifPresent(trials -> TrainSettings.atLeast("--search", trials, 1));
        if (OutlierOptions.asked(options, given())) {
            return new OutlierRun(main.terminal, options.outliers.training(options), options.threads).call(options.out, options.name, options.force);
        }
        try (var early = new StopNotice(main.terminal, "stopped before the training began; nothing was kept, and nothing has changed")) {
            notice = early;
            return options.resume == null ? begin() : resume();
        }
    }

    private int begin() throws IOException {
        TrainSettings asked = options.settings(given());
        TrainData data = load(asked);
        Optional<TrainSettings> best = searched(asked.settled(data), data);
        if (best.isEmpty()) {
            return Main.INTERRUPTED;
        }
        TrainSettings settings = best.get();
        var work = new Work(settings, data, Provenance.of(settings, DataDigest.of(data)), Optional.empty());
        Training training = Training.of(settings, data, Optional.empty(), options.threads, this::say);
        try (RunLock lock = RunFolder.create(options.out, options.name, settings, options.force)) {
            lock.folder().begin(settings);
            notice.say("stopped before there was a model; begin again with: madaline train --resume " + lock.folder().path());
            if (trials.isPresent()) {
                lock.folder().writeTrials(trials.get().csv());
            }
            return train(work, training, lock.folder());
        }
    }

    /// The best settings around the given ones, where these are to be looked for; empty if it was stopped.
    private Optional<TrainSettings> searched(TrainSettings start, TrainData data) throws IOException {
        if (options.search.isEmpty()) {
            return Optional.of(start);
        }
        var search = new Search(start, data, options.search.get(), options.threads);
        try (var interrupt = new Interrupt()) {
            notice.leave();
            trials = search.run(trial -> say(SearchTable.line(trial)), interrupt::requested).map(SearchTable::new);
        }
        if (trials.isEmpty()) {
            main.terminal.line("stopped; the search was not finished");
            main.terminal.out().flush();
            return Optional.empty();
        }
        main.terminal.line("");
        trials.get().print(main.terminal);
        main.terminal.line("");
        return Optional.of(trials.get().trials().getFirst().settings());
    }

    private int resume() throws IOException {
        RunFolder run = resumed();
        try (RunLock lock = RunLock.take(run)) {
            RunFolder folder = lock.folder();
            TrainSettings settings = folder.readSettings();
            Optional<CheckpointFile.Content> saved = folder.readCheckpoint();
            if (saved.isEmpty() && Files.exists(folder.model()) && !folder.hasMembers()) {
                return complete(folder, settings);
            }
            TrainSettings asked = folder.located(settings);
            TrainData data = load(asked);
            TrainSettings settled = settings.settled(data);
            Provenance now = Provenance.of(settled, DataDigest.of(data));
            if (saved.isPresent()) {
                Provenance.in(saved.get().settings(), folder.checkpoint()).ifPresent(was -> was.requireSame(now, folder));
            }
            var work = new Work(settled, data, now, saved.map(CheckpointFile.Content::checkpoint));
            Training training = Training.of(settled, data, work.checkpoint(), options.threads, this::say);
            return train(work, training, folder);
        }
    }

    /// A run whose model is there: what a process that was killed after its training has not written is made up for.
    private int complete(RunFolder folder, TrainSettings settings) throws IOException {
        Pipeline<?> model = Pipeline.load(folder.model());
        Optional<Provenance> was = Provenance.in(model.provenance(), folder.model());
        if (was.isPresent()) {
            was.get().requireSame(new Provenance(was.get().version(), settings, Optional.empty()), folder);
        }
        if (!Files.exists(folder.report())) {
            TrainSettings located = folder.located(settings);
            TrainData data = load(located);
            if (was.isPresent()) {
                was.get().requireSame(Provenance.of(settings, DataDigest.of(data)), folder);
            }
            return report(new RunReport(settings, data, model, folder.readMetrics(), new LinkedHashMap<>()), folder);
        }
        main.terminal.line("%s is complete; its model is %s", folder.path(), folder.model());
        return 0;
    }

    private void say(String text) {
        main.terminal.line("%s", text);
    }

    private TrainData load(TrainSettings settings) throws IOException {
        TrainData data = settings.arrange(TrainData.load(settings, options.directory, this::say));
        leftOut = data.leftOut().size();
        main.terminal.line(
                "%s: %s examples to train on%s%s",
                settings.data(),
                Text.count(data.train().size()),
                data.validation().map(part -> ", " + Text.count(part.size()) + " to validate on").orElse(""),
                data.test().map(part -> ", " + Text.count(part.size()) + " to test on").orElse(""));
        main.terminal.line("");
        return data;
    }

    /// The flags that the user gave.
    private List<String> given() {
        return TrainOptions.given(spec.commandLine().getParseResult());
    }

    private RunFolder resumed() throws IOException {
        given().stream()
                .filter(name -> !WITH_RESUME.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new UsageError(name + " cannot be given with --resume, which goes on with the settings of the run");
                });
        if (!options.resume.isEmpty()) {
            return RunFolder.existing(options.out, options.resume);
        }
        return options.name.isPresent()
                ? RunFolder.existing(options.out, options.name.get())
                : RunFolder.latest(options.out, Optional.ofNullable(options.data));
    }

    private int train(Work work, Training training, RunFolder folder) throws IOException {
        var view = new TrainingText(main.terminal, work.settings());
        view.describe(training);
        main.terminal.line("");
        main.terminal.line(
                "%s %s  (%s)",
                work.checkpoint().isEmpty() ? "run" : "resuming",
                main.terminal.bold(folder.path().toString()),
                view.summary(training));
        if (training instanceof EnsembleTraining ensemble) {
            main.terminal.line("about %s on this machine, if it has nothing else to do", Text.duration(ensemble.seconds()));
        }
        Engine.notice().ifPresent(main.terminal::complain);
        folder.sweep();
        return switch (training) {
            case NetworkTraining network -> descend(work, network, folder);
            case EnsembleTraining ensemble -> descend(work, ensemble, folder);
            case LinearTraining linear -> estimate(work, linear, folder);
        };
    }

    private int descend(Work work, NetworkTraining training, RunFolder folder) throws IOException {
        // What is left to do after the training takes little: an interrupt waits for it.
        try (var interrupt = new Interrupt()) {
            notice.leave();
            var outcome = training.run(new TrainingView(main.terminal, folder, work.provenance()), interrupt::requested);
            folder.writeMetrics(outcome.history());
            KeptEpoch.of(work.settings(), work.data().classes(), outcome.history()).ifPresent(kept ->
                    main.terminal.line("the model of epoch %d of %d is kept, the best by the validation rows", kept, outcome.history().size()));
            Map<String, String> told = new LinkedHashMap<>(work.provenance().texts());
            if (outcome.stopped()) {
                told.put(Provenance.STOPPED, "after epoch " + outcome.history().size() + " of "
                        + work.settings().descent().orElseThrow().epochs());
                outcome.pipeline().with(told).save(folder.model());
                return stopped(outcome.history(), folder);
            }
            return finish(work, outcome.pipeline().with(told), outcome.history(), Map.of(), folder);
        }
    }

    /// Several networks, one after another.
    private int descend(Work work, EnsembleTraining training, RunFolder folder) throws IOException {
        int count = training.members().size();
        String digest = DataDigest.of(work.data());
        var provenance = new MemberFolders(folder, training.members(), digest, _ -> _ -> {});
        var store = new MemberFolders(folder, training.members(), digest, member -> {
            main.terminal.line("");
            main.terminal.line("network %d of %d  (%s)", member + 1, count, TrainingText.member(training, member));
            return new TrainingView(main.terminal, folder.member(member), provenance.provenance(member));
        });
        try (var interrupt = new Interrupt()) {
            notice.leave();
            var result = training.run(store, interrupt::requested);
            var outcome = result.all();
            folder.writeMetrics(outcome.history());
            main.terminal.line("");
            main.terminal.line("what each network counts, by the validation rows: %s",
                    result.weights().stream().map(Text::percent).collect(java.util.stream.Collectors.joining(", ")));
            Map<String, String> told = new LinkedHashMap<>(work.provenance().texts());
            if (outcome.stopped()) {
                told.put(Provenance.STOPPED, "after " + result.weights().size() + " of " + count + " networks");
                outcome.pipeline().with(told).save(folder.model());
                return stopped(outcome.history(), folder);
            }
            int code = finish(work, outcome.pipeline().with(told), outcome.history(), Map.of(), folder);
            folder.deleteMembers();
            return code;
        }
    }

    private int stopped(List<EpochMetrics> history, RunFolder folder) {
        main.terminal.line("stopped%s; go on with: madaline train --resume %s", history.isEmpty()
                ? " before the end of the first epoch: the model knows next to nothing" : "; the model so far can predict", folder.path());
        main.terminal.out().flush();
        return Main.INTERRUPTED;
    }

    private int estimate(Work work, LinearTraining training, RunFolder folder) throws IOException {
        var watch = new RiskWatch(main.terminal);
        var outcome = training.run(watch);
        watch.finish();
        notice.say("stopped before the report was written; make up for it with: madaline train --resume " + folder.path());
        main.terminal.line("");
        LinearReport.of(outcome.pipeline()).print(main.terminal);
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("solver", training.solver());
        figures.put("training time", Text.duration(outcome.seconds()));
        return finish(work, outcome.pipeline().with(work.provenance().texts()), List.of(), figures, folder, watch.risks());
    }

    private int finish(
            Work work, Pipeline<?> trained, List<EpochMetrics> history, Map<String, String> figures, RunFolder folder, double... risks)
            throws IOException {
        List<ImageFolder.Fault> faults = work.data().leftOut();
        TrainData.tell(faults.subList(leftOut, faults.size()), this::say);
        Pipeline<?> model = trained.with(HeldOut.texts(trained, work.settings(), work.data()));
        model.save(folder.model());
        folder.deleteCheckpoint();
        return report(new RunReport(work.settings(), work.data(), model, history, figures, risks), folder);
    }

    /// Judges the model and writes what it is worth.
    private int report(RunReport report, RunFolder folder) throws IOException {
        Map<String, Object> scores = new LinkedHashMap<>();
        Optional<Pipeline<?>> linear = Baselines.linear(report.settings(), report.data());
        Optional<WorthReport> validation = report.folded().map(own -> judged(report.worth(own), scores))
                .or(() -> report.data().validation().map(rows -> judged(report.worth(RunReport.VALIDATION, rows, linear), scores)));
        Optional<WorthReport> test = report.data().test().map(rows -> judged(report.worth(RunReport.TEST, rows, linear), scores));
        test.or(() -> validation).ifPresent(worth -> main.terminal.line("%s  %s", " ".repeat(worth.part().length()), worth.line()));
        test.ifPresent(worth -> new ScoreTable(worth.model()).print(main.terminal));
        Optional<FoldTable> folds = Optional.empty();
        if (report.settings().split().folds() > 0) {
            folds = crossValidated(report);
            if (folds.isEmpty()) {
                main.terminal.line("stopped; the model stands, its cross-validation does not; do it with: madaline train --resume %s", folder.path());
                main.terminal.out().flush();
                return Main.INTERRUPTED;
            }
            scores.putAll(folds.get().values());
        }
        report.worse(test.or(() -> validation), folds).forEach(note -> main.terminal.line("note: %s", note));
        folder.writeScores(scores);
        folder.writeReport(report.page(folder.name(), validation, test, Stream.concat(
                folds.map(FoldTable::table).stream(), trials.map(SearchTable::report).stream()).toList(), folds));
        main.terminal.line("");
        main.terminal.line("model    %s", folder.model());
        main.terminal.line("report   %s", folder.report());
        return 0;
    }

    /// Trains and judges the models of all folds; empty where it was stopped.
    private Optional<FoldTable> crossValidated(RunReport report) throws IOException {
        int count = report.settings().split().folds();
        var number = new AtomicInteger();
        main.terminal.line("");
        try (var interrupt = new Interrupt()) {
            Optional<FoldTable> folds = new FoldTraining(report.settings(), report.data(), options.threads)
                    .run(fold -> main.terminal.line("fold %d of %d  %s", number.incrementAndGet(), count, new ScoreTable(fold).line()),
                            interrupt::requested)
                    .map(done -> new FoldTable(done.models(), done.constants()));
            folds.ifPresent(table -> main.terminal.line("%s  %s", main.terminal.bold("folds"), table.line()));
            return folds;
        }
    }

    private WorthReport judged(WorthReport worth, Map<String, Object> scores) {
        scores.put(worth.part(), worth.figures());
        main.terminal.line("%s  %s", main.terminal.bold(worth.part()), new ScoreTable(worth.model()).line());
        return worth;
    }
}
