package org.madaline.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.graph.Window;
import org.madaline.kernels.CounterRandom;
import org.madaline.layer.Activation;
import org.madaline.layer.AdaptiveAveragePool;
import org.madaline.layer.AdaptiveMaxPool;
import org.madaline.layer.AveragePool;
import org.madaline.layer.BatchNorm;
import org.madaline.layer.Blend;
import org.madaline.layer.Border;
import org.madaline.layer.ChannelDropout;
import org.madaline.layer.ChannelShuffle;
import org.madaline.layer.Columns;
import org.madaline.layer.Committee;
import org.madaline.layer.Convolution;
import org.madaline.layer.Dense;
import org.madaline.layer.Deterministic;
import org.madaline.layer.Dropout;
import org.madaline.layer.Embeddings;
import org.madaline.layer.EnsembleDense;
import org.madaline.layer.EnsembleOutput;
import org.madaline.layer.FadingDropout;
import org.madaline.layer.FeatureScale;
import org.madaline.layer.Flatten;
import org.madaline.layer.GlobalAveragePool;
import org.madaline.layer.GroupNorm;
import org.madaline.layer.InstanceNorm;
import org.madaline.layer.Layer;
import org.madaline.layer.LayerNorm;
import org.madaline.layer.LocalResponseNorm;
import org.madaline.layer.MaxPool;
import org.madaline.layer.Network;
import org.madaline.layer.NtkDense;
import org.madaline.layer.OutputRange;
import org.madaline.layer.Padding;
import org.madaline.layer.Parallel;
import org.madaline.layer.ParametricActivation;
import org.madaline.layer.ParametricRelu;
import org.madaline.layer.PeriodicEmbedding;
import org.madaline.layer.PiecewiseLinearEmbedding;
import org.madaline.layer.PixelShuffle;
import org.madaline.layer.Residual;
import org.madaline.layer.Resize;
import org.madaline.layer.Scaling;
import org.madaline.layer.SeparableConvolution;
import org.madaline.layer.Sequential;
import org.madaline.layer.SqueezeExcitation;
import org.madaline.layer.StochasticDepth;
import org.madaline.layer.TestTimeAugmentation;
import org.madaline.layer.TransposedConvolution;
import org.madaline.layer.Upsample;
import org.madaline.loss.BinaryCrossEntropy;
import org.madaline.loss.EmbeddingHinge;
import org.madaline.loss.Hinge;
import org.madaline.loss.Huber;
import org.madaline.loss.KullbackLeibler;
import org.madaline.loss.Loss;
import org.madaline.loss.MeanAbsoluteError;
import org.madaline.loss.MeanSquaredError;
import org.madaline.loss.MulticlassHinge;
import org.madaline.loss.NegativeLogLikelihood;
import org.madaline.loss.Pinball;
import org.madaline.loss.PoissonLikelihood;
import org.madaline.loss.Reduction;
import org.madaline.loss.SoftMargin;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// The gradients of every layer and every loss against central differences. The seeds are such that no value lies
/// within a step of a kink.
final class LayerGradientsTest {
    private static final double LARGEST_ERROR = 1e-7;
    private static final int BATCH = 3;
    private static final int SAMPLES = 20;
    private static final long[] SEEDS = {1, 2};
    private static final Shape VECTOR = Shape.of(6);
    private static final Shape IMAGE = Shape.of(4, 6, 5);

    private record Case(String name, Shape input, Layer layer) {
        Case(Shape input, Layer layer) {
            this(layer + " on " + input, input, layer);
        }
    }

    /// A layer that takes indices, on some.
    private record Indexed(Layer layer) implements Layer {
        @Override
        public Node build(Graph g, Node x) {
            float[] index = new float[x.shape().size()];
            for (int i = 0; i < index.length; i++) {
                index[i] = i % 6 == 1 ? 0 : i % 3 - 1;
            }
            return layer.build(g, x.times(0).plus(g.constant(Tensor.wrap(x.shape(), index))));
        }
    }

