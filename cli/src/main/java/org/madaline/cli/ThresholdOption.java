package org.madaline.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/// From which probability on the second of two classes is named.
final class ThresholdOption {
    @Option(
            names = "--threshold",
            paramLabel = "P",
            description = "Of two classes the second is named from this probability on, or from where accuracy, balanced (accuracy) or f1"
                    + " was best on rows that the model was not trained on (default: 0.5).")
    Optional<String> threshold = Optional.empty();
}
