package org.madaline.vision;

import java.util.ArrayList;
import java.util.List;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.ShapeException;
import org.madaline.layer.Activation;
import org.madaline.layer.BatchNorm;
import org.madaline.layer.Convolution;
import org.madaline.layer.Dense;
import org.madaline.layer.GlobalAveragePool;
import org.madaline.layer.Layer;
import org.madaline.layer.MaxPool;
import org.madaline.layer.Sequential;

/// Residual networks for large images (He, Zhang, Ren and Sun 2016, table 1), with torchvision's names and its place
/// for the stride: the 3x3 convolution of a bottleneck (the paper has it in the first 1x1).
///
/// Input `[N, C, H, W]` of any size from 32x32, in the paper 3x224x224; result: logits `[N, classes]`. Parameters for
/// 1000 classes: 11,689,512 (18), 21,797,672 (34), 25,557,032 (50), 44,549,160 (101), 60,192,808 (152).
///
/// @param depth 18, 34, 50, 101 or 152
/// @param classes the number of outputs
public record ResNet(int depth, int classes) implements Layer {
    /// Checks its components.
    ///
    /// @throws IllegalArgumentException if there is no such depth
    public ResNet {
        Blocks.checkClasses(classes);
        blocks(depth);
    }

    private static int[] blocks(int depth) {
        return switch (depth) {
            case 18 -> new int[] {2, 2, 2, 2};
            case 34, 50 -> new int[] {3, 4, 6, 3};
            case 101 -> new int[] {3, 4, 23, 3};
            case 152 -> new int[] {3, 8, 36, 3};
            default ->
                throw new IllegalArgumentException(
                        "residual networks have 18, 34, 50, 101 or 152 layers, not " + depth);
        };
    }

    @Override
    public Node build(Graph g, Node x) {
        Node y = new Convolution(64, 7, 2, 3).withoutBias().at(g, "conv1", x);
        y = Activation.RELU.at(g, "relu", new BatchNorm().at(g, "bn1", y));
        y = new MaxPool(3, 2, 1).at(g, "maxpool", y);
        int[] blocks = blocks(depth);
        for (int i = 0; i < 4; i++) {
            y = stage(64 << i, blocks[i], i == 0 ? 1 : 2).at(g, "layer" + (i + 1), y);
        }
        return new Dense(classes).at(g, "fc", new GlobalAveragePool().at(g, "avgpool", y));
    }

    private Layer stage(int channels, int count, int stride) {
        List<Layer> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int step = i == 0 ? stride : 1;
            blocks.add(depth < 50 ? new BasicBlock(channels, step) : new Bottleneck(channels, step));
        }
        return new Sequential(blocks);
    }

    /// Two 3x3 convolutions beside the identity.                                   (figure 5, left)
    record BasicBlock(int channels, int stride) implements Layer {
        @Override
        public Node build(Graph g, Node x) {
            Node y = new Convolution(channels, 3, stride, 1).withoutBias().at(g, "conv1", x);
            y = Activation.RELU.at(g, "relu", new BatchNorm().at(g, "bn1", y));
            y = new Convolution(channels, 3, 1, 1).withoutBias().at(g, "conv2", y);
            y = new BatchNorm().at(g, "bn2", y);
            return y.plus(shortcut(g, x, channels, stride)).relu();
        }
    }

    /// A 1x1 convolution that narrows, a 3x3 and a 1x1 that widens fourfold.       (figure 5, right)
    record Bottleneck(int channels, int stride) implements Layer {
        @Override
        public Node build(Graph g, Node x) {
            Node y = new Convolution(channels, 1).withoutBias().at(g, "conv1", x);
            y = Activation.RELU.at(g, "relu", new BatchNorm().at(g, "bn1", y));
            y = new Convolution(channels, 3, stride, 1).withoutBias().at(g, "conv2", y);
            y = Activation.RELU.at(g, "relu", new BatchNorm().at(g, "bn2", y));
            y = new Convolution(4 * channels, 1).withoutBias().at(g, "conv3", y);
            y = new BatchNorm().at(g, "bn3", y);
            return y.plus(shortcut(g, x, 4 * channels, stride)).relu();
        }
    }

    /// The identity, or where the shape changes a 1x1 convolution ("option B").
    private static Node shortcut(Graph g, Node x, int out, int stride) {
        if (x.shape().rank() != 4) {
            throw new ShapeException(g.path(), "a residual block takes images [N, C, H, W], not " + x.shape());
        }
        return stride == 1 && x.shape().dim(1) == out
                ? x
                : Blocks.normalized(out, 1, stride, 1, new BatchNorm(), Activation.IDENTITY)
                        .at(g, "downsample", x);
    }
}
