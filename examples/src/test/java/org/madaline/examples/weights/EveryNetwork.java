package org.madaline.examples.weights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.madaline.data.ArrayDataset;
import org.madaline.graph.ShapeException;
import org.madaline.kernels.CounterRandom;
import org.madaline.layer.Activation;
import org.madaline.layer.AveragePool;
import org.madaline.layer.ChannelDropout;
import org.madaline.layer.ChannelShuffle;
import org.madaline.layer.Convolution;
import org.madaline.layer.Dense;
import org.madaline.layer.Flatten;
import org.madaline.layer.GlobalAveragePool;
import org.madaline.layer.GroupNorm;
import org.madaline.layer.InstanceNorm;
import org.madaline.layer.LayerNorm;
import org.madaline.layer.LocalResponseNorm;
import org.madaline.layer.MaxPool;
import org.madaline.layer.Network;
import org.madaline.layer.Parallel;
import org.madaline.layer.ParametricRelu;
import org.madaline.layer.PixelShuffle;
import org.madaline.layer.Residual;
import org.madaline.layer.Resize;
import org.madaline.layer.SeparableConvolution;
import org.madaline.layer.Sequential;
import org.madaline.layer.SqueezeExcitation;
import org.madaline.layer.StochasticDepth;
import org.madaline.layer.TestTimeAugmentation;
import org.madaline.layer.TransposedConvolution;
import org.madaline.layer.Upsample;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.model.Model;
import org.madaline.optimizer.Sgd;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;
import org.madaline.train.Trainer;
import org.madaline.vision.SmallResNet;
import org.madaline.vision.VisionModels;

/// Every architecture at a small size: its weights after two steps, and what it then says of three pictures.
final class EveryNetwork {
    private static final int EXAMPLES = 8;

    /// Those that take a second or more.
    private static final List<String> LARGE = List.of(
            "alexnet", "vgg", "googlenet", "inception", "resnet50", "resnet101", "resnet152", "resnet110", "densenet169",
            "densenet201", "resnet34", "efficientnet_b1", "efficientnet_b2", "efficientnet_b3", "efficientnet_b4", "efficientnet_b5",
            "efficientnet_b6", "efficientnet_b7", "efficientnet_v2");

    private EveryNetwork() {}

    /// @param large whether those that take long
    static Map<String, Callable<String>> all(boolean large) {
        Map<String, Callable<String>> works = new LinkedHashMap<>();
        for (String name : VisionModels.names()) {
            if (LARGE.stream().anyMatch(name::startsWith) == large) {
                works.put("network " + name, () -> twoSteps(network(name)));
            }
        }
        if (!large) {
            works.put("network of many layers", () -> twoSteps(manyLayers()));
            works.put("network with test-time augmentation",
                    () -> twoSteps(new Network(Shape.of(1, 28, 28), new TestTimeAugmentation(new SmallResNet(10), 1, true))));
        }
        return works;
    }

    /// For the smallest pictures that it takes, of 32 pixels at least where it is made for photographs.
    private static Network network(String name) {
        var model = VisionModels.of(name);
        Shape usual = model.image();
        if (usual.dim(-1) <= 32 || usual.dim(-1) != usual.dim(-2)) {
            return model.network(10);
        }
        for (int side = 32; side < usual.dim(-1); side += 32) {
            try {
                return model.network(Shape.of(3, side, side), 10);
            } catch (ShapeException e) {
                // Too small.
            }
        }
        return model.network(10);
    }

    private static Network manyLayers() {
        return Network.of(Shape.of(3, 12, 12),
                new Convolution(8, 3, 1, 1), new GroupNorm(4), new ParametricRelu(),
                new SeparableConvolution(12, 3, 2, 1), new InstanceNorm(), Activation.SILU,
                new Residual(new Sequential(List.of(new Convolution(12, 1), new StochasticDepth(0.2)))),
                new SqueezeExcitation(4), new ChannelShuffle(3), new LocalResponseNorm(3),
                new TransposedConvolution(8, 4, 2, 1), new PixelShuffle(2), new AveragePool(2),
                Parallel.of(new MaxPool(3, 1, 1), new Convolution(4, 5, 1, 2)), new ChannelDropout(0.1),
                new Upsample(2, Resize.Method.NEAREST), new Resize(9, 9, Resize.Method.BILINEAR, false),
                Convolution.depthwise(6, 3, 1, 1), Activation.GELU, new LayerNorm(3, 1e-5, true),
                Parallel.of(new Sequential(List.of(new GlobalAveragePool())), new Sequential(List.of(new GlobalAveragePool()))),
                new Flatten(), new Dense(10));
    }

    private static String twoSteps(Network network) {
        float[] x = pixels(network, EXAMPLES, "train");
        float[] y = new float[EXAMPLES];
        for (int i = 0; i < EXAMPLES; i++) {
            y[i] = i * 7 % 10;
        }
        var names = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        Model model = new Trainer(network, new SoftmaxCrossEntropy(), new Sgd(1e-3))
                .epochs(1).batchSize(EXAMPLES / 2).seed(5)
                .fit(new ArrayDataset(EXAMPLES, network.input(), Shape.SCALAR, x, y, names))
                .model();
        Tensor outputs = model.outputs(Tensor.wrap(network.input().prepend(3), pixels(network, 3, "test")));
        return Digest.of(model.tensors()) + " " + Digest.of(Map.of("outputs", outputs));
    }

    private static float[] pixels(Network network, int count, String purpose) {
        float[] x = new float[count * network.input().size()];
        long key = CounterRandom.key(3, purpose);
        for (int i = 0; i < x.length; i++) {
            x[i] = CounterRandom.uniform(key, 0, i);
        }
        return x;
    }
}
