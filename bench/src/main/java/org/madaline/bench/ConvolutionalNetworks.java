package org.madaline.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.madaline.computation.Engine;
import org.madaline.inference.Inference;
import org.madaline.layer.Summary;
import org.madaline.plan.Variables;
import org.madaline.tensor.Shape;

/// Convolutional networks beside LibTorch on random images: training with SGD and inference, with the same number of
/// threads.
///
/// Rates of operations count the products and sums of convolutions and dense layers; a training step counts as three
/// inferences. Times contain all else too, so the share of the peak is that of the whole network.
public final class ConvolutionalNetworks {
    /// One line of the result.
    private record Work(VisionPair pair, boolean training, int batch) {
        String name() {
            return pair.name() + (training ? "-training-" : "-inference-") + batch;
        }

        /// @param wanted the first of the name's parts, or all
        boolean isNamed(String wanted) {
            return (name() + "-").startsWith(wanted + "-");
        }
    }

    private static final List<Work> WORKS = works();

    private static List<Work> works() {
        List<Work> works = new ArrayList<>(List.of(new Work(VisionPair.LENET, true, 64),
                new Work(VisionPair.LENET, false, 1), new Work(VisionPair.LENET, false, 256)));
        for (VisionPair pair : List.of(VisionPair.RESNET18, VisionPair.RESNET50, VisionPair.VGG, VisionPair.MOBILENET,
                VisionPair.EFFICIENTNET)) {
            works.addAll(List.of(new Work(pair, false, 1), new Work(pair, false, 16), new Work(pair, true, 16)));
        }
        return works;
    }

    private final int threads;
    private final double peak;

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
        Variables variables = work.pair().requireAgreement(peer);
        List<Race.Result> results = work.training() ? training(work, peer) : inference(work, variables, peer);
        report(work, 2e-9 * summary.multiplyAdds() * (work.training() ? 3 : 1) * work.batch(), results);
    }

    private List<Race.Result> training(Work work, TorchVision peer) {
        VisionTraining training = new VisionTraining(work.pair(), work.batch());
        return Race.run(5, 7, 0.4, new Race.Contestant("Madaline", training.own(threads)),
                new Race.Contestant("LibTorch", training.peer(peer)));
    }

    private List<Race.Result> inference(Work work, Variables variables, TorchVision peer) {
        Shape shape = work.pair().input().prepend(work.batch());
        float[] pixels = VisionPair.pixels(shape, 1);
        Engine engine = Engine.ofThreads(threads);
        Inference inference = new Inference(work.pair().network(), variables, () -> engine);
        var batch = org.madaline.tensor.Tensor.wrap(shape, pixels);
        peer.eval();
        Tensor x = Tensor.create(pixels, TorchVision.dimensions(shape));
        return Race.run(5, 7, 0.4,
                new Race.Contestant("Madaline", times -> {
                    for (int i = 0; i < times; i++) {
                        inference.outputs(batch);
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
        System.out.printf("%-27s Madaline %,10.1f (%10.1f us, %6.1f GFLOP/s, %4.1f %%)   "
                        + "LibTorch %,10.1f (%10.1f us, %6.1f GFLOP/s, %4.1f %%)   ratio %.2f%n",
                work.name(),
                work.batch() / own, own * 1e6, gigaflop / own, 100 * gigaflop / own / peak,
                work.batch() / peer, peer * 1e6, gigaflop / peer, 100 * gigaflop / peer / peak, peer / own);
    }
}
