package org.madaline.kernels.vector;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.madaline.kernels.Clip;
import org.madaline.kernels.ConvShape;
import org.madaline.kernels.Kernels;
import org.madaline.kernels.PoolShape;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;

/// Prints how fast one thread computes the layers of known networks: the best of many runs, in processor time. The
/// work is counted as that of the direct sum, so that Winograd's algorithm may exceed the machine's peak.
///
/// Run it on the test class path with `--add-modules jdk.incubator.vector -Xbatch`; the argument selects layers by a part of
/// their name.
final class ConvolutionTiming {
    private static final System.Logger LOG = System.getLogger(ConvolutionTiming.class.getName());
    private static final long NANOS = 300_000_000;

    private ConvolutionTiming() {}

    private static ConvShape square(int n, int size, int c, int k, int kernel, int stride, int pad, int groups) {
        return new ConvShape(n, size, size, c, k, kernel, kernel, stride, stride, pad, pad, pad, pad, 1, 1, groups);
    }

    private static Map<String, ConvShape> layers() {
        Map<String, ConvShape> layers = new LinkedHashMap<>();
        layers.put("LeNet 1", square(1, 28, 1, 6, 5, 1, 2, 1));
        layers.put("LeNet 1, batch 64", square(64, 28, 1, 6, 5, 1, 2, 1));
        layers.put("LeNet 2", square(1, 14, 6, 16, 5, 1, 0, 1));
        layers.put("LeNet 2, batch 64", square(64, 14, 6, 16, 5, 1, 0, 1));
        layers.put("ResNet stem", square(1, 224, 3, 64, 7, 2, 3, 1));
        layers.put("ResNet 64", square(1, 56, 64, 64, 3, 1, 1, 1));
        layers.put("ResNet 128, stride 2", square(1, 56, 64, 128, 3, 2, 1, 1));
        layers.put("ResNet 128", square(1, 28, 128, 128, 3, 1, 1, 1));
        layers.put("ResNet 256", square(1, 14, 256, 256, 3, 1, 1, 1));
        layers.put("ResNet 512", square(1, 7, 512, 512, 3, 1, 1, 1));
        layers.put("ResNet 1x1, stride 2", square(1, 56, 64, 128, 1, 2, 0, 1));
        layers.put("MobileNet 16 to 96", square(1, 112, 16, 96, 1, 1, 0, 1));
        layers.put("MobileNet 144 to 24", square(1, 56, 144, 24, 1, 1, 0, 1));
        layers.put("MobileNet 64 to 384", square(1, 14, 64, 384, 1, 1, 0, 1));
        layers.put("MobileNet 320 to 1280", square(1, 7, 320, 1280, 1, 1, 0, 1));
        layers.put("depthwise 96, stride 2", square(1, 112, 96, 96, 3, 2, 1, 96));
        layers.put("depthwise 144", square(1, 56, 144, 144, 3, 1, 1, 144));
        layers.put("depthwise 384", square(1, 14, 384, 384, 3, 1, 1, 384));
        return layers;
    }

    /// Measures all layers whose name contains the argument.
    public static void main(String[] args) {
        String only = args.length == 0 ? "" : args[0];
        Kernels kernels = Kernels.load();
        LOG.log(System.Logger.Level.INFO, kernels.name());
        for (int round = 0; round < 2; round++) { // the first round lets the compiler see all shapes
            boolean report = round == 1;
            layers().forEach((name, shape) -> {
                if (name.contains(only)) {
                    measure(kernels, name, shape, report);
                }
            });
        }
        PoolShape pool = new PoolShape(64, 28, 28, 6, 14, 14, 2, 2, 2, 2, 0, 0, 0, 0, false, 0);
        Slice x = random(64 * 28 * 28 * 6);
        Slice y = random(64 * 14 * 14 * 6);
        Slice dx = Slice.allocate(x.array().length);
        LOG.log(System.Logger.Level.INFO, String.format("LeNet pool, batch 64: max %.1f, gradient %.1f, average %.1f, gradient %.1f microseconds",
                best(kernels.maxPool(pool, x, y), true) / 1e3, best(kernels.maxPoolGradient(pool, x, y, dx), true) / 1e3,
                best(kernels.averagePool(pool, x, y), true) / 1e3,
                best(kernels.averagePoolGradient(pool, y, dx), true) / 1e3));
    }

    private static void measure(Kernels kernels, String name, ConvShape s, boolean report) {
        Slice x = random(s.n() * s.h() * s.w() * s.c());
        Slice w = random(s.k() * s.kh() * s.kw() * (s.c() / s.groups()));
        Slice bias = random(s.k());
        Slice y = random(s.n() * s.outH() * s.outW() * s.k());
        Slice delta = random(y.array().length);
        Slice dx = Slice.allocate(x.array().length);
        Slice dw = Slice.allocate(w.array().length);
        long forward = best(kernels.convolution(s, x, w, bias, Clip.RELU, y), false);
        long input = best(kernels.convolutionInputGradient(s, delta, w, dx), false);
        long weight = best(kernels.convolutionWeightGradient(s, x, delta, dw), false);
        if (report) {
            double work = 2.0 * s.multiplyAdds();
            LOG.log(System.Logger.Level.INFO, String.format("%-22s y %8.1f us %6.1f GFLOP/s, dx %8.1f us %6.1f, dw %8.1f us %6.1f", name,
                    forward / 1e3, work / forward, input / 1e3, work / input, weight / 1e3, work / weight));
        }
    }

    private static Slice random(int size) {
        SplittableRandom random = new SplittableRandom(size);
        Slice slice = Slice.allocate(size);
        for (int i = 0; i < size; i++) {
            slice.array()[i] = random.nextFloat() - 0.5f;
        }
        return slice;
    }

    /// The shortest run, in nanoseconds; without the stages that prepare the weights unless `all`.
    private static long best(Step step, boolean all) {
        run(step, 0);
        long best = Long.MAX_VALUE;
        long end = System.nanoTime() + NANOS;
        while (System.nanoTime() < end) {
            best = Math.min(best, run(step, all ? 0 : step.preparations()));
        }
        return best;
    }

    private static long run(Step step, int firstStage) {
        long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int stage = firstStage; stage < step.stages(); stage++) {
            for (int chunk = 0; chunk < step.chunks(stage); chunk++) {
                step.run(stage, chunk);
            }
        }
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin;
    }
}
