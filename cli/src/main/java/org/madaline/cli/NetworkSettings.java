package org.madaline.cli;

import java.util.List;
import org.madaline.formats.image.ImagePreprocessing;
import org.madaline.layer.Network;
import org.madaline.tensor.Shape;

/// What decides which network is built.
///
/// @param model the architecture
/// @param hidden the widths of an MLP's hidden layers
/// @param activation of an MLP's hidden layers
/// @param batchNorm whether an MLP normalizes batches
/// @param dropout after each hidden layer: one probability for all, or one for each
record NetworkSettings(String model, List<Integer> hidden, String activation, boolean batchNorm, List<Double> dropout) {
    /// @throws UsageError naming the flag of a value that cannot be
    NetworkSettings {
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

    /// The probability of dropout after hidden layer `i`.
    double dropout(int i) {
        return dropout.get(dropout.size() == 1 ? 0 : i);
    }

    /// What makes the network's input of a picture from a folder.
    ImagePreprocessing preprocessing() {
        return Choices.MODELS.get(model).preprocessing();
    }

    /// The name of the last layer; null where it is not known.
    String head() {
        return Choices.MODELS.get(model).head();
    }

    /// The data in the form that the network takes: pictures `[C, H, W]` for a network that looks at them.
    ///
    /// @throws UsageError if the data are no pictures
    TrainData arrange(TrainData data) {
        if (!Choices.MODELS.get(model).takesPictures()) {
            return data;
        }
        if (data.image() == null) {
            throw new UsageError("--model " + model + " takes pictures; these data are " + data.train().inputShape());
        }
        return data.withInputShape(data.image());
    }

    /// The network for inputs of a shape.
    Network network(Shape input, int outputs) {
        return Choices.MODELS.get(model).network(this, input, outputs);
    }
}
