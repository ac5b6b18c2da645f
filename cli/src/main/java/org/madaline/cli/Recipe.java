package org.madaline.cli;

import java.util.List;
import java.util.Set;

/// The settings that are used where no flag says otherwise. For a named data set they were chosen on a validation part
/// of its training images.
///
/// @param dropout after each hidden layer of an MLP
record Recipe(int epochs, String optimizer, double lr, double weightDecay, List<Double> dropout) {
    /// For all data without a recipe of their own.
    static final Recipe USUAL = new Recipe(20, "adam", 0.001, 0, List.of(0.2));

    /// The book's network of example 3.3.1 on MNIST.
    private static final Recipe MNIST_MLP = new Recipe(60, "adamw", 0.003, 0.2, List.of(0.15, 0.05));

    private static final Recipe LENET = new Recipe(20, "adamw", 0.003, 0.2, USUAL.dropout);
    private static final Recipe LENET_AUGMENTED = new Recipe(40, "adamw", 0.003, 0.1, USUAL.dropout);
    private static final Recipe SMALL_CNN = new Recipe(12, "adamw", 0.003, 0.1, USUAL.dropout);

    private static final Set<String> SMALL_PICTURES = Set.of("mnist", "fashion-mnist");

    /// The recipe for a data set and an architecture.
    static Recipe of(String data, NetworkOptions network, boolean augmented) {
        if (!SMALL_PICTURES.contains(data)) {
            return USUAL;
        }
        return switch (network.model) {
            case "mlp" -> data.equals("mnist") && network.hidden.equals(List.of(100, 50)) ? MNIST_MLP : USUAL;
            case "lenet5", "lenet5_relu" -> augmented ? LENET_AUGMENTED : LENET;
            case "small_cnn" -> SMALL_CNN;
            default -> USUAL;
        };
    }
}
