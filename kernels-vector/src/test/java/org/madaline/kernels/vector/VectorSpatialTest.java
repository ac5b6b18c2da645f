package org.madaline.kernels.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.Workers;
import org.madaline.kernels.spec.Clip;
import org.madaline.kernels.spec.ConvShape;
import org.madaline.kernels.spec.Kernels;
import org.madaline.kernels.spec.KernelsProvider;
import org.madaline.kernels.spec.PoolAxis;
import org.madaline.kernels.spec.PoolShape;

/// Convolution and pooling on vectors equal the portable ones bit for bit, for any number of threads, also where values
/// are infinite or not a number.
class VectorSpatialTest {
    private static final Kernels VECTOR = new VectorProvider().create();
    private static final Kernels PORTABLE = ServiceLoader.load(KernelsProvider.class).stream()
            .map(ServiceLoader.Provider::get).filter(p -> p.name().equals("portable")).findFirst().orElseThrow().create();
    private static final List<Workers> WORKERS = new ArrayList<>();

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    @BeforeAll
    static void start() {
        for (int threads = 1; threads <= 4; threads++) {
            WORKERS.add(Workers.of(threads));
        }
    }

    @AfterAll
    static void close() {
        WORKERS.forEach(Workers::close);
    }

    /// Binds a kernel to its result.
    private interface Binding {
        Step bind(Kernels kernels, Slice result);
    }

    private void compare(String what, int size, Binding binding) {
        Slice expected = new Slice(new float[size + 7], 3);
        WORKERS.getFirst().run(binding.bind(PORTABLE, expected));
        for (Workers workers : WORKERS) {
            Slice actual = new Slice(new float[size + 7], 3);
            Arrays.fill(actual.array(), 3, 3 + size, Float.NaN);
            Step step = binding.bind(VECTOR, actual);
            workers.run(step);
            workers.run(step);
            for (int i = 0; i < expected.array().length; i++) {
                float a = actual.array()[i];
                float b = expected.array()[i];
                if (Float.floatToIntBits(a) != Float.floatToIntBits(b)) {
                    assertThat(a).as("seed " + seed + ", " + workers.threads() + " threads, " + what + ", element "
                            + (i - 3)).isEqualTo(b);
                }
            }
        }
    }

    /// Numbers in [-1, 1), a few of them infinite, not a number or zero where `special`.
    private Slice values(int size, boolean special) {
        Slice slice = new Slice(new float[size + 2], 1);
        for (int i = 1; i <= size; i++) {
            slice.array()[i] = random.nextFloat() * 2 - 1;
            if (special && random.nextInt(200) == 0) {
                slice.array()[i] = new float[] {Float.NaN, Float.POSITIVE_INFINITY, -0f, 0f}[random.nextInt(4)];
            }
        }
        return slice;
    }

    private void compare(ConvShape s, boolean special) {
        Slice x = values(s.n() * s.h() * s.w() * s.c(), special);
        Slice w = values(s.k() * s.kh() * s.kw() * (s.c() / s.groups()), special);
        Slice bias = values(s.k(), false);
        int outputs = s.n() * s.outH() * s.outW() * s.k();
        Slice delta = values(outputs, special);
        compare("y of " + s, outputs, (k, y) -> k.convolution(s, x, w, null, Clip.NONE, y));
        compare("y of " + s + " with bias", outputs, (k, y) -> k.convolution(s, x, w, bias, Clip.RELU, y));
        compare("y of " + s + " up to 6", outputs, (k, y) -> k.convolution(s, x, w, bias, Clip.RELU6, y));
        compare("dx of " + s, x.array().length - 2, (k, dx) -> k.convolutionInputGradient(s, delta, w, dx));
        compare("dw of " + s, w.array().length - 2, (k, dw) -> k.convolutionWeightGradient(s, x, delta, dw));
    }

    private static ConvShape square(int n, int size, int c, int k, int kernel, int stride, int pad, int groups) {
        return new ConvShape(n, size, size, c, k, kernel, kernel, stride, stride, pad, pad, pad, pad, 1, 1, groups);
    }

