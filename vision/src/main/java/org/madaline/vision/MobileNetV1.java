package org.madaline.vision;

import java.util.ArrayList;
import java.util.List;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.layer.Activation;
import org.madaline.layer.BatchNorm;
import org.madaline.layer.Dense;
import org.madaline.layer.GlobalAveragePool;
import org.madaline.layer.Layer;
import org.madaline.layer.Sequential;

/// MobileNet (Howard et al. 2017, table 1): depthwise separable convolutions throughout; 4,231,976 parameters for width
/// 1 and 1000 classes.
///
/// Input `[N, C, H, W]` of any size from 32x32, in the paper 3x224x224; result: logits `[N, classes]`.
///
/// @param width the width multiplier α; in the paper 1, 0.75, 0.5, 0.25
/// @param classes the number of outputs
public record MobileNetV1(double width, int classes) implements Layer {
    /// Outputs and stride of the separable convolutions.
    private static final int[][] BLOCKS = {
        {64, 1}, {128, 2}, {128, 1}, {256, 2}, {256, 1}, {512, 2},
        {512, 1}, {512, 1}, {512, 1}, {512, 1}, {512, 1}, {1024, 2}, {1024, 1}
    };

    /// Checks its components.
    ///
    /// @throws IllegalArgumentException if the width is not positive
    public MobileNetV1 {
        Blocks.checkClasses(classes);
        Blocks.checkWidth(width);
    }

    @Override
    public Node build(Graph g, Node x) {
        List<Layer> features = new ArrayList<>();
        int channels = Blocks.rounded(32 * width, 8);
        features.add(normalized(channels, 3, 2, 1));
        for (int[] block : BLOCKS) {
            int out = Blocks.rounded(block[0] * width, 8);
            features.add(Sequential.of(normalized(channels, 3, block[1], channels), normalized(out, 1, 1, 1)));
            channels = out;
        }
        Node y = new GlobalAveragePool().at(g, "avgpool", new Sequential(features).at(g, "features", x));
        return new Dense(classes).at(g, "classifier", y);
    }

    private static Layer normalized(int out, int kernel, int stride, int groups) {
        return Blocks.normalized(out, kernel, stride, groups, new BatchNorm(), Activation.RELU);
    }
}
