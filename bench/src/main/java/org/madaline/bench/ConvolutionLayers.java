package org.madaline.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LongArrayRefOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.madaline.computation.Engine;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.spec.Clip;
import org.madaline.kernels.spec.ConvShape;
import org.madaline.kernels.spec.Kernels;
import org.madaline.tensor.Shape;

/// Single convolutions beside LibTorch, which computes them by oneDNN: forward and both gradients.
///
/// The forward pass is that of inference: what depends on the weights alone is computed once here, as a plan does it;
/// LibTorch gets the weights as its layers hold them. Both results are compared before the race. Rates count the
/// products and sums of the definition, also where an algorithm needs fewer, so that they may lie above the peak.
public final class ConvolutionLayers {
    private static final double TOLERANCE = 1e-3;

    /// @param channels of x
    /// @param size height and width of x
    private record Layer(String name, int channels, int size, int out, int kernel, int stride, int padding, int groups) {
        ConvShape shape(int batch) {
            return new ConvShape(batch, size, size, channels, out, kernel, kernel, stride, stride, padding, padding,
                    padding, padding, 1, 1, groups);
        }
    }

    private enum Pass { FORWARD, INPUT_GRADIENT, WEIGHT_GRADIENT }

    private static final List<Layer> LAYERS = List.of(
            square(64, 56), square(128, 28), square(256, 14), square(512, 7),
            pointwise(64, 56, 256), pointwise(256, 56, 64), pointwise(512, 28, 128), pointwise(1024, 14, 256),
            pointwise(96, 56, 24), pointwise(960, 7, 160),
            new Layer("7x7/2 3@224 to 64", 3, 224, 64, 7, 2, 3, 1),
            new Layer("3x3/2 64@56 to 128", 64, 56, 128, 3, 2, 1, 1),
            new Layer("5x5 1@28 to 6", 1, 28, 6, 5, 1, 2, 1), new Layer("5x5 6@14 to 16", 6, 14, 16, 5, 1, 0, 1),
            depthwise(32, 112, 3), depthwise(144, 56, 3), depthwise(240, 28, 5), depthwise(960, 7, 3));

    private static Layer square(int channels, int size) {
        return new Layer("3x3 " + channels + "@" + size, channels, size, channels, 3, 1, 1, 1);
    }

    private static Layer pointwise(int channels, int size, int out) {
        return new Layer("1x1 " + channels + "@" + size + " to " + out, channels, size, out, 1, 1, 0, 1);
    }

    private static Layer depthwise(int channels, int size, int kernel) {
        return new Layer("depthwise " + kernel + "x" + kernel + " " + channels + "@" + size, channels, size, channels,
                kernel, 1, kernel / 2, channels);
    }

    private final Engine engine;
    private final double peak;

    private ConvolutionLayers(Engine engine, double peak) {
        this.engine = engine;
        this.peak = peak;
    }

    /// @param args the number of threads (default 2), the number of images (default 16), then beginnings of names of
    ///         layers, such as `3x3` or `depthwise` (default: all)
    public static void main(String[] args) throws Exception {
        int threads = args.length > 0 ? Integer.parseInt(args[0]) : 2;
        int batch = args.length > 1 ? Integer.parseInt(args[1]) : 16;
        List<String> names = Arrays.asList(args).subList(Math.min(2, args.length), args.length);
        torch.set_num_threads(threads);
        double peak = Peak.gigaflops(threads);
        System.out.printf("threads %d, images %d, peak %.0f GFLOP/s; medians; ratio to LibTorch%n", threads, batch, peak);
        ConvolutionLayers race = new ConvolutionLayers(Engine.ofThreads(threads), peak);
        for (Layer layer : LAYERS) {
            if (names.isEmpty() || names.stream().anyMatch(layer.name()::startsWith)) {
                for (Pass pass : Pass.values()) {
                    race.run(layer, batch, pass);
                }
            }
        }
    }

    private void run(Layer layer, int batch, Pass pass) {
        ConvShape s = layer.shape(batch);
        float[] x = VisionPair.pixels(Shape.of(s.n(), s.c(), s.h(), s.w()), 1);
        float[] w = VisionPair.pixels(Shape.of(s.k(), s.c() / s.groups(), s.kh(), s.kw()), 2);
        float[] delta = VisionPair.pixels(Shape.of(s.n(), s.k(), s.outH(), s.outW()), 3);
        Slice own = Slice.allocate(switch (pass) {
            case FORWARD -> delta.length;
            case INPUT_GRADIENT -> x.length;
            case WEIGHT_GRADIENT -> w.length;
        });
        Step step = step(s, pass, slice(channelsLast(x, s.n(), s.c())), slice(channelsLast(w, s.k(), s.c() / s.groups())),
                slice(channelsLast(delta, s.n(), s.k())), own);
        Step[] whole = {step};
        Step[] timed = {pass == Pass.FORWARD ? new Prepared(step) : step};
        Tensor tx = Tensor.create(x, s.n(), s.c(), s.h(), s.w());
        Tensor tw = Tensor.create(w, s.k(), s.c() / s.groups(), s.kh(), s.kw());
        Tensor td = Tensor.create(delta, s.n(), s.k(), s.outH(), s.outW());
        engine.workers().run(whole);
        compare(layer.name() + " " + pass, own, peer(s, pass, tx, tw, td));
        List<Race.Result> results = Race.run(0.5, 3, 0.15,
                new Race.Contestant("Madaline", times -> {
                    for (int i = 0; i < times; i++) {
                        engine.workers().run(timed);
                    }
                }),
                new Race.Contestant("LibTorch", peerLoop(s, pass, tx, tw, td)));
        report(layer, s, pass, step.name(), results);
    }

