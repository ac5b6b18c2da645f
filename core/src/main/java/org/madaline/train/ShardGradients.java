package org.madaline.train;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.madaline.data.BatchForm;
import org.madaline.tensor.Tensor;

/// The gradients of a shard, before they are divided: those of several shards add up to those of the whole.
///
/// @param form of the batch, or of one of them
/// @param sums by the names of the sums
/// @param counts what to divide by, for each kind of loss
public record ShardGradients(BatchForm form, Map<String, Tensor> sums, Map<String, Double> counts) {
    /// Copies the maps.
    public ShardGradients {
        sums = Collections.unmodifiableMap(new LinkedHashMap<>(sums));
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    }

    /// The gradients of both. Rounding depends on the order, so that equal bits need an agreed one.
    ///
    /// @param other of the same step
    /// @return the sums of both
    /// @throws IllegalArgumentException if they are of different steps
    public ShardGradients plus(ShardGradients other) {
        if (!sums.keySet().equals(other.sums.keySet())) {
            throw new IllegalArgumentException("gradients of different steps cannot be added: of " + sums.keySet() + " and "
                    + other.sums.keySet());
        }
        Map<String, Tensor> added = new LinkedHashMap<>();
        sums.forEach((name, own) -> {
            float[] a = own.toArray().clone();
            float[] b = other.sums.get(name).toArray();
            for (int i = 0; i < a.length; i++) {
                a[i] += b[i];
            }
            added.put(name, Tensor.wrap(own.shape(), a));
        });
        Map<String, Double> all = new LinkedHashMap<>(counts);
        other.counts.forEach((name, count) -> all.merge(name, count, Double::sum));
        return new ShardGradients(form, added, all);
    }

    /// The sum of all shards, from the first to the last.
    ///
    /// @param shards of the same step, in an agreed order
    /// @return the sums of all
    /// @throws IllegalArgumentException if there is none, or they are of different steps
    public static ShardGradients sum(ShardGradients... shards) {
        return Arrays.stream(shards).reduce(ShardGradients::plus)
                .orElseThrow(() -> new IllegalArgumentException("there are no gradients to be added"));
    }
}
