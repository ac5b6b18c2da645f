package org.madaline.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.madaline.data.ArrayDataset;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.kernels.Slice;
import org.madaline.layer.Layer;
import org.madaline.layer.Network;
import org.madaline.layer.Summary;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.models.vision.LeNet5;
import org.madaline.models.vision.MobileNetV2;
import org.madaline.models.vision.ResNet;
import org.madaline.models.vision.Vgg;
import org.madaline.optimizer.Sgd;
import org.madaline.plan.Compiler;
import org.madaline.plan.Engine;
import org.madaline.plan.ExecutionPlan;
import org.madaline.plan.Variables;
import org.madaline.tensor.Shape;
import org.madaline.train.StepRunner;
import org.madaline.train.Trainer;

/// Convolutional networks beside LibTorch on random images: training with SGD and inference, with the same number of
/// threads.
///
/// Rates of operations count the products and sums of convolutions and dense layers; a training step counts as three
/// inferences. Times contain all else too, so the share of the peak is that of the whole network.
public final class ConvolutionalNetworks {
    private static final Shape DIGIT = Shape.of(1, 28, 28);
    private static final Shape PHOTO = Shape.of(3, 224, 224);

    /// A network on both sides.
    private record Pair(String name, Shape input, int classes, IntFunction<Layer> own, IntFunction<TorchVision> peer) {
        Network network() {
            return new Network(input, own.apply(classes));
        }

        TorchVision torch() {
            return peer.apply(classes);
        }
    }

    /// One line of the result.
    private record Work(Pair pair, boolean training, int batch) {
        String name() {
            return pair.name() + (training ? "-training-" : "-inference-") + batch;
        }

        /// @param wanted the first of the name's parts, or all
        boolean isNamed(String wanted) {
            return (name() + "-").startsWith(wanted + "-");
        }
    }

    private static final Pair LENET = new Pair(
            "lenet5", DIGIT, 10, classes -> new LeNet5(LeNet5.Form.RELU, classes), TorchVision::leNet5);
    private static final Pair RESNET = new Pair(
            "resnet18", PHOTO, 1000, classes -> new ResNet(18, classes), TorchVision::resNet18);
    private static final Pair MOBILENET = new Pair(
            "mobilenetv2", PHOTO, 1000, classes -> new MobileNetV2(1, classes), TorchVision::mobileNetV2);
    private static final Pair VGG = new Pair(
            "vgg16", PHOTO, 1000, classes -> new Vgg(16, false, classes), TorchVision::vgg16);

    private static final List<Work> WORKS = List.of(
            new Work(LENET, true, 64), new Work(LENET, false, 1), new Work(LENET, false, 256),
            new Work(RESNET, false, 1), new Work(RESNET, false, 16), new Work(RESNET, true, 16),
            new Work(MOBILENET, false, 1), new Work(VGG, false, 1));

    private final int threads;
    private final double peak;
    private final Random random = new Random(1);

    private ConvolutionalNetworks(int threads, double peak) {
        this.threads = threads;
        this.peak = peak;
    }

