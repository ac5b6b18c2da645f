package org.madaline.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.madaline.cli.report.LineChart;
import org.madaline.cli.report.Report;

/// How a model of one kind is trained: what the command `train` need not know.
interface Training {
    /// Prints what will be trained.
    void describe(Terminal terminal);

    /// The settings of the work in a few words.
    String summary();

    /// Whether an interrupted run is ended in good order, with a checkpoint to go on from.
    boolean resumable();

    /// Trains; empty where it was asked to stop and can be resumed.
    ///
    /// @param stop asked now and then if the training is resumable
    Optional<Outcome> run(Terminal terminal, RunFolder folder, BooleanSupplier stop) throws IOException;

    /// What came of it.
    ///
    /// @param figures name and value, for the report's top
    /// @param notes what a reader has to know, above all warnings
    /// @param tables of the report
    /// @param charts of the learning
    record Outcome(
            Predictor model,
            Map<String, String> figures,
            List<String> notes,
            List<Report.Table> tables,
            List<LineChart> charts) {}
}
