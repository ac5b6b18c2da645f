package org.madaline.book.network;

import java.util.List;
import java.util.Optional;

/// The neuron of McCulloch and Pitts (1943): binary inputs, y = 1 where wᵀx ≥ threshold, else 0.
/// (book, section 1.1)
///
/// @param weights one for each input
/// @param threshold from which on the neuron fires
public record McCullochPitts(List<Integer> weights, double threshold) {
    /// Fires where both inputs do.
    public static final McCullochPitts AND = new McCullochPitts(List.of(1, 1), 2);
    /// Fires where one input does, or both.
    public static final McCullochPitts OR = new McCullochPitts(List.of(1, 1), 1);
    /// Fires where not both inputs do.
    public static final McCullochPitts NAND = new McCullochPitts(List.of(-1, -1), -1);
    /// Fires where neither input does.
    public static final McCullochPitts NOR = new McCullochPitts(List.of(-1, -1), 0);
    /// Fires where its input does not.
    public static final McCullochPitts NOT = new McCullochPitts(List.of(-1), 0);

    /// The weights are copied.
    public McCullochPitts {
        weights = List.copyOf(weights);
    }

    /// {@return whether the neuron fires}
    ///
    /// @param x as many inputs as weights
    /// @throws IllegalArgumentException if they are more or fewer
    public boolean fires(boolean... x) {
        if (x.length != weights.size()) {
            throw new IllegalArgumentException("the neuron has " + weights.size() + " inputs, not " + x.length);
        }
        int sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] ? weights.get(i) : 0;
        }
        return sum >= threshold;
    }

    /// {@return XOR by two layers: (x₁ OR x₂) AND (x₁ NAND x₂)}
    ///
    /// @param x1 first input
    /// @param x2 second input
    public static boolean xor(boolean x1, boolean x2) {
        return AND.fires(OR.fires(x1, x2), NAND.fires(x1, x2));
    }

    /// {@return the truth table over (0,0), (0,1), (1,0), (1,1) that a neuron with real weights and threshold computes}
    ///
    /// @param w1        weight of the first input
    /// @param w2        weight of the second input
    /// @param threshold from which on the neuron fires
    public static List<Boolean> table(double w1, double w2, double threshold) {
        return List.of(0 >= threshold, w2 >= threshold, w1 >= threshold, w1 + w2 >= threshold);
    }

    /// {@return weights (w₁, w₂, threshold) with this truth table, if one neuron can compute it} It can for 14 of 16.
    /// For XOR there are none: w₂ ≥ t, w₁ ≥ t and 0 < t give w₁ + w₂ ≥ 2t > t, but w₁ + w₂ < t is asked for.
    /// For the 14 others small integers and halves suffice, so that the search below finds some.
    ///
    /// @param table the outputs for (0,0), (0,1), (1,0), (1,1)
    public static Optional<double[]> neuronFor(List<Boolean> table) {
        for (int w1 = -2; w1 <= 2; w1++) {
            for (int w2 = -2; w2 <= 2; w2++) {
                for (double t = -3.5; t <= 3.5; t++) {
                    if (table(w1, w2, t).equals(table)) {
                        return Optional.of(new double[] {w1, w2, t});
                    }
                }
            }
        }
        return Optional.empty();
    }
}