    /// @param args the number of threads (default 2), then names of what is to be run, whole or in part, such as
    ///         `lenet5`, `resnet18-inference` or `resnet18-training-16` (default: all)
    public static void main(String[] args) throws Exception {
        int threads = args.length > 0 ? Integer.parseInt(args[0]) : 2;
        List<String> names = Arrays.asList(args).subList(Math.min(1, args.length), args.length);
        List<Work> wanted = WORKS.stream()
                .filter(work -> names.isEmpty() || names.stream().anyMatch(work::isNamed)).toList();
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException(
                    "nothing to run is named " + names + "; there are " + WORKS.stream().map(Work::name).toList());
        }
        torch.set_num_threads(threads);
        double peak = Peak.gigaflops(threads);
        System.out.printf("threads %d, peak %.0f GFLOP/s; images per second, medians; ratio to LibTorch%n", threads, peak);
        ConvolutionalNetworks race = new ConvolutionalNetworks(threads, peak);
        for (Work work : wanted) {
            race.run(work);
        }
    }

    private void run(Work work) {
        Summary summary = Summary.of(work.pair().network());
        TorchVision peer = work.pair().torch();
        if (summary.parameters() != peer.parameterCount()) {
            throw new IllegalStateException(work.pair().name() + " has " + summary.parameters()
                    + " parameters here and " + peer.parameterCount() + " in LibTorch");
        }
        List<Race.Result> results = work.training() ? training(work, peer) : inference(work, peer);
        report(work, 2e-9 * summary.multiplyAdds() * (work.training() ? 3 : 1) * work.batch(), results);
    }

    private List<Race.Result> training(Work work, TorchVision peer) {
        int batch = work.batch();
        int batches = work.pair().input().size() > 10_000 ? 4 : 100;
        int examples = batch * batches;
        float[] pixels = pixels(examples * work.pair().input().size());
        float[] labels = new float[examples];
        long[] classes = new long[examples];
        for (int i = 0; i < examples; i++) {
            classes[i] = random.nextInt(work.pair().classes());
            labels[i] = classes[i];
        }
        StepRunner own = new StepRunner(
                new Trainer(work.pair().network(), new SoftmaxCrossEntropy(), new Sgd(0.01)).batchSize(batch).threads(threads),
                new ArrayDataset(examples, work.pair().input(), Shape.of(), pixels, labels, List.of()));
        peer.train(true);
        SGD sgd = new SGD(peer.parameters(), new SGDOptions(0.01));
        Tensor x = Tensor.create(pixels, dimensions(work.pair().input().prepend(examples)));
        Tensor y = Tensor.create(classes, examples);
        return Race.run(5, 7,
                new Race.Contestant("Madaline", times -> {
                    for (int i = 0; i < times; i++) {
                        own.run(i % batches * batch, batch);
                    }
                }),
                new Race.Contestant("LibTorch", times -> {
                    for (int i = 0; i < times; i++) {
                        try (PointerScope _ = new PointerScope()) {
                            long from = (long) (i % batches) * batch;
                            sgd.zero_grad();
                            Tensor z = peer.forward(x.narrow(0, from, batch));
                            torch.cross_entropy(z, y.narrow(0, from, batch)).backward();
                            sgd.step();
                        }
                    }
                }));
    }

    private List<Race.Result> inference(Work work, TorchVision peer) {
        Shape shape = work.pair().input().prepend(work.batch());
        float[] pixels = pixels(shape.size());
        Engine engine = Engine.ofThreads(threads);
        Graph g = new Graph(Mode.INFERENCE);
        var output = work.pair().network().build(g, work.batch());
        ExecutionPlan plan = Compiler.compile(g, List.of(output), new Variables(1), engine.kernels(), 0);
        plan.prepare(engine.workers());
        Slice input = plan.input("x");
        peer.eval();
        Tensor x = Tensor.create(pixels, dimensions(shape));
        return Race.run(5, 7,
                new Race.Contestant("Madaline", times -> {
                    for (int i = 0; i < times; i++) {
                        System.arraycopy(pixels, 0, input.array(), input.offset(), pixels.length);
                        plan.run(engine.workers());
                        plan.tensor(0);
                    }
                }),
                new Race.Contestant("LibTorch", times -> {
                    try (NoGradGuard _ = new NoGradGuard()) {
                        for (int i = 0; i < times; i++) {
                            try (PointerScope _ = new PointerScope()) {
                                peer.forward(x);
                            }
                        }
                    }
                }));
    }

    private void report(Work work, double gigaflop, List<Race.Result> results) {
        double own = results.get(0).seconds();
        double peer = results.get(1).seconds();
        System.out.printf("%-22s Madaline %,10.1f (%10.1f us, %6.1f GFLOP/s, %4.1f %%)   "
                        + "LibTorch %,10.1f (%10.1f us, %6.1f GFLOP/s, %4.1f %%)   ratio %.2f%n",
                work.name(),
                work.batch() / own, own * 1e6, gigaflop / own, 100 * gigaflop / own / peak,
                work.batch() / peer, peer * 1e6, gigaflop / peer, 100 * gigaflop / peer / peak, peer / own);
    }

    private float[] pixels(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }

    private static long[] dimensions(Shape shape) {
        long[] dimensions = new long[shape.rank()];
        for (int i = 0; i < dimensions.length; i++) {
            dimensions[i] = shape.dim(i);
        }
        return dimensions;
    }
}
