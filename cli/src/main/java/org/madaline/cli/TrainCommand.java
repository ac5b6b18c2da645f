package org.madaline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.kernels.KernelsLoader;
import org.madaline.layer.Network;
import org.madaline.layer.Summary;
import org.madaline.loss.Loss;
import org.madaline.loss.MeanSquaredError;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.model.Model;
import org.madaline.optimizer.Clipping;
import org.madaline.schedule.OnPlateau;
import org.madaline.tensor.Tensor;
import org.madaline.train.Checkpoint;
import org.madaline.train.Trainer;
import org.madaline.train.TrainingEvent;
import org.madaline.train.TrainingRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// Trains a network and writes the folder of the run.
@Command(
        name = "train",
        description = "Train a network; writes the model, its metrics and a report to runs/<name>/.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  madaline train digits",
            "  madaline train mnist --epochs 10 --seed 2",
            "  madaline train iris.csv --label species --hidden 16,8",
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

    @Override
    public Integer call() throws IOException {
        if (options.threads != null) {
            TrainSettings.atLeast("--threads", options.threads, 1);
        }
        RunFolder folder = options.resume == null ? null : resumed();
        TrainSettings settings = folder == null ? options.settings() : folder.readSettings();
        Checkpoint checkpoint = folder == null ? null : folder.readCheckpoint();
        if (folder != null && checkpoint == null && Files.exists(folder.model())) {
            main.terminal.line("%s is complete; its model is %s", folder.path(), folder.model());
            return 0;
        }
        TrainData data = settings.network()
                .arrange(TrainData.load(settings, options.directory, text -> main.terminal.line("%s", text)));
        Network network = network(settings, data);
        Start start = start(settings, network, checkpoint);
        if (folder == null) {
            folder = RunFolder.create(options.out, options.name, settings, options.force);
        }
        describe(settings, data, network, folder, checkpoint);
        KernelsLoader.choice().notice().ifPresent(notice -> main.terminal.err().println(notice));
        return train(settings, data, network, folder, start);
    }

    private RunFolder resumed() throws IOException {
        spec.commandLine().getParseResult().matchedOptions().stream()
                .map(option -> option.longestName())
                .filter(name -> !WITH_RESUME.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new UsageError(name + " cannot be given with --resume, which goes on with the settings of the run");
                });
        if (!options.resume.isEmpty()) {
            return RunFolder.existing(options.out, options.resume);
        }
        return options.name != null
                ? RunFolder.existing(options.out, options.name)
                : RunFolder.latest(options.out, options.data);
    }

    private static Network network(TrainSettings settings, TrainData data) {
        int outputs = data.classes() ? data.train().classNames().size() : data.train().targetShape().size();
        return settings.network().network(data.train().inputShape(), outputs);
    }

    private void describe(
            TrainSettings settings, TrainData data, Network network, RunFolder folder, Checkpoint checkpoint) {
        Terminal terminal = main.terminal;
        terminal.line(
                "%s: %s examples to train on%s%s",
                settings.data(),
                Text.count(data.train().size()),
                data.validation() == null ? "" : ", " + Text.count(data.validation().size()) + " to validate on",
                data.test() == null ? "" : ", " + Text.count(data.test().size()) + " to test on");
        terminal.line("");
        print(terminal, Summary.of(network, Mode.TRAINING));
        terminal.line("");
        terminal.line(
                "%s %s  (%s, learning rate %s, %s, batches of %d, seed %d)",
                checkpoint == null ? "run" : "resuming",
                terminal.bold(folder.path().toString()),
                settings.optimizer(),
                settings.lr(),
                settings.schedule(),
                settings.batchSize(),
                settings.seed());
    }

    static void print(Terminal terminal, Summary summary) {
        var table = new Table("path", "layer", "output", ">parameters", ">multiply-adds");
        for (Summary.Row row : summary.rows()) {
            table.row(row.path(), row.type(), row.output(), Text.count(row.parameters()), Text.count(row.multiplyAdds()));
        }
        table.rule();
        table.row("", "total", "", Text.count(summary.parameters()), Text.count(summary.multiplyAdds()));
        table.print(terminal);
    }

    private int train(
            TrainSettings settings, TrainData data, Network network, RunFolder folder, Start start)
            throws IOException {
        folder.sweep();
        Loss loss = loss(settings, data);
        TrainingRun run;
        try (var interrupt = new Interrupt()) {
            var trainer = new Trainer(network, loss, Choices.OPTIMIZERS.get(settings.optimizer()).apply(settings))
                    .epochs(settings.epochs())
                    .batchSize(settings.batchSize())
                    .seed(settings.seed())
                    .schedule(Choices.SCHEDULES.get(settings.schedule()).apply(settings))
                    .patience(settings.patience())
                    .keepBest(settings.patience() > 0)
                    .validate(data.validation())
                    .resume(start.checkpoint())
                    .weights(start.weights())
                    .freeze(start.frozen())
                    .listen(new TrainingView(main.terminal, folder, settings))
                    .stopWhen(interrupt::requested);
            if (settings.clipNorm() > 0) {
                trainer = trainer.clip(Clipping.byNorm(settings.clipNorm()));
            }
            if (settings.schedule().equals(TrainSettings.PLATEAU)) {
                trainer = trainer.onPlateau(new OnPlateau(OnPlateau.Goal.MINIMUM, 0.3, 3));
            }
            if (options.threads != null) {
                trainer = trainer.threads(options.threads);
            }
            run = trainer.fit(data.train());
            if (run.reason() == TrainingEvent.Reason.STOPPED) {
                main.terminal.line("stopped; go on with: madaline train --resume %s", folder.path());
                main.terminal.out().flush();
                return Main.INTERRUPTED;
            }
            finish(settings, data, folder, run, loss);
        }
        return 0;
    }

    /// Where training starts.
    ///
    /// @param checkpoint null for a new run
    /// @param weights empty for random ones
    private record Start(Checkpoint checkpoint, Map<String, Tensor> weights, Predicate<String> frozen) {}

    private Start start(TrainSettings settings, Network network, Checkpoint checkpoint) throws IOException {
        PictureSettings pictures = settings.pictures();
        String head = settings.network().head();
        var g = new Graph(Mode.INFERENCE);
        network.build(g, 1);
        Predicate<String> frozen = pictures.frozen(head, g.variables().keySet());
        return new Start(
                checkpoint,
                checkpoint == null
                        ? pictures.startingWeights(network, head, text -> main.terminal.line("%s", text))
                        : Map.of(),
                frozen);
    }

    private static Loss loss(TrainSettings settings, TrainData data) {
        return data.classes()
                ? new SoftmaxCrossEntropy().withSmoothing(settings.labelSmoothing())
                : new MeanSquaredError();
    }

    private void finish(TrainSettings settings, TrainData data, RunFolder folder, TrainingRun run, Loss loss)
            throws IOException {
        Model model = run.model()
                .with(RunFolder.provenance(settings))
                .with(DataDigest.of(data.train()))
                .with(data.input().metadata());
        model.save(folder.model());
        folder.deleteCheckpoint();
        Judgement judgement = null;
        if (data.test() != null) {
            judgement = Judgement.of(model, data.test(), loss);
            main.terminal.line("%s  %s", main.terminal.bold("test"), judgement.line());
            judgement.print(main.terminal);
        }
        folder.writeReport(RunReport.page(folder.name(), settings, data, model, run.history(), judgement));
        main.terminal.line("");
        main.terminal.line("model    %s", folder.model());
        main.terminal.line("report   %s", folder.report());
    }
}
