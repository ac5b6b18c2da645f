package org.madaline.cli;

import java.util.Optional;
import org.madaline.runs.UsageError;
import org.madaline.runs.WeightSettings;
import picocli.CommandLine.Option;

/// The flags that say how much examples count.
final class WeightOptions {
    @Option(
            names = "--weight",
            paramLabel = "COLUMN",
            description = "How much each row of a table counts, in training and in all figures: numbers of at least 0; it is no feature.")
    Optional<String> column = Optional.empty();

    @Option(
            names = "--class-weight",
            paramLabel = "balanced|equal",
            defaultValue = "equal",
            description = "balanced: all classes count the same in training, however rare (default: ${DEFAULT-VALUE}: all examples do).")
    String classWeight;

    @Option(names = "--balanced", description = "The same as --class-weight balanced.")
    boolean balanced;

    boolean balanced() {
        return balanced || switch (classWeight) {
            case "balanced" -> true;
            case "equal" -> false;
            default -> throw new UsageError("--class-weight must be balanced or equal, not " + classWeight);
        };
    }

    /// @param linear whether the model is one, whose own settings say whether classes are balanced
    WeightSettings settings(boolean linear) {
        return new WeightSettings(column, balanced() && !linear);
    }
}
