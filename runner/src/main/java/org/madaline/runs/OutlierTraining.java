package org.madaline.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.madaline.formats.Json;
import org.madaline.formats.csv.RawTable;
import org.madaline.pipeline.Outliers;
import org.madaline.pipeline.Pipeline;
import org.madaline.table.OutlierData;
import org.madaline.table.OutlierNetwork;
import org.madaline.task.OutlierPrediction;
import org.madaline.train.EpochMetrics;
import org.madaline.train.Trainer;
import org.madaline.train.TrainingEvent;
import org.madaline.train.TrainingRun;

/// Learns what the rows of a table usually look like.
///
/// @param data    a table
/// @param label   a column that says which rows are outliers: it is no feature, and the model is judged by it
/// @param ignore  columns that are no features
/// @param reading how the table is read
/// @param share   of the rows that are outliers: it decides from which score on a row is one
/// @param epochs  empty: as many as make 3,000 steps, at most 150
/// @param seed    of all random choices
public record OutlierTraining(
        String data, Optional<String> label, List<String> ignore, TableReading reading, double share, Optional<Integer> epochs, long seed) {
    /// Where a model of outliers keeps how it was made.
    private static final String KEY = "madaline.outliers";

    /// Checks its components.
    ///
    /// @throws UsageError naming the flag of a value that cannot be
    public OutlierTraining {
        ignore = List.copyOf(ignore);
        TrainSettings.require(share > 0 && share < 1, "--rate", "a share of the rows between 0 and 1", share);
        epochs.ifPresent(n -> TrainSettings.atLeast("--epochs", n, 1));
    }

    /// {@return the rows, with features fitted to them}
    ///
    /// @throws IOException if the table cannot be read
    /// @throws UsageError if a column that is named does not exist
    public OutlierData load() throws IOException {
        RawTable table;
        try (InputFile input = InputFile.of(Path.of(data))) {
            if (input.kind() != InputFile.Kind.TABLE) {
                throw new UsageError("--task outliers is for the rows of a table; " + data + " is none");
            }
            table = Tables.read(input, reading.options(), label.stream().toList());
        }
        label.ifPresent(column -> Tables.requireColumn("--label", table, column));
        ignore.forEach(column -> Tables.requireColumn("--ignore", table, column));
        reading.types().keySet().forEach(column -> Tables.requireColumn("--types", table, column));
        List<String> ignored = new ArrayList<>(ignore);
        label.ifPresent(ignored::add);
        return OutlierData.of(table, reading.settings(OutlierData.settings().label(), ignored));
    }

    /// {@return the recipe for so many rows}
    ///
    /// @param rows that are trained on
    public OutlierNetwork recipe(int rows) {
        OutlierNetwork usual = OutlierNetwork.of(rows);
        return epochs.map(usual::withEpochs).orElse(usual);
    }

    /// What a training ends with.
    ///
    /// @param pipeline tells outliers
    /// @param history  of all epochs
    public record Outcome(Pipeline<OutlierPrediction> pipeline, List<EpochMetrics> history) {}

    /// Trains the model.
    ///
    /// @param rows     as of [#load]
    /// @param threads  empty: all cores
    /// @param listener hears of all that happens
    /// @param stop     asked now and then
    /// @return the model; empty if it was stopped
    public Optional<Outcome> run(OutlierData rows, Optional<Integer> threads, Consumer<TrainingEvent> listener, BooleanSupplier stop) {
        Trainer trainer = recipe(rows.size()).trainer(rows, seed).listen(listener).stopWhen(stop);
        TrainingRun run = threads.map(trainer::threads).orElse(trainer).fit(rows);
        if (run.reason() == TrainingEvent.Reason.STOPPED) {
            return Optional.empty();
        }
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("data", data);
        label.ifPresent(column -> told.put("label", column));
        told.put("rate", share);
        told.put("seed", seed);
        return Optional.of(new Outcome(
                Outliers.of(rows, run.model(), share).with(Map.of("madaline.version", Version.number(), KEY, Json.write(told))), run.history()));
    }

    /// {@return the column by which a model was judged when it was trained}
    ///
    /// @param pipeline a model of outliers
    public static Optional<String> label(Pipeline<?> pipeline) {
        String told = pipeline.provenance().get(KEY);
        return told != null && Json.readObject(told).get("label") instanceof String column ? Optional.of(column) : Optional.empty();
    }
}
