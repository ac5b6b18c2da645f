package org.madaline.basis;

import java.util.List;
import java.util.Map;

/// φⱼ(x) = xⱼ², as in the book's figure 2.4.                                      (book, example 2.7.1, eq. 2.26)
///
/// @param inputs their number d, at least 1; there are as many functions
public record Squares(int inputs) implements Basis {

    /// Checks its components.
    ///
    /// @throws IllegalArgumentException if there is no input
    public Squares {
        if (inputs < 1) {
            throw new IllegalArgumentException("a basis needs at least one input, not " + inputs);
        }
    }

    @Override
    public int size() {
        return inputs;
    }

    @Override
    public void apply(double[] x, int from, double[] phi, int to) {
        for (int j = 0; j < inputs; j++) {
            phi[to + j] = x[from + j] * x[from + j];
        }
    }

    @Override
    public List<String> names() {
        return Bases.inputNames(inputs).stream().map(name -> name + "^2").toList();
    }

    @Override
    public Map<String, Object> toMap() {
        return Map.of("type", "squares", "inputs", inputs);
    }
}
