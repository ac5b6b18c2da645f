package org.madaline.vision;

import java.util.List;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.layer.Activation;
import org.madaline.layer.BatchNorm;
import org.madaline.layer.Convolution;
import org.madaline.layer.Dense;
import org.madaline.layer.GlobalAveragePool;
import org.madaline.layer.Layer;
import org.madaline.layer.MaxPool;
import org.madaline.layer.Sequential;

/// A residual network for small pictures such as MNIST's that trains in minutes: the basic blocks of He, Zhang, Ren and
/// Sun (2016) with shortcuts by 1x1 convolutions ("option B"), as [ResNet] has them, but after a stem that keeps small
/// pictures: one 3x3 convolution and max pooling by two. Against [CifarResNet] it works at half the resolution with
/// twice the channels, which takes three fifths of the time for a step and learns more in few epochs.
///
/// Input `[N, C, H, W]` of any size from 8x8; result: logits `[N, classes]`. With width 32, one channel and 10 classes it
/// has 14 layers and 691,834 parameters.
///
/// @param width the channels of the first stage; the stem has half, the other two stages twice and four times as many
/// @param classes the number of outputs
public record SmallResNet(int width, int classes) implements Layer {
    /// Checks its components.
    ///
    /// @throws IllegalArgumentException if there is no class or the width is no even number
    public SmallResNet {
        Blocks.checkClasses(classes);
        if (width < 2 || width % 2 != 0) {
            throw new IllegalArgumentException("the width is an even number of at least 2 channels, not " + width);
        }
    }

    /// Width 32.
    ///
    /// @param classes the number of outputs
    public SmallResNet(int classes) {
        this(32, classes);
    }

    @Override
    public Node build(Graph g, Node x) {
        Node y = new Convolution(width / 2, 3, 1, 1).withoutBias().at(g, "conv1", x);
        y = Activation.RELU.at(g, "relu", new BatchNorm().at(g, "bn1", y));
        y = new MaxPool(2, 2).at(g, "maxpool", y);
        for (int i = 0; i < 3; i++) {
            int channels = width << i;
            Layer first = new ResNet.BasicBlock(channels, i == 0 ? 1 : 2);
            y = new Sequential(List.of(first, new ResNet.BasicBlock(channels, 1))).at(g, "layer" + (i + 1), y);
        }
        return new Dense(classes).at(g, "fc", new GlobalAveragePool().at(g, "avgpool", y));
    }
}
