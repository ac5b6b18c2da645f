package org.madaline.cli;

import java.util.List;

/// The settings that are used where no flag says otherwise. For a named data set they were chosen on a validation part
/// of its training images.
///
/// @param dropout after each hidden layer of an MLP
record Recipe(int epochs, String optimizer, double lr, double weightDecay, List<Double> dropout) {
    /// For all data without a recipe of their own.
    static final Recipe USUAL = new Recipe(20, "adam", 0.001, 0, List.of(0.2));

    /// The book's network of example 3.3.1 on MNIST.
    private static final Recipe MNIST_MLP = new Recipe(60, "adamw", 0.003, 0.2, List.of(0.15, 0.05));

    /// The recipe for a data set and an architecture.
    static Recipe of(String data, NetworkOptions network) {
        boolean book = network.model.equals("mlp") && network.hidden.equals(List.of(100, 50));
        return data.equals("mnist") && book ? MNIST_MLP : USUAL;
    }
}
