package org.madaline.vision;

import java.util.ArrayList;
import java.util.List;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.layer.Activation;
import org.madaline.layer.AdaptiveAveragePool;
import org.madaline.layer.BatchNorm;
import org.madaline.layer.Convolution;
import org.madaline.layer.Dense;
import org.madaline.layer.Dropout;
import org.madaline.layer.Flatten;
import org.madaline.layer.Layer;
import org.madaline.layer.MaxPool;
import org.madaline.layer.Sequential;

/// VGG networks (Simonyan and Zisserman 2015, table 1, columns A, B, D and E), with torchvision's names.
///
/// Input `[N, C, H, W]` of any size from 32x32, in the paper 3x224x224; result: logits `[N, classes]`. Parameters for
/// 1000 classes: 132,863,336 (11), 133,047,848 (13), 138,357,544 (16), 143,667,240 (19).
///
/// @param depth 11, 13, 16 or 19
/// @param normalized whether batch normalization follows each convolution; not in the paper
/// @param classes the number of outputs
public record Vgg(int depth, boolean normalized, int classes) implements Layer {
    /// Checks its components.
    ///
    /// @throws IllegalArgumentException if there is no such depth
    public Vgg {
        Blocks.checkClasses(classes);
        convolutions(depth);
    }

    /// The number of convolutions between the poolings.
    private static int[] convolutions(int depth) {
        return switch (depth) {
            case 11 -> new int[] {1, 1, 2, 2, 2};
            case 13 -> new int[] {2, 2, 2, 2, 2};
            case 16 -> new int[] {2, 2, 3, 3, 3};
            case 19 -> new int[] {2, 2, 4, 4, 4};
            default -> throw new IllegalArgumentException("VGG networks have 11, 13, 16 or 19 layers, not " + depth);
        };
    }

    @Override
    public Node build(Graph g, Node x) {
        Node y = new AdaptiveAveragePool(7, 7).at(g, "avgpool", features().at(g, "features", x));
        return Sequential.of(
                new Dense(4096), Activation.RELU, new Dropout(0.5),
                new Dense(4096), Activation.RELU, new Dropout(0.5),
                new Dense(classes)).at(g, "classifier", new Flatten().build(g, y));
    }

    private Sequential features() {
        List<Layer> layers = new ArrayList<>();
        int channels = 64;
        for (int count : convolutions(depth)) {
            for (int i = 0; i < count; i++) {
                layers.add(new Convolution(channels, 3, 1, 1));
                if (normalized) {
                    layers.add(new BatchNorm());
                }
                layers.add(Activation.RELU);
            }
            layers.add(new MaxPool(2));
            channels = Math.min(2 * channels, 512);
        }
        return new Sequential(layers);
    }
}
