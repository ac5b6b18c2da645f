package org.madaline.train;

import java.util.List;

/// The numbers of one batch.
///
/// @param loss the sum of the losses with their factors, before the step, without the penalty
/// @param parts the losses one by one
/// @param size the number of examples
public record StepResult(double loss, List<Part> parts, int size) {
    /// One of the losses.
    ///
    /// @param value of the batch
    /// @param weight what it counts in the mean over batches
    /// @param sums whether it adds up over batches instead
    /// @param name of the loss
    public record Part(String name, double value, double weight, boolean sums) {}

    /// A loss by its name.
    ///
    /// @param name as the goal calls it; `loss` where it has no other
    /// @return its value for the batch, without its factor
    /// @throws IllegalArgumentException if there is none of this name
    public double loss(String name) {
        return parts.stream().filter(p -> p.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no loss " + name + " among " + parts)).value();
    }
}
