package org.madaline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.madaline.data.Dataset;
import org.madaline.formats.csv.CsvTable;
import org.madaline.formats.image.ImagePreprocessing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// Evaluates a model on test data.
@Command(
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
            description = "mnist, fashion-mnist, digits (their test parts), a folder of pictures, or a CSV file with the column"
                    + " that was the label"
                    + " (default: the test part of the data that the model was trained on).")
    private String data;

    @Option(names = "--data", paramLabel = "DIR", description = "Where the files of a named data set are looked for first.")
    private Path directory;

    @Override
    public Integer call() throws IOException {
        Path file = ModelFiles.find(model);
        Predictor loaded = Predictor.load(file);
        Dataset test = test(loaded, file);
        main.terminal.line("%s on %s examples", file, Text.count(test.size()));
        Judgement judgement = Judgement.of(loaded, test);
        main.terminal.line("%s", judgement.line());
        judgement.print(main.terminal);
        return 0;
    }

    private Dataset test(Predictor loaded, Path file) throws IOException {
        TrainSettings trained = RunFolder.settingsOf(loaded.metadata(), file);
        if (data != null && data.matches("(?i).*\\.(csv|tsv|txt)")) {
            ModelInput input = ModelInput.of(loaded.metadata(), file);
            if (input.table() == null) {
                throw new UsageError(data + " is a table, but the model takes pictures");
            }
            return input.scaled(input.table().dataset(CsvTable.read(Path.of(data))));
        }
        if (data != null && Files.isDirectory(Path.of(data))) {
            return pictures(loaded, file);
        }
        TrainSettings settings = data == null ? trained : trained.on(data);
        Dataset test = TrainData.load(settings, directory, text -> main.terminal.line("%s", text)).test();
        if (test == null) {
            throw new UsageError(file + " was trained on all of its data; give others to evaluate it on");
        }
        if (test.inputShape().size() != loaded.input().size()) {
            throw new UsageError("the model takes examples " + loaded.input() + ", but those of "
                    + settings.data() + " are " + test.inputShape());
        }
        return test;
    }

    /// All pictures of a folder, read as those that the model was trained on.
    private Dataset pictures(Predictor loaded, Path file) throws IOException {
        ImagePreprocessing preprocessing = ModelInput.of(loaded.metadata(), file).image();
        if (preprocessing == null) {
            throw new UsageError(data + " is a folder of pictures, but the model takes rows of a table");
        }
        Dataset all = TrainData.folder(Path.of(data), preprocessing, false, text -> main.terminal.line("%s", text));
        if (!all.classNames().equals(loaded.classNames())) {
            throw new UsageError("the model knows the classes " + String.join(", ", loaded.classNames()) + ", but the folders of " + data
                    + " are " + String.join(", ", all.classNames()));
        }
        return preprocessing.normalized(all);
    }
}
