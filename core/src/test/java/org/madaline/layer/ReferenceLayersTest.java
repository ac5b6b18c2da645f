package org.madaline.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.madaline.autodiff.Backpropagation;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.graph.UnaryFunction;
import org.madaline.graph.Window;
import org.madaline.init.Initializers;
import org.madaline.tensor.Shape;
import org.madaline.testing.Golden;
import org.madaline.testing.Runner;
import tools.jackson.databind.JsonNode;

/// Results and gradients of every layer against PyTorch's, in double precision and compiled in single.
class ReferenceLayersTest {
    @TestFactory
    Stream<DynamicTest> layers() {
        return Stream.of(
                        "conv1d",
                        "conv2d",
                        "conv_transpose2d",
                        "maxpool2d",
                        "avgpool2d",
                        "adaptive_pool2d",
                        "layer_group_norm",
                        "lrn",
                        "squeeze_excite",
                        "ops")
                .flatMap(file -> Golden.cases("layers/" + file).stream())
                .filter(c -> layer(c) != null)
                .flatMap(c -> Runner.all().stream()
                        .map(runner -> DynamicTest.dynamicTest(
                                c.get("id").asString() + " " + runner, () -> check(c, layer(c), runner))));
    }

    private static void check(JsonNode c, Layer layer, Runner runner) {
        Graph g = new Graph(Mode.TRAINING);
        Map<String, double[]> given = new HashMap<>();
        Map<String, Node> wrt = new LinkedHashMap<>();
        c.get("inputs").properties().forEach(e -> {
            given.put(e.getKey(), Golden.values(e.getValue()));
            wrt.put(e.getKey(), g.input(e.getKey(), Golden.shape(e.getValue())));
        });
        Node y = layer.build(g, wrt.get("input"));
        c.get("params").properties().forEach(e -> {
            assertThat(g.variables()).containsKey(e.getKey());
            assertThat(g.variables().get(e.getKey()).shape()).isEqualTo(Golden.shape(e.getValue()));
            runner.set(e.getKey(), Golden.shape(e.getValue()), Golden.values(e.getValue()));
            wrt.put(e.getKey(), g.variables().get(e.getKey()).node());
        });
        assertThat(g.variables().keySet())
                .isEqualTo(Stream.of(c.get("params"))
                        .flatMap(p -> p.propertyNames().stream())
                        .collect(Collectors.toSet()));
        JsonNode upstream = c.get("upstream").get("output");
        given.put("upstream", Golden.values(upstream));
        Node weight = g.input("upstream", Golden.shape(upstream));
        Node loss = y.reshape(weight.shape()).times(weight).total();
        Map<Node, Node> gradients = Backpropagation.gradients(loss, wrt.values());
        List<double[]> values = runner.run(
                g, Stream.concat(Stream.of(y), gradients.values().stream()).toList(), given);
        Golden.assertClose("output", values.getFirst(), c.get("outputs").get("output"), runner.tolerance());
        // PyTorch multiplies by 1/6 rounded to single precision in the hard sigmoid's gradient: 3e-8 beside the truth.
        double tolerance = Math.max(runner.tolerance(), c.get("id").asString().contains("hardsigmoid") ? 3e-8 : 0);
        List<String> names = List.copyOf(wrt.keySet());
        c.get("grads")
                .properties()
                .forEach(e -> Golden.assertClose(
                        "gradient of " + e.getKey(),
                        values.get(1 + names.indexOf(e.getKey())),
                        e.getValue(),
                        tolerance));
    }

    private static Layer layer(JsonNode c) {
        JsonNode s = c.get("config");
        return switch (c.get("op").asString()) {
            case "Conv1d", "Conv2d" -> convolution(s);
            case "ConvTranspose2d" ->
                new TransposedConvolution(
                        s.get("out_channels").asInt(),
                        window(s),
                        s.path("output_padding").asInt(0),
                        s.path("output_padding").asInt(0),
                        s.path("groups").asInt(1),
                        s.path("bias").asBoolean(true),
                        Initializers.ZEROS);
            case "MaxPool2d" -> new MaxPool(window(s), s.path("ceil_mode").asBoolean(false));
            case "MaxPool2d(floor(2x)), straight-through gradient" ->
                (g, x) -> new MaxPool(window(s), false)
                        .build(
                                g,
                                x.plus(x.times(2)
                                        .apply(UnaryFunction.FLOOR)
                                        .minus(x)
                                        .detach()));
            case "MaxPool2d(x - 5)" -> (g, x) -> new MaxPool(window(s), false).build(g, x.minus(5));
            case "AvgPool2d" ->
                new AveragePool(
                        window(s),
                        s.path("ceil_mode").asBoolean(false),
                        s.path("count_include_pad").asBoolean(true),
                        s.path("divisor_override").asInt(0));
            case "AdaptiveAvgPool2d" ->
                new AdaptiveAveragePool(pair(s, "output_size", 0)[0], pair(s, "output_size", 0)[1]);
            case "AdaptiveMaxPool2d" -> new AdaptiveMaxPool(pair(s, "output_size", 0)[0], pair(s, "output_size", 0)[1]);
            case "LayerNorm" ->
                new LayerNorm(
                        s.get("normalized_shape").size(),
                        s.path("eps").asDouble(1e-5),
                        s.path("elementwise_affine").asBoolean(true));
            case "GroupNorm" ->
                new GroupNorm(s.get("num_groups").asInt(), s.get("eps").asDouble(), true);
            case "InstanceNorm2d" ->
                new InstanceNorm(s.get("eps").asDouble(), s.get("affine").asBoolean());
            case "LocalResponseNorm" ->
                new LocalResponseNorm(
                        s.get("size").asInt(),
                        s.get("alpha").asDouble(),
                        s.get("beta").asDouble(),
                        s.get("k").asDouble());
            case "SqueezeExcitation" ->
                new SqueezeExcitation(
                        s.get("squeeze_channels").asInt(),
                        activation(s.get("activation")),
                        activation(s.get("scale_activation")));
            default -> operation(c.get("op").asString());
        };
    }

