package org.madaline.runs;

import java.util.List;
import java.util.Optional;
import org.madaline.layer.Network;
import org.madaline.tensor.Shape;

/// What decides which network is built.
///
/// @param model the architecture
/// @param hidden the widths of an MLP's hidden layers
/// @param activation of an MLP's hidden layers
/// @param batchNorm whether an MLP normalizes batches
/// @param dropout after each hidden layer: one probability for all, or one for each
public record NetworkSettings(String model, List<Integer> hidden, String activation, boolean batchNorm, List<Double> dropout) {
    /// Checks its components.
    ///
    /// @throws UsageError naming the flag of a value that cannot be
    public NetworkSettings {
        hidden = List.copyOf(hidden);
        for (int width : hidden) {
            TrainSettings.atLeast("--hidden", width, 1);
        }
        dropout = List.copyOf(dropout);
        for (double p : dropout) {
            TrainSettings.require(p >= 0 && p < 1, "--dropout", "in [0, 1)", p);
        }
        if (dropout.size() != 1 && dropout.size() != hidden.size()) {
            throw new UsageError("--dropout takes one probability, or one for each of the " + hidden.size()
                    + " hidden layers, not " + dropout.size());
        }
        Choices.MODELS.get(model);
        Choices.ACTIVATIONS.get(activation);
    }

    /// {@return the probability of dropout after hidden layer `i`}
    ///
    /// @param i from 0
    public double dropout(int i) {
        return dropout.get(dropout.size() == 1 ? 0 : i);
    }

    private ModelChoice.Architecture architecture() {
        if (Choices.MODELS.get(model) instanceof ModelChoice.Architecture architecture) {
            return architecture;
        }
        throw new UsageError("--model " + model + " is a linear model, not a network");
    }

    /// {@return the name of the last layer, where it is known}
    public Optional<String> head() {
        return architecture().head();
    }

    /// {@return the network for inputs of a shape}
    ///
    /// @param input   of one example
    /// @param outputs the number of classes, or of numbers
    public Network network(Shape input, int outputs) {
        return architecture().network(this, input, outputs);
    }
}
