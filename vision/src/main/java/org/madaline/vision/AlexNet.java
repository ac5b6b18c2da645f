package org.madaline.vision;

import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.layer.Activation;
import org.madaline.layer.AdaptiveAveragePool;
import org.madaline.layer.Convolution;
import org.madaline.layer.Dense;
import org.madaline.layer.Dropout;
import org.madaline.layer.Flatten;
import org.madaline.layer.Layer;
import org.madaline.layer.LocalResponseNorm;
import org.madaline.layer.MaxPool;
import org.madaline.layer.Sequential;

/// AlexNet: in the paper's form (Krizhevsky, Sutskever and Hinton 2012), with the two groups of channels that two
/// graphics cards held and local response normalization, 60,965,224 parameters; or in the form of one card (Krizhevsky
/// 2014) with torchvision's names, 61,100,840.
///
/// Input `[N, C, H, W]` of any size from 63x63, in the paper 3x224x224; result: logits `[N, classes]`.
///
/// @param form the paper's or torchvision's
/// @param classes the number of outputs
public record AlexNet(Form form, int classes) implements Layer {
    private static final Activation RELU = Activation.RELU;

    /// Checks its components.
    ///
    /// @throws IllegalArgumentException if there is no class
    public AlexNet {
        Blocks.checkClasses(classes);
    }

    @Override
    public Node build(Graph g, Node x) {
        Node y = (form == Form.PAPER ? twoGroups() : oneGroup()).at(g, "features", x);
        y = new AdaptiveAveragePool(6, 6).at(g, "avgpool", y);
        return Sequential.of(
                new Dropout(0.5), new Dense(4096), RELU,
                new Dropout(0.5), new Dense(4096), RELU,
                new Dense(classes)).at(g, "classifier", new Flatten().build(g, y));
    }

    /// Section 3.5; normalization and pooling follow the first two layers (sections 3.3 and 3.4).
    private static Sequential twoGroups() {
        Layer normalization = LocalResponseNorm.paper(5, 1e-4, 0.75, 2);
        return Sequential.of(
                new Convolution(96, 11, 4, 2), RELU, normalization, new MaxPool(3, 2),
                new Convolution(256, 5, 1, 2).withGroups(2), RELU, normalization, new MaxPool(3, 2),
                new Convolution(384, 3, 1, 1), RELU,
                new Convolution(384, 3, 1, 1).withGroups(2), RELU,
                new Convolution(256, 3, 1, 1).withGroups(2), RELU, new MaxPool(3, 2));
    }

    private static Sequential oneGroup() {
        return Sequential.of(
                new Convolution(64, 11, 4, 2), RELU, new MaxPool(3, 2),
                new Convolution(192, 5, 1, 2), RELU, new MaxPool(3, 2),
                new Convolution(384, 3, 1, 1), RELU,
                new Convolution(256, 3, 1, 1), RELU,
                new Convolution(256, 3, 1, 1), RELU, new MaxPool(3, 2));
    }
}
