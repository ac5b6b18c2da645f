package org.madaline.vision;

import java.util.ArrayList;
import java.util.List;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.layer.AveragePool;
import org.madaline.layer.BatchNorm;
import org.madaline.layer.Convolution;
import org.madaline.layer.Dense;
import org.madaline.layer.GlobalAveragePool;
import org.madaline.layer.Layer;
import org.madaline.layer.MaxPool;

/// Densely connected networks (Huang, Liu, van der Maaten and Weinberger 2017, table 1) with growth rate 32, with
/// torchvision's names; 7,978,856 parameters (121) for 1000 classes.
///
/// Input `[N, C, H, W]` of any size from 32x32, in the paper 3x224x224; result: logits `[N, classes]`.
///
/// @param depth 121, 169 or 201
/// @param classes the number of outputs
public record DenseNet(int depth, int classes) implements Layer {
    private static final int GROWTH = 32;

    /// Checks its components.
    ///
    /// @throws IllegalArgumentException if there is no such depth
    public DenseNet {
        Blocks.checkClasses(classes);
        layers(depth);
    }

    private static int[] layers(int depth) {
        return switch (depth) {
            case 121 -> new int[] {6, 12, 24, 16};
            case 169 -> new int[] {6, 12, 32, 32};
            case 201 -> new int[] {6, 12, 48, 32};
            default ->
                throw new IllegalArgumentException(
                        "densely connected networks have 121, 169 or 201 layers, not " + depth);
        };
    }

    @Override
    public Node build(Graph g, Node x) {
        Node y = ((Layer) this::features).at(g, "features", x).relu();
        return new Dense(classes).at(g, "classifier", new GlobalAveragePool().at(g, "avgpool", y));
    }

    private Node features(Graph g, Node x) {
        Node y = new Convolution(2 * GROWTH, 7, 2, 3).withoutBias().at(g, "conv0", x);
        y = new MaxPool(3, 2, 1)
                .at(g, "pool0", new BatchNorm().at(g, "norm0", y).relu());
        int[] layers = layers(depth);
        for (int i = 0; i < 4; i++) {
            y = block(layers[i]).at(g, "denseblock" + (i + 1), y);
            if (i < 3) {
                y = ((Layer) DenseNet::transition).at(g, "transition" + (i + 1), y);
            }
        }
        return new BatchNorm().at(g, "norm5", y);
    }

    /// Each layer sees the outputs of all before it.
    private static Layer block(int count) {
        return (g, x) -> {
            List<Node> all = new ArrayList<>(List.of(x));
            for (int i = 0; i < count; i++) {
                all.add(((Layer) DenseNet::layer).at(g, "denselayer" + (i + 1), g.concat(1, all)));
            }
            return g.concat(1, all);
        };
    }

    private static Node layer(Graph g, Node x) {
        Node y = new BatchNorm().at(g, "norm1", x).relu();
        y = new Convolution(4 * GROWTH, 1).withoutBias().at(g, "conv1", y);
        y = new BatchNorm().at(g, "norm2", y).relu();
        return new Convolution(GROWTH, 3, 1, 1).withoutBias().at(g, "conv2", y);
    }

    /// Half the channels and a quarter of the pixels.
    private static Node transition(Graph g, Node x) {
        Node y = new BatchNorm().at(g, "norm", x).relu();
        y = new Convolution(x.shape().dim(1) / 2, 1).withoutBias().at(g, "conv", y);
        return new AveragePool(2).at(g, "pool", y);
    }
}
