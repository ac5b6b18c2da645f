package org.madaline.vision;

import java.util.ArrayList;
import java.util.List;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.layer.Activation;
import org.madaline.layer.BatchNorm;
import org.madaline.layer.Convolution;
import org.madaline.layer.Dense;
import org.madaline.layer.Dropout;
import org.madaline.layer.GlobalAveragePool;
import org.madaline.layer.Layer;
import org.madaline.layer.Sequential;

/// MobileNetV2 (Sandler et al. 2018, table 2): inverted residuals with linear bottlenecks, with torchvision's names;
/// 3,504,872 parameters for width 1 and 1000 classes.
///
/// Input `[N, C, H, W]` of any size from 32x32, in the paper 3x224x224; result: logits `[N, classes]`.
///
/// @param width the width multiplier
/// @param classes the number of outputs
public record MobileNetV2(double width, int classes) implements Layer {
    /// Expansion t, outputs c, repetitions n, first stride s.
    private static final int[][] BLOCKS = {
        {1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2}, {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1}
    };

    /// Checks its components.
    ///
    /// @throws IllegalArgumentException if the width is not positive
    public MobileNetV2 {
        Blocks.checkClasses(classes);
        Blocks.checkWidth(width);
    }

    @Override
    public Node build(Graph g, Node x) {
        List<Layer> features = new ArrayList<>();
        int channels = Blocks.rounded(32 * width, 8);
        features.add(normalized(channels, 3, 2, 1));
        for (int[] row : BLOCKS) {
            int out = Blocks.rounded(row[1] * width, 8);
            for (int i = 0; i < row[2]; i++) {
                features.add(new InvertedResidual(row[0] * channels, out, i == 0 ? row[3] : 1));
                channels = out;
            }
        }
        features.add(normalized(Blocks.rounded(1280 * Math.max(1, width), 8), 1, 1, 1));
        Node y = new GlobalAveragePool().at(g, "avgpool", new Sequential(features).at(g, "features", x));
        return Sequential.of(new Dropout(0.2), new Dense(classes)).at(g, "classifier", y);
    }

    private static Layer normalized(int out, int kernel, int stride, int groups) {
        return Blocks.normalized(out, kernel, stride, groups, new BatchNorm(), Activation.RELU6);
    }

    /// A 1x1 convolution that widens, a depthwise one, and a linear 1x1 that narrows, beside the identity where that
    /// fits.                                                                        (figure 4d)
    record InvertedResidual(int expanded, int out, int stride) implements Layer {
        @Override
        public Node build(Graph g, Node x) {
            int in = x.shape().dim(1);
            Node y = Blocks.sequence(
                    expanded == in ? null : normalized(expanded, 1, 1, 1),
                    normalized(expanded, 3, stride, expanded),
                    new Convolution(out, 1).withoutBias(),
                    new BatchNorm()).at(g, "conv", x);
            return stride == 1 && in == out ? x.plus(y) : y;
        }
    }
}