    @Test
    void convolutionsOfKnownNetworks() {
        List<ConvShape> shapes = List.of(
                square(2, 28, 1, 6, 5, 1, 2, 1), square(2, 14, 6, 16, 5, 1, 0, 1), square(1, 33, 3, 64, 7, 2, 3, 1),
                square(1, 12, 64, 64, 3, 1, 1, 1), square(2, 8, 64, 128, 3, 2, 1, 1), square(1, 9, 64, 96, 1, 2, 0, 1),
                square(64, 10, 6, 16, 5, 1, 0, 1),
                square(1, 7, 144, 24, 1, 1, 0, 1), square(1, 14, 96, 96, 3, 1, 1, 96), square(1, 15, 40, 40, 3, 2, 1, 40),
                square(1, 9, 24, 48, 3, 1, 1, 4), square(1, 7, 33, 33, 5, 1, 2, 33), square(1, 3, 512, 70, 3, 1, 1, 1),
                square(2, 15, 80, 64, 3, 1, 1, 1), square(1, 16, 64, 144, 3, 1, 2, 1));
        for (ConvShape s : shapes) {
            compare(s, false);
            compare(s, true);
        }
    }

    @Test
    void randomConvolutions() {
        for (int i = 0; i < 60; i++) {
            int groups = random.nextInt(3) == 0 ? 1 + random.nextInt(20) : 1;
            boolean depthwise = random.nextInt(3) == 0;
            int c = depthwise ? groups : groups * (1 + random.nextInt(40));
            int k = depthwise ? groups : groups * (1 + random.nextInt(60));
            compare(new ConvShape(1 + random.nextInt(3), 7 + random.nextInt(7), 7 + random.nextInt(7), c, k,
                    1 + random.nextInt(3), 1 + random.nextInt(3), 1 + random.nextInt(3), 1 + random.nextInt(3),
                    random.nextInt(3), random.nextInt(3), random.nextInt(3), random.nextInt(3),
                    1 + random.nextInt(3), 1 + random.nextInt(3), groups), i % 2 == 0);
        }
    }

    @Test
    void depthwiseConvolutions() {
        for (int i = 0; i < 60; i++) {
            int c = 1 + random.nextInt(70);
            int kernel = 1 + random.nextInt(6);
            compare(new ConvShape(1 + random.nextInt(2), 11 + random.nextInt(8), 11 + random.nextInt(8), c, c, kernel,
                    random.nextInt(4) == 0 ? 1 + random.nextInt(6) : kernel, 1 + random.nextInt(2), 1 + random.nextInt(3),
                    random.nextInt(4), random.nextInt(4), random.nextInt(4), random.nextInt(4), 1,
                    1 + random.nextInt(5) / 4, c), i % 2 == 0);
        }
    }

    @Test
    void poolings() {
        List<PoolShape> shapes = new ArrayList<>(List.of(
                new PoolShape(2, 28, 28, 6, 14, 14, 2, 2, 2, 2, 0, 0, 0, 0, false, 0),
                new PoolShape(2, 10, 10, 16, 5, 5, 2, 2, 2, 2, 0, 0, 0, 0, false, 0),
                new PoolShape(1, 15, 15, 70, 8, 8, 3, 3, 2, 2, 1, 1, 1, 1, true, 0),
                new PoolShape(1, 15, 14, 33, 8, 7, 3, 2, 2, 2, 1, 1, 1, 1, false, 0),
                new PoolShape(3, 5, new PoolAxis(7, 3, 3, 1, 0, 0, 2), new PoolAxis(8, 4, 3, 1, 0, 0, 2), false, 0),
                new PoolShape(1, 6, 6, 20, 3, 3, 2, 2, 2, 2, 0, 0, 0, 0, false, 3)));
        shapes.add(PoolShape.adaptive(2, 7, 7, 130, 1, 1));
        shapes.add(PoolShape.adaptive(1, 7, 5, 19, 3, 6));
        for (PoolShape s : shapes) {
            int inputs = s.n() * s.h() * s.w() * s.c();
            int outputs = s.n() * s.outH() * s.outW() * s.c();
            Slice x = values(inputs, true);
            for (int i = 0; i < x.array().length; i++) {
                x.array()[i] = Float.isFinite(x.array()[i]) ? Math.round(x.array()[i] * 2) / 2f : x.array()[i]; // ties
            }
            Slice delta = values(outputs, true);
            compare("largest of " + s, outputs, (k, y) -> k.maxPool(s, x, y));
            compare("gradient of the largest of " + s, inputs, (k, dx) -> k.maxPoolGradient(s, x, delta, dx));
            compare("average of " + s, outputs, (k, y) -> k.averagePool(s, x, y));
            compare("gradient of the average of " + s, inputs, (k, dx) -> k.averagePoolGradient(s, delta, dx));
        }
    }
}
