package org.madaline.vision;

import java.util.ArrayList;
import java.util.List;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.graph.Pooling;
import org.madaline.layer.Activation;
import org.madaline.layer.BatchNorm;
import org.madaline.layer.Convolution;
import org.madaline.layer.Dense;
import org.madaline.layer.GlobalAveragePool;
import org.madaline.layer.Layer;
import org.madaline.layer.Sequential;

/// Residual networks for small images such as CIFAR-10's (He, Zhang, Ren and Sun 2016, section 4.2): 6 n + 2 layers,
/// the shortcuts without parameters ("option A").
///
/// Input `[N, C, H, W]` of any size from 4x4, in the paper 3x32x32; result: logits `[N, classes]`. Parameters for 10
/// classes: 269,722 (20), 464,154 (32), 658,586 (44), 853,018 (56), 1,727,962 (110).
///
/// @param depth 8, 14, 20, ...: 6 n + 2
/// @param width the channels of the first stage, in the paper 16; the next ones have twice and four times as many
/// @param classes the number of outputs
public record CifarResNet(int depth, int width, int classes) implements Layer {
    /// Checks its components.
    ///
    /// @throws IllegalArgumentException if the depth is not 6 n + 2 or the width is odd
    public CifarResNet {
        Blocks.checkClasses(classes);
        if (depth < 8 || depth % 6 != 2) {
            throw new IllegalArgumentException(
                    "residual networks for small images have 6 n + 2 layers (20, 32, 44, 56, 110), not " + depth);
        }
        if (width < 2 || width % 2 != 0) {
            throw new IllegalArgumentException("the width is an even number of at least 2 channels, not " + width);
        }
    }

    /// The paper's width, 16.
    ///
    /// @param depth   8, 14, 20, ...: 6 n + 2
    /// @param classes the number of outputs
    public CifarResNet(int depth, int classes) {
        this(depth, 16, classes);
    }

    @Override
    public Node build(Graph g, Node x) {
        Node y = new Convolution(width, 3, 1, 1).withoutBias().at(g, "conv1", x);
        y = Activation.RELU.at(g, "relu", new BatchNorm().at(g, "bn1", y));
        for (int i = 0; i < 3; i++) {
            List<Layer> blocks = new ArrayList<>();
            for (int k = 0; k < depth / 6; k++) {
                blocks.add(new Block(width << i, i > 0 && k == 0 ? 2 : 1));
            }
            y = new Sequential(blocks).at(g, "layer" + (i + 1), y);
        }
        return new Dense(classes).at(g, "fc", new GlobalAveragePool().at(g, "avgpool", y));
    }

    /// Two 3x3 convolutions beside the identity.
    record Block(int channels, int stride) implements Layer {
        @Override
        public Node build(Graph g, Node x) {
            Node y = new Convolution(channels, 3, stride, 1).withoutBias().at(g, "conv1", x);
            y = Activation.RELU.at(g, "relu", new BatchNorm().at(g, "bn1", y));
            y = new Convolution(channels, 3, 1, 1).withoutBias().at(g, "conv2", y);
            y = new BatchNorm().at(g, "bn2", y);
            return y.plus(shortcut(g, x)).relu();
        }

        /// Every second pixel of every second row, with channels of zeros before and after.
        private Node shortcut(Graph g, Node x) {
            if (stride == 1) {
                return x;
            }
            Node fewer = g.apply(new Op.AveragePool(Pooling.square(1, stride)), x);
            int missing = channels - x.shape().dim(1);
            return g.apply(new Op.Pad(1, missing / 2, missing - missing / 2), fewer);
        }
    }
}
