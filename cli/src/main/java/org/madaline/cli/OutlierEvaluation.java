package org.madaline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.madaline.formats.csv.CsvOptions;
import org.madaline.pipeline.Pipeline;
import org.madaline.runs.Answers;
import org.madaline.runs.InputFile;
import org.madaline.runs.OutlierTraining;
import org.madaline.runs.OutlierTruth;
import org.madaline.runs.Text;
import org.madaline.runs.UsageError;
import org.madaline.task.OutlierPrediction;

/// `evaluate` of a model that tells outliers: its scores beside a column that says which rows are some.
record OutlierEvaluation(Terminal terminal, Pipeline<?> pipeline, CsvOptions options) {
    /// @param data  a table
    /// @param given the column that says which rows are outliers; empty for that of the training
    int call(Optional<String> data, Optional<String> given) throws IOException {
        String label = given.or(() -> OutlierTraining.label(pipeline)).orElseThrow(() -> new UsageError(
                "--label must name the column that says which rows are outliers"));
        if (data.isEmpty()) {
            throw new UsageError("a model of outliers sets no rows aside; name the table to evaluate it on");
        }
        List<OutlierPrediction> answers = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        try (InputFile input = InputFile.of(Path.of(data.get()))) {
            new Answers(pipeline, options, List.of(label), false).to(input, some -> some.forEach(answer -> {
                answers.add((OutlierPrediction) answer.prediction());
                cells.add(answer.kept().getFirst());
            }));
        }
        if (answers.isEmpty()) {
            throw new UsageError(data.get() + " has no rows to evaluate the model on");
        }
        OutlierTruth truth = OutlierTruth.of(label, cells);
        terminal.line("%s of %s; %s = %s says which are outliers", Text.count(answers.size(), "row"), data.get(), label, truth.value());
        terminal.line("%s", OutlierRun.line(truth.figures(answers)));
        return 0;
    }
}
