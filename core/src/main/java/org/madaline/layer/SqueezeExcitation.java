package org.madaline.layer;

import org.madaline.graph.Graph;
import org.madaline.graph.Node;

/// Squeeze and excitation (Hu et al. 2018): each channel is scaled by a factor that two small layers compute from the
/// means of all channels: x scale(fc2(activation(fc1(mean x)))), with fc1 and fc2 1x1 convolutions.
///
/// @param squeezed the width between fc1 and fc2
/// @param activation after fc1; default ReLU
/// @param scale after fc2; default the sigmoid function
public record SqueezeExcitation(int squeezed, Activation activation, Activation scale) implements Layer {
    /// ReLU between the two layers and the sigmoid function after them, as in the paper.
    ///
    /// @param squeezed the width between fc1 and fc2, in the paper a 16th of the channels
    public SqueezeExcitation(int squeezed) {
        this(squeezed, Activation.RELU, Activation.SIGMOID);
    }

    @Override
    public Node build(Graph g, Node x) {
        Node mean = new AdaptiveAveragePool(1, 1).at(g, "avgpool", x);
        Node small = activation.at(g, "activation", new Convolution(squeezed, 1).at(g, "fc1", mean));
        Node factor = scale.at(g, "scale_activation", new Convolution(x.shape().dim(1), 1).at(g, "fc2", small));
        return x.times(factor);
    }
}