    private Step step(ConvShape s, Pass pass, Slice x, Slice w, Slice delta, Slice result) {
        Kernels kernels = engine.kernels();
        return switch (pass) {
            case FORWARD -> kernels.convolution(s, x, w, null, Clip.NONE, result);
            case INPUT_GRADIENT -> kernels.convolutionInputGradient(s, delta, w, result);
            case WEIGHT_GRADIENT -> kernels.convolutionWeightGradient(s, x, delta, result);
        };
    }

    /// A step without what depends on the weights alone.
    private record Prepared(Step step) implements Step {
        @Override
        public int stages() {
            return step.stages() - step.preparations();
        }

        @Override
        public int chunks(int stage) {
            return step.chunks(step.preparations() + stage);
        }

        @Override
        public void run(int stage, int chunk) {
            step.run(step.preparations() + stage, chunk);
        }
    }

    private static IntConsumer peerLoop(ConvShape s, Pass pass, Tensor x, Tensor w, Tensor delta) {
        return times -> {
            for (int i = 0; i < times; i++) {
                try (PointerScope _ = new PointerScope(); NoGradGuard _ = new NoGradGuard()) {
                    pass(s, pass, x, w, delta);
                }
            }
        };
    }

    private static Tensor pass(ConvShape s, Pass pass, Tensor x, Tensor w, Tensor delta) {
        long[] strides = {s.strideH(), s.strideW()};
        long[] paddings = {s.padTop(), s.padLeft()};
        long[] dilations = {1, 1};
        if (pass == Pass.FORWARD) {
            return torch.conv2d(x, w, new TensorOptional(), strides, paddings, dilations, s.groups());
        }
        boolean input = pass == Pass.INPUT_GRADIENT;
        T_TensorTensorTensor_T gradients = torch.convolution_backward(delta, x, w, new LongArrayRefOptional(), strides,
                paddings, dilations, false, new long[] {0, 0}, s.groups(), wanted(input, !input, false));
        return input ? gradients.get0() : gradients.get1();
    }

    private static BoolPointer wanted(boolean... gradients) {
        BoolPointer pointer = new BoolPointer(gradients.length);
        for (int i = 0; i < gradients.length; i++) {
            pointer.put(i, gradients[i]);
        }
        return pointer;
    }

    private static float[] peer(ConvShape s, Pass pass, Tensor x, Tensor w, Tensor delta) {
        try (PointerScope _ = new PointerScope(); NoGradGuard _ = new NoGradGuard()) {
            Tensor result = pass(s, pass, x, w, delta).permute(0, 2, 3, 1).contiguous();
            float[] values = new float[(int) result.numel()];
            result.data_ptr_float().get(values);
            return values;
        }
    }

    private static void compare(String name, Slice own, float[] peer) {
        double most = 0;
        double largest = 0;
        for (int i = 0; i < peer.length; i++) {
            most = Math.max(most, Math.abs((double) own.array()[own.offset() + i] - peer[i]));
            largest = Math.max(largest, Math.abs(peer[i]));
        }
        if (!(most <= TOLERANCE * largest)) {
            throw new IllegalStateException(name + " differs from LibTorch's by " + most + ", where the largest is " + largest);
        }
    }

    private void report(Layer layer, ConvShape s, Pass pass, String step, List<Race.Result> results) {
        double gigaflop = 2e-9 * s.multiplyAdds();
        double own = results.get(0).seconds();
        double peer = results.get(1).seconds();
        System.out.printf("%-22s %-15s Madaline %9.1f us, %6.1f GFLOP/s, %5.1f %%   "
                        + "LibTorch %9.1f us, %6.1f GFLOP/s, %5.1f %%   ratio %5.2f  %s%n",
                layer.name(), pass.name().toLowerCase().replace('_', ' '), own * 1e6, gigaflop / own,
                100 * gigaflop / own / peak, peer * 1e6, gigaflop / peer, 100 * gigaflop / peer / peak, peer / own,
                step.replaceFirst("^.*stride \\d+x\\d+, ", ""));
    }

    private static Slice slice(float[] values) {
        Slice slice = Slice.allocate(values.length);
        System.arraycopy(values, 0, slice.array(), slice.offset(), values.length);
        return slice;
    }

    /// From `[n, c, pixels]` to `[n, pixels, c]`.
    private static float[] channelsLast(float[] x, int n, int c) {
        float[] y = new float[x.length];
        int pixels = x.length / n / c;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < c; j++) {
                for (int p = 0; p < pixels; p++) {
                    y[(i * pixels + p) * c + j] = x[(i * c + j) * pixels + p];
                }
            }
        }
        return y;
    }
}
