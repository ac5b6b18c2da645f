package org.madaline.vision;

import java.util.ArrayList;
import java.util.List;
import org.madaline.formats.image.Interpolation;
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
import org.madaline.layer.StochasticDepth;

/// EfficientNet (Tan and Le 2019, table 1) scaled in width and depth together, and EfficientNetV2 (Tan and Le 2021,
/// table 4), with torchvision's names.
///
/// Input `[N, C, H, W]` of any size from 32x32, in the papers the one given for each; result: logits `[N, classes]`.
///
/// @param variant which network of the family
/// @param classes the number of outputs
public record EfficientNet(Variant variant, int classes) implements Layer {
    /// Several blocks of one kind, the first with the stride.
    ///
    /// @param fused whether widening and depthwise convolution are one full convolution, without squeeze and
    ///         excitation
    private record Stage(boolean fused, int expansion, int kernel, int stride, int out, int count) {}

    private static final List<Stage> FIRST = List.of(
            new Stage(false, 1, 3, 1, 16, 1),
            new Stage(false, 6, 3, 2, 24, 2),
            new Stage(false, 6, 5, 2, 40, 2),
            new Stage(false, 6, 3, 2, 80, 3),
            new Stage(false, 6, 5, 1, 112, 3),
            new Stage(false, 6, 5, 2, 192, 4),
            new Stage(false, 6, 3, 1, 320, 1));

    private static final List<Stage> SMALL = List.of(
            new Stage(true, 1, 3, 1, 24, 2),
            new Stage(true, 4, 3, 2, 48, 4),
            new Stage(true, 4, 3, 2, 64, 4),
            new Stage(false, 4, 3, 2, 128, 6),
            new Stage(false, 6, 3, 1, 160, 9),
            new Stage(false, 6, 3, 2, 256, 15));

    private static final List<Stage> MEDIUM = List.of(
            new Stage(true, 1, 3, 1, 24, 3),
            new Stage(true, 4, 3, 2, 48, 5),
            new Stage(true, 4, 3, 2, 80, 5),
            new Stage(false, 4, 3, 2, 160, 7),
            new Stage(false, 6, 3, 1, 176, 14),
            new Stage(false, 6, 3, 2, 304, 18),
            new Stage(false, 6, 3, 1, 512, 5));

    /// The networks of the family.
    public enum Variant {
        /// Found by search, for 224x224.
        B0(256, 224, FIRST, 1.0, 1.0, 0.2, 1e-5, 0.1),

        /// Depth 1.1, for 240x240.
        B1(256, 240, FIRST, 1.0, 1.1, 0.2, 1e-5, 0.1),

        /// Width 1.1, depth 1.2, for 288x288.
        B2(288, 288, FIRST, 1.1, 1.2, 0.3, 1e-5, 0.1),

        /// Width 1.2, depth 1.4, for 300x300.
        B3(320, 300, FIRST, 1.2, 1.4, 0.3, 1e-5, 0.1),

        /// Width 1.4, depth 1.8, for 380x380.
        B4(384, 380, FIRST, 1.4, 1.8, 0.4, 1e-5, 0.1),

        /// Width 1.6, depth 2.2, for 456x456.
        B5(456, 456, FIRST, 1.6, 2.2, 0.4, 1e-3, 0.01),

        /// Width 1.8, depth 2.6, for 528x528.
        B6(528, 528, FIRST, 1.8, 2.6, 0.5, 1e-3, 0.01),

        /// Width 2, depth 3.1, for 600x600.
        B7(600, 600, FIRST, 2.0, 3.1, 0.5, 1e-3, 0.01),

        /// The small one of the second family, for 384x384.
        V2_S(384, 384, SMALL, 1.0, 1.0, 0.2, 1e-3, 0.1),

        /// The medium one of the second family, for 480x480.
        V2_M(480, 480, MEDIUM, 1.0, 1.0, 0.3, 1e-3, 0.1);

        private final int resize;
        private final int size;
        private final List<Stage> stages;
        private final double width;
        private final double depth;
        private final double dropout;
        private final BatchNorm norm;

