package org.madaline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.madaline.pipeline.Assessment;
import org.madaline.pipeline.ClassAssessment;
import org.madaline.pipeline.Pipeline;
import org.madaline.runs.ModelSource;
import org.madaline.runs.TestData;
import org.madaline.runs.Text;
import org.madaline.task.OutlierTask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// Evaluates a model on test data.
@Command(
        description = "Evaluate a model: of classes accuracy, confusion matrix, precision and recall of each; of numbers the errors in"
                + " their unit.",
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
            description = "mnist, fashion-mnist, digits (their test parts), a folder of pictures, or a table with the column"
                    + " that was the label, of which all rows count"
                    + " (default: the test part of the data that the model was trained on).")
    private Optional<String> data = Optional.empty();

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            description = "The column with the right answers, for a model that does not know its name (default: the last).")
    private Optional<String> label = Optional.empty();

    @Mixin
    private ThresholdOption threshold = new ThresholdOption();

    @Option(names = "--data", paramLabel = "DIR", description = "Where the files of a named data set are looked for first.")
    private Optional<Path> directory = Optional.empty();

    @Option(names = "--strict", description = "Refuse rows that are remarkable, such as those of an unseen category; otherwise it is said.")
    private boolean strict;

    @Mixin
    private TableOptions table = new TableOptions();

    @Override
    public Integer call() throws IOException {
        ModelSource source = ModelSource.of(model);
        Pipeline<?> pipeline = source.load();
        if (pipeline.task() instanceof OutlierTask) {
            return new OutlierEvaluation(main.terminal, pipeline, table.reading().options()).call(data, label);
        }
        var remarks = new Remarks(strict, "they are judged all the same");
        var request = new TestData.Request(directory, table.reading().options(), text -> main.terminal.line("%s", text), remarks::add);
        TestData test = data.isEmpty()
                ? TestData.ofTraining(source, pipeline, request)
                : TestData.of(data.get(), label, pipeline, request);
        if (data.isPresent() && TestData.isOfTraining(source, pipeline, data.get())) {
            main.terminal.line("%s is what the model was trained on: it knows most of it; without DATA it is judged on what it does not know",
                    data.get());
        }
        main.terminal.line("%s on %s of %s", source.file(), Text.count(test.examples().size(), "example"), test.name());
        AnswerStyle style = AnswerStyle.of(pipeline, threshold.threshold, Optional.empty());
        style.notes().forEach(note -> main.terminal.line("%s", note));
        Assessment assessment = pipeline.evaluate(test.examples());
        var scores = new ScoreTable(style.threshold().isPresent() ? ((ClassAssessment) assessment).at(style.threshold().get()) : assessment);
        main.terminal.line("%s", scores.line());
        scores.print(main.terminal);
        remarks.lines().forEach(main.terminal::complain);
        return 0;
    }
}
