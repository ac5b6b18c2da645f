package org.madaline.bench;

import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.madaline.computation.Engine;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.layer.Layer;
import org.madaline.layer.Network;
import org.madaline.layer.Summary;
import org.madaline.plan.Compiler;
import org.madaline.plan.ExecutionPlan;
import org.madaline.plan.Variables;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;
import org.madaline.vision.EfficientNet;
import org.madaline.vision.LeNet5;
import org.madaline.vision.MobileNetV2;
import org.madaline.vision.ResNet;
import org.madaline.vision.Vgg;

/// A network on both sides.
record VisionPair(String name, Shape input, int classes, IntFunction<Layer> own, IntFunction<TorchVision> peer) {
    private static final Shape DIGIT = Shape.of(1, 28, 28);
    private static final Shape PHOTO = Shape.of(3, 224, 224);
    /// The largest difference of two logits, as a share of the range of all; rounding stays well below.
    private static final double TOLERANCE = 1e-3;

    static final VisionPair LENET = new VisionPair(
            "lenet5", DIGIT, 10, classes -> new LeNet5(LeNet5.Form.RELU, classes), TorchVision::leNet5);
    static final VisionPair RESNET18 = new VisionPair(
            "resnet18", PHOTO, 1000, classes -> new ResNet(18, classes), TorchVision::resNet18);
    static final VisionPair RESNET50 = new VisionPair(
            "resnet50", PHOTO, 1000, classes -> new ResNet(50, classes), TorchVision::resNet50);
    static final VisionPair VGG = new VisionPair(
            "vgg16", PHOTO, 1000, classes -> new Vgg(16, false, classes), TorchVision::vgg16);
    static final VisionPair MOBILENET = new VisionPair(
            "mobilenetv2", PHOTO, 1000, classes -> new MobileNetV2(1, classes), TorchVision::mobileNetV2);
    static final VisionPair EFFICIENTNET = new VisionPair("efficientnet-b0", PHOTO, 1000,
            classes -> new EfficientNet(EfficientNet.Variant.B0, classes), TorchVision::efficientNetB0);

    Network network() {
        return new Network(input, own.apply(classes));
    }

    TorchVision torch() {
        return peer.apply(classes);
    }

    static float[] pixels(Shape shape, long seed) {
        Random random = new Random(seed);
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }

    /// Gives the peer parameters of this side, and makes sure that both then compute the same.
    ///
    /// @return the parameters, under which values neither vanish nor explode: numbers too small for the normal format
    ///         would slow down a network that is not trained
    /// @throws IllegalStateException if the numbers of parameters, a shape or the logits differ
    Variables requireAgreement(TorchVision torch) {
        Network network = network();
        long parameters = Summary.of(network).parameters();
        if (parameters != torch.parameterCount()) {
            throw new IllegalStateException(
                    name + " has " + parameters + " parameters here and " + torch.parameterCount() + " in LibTorch");
        }
        Shape shape = input.prepend(2);
        float[] pixels = pixels(shape, 2);
        Engine engine = Engine.shared();
        Graph g = new Graph(Mode.INFERENCE);
        Variables variables = new Variables(1);
        ExecutionPlan plan = Compiler.compile(g, List.of(network.build(g, 2)), variables, engine.kernels(), 0);
        disturb(variables);
        torch.load(variables);
        plan.prepare(engine.workers());
        plan.set("x", pixels);
        plan.run(engine.workers());
        double difference = difference(plan.tensor(0).toArray(), torch, shape, pixels);
        System.out.printf("%s: logits differ by %.1e of their range%n", name, difference);
        if (!(difference < TOLERANCE)) {
            throw new IllegalStateException("the logits of " + name + " differ from LibTorch's by " + difference
                    + " of their range, so the two do not compute the same");
        }
        return variables;
    }

    /// Normalizations and biases that leave nothing as it was; all values are positive, as variances must be.
    private static void disturb(Variables variables) {
        Random random = new Random(3);
        for (String variable : variables.names()) {
            Shape shape = variables.shape(variable);
            if (shape.rank() == 1) {
                float[] values = new float[shape.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = 0.5f + random.nextFloat();
                }
                variables.set(variable, Tensor.of(shape, values));
            }
        }
    }

    private static double difference(float[] logits, TorchVision torch, Shape shape, float[] pixels) {
        torch.eval();
        float[] others = new float[logits.length];
        try (PointerScope _ = new PointerScope(); NoGradGuard _ = new NoGradGuard()) {
            org.bytedeco.pytorch.Tensor x = org.bytedeco.pytorch.Tensor.create(pixels, TorchVision.dimensions(shape));
            torch.forward(x).contiguous().data_ptr_float().get(others);
        }
        double most = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < logits.length; i++) {
            most = Math.max(most, Math.abs((double) logits[i] - others[i]));
            low = Math.min(low, others[i]);
            high = Math.max(high, others[i]);
        }
        return most / (high - low);
    }
}