    private static List<Case> layers() {
        List<Case> cases = new ArrayList<>();
        for (Activation.Function f : Activation.Function.values()) {
            cases.add(new Case(VECTOR, new Activation(f, f == Activation.Function.HARD_TANH ? -0.7 : 0.6, 0.9)));
        }
        for (Layer layer : List.of(new Dense(5), new Dense(5).withoutBias(), new BatchNorm(),
                new BatchNorm(1e-3, Double.NaN, false, true), new Dropout(0.3), new LayerNorm(), new Flatten(),
                new ParametricRelu(), new Scaling(List.of(0.5), List.of(2.0)), new Residual(new Dense(6)),
                Sequential.of(new Dense(4), Activation.TANH, new Dense(3)),
                new Deterministic(new Dropout(0.3)),
                new NtkDense(5), new ParametricActivation(Activation.SELU), new ParametricActivation(Activation.MISH),
                new Committee(List.of(new Dense(4), Sequential.of(new Dense(3), Activation.TANH, new Dense(4))), Committee.Vote.PROBABILITIES),
                new Committee(List.of(new Dense(4), new Dense(4)), Committee.Vote.OUTPUTS), new FeatureScale(), new PeriodicEmbedding(5, 4, 0.3), new Columns(List.of(1, 2, 5, 0)),
                new Blend(List.of(new Dense(4), new Dense(4)), List.of(0.25, 0.75), Committee.Vote.PROBABILITIES),
                new Blend(List.of(new Dense(4)), List.of(1.0), Committee.Vote.OUTPUTS),
                new PiecewiseLinearEmbedding(Collections.nCopies(6, List.of(-1.1, -0.4, 0.03, 0.7, 1.3)), 3),
                new EnsembleDense(4, 2, List.of(2, 1, 3)),
                new FadingDropout(0.3, 10), new OutputRange(Collections.nCopies(6, -0.5), Collections.nCopies(6, 0.9)),
                new Indexed(new Embeddings(List.of(3, 1, 4, 2, 3, 4), 2)),
                (Layer) (g, x) -> g.frozen(name -> !name.contains("2."),
                        () -> Sequential.of(new Dense(4), new BatchNorm(), new Dense(3)).build(g, x)))) {
            cases.add(new Case(VECTOR, layer));
        }
        for (Layer layer : List.of(new EnsembleDense(4, 3), new EnsembleOutput(2, Committee.Vote.PROBABILITIES),
                new EnsembleOutput(1, Committee.Vote.OUTPUTS))) {
            cases.add(new Case(Shape.of(3, 5), layer));
        }
        Window window = new Window(3, 2, 2, 1, 1, 0, 0, 1, 1, 2);
        for (Layer layer : List.of(new Convolution(4, 3, 2, 1), new Convolution(6, window).withGroups(2).withoutBias(),
                new Convolution(2, 3, 1, 1).withBorder(Border.REFLECT), new Convolution(2, 3).withSamePadding(),
                new TransposedConvolution(4, 3, 2, 1), new TransposedConvolution(4, 3, 2, 1).withGroups(2).withExtra(1, 0),
                new SeparableConvolution(5, 3, 1, 1), new MaxPool(2), new MaxPool(3, 2, 1), new AveragePool(2),
                new AveragePool(3, 2, 1), new GlobalAveragePool(), new AdaptiveAveragePool(4, 3), new AdaptiveMaxPool(4, 3),
                new BatchNorm(), new GroupNorm(2), new InstanceNorm(), new LayerNorm(), new LocalResponseNorm(3),
                new ChannelDropout(0.3), new StochasticDepth(0.3), new ChannelShuffle(2), new PixelShuffle(2),
                new SqueezeExcitation(2), new Flatten(), new ParametricRelu(false),
                Parallel.of(new Convolution(2, 1), new MaxPool(3, 1, 1)), new Residual(new Convolution(4, 3, 1, 1)),
                new Resize(9, 4, Resize.Method.BILINEAR, false), new Resize(3, 7, Resize.Method.BILINEAR, true),
                new Resize(9, 4, Resize.Method.NEAREST, false), new Upsample(2, Resize.Method.NEAREST),
                new Padding(1, 2, 0, 1, Border.REPLICATE), new Padding(1, 2, 0, 1, Border.CIRCULAR), new Padding(2),
                new TestTimeAugmentation(new Convolution(2, 3), 1, true))) {
            cases.add(new Case(IMAGE, layer));
        }
        return cases;
    }

    /// A loss, and the targets that suit it.
    private record Compared(Loss loss, Targets targets, Layer last) {
        Compared(Loss loss, Targets targets) {
            this(loss, targets, Activation.IDENTITY);
        }
    }

    private enum Targets {
        NUMBERS,
        INDICES,
        PROBABILITIES,
        BITS,
        SIGNS,
        COUNTS
    }

