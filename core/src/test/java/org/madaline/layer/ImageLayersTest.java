package org.madaline.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.graph.ShapeException;
import org.madaline.interpret.Interpreter;
import org.madaline.tensor.Shape;

class ImageLayersTest {
    private static Shape output(Layer layer, int... x) {
        Graph g = new Graph(Mode.INFERENCE);
        return layer.build(g, g.input("x", Shape.of(x))).shape();
    }

    private static double[] train(Layer layer, Shape shape) {
        Graph g = new Graph(Mode.TRAINING);
        Node y = layer.at(g, "layer", g.input("x", shape));
        Interpreter interpreter = new Interpreter(7);
        double[] ones = new double[shape.size()];
        Arrays.fill(ones, 1);
        interpreter.evaluate(Map.of("x", ones, "step", new double[] {3}), List.of(y));
        return interpreter.value(y);
    }

    @Test
    void samePaddingGivesOneOutputForEachStride() {
        for (int size = 5; size < 12; size++) {
            for (int kernel = 1; kernel < 6; kernel++) {
                for (int stride = 1; stride < 4; stride++) {
                    Layer layer = new Convolution(2, kernel, stride, 0).withSamePadding();
                    int expected = Math.ceilDiv(size, stride);
                    assertThat(output(layer, 1, 3, size, size + 1))
                            .isEqualTo(Shape.of(1, 2, expected, Math.ceilDiv(size + 1, stride)));
                }
            }
        }
    }

    @Test
    void oddSamePaddingGoesToTheEnd() {
        Graph g = new Graph(Mode.INFERENCE);
        Node y = new Convolution(1, 3, 2, 0).withoutBias().withSamePadding().build(g, g.input("x", Shape.of(1, 1, 4)));
        Interpreter interpreter = new Interpreter(1);
        interpreter.set("weight", new double[] {1, 10, 100});
        interpreter.evaluate(Map.of("x", new double[] {1, 2, 3, 4}), List.of(y));
        assertThat(interpreter.value(y)).containsExactly(321, 43);
    }

    @Test
    void aTransposedConvolutionUndoesTheSizesOfAConvolution() {
        assertThat(output(new TransposedConvolution(5, 3, 2, 1).withExtra(1, 1), 2, 4, 7, 9))
                .isEqualTo(Shape.of(2, 5, 14, 18));
        assertThat(output(new TransposedConvolution(5, 3, 2, 1), 2, 4, 7)).isEqualTo(Shape.of(2, 5, 13));
    }

