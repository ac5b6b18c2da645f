package org.madaline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.madaline.basis.Basis;
import org.madaline.formats.image.ImageFolder;
import org.madaline.kernels.KernelsLoader;
import org.madaline.train.Checkpoint;
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

    @Override
    public Integer call() throws IOException {
        if (options.threads != null) {
            TrainSettings.atLeast("--threads", options.threads, 1);
        }
        RunFolder folder = options.resume == null ? null : resumed();
        TrainSettings settings = folder == null ? options.settings(given()) : folder.readSettings();
        Checkpoint checkpoint = folder == null ? null : folder.readCheckpoint();
        if (folder != null && checkpoint == null && Files.exists(folder.model())) {
            main.terminal.line("%s is complete; its model is %s", folder.path(), folder.model());
            return 0;
        }
        TrainData data = settings.arrange(
                TrainData.load(settings, options.directory, text -> main.terminal.line("%s", text)));
        Training training = training(settings, data, checkpoint);
        if (folder == null) {
            folder = RunFolder.create(options.out, options.name, settings, options.force);
        }
        leftOut = data.leftOut().size();
        describe(settings, data);
        training.describe(main.terminal);
        main.terminal.line("");
        main.terminal.line(
                "%s %s  (%s)",
                checkpoint == null ? "run" : "resuming",
                main.terminal.bold(folder.path().toString()),
                training.summary());
        KernelsLoader.choice().notice().ifPresent(main.terminal::complain);
        folder.sweep();
        // What is left to do after the training takes little: an interrupt waits for it.
        try (var interrupt = training.resumable() ? new Interrupt() : null) {
            Optional<Training.Outcome> outcome =
                    training.run(main.terminal, folder, () -> interrupt != null && interrupt.requested());
            if (outcome.isEmpty()) {
                main.terminal.line("stopped; go on with: madaline train --resume %s", folder.path());
                main.terminal.out().flush();
                return Main.INTERRUPTED;
            }
            finish(settings, data, folder, outcome.get());
        }
        return 0;
    }

    private Training training(TrainSettings settings, TrainData data, Checkpoint checkpoint) throws IOException {
        Optional<Basis> basis = BasisChoice.fit(settings.basis(), data.train(), settings.seed());
        return settings.linear() != null
                ? new LinearTraining(settings, data, basis, options.threads)
                : NetworkTraining.of(settings, data, checkpoint, basis, options.threads, main.terminal);
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
        return options.name != null
                ? RunFolder.existing(options.out, options.name)
                : RunFolder.latest(options.out, options.data);
    }

    private void describe(TrainSettings settings, TrainData data) {
        main.terminal.line(
                "%s: %s examples to train on%s%s",
                settings.data(),
                Text.count(data.train().size()),
                data.validation() == null ? "" : ", " + Text.count(data.validation().size()) + " to validate on",
                data.test() == null ? "" : ", " + Text.count(data.test().size()) + " to test on");
        main.terminal.line("");
    }

    private void finish(TrainSettings settings, TrainData data, RunFolder folder, Training.Outcome outcome)
            throws IOException {
        List<ImageFolder.Fault> faults = data.leftOut();
        TrainData.tell(faults.subList(leftOut, faults.size()), text -> main.terminal.line("%s", text));
        Predictor model = outcome.model()
                .with(RunFolder.provenance(settings))
                .with(DataDigest.of(data.train()))
                .with(data.input().metadata());
        model.save(folder.model());
        folder.deleteCheckpoint();
        Judgement judgement = null;
        if (data.test() != null) {
            judgement = Judgement.of(model, data.test());
            main.terminal.line("%s  %s", main.terminal.bold("test"), judgement.line());
            judgement.print(main.terminal);
        }
        folder.writeReport(RunReport.page(folder.name(), settings, data, outcome, judgement));
        main.terminal.line("");
        main.terminal.line("model    %s", folder.model());
        main.terminal.line("report   %s", folder.report());
    }
}