    private static List<Compared> losses() {
        List<Double> weights = List.of(0.5, 2.0, 1.0, 3.0);
        SoftmaxCrossEntropy softmax = new SoftmaxCrossEntropy();
        return List.of(
                new Compared(softmax, Targets.INDICES),
                new Compared(softmax.withSmoothing(0.1).withWeights(weights).withIgnored(2), Targets.INDICES),
                new Compared(softmax.withSmoothing(0.1).withWeights(weights), Targets.PROBABILITIES),
                new Compared(softmax.withReduction(Reduction.SUM), Targets.INDICES),
                new Compared(new NegativeLogLikelihood(weights, 1, Reduction.MEAN), Targets.INDICES, Activation.LOG_SOFTMAX),
                new Compared(new BinaryCrossEntropy(), Targets.PROBABILITIES),
                new Compared(new BinaryCrossEntropy().withPositive(weights).withWeights(weights), Targets.BITS),
                new Compared(new MeanSquaredError(), Targets.NUMBERS),
                new Compared(new MeanAbsoluteError(), Targets.NUMBERS),
                new Compared(new Huber(0.5), Targets.NUMBERS),
                new Compared(Huber.smoothL1(0.5), Targets.NUMBERS),
                new Compared(new Pinball(List.of(0.1, 0.8)), Targets.NUMBERS),
                new Compared(new KullbackLeibler(), Targets.PROBABILITIES, Activation.LOG_SOFTMAX),
                new Compared(new KullbackLeibler(true, Reduction.MEAN), Targets.NUMBERS, Activation.LOG_SOFTMAX),
                new Compared(new Hinge(), Targets.SIGNS),
                new Compared(new Hinge(0.5, true, Reduction.MEAN), Targets.SIGNS),
                new Compared(new EmbeddingHinge(), Targets.SIGNS),
                new Compared(new MulticlassHinge(1, false, weights, Reduction.MEAN), Targets.INDICES),
                new Compared(new MulticlassHinge(1, true, List.of(), Reduction.MEAN), Targets.INDICES),
                new Compared(new SoftMargin(), Targets.SIGNS),
                new Compared(new PoissonLikelihood(), Targets.COUNTS));
    }

    @TestFactory
    Stream<DynamicTest> gradientsOfLayers() {
        Loss weighted = (z, y) -> z.times(y).total();
        return layers().stream().map(c -> DynamicTest.dynamicTest(c.name(), () -> {
            for (long seed : SEEDS) {
                Network network = Network.of(c.input(), c.layer());
                Tensor upstream = targets(Targets.NUMBERS, network.output().prepend(BATCH), seed);
                check(Mode.TRAINING, c.name(), network, weighted, upstream, seed);
                check(Mode.INFERENCE, c.name(), network, weighted, upstream, seed);
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> gradientsOfLosses() {
        return losses().stream().map(c -> DynamicTest.dynamicTest(c.loss().toString(), () -> {
            for (long seed : SEEDS) {
                Network network = Network.of(VECTOR, new Dense(4), c.last());
                // Of four outputs two are those of a number.
                int targets = c.loss() instanceof Pinball ? 2 : 4;
                Shape shape = c.targets() == Targets.INDICES ? Shape.of(BATCH) : Shape.of(BATCH, targets);
                check(Mode.TRAINING, c.loss().toString(), network, c.loss(), targets(c.targets(), shape, seed), seed);
            }
        }));
    }

    @Test
    void everyLayerAndLossIsChecked() {
        Set<Class<?>> layers = new HashSet<>();
        layers().forEach(c -> layers.add((c.layer() instanceof Indexed indexed ? indexed.layer() : c.layer()).getClass()));
        assertThat(layers).containsAll(implementations(Layer.class));
        Set<Class<?>> losses = new HashSet<>();
        losses().forEach(c -> losses.add(c.loss().getClass()));
        assertThat(losses).containsExactlyInAnyOrderElementsOf(implementations(Loss.class));
    }

    private static void check(Mode mode, String name, Network network, Loss loss, Tensor targets, long seed) {
        GradientCheck found = GradientCheck.of(mode, network, loss, targets, SAMPLES, seed);
        assertThat(found.parameters()).isNotEmpty();
        assertThat(found.error()).as("%s, %s, seed %d: %s", name, mode, seed, found).isLessThan(LARGEST_ERROR);
    }

    private static Tensor targets(Targets kind, Shape shape, long seed) {
        long key = CounterRandom.key(seed, "targets");
        float[] y = new float[shape.size()];
        for (int i = 0; i < y.length; i++) {
            y[i] = switch (kind) {
                case NUMBERS -> CounterRandom.normal(key, 0, i);
                case INDICES -> CounterRandom.below(key, 0, i, 4);
                case PROBABILITIES -> CounterRandom.uniform(key, 0, i);
                case BITS -> CounterRandom.below(key, 0, i, 2);
                case SIGNS -> 2 * CounterRandom.below(key, 0, i, 2) - 1;
                case COUNTS -> CounterRandom.below(key, 0, i, 5);
            };
        }
        return Tensor.wrap(shape, y);
    }

    /// The classes beside the interface that implement it.
    private static Set<Class<?>> implementations(Class<?> type) {
        Map<String, Class<?>> found = new HashMap<>();
        String folder = type.getPackageName().replace('.', '/');
        File[] files = new File(type.getProtectionDomain().getCodeSource().getLocation().getPath(), folder).listFiles();
        assertThat(files).isNotEmpty();
        for (File file : files) {
            String name = file.getName().replaceFirst("\\.class$", "");
            try {
                Class<?> c = Class.forName(type.getPackageName() + "." + name);
                if (type.isAssignableFrom(c) && c.isRecord()) {
                    found.put(name, c);
                }
            } catch (ClassNotFoundException e) {
                throw new AssertionError(file + " is no class", e);
            }
        }
        return Set.copyOf(found.values());
    }
}