    @Test
    void averagesOverTheTenViewsOfAnImageInInferenceOnly() {
        Layer ramp = new Convolution(1, 3, 1, 0).withoutBias();
        double[] w = {1, 2, 4, 8, 16, 32, 64, 128, 256};
        double[] x = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8};
        Map<Mode, double[]> results = new EnumMap<>(Mode.class);
        for (Mode mode : Mode.values()) {
            Graph g = new Graph(mode);
            Node y = new TestTimeAugmentation(ramp, 1, true).build(g, g.input("x", Shape.of(1, 1, 3, 4)));
            assertThat(y.shape()).isEqualTo(Shape.of(1, 1, 1, 2));
            Interpreter interpreter = new Interpreter(1);
            interpreter.set("weight", w);
            interpreter.evaluate(Map.of("x", x), List.of(y));
            results.put(mode, interpreter.value(y));
        }
        int[][] moves = {{0, 0}, {1, 1}, {1, -1}, {-1, 1}, {-1, -1}};
        double[] mean = new double[2];
        for (int[] move : moves) {
            for (int output = 0; output < 2; output++) {
                for (int i = 0; i < 9; i++) {
                    int row = i / 3 + move[0];
                    int column = output + i % 3;
                    mean[output] += w[i] * (at(x, row, column + move[1]) + at(x, row, 3 - column + move[1])) / 10;
                }
            }
        }
        double[] plain = {0, 0};
        for (int i = 0; i < 18; i++) {
            plain[i / 9] += w[i % 9] * at(x, i % 9 / 3, i / 9 + i % 3);
        }
        assertThat(results.get(Mode.TRAINING)).containsExactly(plain);
        assertThat(results.get(Mode.INFERENCE)).containsExactly(mean, within(1e-9));
    }

    private static double at(double[] x, int row, int column) {
        return row < 0 || row > 2 || column < 0 || column > 3 ? 0 : x[4 * row + column];
    }

    @Test
    void viewsNeedImagesThatAreLarger() {
        Layer layer = new Convolution(1, 1);
        assertThatThrownBy(() -> output(new TestTimeAugmentation(layer, 3, false), 2, 1, 3, 5))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("views moved by 3 pixels need images [N, C, H, W] that are larger, not [2, 1, 3, 5]");
        assertThatThrownBy(() -> new TestTimeAugmentation(layer, -1, true)).hasMessageContaining("not by -1");
    }

    @Test
    void dropsWholeExamplesAndWholeChannels() {
        double[] depth = train(new StochasticDepth(0.25), Shape.of(64, 3, 2, 2));
        double[] channels = train(new ChannelDropout(0.25), Shape.of(64, 3, 2, 2));
        assertRunsAreEqual(depth, 12);
        assertRunsAreEqual(channels, 4);
        assertThat(Arrays.stream(depth).distinct().sorted()).containsExactly(0.0, 1 / 0.75);
        assertThat(IntStream.range(0, 64)
                        .filter(i -> channels[12 * i] != channels[12 * i + 4])
                        .count())
                .isPositive();
        assertThat(output(new StochasticDepth(0.25), 2, 3, 4, 4)).isEqualTo(Shape.of(2, 3, 4, 4));
    }

    private static void assertRunsAreEqual(double[] values, int length) {
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).isEqualTo(values[i / length * length]);
        }
    }

    @Test
    void joinsBranchesAndAddsShortcuts() {
        assertThat(output(
                        Parallel.of(new Convolution(2, 1), new Convolution(3, 3, 1, 1), new MaxPool(3, 1, 1)),
                        1,
                        4,
                        5,
                        5))
                .isEqualTo(Shape.of(1, 9, 5, 5));
        assertThat(output(new Residual(new Convolution(4, 3, 1, 1)), 1, 4, 5, 5))
                .isEqualTo(Shape.of(1, 4, 5, 5));
        assertThatThrownBy(() -> output(new Residual(new Convolution(6, 3, 1, 1)), 1, 4, 5, 5))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("give the shortcut a convolution");
    }

    @Test
    void separatesAConvolution() {
        Graph g = new Graph(Mode.INFERENCE);
        new SeparableConvolution(8, 3, 2, 1).build(g, g.input("x", Shape.of(1, 4, 6, 6)));
        assertThat(g.variables().keySet()).containsExactly("depthwise.weight", "pointwise.weight", "pointwise.bias");
        assertThat(g.variables().get("depthwise.weight").shape()).isEqualTo(Shape.of(4, 1, 3, 3));
    }

    @Test
    void complaintsNameTheLayerAndTheShapes() {
        assertThatThrownBy(() -> Network.of(
                        Shape.of(3, 8, 8),
                        new Convolution(4, 3),
                        new Convolution(4, 3).withGroups(2),
                        new Convolution(6, 3).withGroups(3)))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("2: ")
                .hasMessageContaining("[1, 4, 4, 4]");
        assertThatThrownBy(() -> Network.of(Shape.of(3, 2, 2), new Convolution(4, 3)))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("0: ");
        assertThatThrownBy(() -> Network.of(Shape.of(3, 2, 2), new MaxPool(3)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("3x3")
                .hasMessageContaining("2x2");
        assertThatThrownBy(() -> Network.of(Shape.of(12), new MaxPool(3))).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> new MaxPool(2, 2, 2)).hasMessageContaining("half");
        assertThatThrownBy(() -> new Convolution(5, 3).withGroups(2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TransposedConvolution(5, 3, 2, 1).withExtra(2, 0))
                .hasMessageContaining("less than the stride");
    }
}
