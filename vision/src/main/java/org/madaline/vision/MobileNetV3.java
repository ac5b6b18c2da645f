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
import org.madaline.layer.Sequential;
import org.madaline.layer.SqueezeExcitation;

/// MobileNetV3 (Howard et al. 2019, tables 1 and 2): found by search, with squeeze and excitation and hard swish, with
/// torchvision's names; 5,483,032 parameters (large) and 2,542,856 (small) for width 1 and 1000 classes.
///
/// Input `[N, C, H, W]` of any size from 32x32, in the paper 3x224x224; result: logits `[N, classes]`.
///
/// @param large whether it is the large network or the small one
/// @param width the width multiplier
/// @param classes the number of outputs
public record MobileNetV3(boolean large, double width, int classes) implements Layer {
    /// One row of the tables.
    private record Row(int kernel, int expanded, int out, boolean squeeze, boolean swish, int stride) {}

    private static final List<Row> LARGE = List.of(
            new Row(3, 16, 16, false, false, 1),
            new Row(3, 64, 24, false, false, 2),
            new Row(3, 72, 24, false, false, 1),
            new Row(5, 72, 40, true, false, 2),
            new Row(5, 120, 40, true, false, 1),
            new Row(5, 120, 40, true, false, 1),
            new Row(3, 240, 80, false, true, 2),
            new Row(3, 200, 80, false, true, 1),
            new Row(3, 184, 80, false, true, 1),
            new Row(3, 184, 80, false, true, 1),
            new Row(3, 480, 112, true, true, 1),
            new Row(3, 672, 112, true, true, 1),
            new Row(5, 672, 160, true, true, 2),
            new Row(5, 960, 160, true, true, 1),
            new Row(5, 960, 160, true, true, 1));

    private static final List<Row> SMALL = List.of(
            new Row(3, 16, 16, true, false, 2),
            new Row(3, 72, 24, false, false, 2),
            new Row(3, 88, 24, false, false, 1),
            new Row(5, 96, 40, true, true, 2),
            new Row(5, 240, 40, true, true, 1),
            new Row(5, 240, 40, true, true, 1),
            new Row(5, 120, 48, true, true, 1),
            new Row(5, 144, 48, true, true, 1),
            new Row(5, 288, 96, true, true, 2),
            new Row(5, 576, 96, true, true, 1),
            new Row(5, 576, 96, true, true, 1));

    /// Checks its components.
    ///
    /// @throws IllegalArgumentException if the width is not positive
    public MobileNetV3 {
        Blocks.checkClasses(classes);
        Blocks.checkWidth(width);
    }

    @Override
    public Node build(Graph g, Node x) {
        List<Layer> features = new ArrayList<>();
        features.add(normalized(scaled(16), 3, 2, 1, Activation.HARD_SWISH));
        List<Row> rows = large ? LARGE : SMALL;
        for (Row row : rows) {
            features.add(new InvertedResidual(
                    row.kernel,
                    scaled(row.expanded),
                    scaled(row.out),
                    row.squeeze,
                    row.swish ? Activation.HARD_SWISH : Activation.RELU,
                    row.stride));
        }
        features.add(normalized(6 * scaled(rows.getLast().out), 1, 1, 1, Activation.HARD_SWISH));
        Node y = new GlobalAveragePool().at(g, "avgpool", new Sequential(features).at(g, "features", x));
        return Sequential.of(
                        new Dense(scaled(large ? 1280 : 1024)),
                        Activation.HARD_SWISH,
                        new Dropout(0.2),
                        new Dense(classes))
                .at(g, "classifier", y);
    }

    private int scaled(int channels) {
        return Blocks.rounded(channels * width, 8);
    }

    private static Layer normalized(int out, int kernel, int stride, int groups, Activation activation) {
        return Blocks.normalized(out, kernel, stride, groups, new BatchNorm(1e-3, 0.01), activation);
    }

    /// The inverted residual of MobileNetV2 with squeeze and excitation.           (figure 4)
    record InvertedResidual(int kernel, int expanded, int out, boolean squeeze, Activation activation, int stride)
            implements Layer {
        @Override
        public Node build(Graph g, Node x) {
            int in = x.shape().dim(1);
            Node y = Blocks.sequence(
                            expanded == in ? null : normalized(expanded, 1, 1, 1, activation),
                            normalized(expanded, kernel, stride, expanded, activation),
                            squeeze
                                    ? new SqueezeExcitation(
                                            Blocks.rounded(expanded / 4, 8), Activation.RELU, Activation.HARD_SIGMOID)
                                    : null,
                            normalized(out, 1, 1, 1, Activation.IDENTITY))
                    .at(g, "block", x);
            return stride == 1 && in == out ? x.plus(y) : y;
        }
    }
}
