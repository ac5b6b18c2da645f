package org.madaline.train;

import java.util.Map;
import java.util.Optional;
import org.madaline.model.Model;
import org.madaline.tensor.Tensor;

/// Where a training begins.
///
/// @param seed keys all random choices: first weights, order of examples, dropout; default 1
/// @param weights values by name in place of random ones; none by default
/// @param model whose classes and preparation the examples must have; empty by default
/// @param checkpoint to go on from; empty by default
public record Start(long seed, Map<String, Tensor> weights, Optional<Model> model, Optional<Checkpoint> checkpoint) {
    /// What holds where nothing is said.
    public static final Start DEFAULT = new Start(1, Map.of(), Optional.empty(), Optional.empty());

    /// Copies the map.
    public Start {
        weights = Map.copyOf(weights);
    }
}
