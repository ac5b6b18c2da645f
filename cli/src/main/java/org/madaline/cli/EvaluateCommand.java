package org.madaline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.madaline.data.Dataset;
import org.madaline.formats.csv.CsvTable;
import org.madaline.loss.MeanSquaredError;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.model.Model;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// Evaluates a model on test data.
@Command(
        name = "evaluate",
        description = "Evaluate a model: loss, accuracy, confusion matrix, precision and recall of each class.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  madaline evaluate runs/mnist-mlp",
            "  madaline evaluate iris.safetensors more-irises.csv"
        })
final class EvaluateCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model file, or the folder of a run.")
    private Path model;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DATA",
            description = "mnist, fashion-mnist, digits (their test parts), or a CSV file with the column that was the label"
                    + " (default: the test part of the data that the model was trained on).")
    private String data;

    @Option(names = "--data", paramLabel = "DIR", description = "Where the files of a named data set are looked for first.")
    private Path directory;

    @Override
    public Integer call() throws IOException {
        Path file = ModelFiles.find(model);
        Model loaded = Model.load(file);
        Dataset test = test(loaded, file);
        var loss = test.classNames().isEmpty() ? new MeanSquaredError() : new SoftmaxCrossEntropy();
        main.terminal.line("%s on %s examples", file, Text.count(test.size()));
        Judgement judgement = Judgement.of(loaded, test.withInputShape(loaded.network().input()), loss);
        main.terminal.line("%s", judgement.line());
        judgement.print(main.terminal);
        return 0;
    }

    private Dataset test(Model loaded, Path file) throws IOException {
        TrainSettings trained = RunFolder.settingsOf(loaded, file);
        if (data != null && data.matches(".*\\.(csv|tsv|txt)")) {
            ModelInput input = ModelInput.of(loaded, file);
            if (input.table() == null) {
                throw new UsageError(data + " is a table, but the model takes pictures");
            }
            return input.scaled(input.table().dataset(CsvTable.read(Path.of(data))));
        }
        TrainSettings settings = data == null ? trained : trained.on(data);
        Dataset test = TrainData.load(settings, directory, text -> main.terminal.line("%s", text)).test();
        if (test == null) {
            throw new UsageError(file + " was trained on all of its data; give others to evaluate it on");
        }
        if (test.inputShape().size() != loaded.network().input().size()) {
            throw new UsageError("the model takes examples " + loaded.network().input() + ", but those of "
                    + settings.data() + " are " + test.inputShape());
        }
        return test;
    }
}
