package org.madaline.runs;

import java.util.List;
import java.util.Set;

/// The settings that are used where no flag says otherwise. For a named data set they were chosen on a validation part
/// of its training images.
///
/// @param epochs      passes over the training data
/// @param optimizer   a name of [Choices#OPTIMIZERS]
/// @param lr          the rate η
/// @param weightDecay λ
/// @param schedule    a name of [Choices#SCHEDULES]
/// @param dropout     after each hidden layer of an MLP
public record Recipe(int epochs, String optimizer, double lr, double weightDecay, String schedule, List<Double> dropout) {
    /// For all data without a recipe of their own.
    public static final Recipe USUAL = new Recipe(20, "adam", 0.001, 0, "cosine", List.of(0.2));

    /// The book's network of example 3.3.1 on MNIST.
    private static final Recipe MNIST_MLP = new Recipe(60, "adamw", 0.003, 0.2, "cosine", List.of(0.15, 0.05));

    private static final Recipe LENET = adamW(20, 0.2);
    private static final Recipe LENET_AUGMENTED = adamW(40, 0.1);
    private static final Recipe SMALL_CNN = adamW(12, 0.1);
    private static final Recipe SMALL_CNN_FASHION = adamW(24, 0.1);
    private static final Recipe SMALL_RESNET = residual(12);
    private static final Recipe SMALL_RESNET_FASHION = residual(26);

    private static final Set<String> SMALL_PICTURES = Set.of("mnist", "fashion-mnist");

    /// {@return the recipe for a data set and an architecture}
    ///
    /// @param data      the name of the data set
    /// @param model     the name of the architecture
    /// @param hidden    the widths of an MLP's hidden layers
    /// @param augmented whether pictures are changed at random
    public static Recipe of(String data, String model, List<Integer> hidden, boolean augmented) {
        if (!SMALL_PICTURES.contains(data)) {
            return USUAL;
        }
        return switch (model) {
            case "mlp" -> data.equals("mnist") && hidden.equals(List.of(100, 50)) ? MNIST_MLP : USUAL;
            case "lenet5", "lenet5_relu" -> augmented ? LENET_AUGMENTED : LENET;
            case "small_cnn" -> data.equals("mnist") ? SMALL_CNN : SMALL_CNN_FASHION;
            case "small_resnet" -> data.equals("mnist") ? SMALL_RESNET : SMALL_RESNET_FASHION;
            default -> USUAL;
        };
    }

    private static Recipe adamW(int epochs, double weightDecay) {
        return new Recipe(epochs, "adamw", 0.003, weightDecay, "cosine", USUAL.dropout);
    }

    private static Recipe residual(int epochs) {
        return new Recipe(epochs, "nesterov", 0.1, 5e-4, "one-cycle", USUAL.dropout);
    }

    /// {@return the recipe for an optimizer that the user chose: a rate, decay and schedule found for one say nothing of another}
    ///
    /// @param chosen its name; null: the recipe's own
    public Recipe with(String chosen) {
        return chosen == null || chosen.equals(optimizer)
                ? this
                : new Recipe(epochs, chosen, USUAL.lr, USUAL.weightDecay, USUAL.schedule, dropout);
    }
}
