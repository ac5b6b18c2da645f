package org.madaline.vision;

import java.util.ArrayList;
import java.util.List;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.layer.Activation;
import org.madaline.layer.BatchNorm;
import org.madaline.layer.Dense;
import org.madaline.layer.Dropout;
import org.madaline.layer.GlobalAveragePool;
import org.madaline.layer.Layer;
import org.madaline.layer.MaxPool;
import org.madaline.layer.Sequential;

/// A small network of today's parts for small pictures such as MNIST's: 3x3 convolutions (Simonyan and Zisserman 2015),
/// each with batch normalization (Ioffe and Szegedy 2015), the size halved by max pooling between stages of twice the
/// channels, and the average over all pixels (Lin, Chen and Yan 2014) with dropout before the one dense layer.
///
/// Input `[N, C, H, W]` of any size from 8x8; result: logits `[N, classes]`. With width 16, one channel and 10 classes it
/// has 144,954 parameters.
///
/// @param width the channels of the first stage, which has one convolution; the next ones have twice, four times and
///              eight times as many, and two, two and one convolution
/// @param dropout the probability before the dense layer
/// @param classes the number of outputs
public record SmallCnn(int width, double dropout, int classes) implements Layer {
    /// Checks its components.
    ///
    /// @throws IllegalArgumentException if there is no class or no channel
    public SmallCnn {
        Blocks.checkClasses(classes);
        if (width < 1) {
            throw new IllegalArgumentException("the width is a positive number of channels, not " + width);
        }
    }

    /// Width 16, dropout 0.3.
    ///
    /// @param classes the number of outputs
    public SmallCnn(int classes) {
        this(16, 0.3, classes);
    }

    @Override
    public Node build(Graph g, Node x) {
        List<Layer> features = new ArrayList<>(stage(width, 1));
        features.add(new MaxPool(2, 2));
        features.addAll(stage(2 * width, 2));
        features.add(new MaxPool(2, 2));
        features.addAll(stage(4 * width, 2));
        features.add(new MaxPool(2, 2));
        features.addAll(stage(8 * width, 1));
        Node y = new Sequential(features).at(g, "features", x);
        y = new GlobalAveragePool().at(g, "avgpool", y);
        return Sequential.of(new Dropout(dropout), new Dense(classes)).at(g, "classifier", y);
    }

    private static List<Layer> stage(int channels, int convolutions) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < convolutions; i++) {
            layers.add(Blocks.normalized(channels, 3, 1, 1, new BatchNorm(), Activation.RELU));
        }
        return layers;
    }
}
