package org.madaline.runs;

import java.util.List;
import java.util.Optional;
import org.madaline.layer.Network;
import org.madaline.tensor.Shape;

/// What decides which network is built.
///
/// @param model the architecture
/// @param hidden the widths of the hidden layers of an MLP, a RealMLP or a TabM
/// @param activation of them; of a RealMLP it is that of its task, once [TrainSettings#settled]
/// @param batchNorm whether an MLP normalizes batches
/// @param dropout after each hidden layer: one probability for all, or one for each
/// @param members how many networks of a RealMLP or TabM learn side by side; 0: as many as suit the rows, once settled
public record NetworkSettings(
        String model, List<Integer> hidden, String activation, boolean batchNorm, List<Double> dropout, int members) {
    private static final int MOST_MEMBERS = 64;

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
        TrainSettings.require(members >= 0 && members <= MOST_MEMBERS, "--members", "from 1 to " + MOST_MEMBERS, members);
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
        throw new UsageError("--model " + model + (Choices.MODELS.get(model) instanceof ModelChoice.OfTables
                ? " is made for the columns of a table" : " is a linear model, not a network"));
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
