package org.madaline.train;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.madaline.data.Dataset;
import org.madaline.metric.Metric;

/// Who looks on while a network is trained.
///
/// @param validation evaluated after each epoch; empty by default
/// @param metrics beside loss and accuracy; none by default
/// @param listener hears of what happens; true ends training after the step under way
/// @param stop asked after each step; true ends training
public record Watch(Optional<Dataset> validation, List<Metric> metrics, Predicate<TrainingEvent> listener, BooleanSupplier stop) {
    /// Nobody.
    public static final Watch NOBODY = new Watch(Optional.empty(), List.of(), _ -> false, () -> false);

    /// Copies the list.
    public Watch {
        metrics = List.copyOf(metrics);
        Objects.requireNonNull(listener, "listener");
        Objects.requireNonNull(stop, "stop");
    }
}