    private static Activation activation(JsonNode name) {
        return switch (name.asString()) {
            case "ReLU" -> Activation.RELU;
            case "SiLU" -> Activation.SILU;
            case "Sigmoid" -> Activation.SIGMOID;
            default -> Activation.HARD_SIGMOID;
        };
    }

    /// Operations that are layers, or a line of graph.
    private static Layer operation(String name) {
        return switch (name) {
            case "upsample_nearest2" -> new Upsample(2, Resize.Method.NEAREST);
            case "upsample_bilinear" -> new Resize(7, 5, Resize.Method.BILINEAR, false);
            case "upsample_bilinear_align" -> new Resize(7, 5, Resize.Method.BILINEAR, true);
            case "pixel_shuffle2" -> new PixelShuffle(2);
            case "channel_shuffle2" -> new ChannelShuffle(2);
            case "pad_const" ->
                (g, x) -> new Padding(0, 1, 1, 2, Border.ZEROS)
                        .build(g, x.minus(0.5))
                        .plus(0.5);
            case "pad_reflect" -> new Padding(2, 1, 1, 2, Border.REFLECT);
            case "var_unbiased" -> (g, x) -> x.minus(x.mean(1)).square().sum(1).dividedBy(4);
            case "std_biased" -> (g, x) -> x.minus(x.mean(1)).square().mean(1).sqrt();
            case "logsumexp" -> (g, x) -> x.exp().sum(1).log();
            case "norm_l2" -> (g, x) -> x.square().sum(1).sqrt();
            case "normalize_l2" -> (g, x) -> x.dividedBy(x.square().sum(1).sqrt());
            case "mean_keepdim" -> (g, x) -> x.mean(2, 3);
            case "matmul_2d" -> (g, x) -> x.matmul(other(g, 4, 5));
            case "add_broadcast" -> (g, x) -> x.plus(other(g, 3, 1));
            case "mul_broadcast" -> (g, x) -> x.times(other(g, 4));
            case "bilinear_outer" ->
                (g, x) -> x.reshape(Shape.of(2, 3, 1)).times(other(g, 2, 4).reshape(Shape.of(2, 1, 4)));
            case "cosine_similarity" ->
                (g, x) -> x.times(other(g, 3, 5))
                        .sum(1)
                        .dividedBy(x.square()
                                .sum(1)
                                .sqrt()
                                .times(other(g, 3, 5).square().sum(1).sqrt()));
            default -> null;
        };
    }

    private static Node other(Graph g, int... dims) {
        return g.input("other", Shape.of(dims));
    }

    private static Convolution convolution(JsonNode s) {
        Border border = switch (s.path("padding_mode").asString("zeros")) {
            case "replicate" -> Border.REPLICATE;
            case "circular" -> Border.CIRCULAR;
            default -> Border.ZEROS;
        };
        return new Convolution(
                s.get("out_channels").asInt(),
                window(s),
                s.path("padding").isString(),
                border,
                s.path("groups").asInt(1),
                s.path("bias").asBoolean(true),
                Initializers.ZEROS);
    }

    private static Window window(JsonNode s) {
        int[] kernel = pair(s, "kernel_size", 1);
        int[] stride = pair(s, "stride", 1);
        int[] padding = s.path("padding").isString() ? new int[2] : pair(s, "padding", 0);
        int[] dilation = pair(s, "dilation", 1);
        return new Window(
                kernel[0],
                kernel[1],
                stride[0],
                stride[1],
                padding[0],
                padding[1],
                padding[0],
                padding[1],
                dilation[0],
                dilation[1]);
    }

    private static int[] pair(JsonNode s, String name, int otherwise) {
        JsonNode value = s.path(name);
        return value.isArray()
                ? new int[] {value.get(0).asInt(), value.get(1).asInt()}
                : new int[] {value.asInt(otherwise), value.asInt(otherwise)};
    }

    @Test
    void coversTheReference() {
        List<String> left = Stream.of("ops")
                .flatMap(file -> Golden.cases("layers/" + file).stream())
                .filter(c -> layer(c) == null)
                .map(c -> c.get("id").asString())
                .toList();
        assertThat(left)
                .containsExactlyInAnyOrder(
                        "cumsum", "prod", "max_dim", "unfold_im2col", "matmul_batched", "matmul_broadcast");
    }
}
