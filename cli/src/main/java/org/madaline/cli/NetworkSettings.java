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
/// @param dropout after each hidden layer
record NetworkSettings(String model, List<Integer> hidden, String activation, boolean batchNorm, double dropout) {
    /// @throws UsageError naming the flag of a value that cannot be
    NetworkSettings {
        hidden = List.copyOf(hidden);
        for (int width : hidden) {
            TrainSettings.atLeast("--hidden", width, 1);
        }
        TrainSettings.require(dropout >= 0 && dropout < 1, "--dropout", "in [0, 1)", dropout);
        Choices.MODELS.get(model);
        Choices.ACTIVATIONS.get(activation);
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
