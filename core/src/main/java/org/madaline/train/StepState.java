package org.madaline.train;

import java.util.Map;
import org.madaline.tensor.Tensor;

/// Where a step stands: going on from it yields the same bits as not having stopped.
///
/// @param tensors all variables by name, the optimizers' states among them
/// @param step finished steps
public record StepState(Map<String, Tensor> tensors, long step) {
    /// Copies the map.
    public StepState {
        tensors = Map.copyOf(tensors);
    }
}
