package org.madaline.cli;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.madaline.runs.OutlierTraining;
import org.madaline.runs.TableReading;
import org.madaline.runs.UsageError;
import picocli.CommandLine.Option;

/// The flags of `train --task outliers`.
final class OutlierOptions {
    private static final String OUTLIERS = "outliers";

    /// What says something to a model of outliers.
    private static final Set<String> HEEDED = Set.of(
            "--task", "--rate", "--label", "--ignore", "--types", "--missing", "--rows", "--epochs", "--seed", "--threads", "--name", "--out",
            "--force", "--debug", "--separator", "--quote", "--decimal", "--thousands", "--header", "--encoding", "--comment", "--skip-bad-rows");

    @Option(
            names = "--rate",
            paramLabel = "SHARE",
            defaultValue = "0.01",
            description = "Of --task outliers: the share of the rows that count as outliers (default: ${DEFAULT-VALUE}).")
    private double rate;

    /// Whether outliers are asked for, and nothing that says nothing to them.
    ///
    /// @param given the flags that the user gave
    /// @throws UsageError naming such a flag
    static boolean asked(TrainOptions options, Collection<String> given) {
        boolean outliers = options.task.equals(OUTLIERS);
        if (!outliers && given.contains("--rate")) {
            throw new UsageError("--rate says nothing without --task outliers; the learning rate is --lr");
        }
        given.stream().filter(flag -> outliers && !HEEDED.contains(flag)).findFirst().ifPresent(flag -> {
            throw new UsageError(flag + " says nothing to --task outliers");
        });
        return outliers;
    }

    /// What tells outliers.
    ///
    /// @throws UsageError naming the flag of a value that cannot be
    OutlierTraining training(TrainOptions options) {
        if (options.data == null || !options.isTable()) {
            throw new UsageError("--task outliers is for the rows of a table; name one");
        }
        TableReading reading = options.table.reading("auto", options.types, options.missing, "auto",
                options.limit(), List.of());
        return new OutlierTraining(options.data, options.label, options.ignore, reading, rate, Optional.ofNullable(options.epochs), options.seed);
    }
}