        Variant(
                int resize,
                int size,
                List<Stage> stages,
                double width,
                double depth,
                double dropout,
                double eps,
                double momentum) {
            this.resize = resize;
            this.size = size;
            this.stages = stages;
            this.width = width;
            this.depth = depth;
            this.dropout = dropout;
            this.norm = new BatchNorm(eps, momentum);
        }

        /// {@return the shorter side of a photograph before the middle is cut out}
        public int resize() {
            return resize;
        }

        /// {@return the height and width of the images that the network is made for}
        public int size() {
            return size;
        }

        /// {@return how a photograph is scaled: the first family was trained on cubic interpolation, the second on linear}
        public Interpolation interpolation() {
            return stages == FIRST ? Interpolation.BICUBIC : Interpolation.BILINEAR;
        }

        private int channels(int count) {
            return Blocks.rounded(count * width, 8);
        }

        private int repetitions(int count) {
            return (int) Math.ceil(count * depth);
        }
    }

    /// Checks its components.
    ///
    /// @throws IllegalArgumentException if there is no class
    public EfficientNet {
        Blocks.checkClasses(classes);
    }

    @Override
    public Node build(Graph g, Node x) {
        Node y = new GlobalAveragePool().at(g, "avgpool", features().at(g, "features", x));
        return Sequential.of(new Dropout(variant.dropout), new Dense(classes)).at(g, "classifier", y);
    }

    private Sequential features() {
        List<Stage> stages = variant.stages;
        List<Layer> features = new ArrayList<>();
        int channels = variant.channels(stages == FIRST ? 32 : stages.getFirst().out);
        features.add(normalized(channels, 3, 2, 1, Activation.SILU));
        int total = stages.stream()
                .mapToInt(stage -> variant.repetitions(stage.count))
                .sum();
        int index = 0;
        for (Stage stage : stages) {
            List<Layer> blocks = new ArrayList<>();
            int out = variant.channels(stage.out);
            for (int i = 0; i < variant.repetitions(stage.count); i++) {
                blocks.add(block(stage, channels, out, i == 0 ? stage.stride : 1, 0.2 * index++ / total));
                channels = out;
            }
            features.add(new Sequential(blocks));
        }
        features.add(normalized(stages == FIRST ? 4 * channels : 1280, 1, 1, 1, Activation.SILU));
        return new Sequential(features);
    }

    private Layer normalized(int out, int kernel, int stride, int groups, Activation activation) {
        return Blocks.normalized(out, kernel, stride, groups, variant.norm, activation);
    }

    /// An inverted residual, left out at random in training with probability `drop`.
    private Layer block(Stage stage, int in, int out, int stride, double drop) {
        int expanded = Blocks.rounded(in * stage.expansion, 8);
        Sequential body =
                stage.fused ? fused(stage, in, expanded, out, stride) : separable(stage, in, expanded, out, stride);
        return (g, x) -> {
            Node y = body.at(g, "block", x);
            return stride == 1 && in == out ? x.plus(new StochasticDepth(drop).at(g, "stochastic_depth", y)) : y;
        };
    }

    /// MBConv: widen, depthwise, squeeze and excite, narrow.
    private Sequential separable(Stage stage, int in, int expanded, int out, int stride) {
        return Blocks.sequence(
                expanded == in ? null : normalized(expanded, 1, 1, 1, Activation.SILU),
                normalized(expanded, stage.kernel, stride, expanded, Activation.SILU),
                new SqueezeExcitation(Math.max(1, in / 4), Activation.SILU, Activation.SIGMOID),
                normalized(out, 1, 1, 1, Activation.IDENTITY));
    }

    /// Fused-MBConv: one full convolution that widens, then narrow.
    private Sequential fused(Stage stage, int in, int expanded, int out, int stride) {
        return expanded == in
                ? Sequential.of(normalized(out, stage.kernel, stride, 1, Activation.SILU))
                : Sequential.of(
                        normalized(expanded, stage.kernel, stride, 1, Activation.SILU),
                        normalized(out, 1, 1, 1, Activation.IDENTITY));
    }
}
