package org.madaline.kernels.spatial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.block.PortableTiles;
import org.madaline.kernels.spec.Clip;
import org.madaline.kernels.spec.ConvShape;
import org.madaline.kernels.spec.PoolShape;

class SpatialKernelsTest {
    private static final SpatialKernels KERNELS = new SpatialKernels(
            new PortableTiles(), new PortableSpatialLoops(), new PortableWinogradLoops());

    @TestFactory
    List<DynamicTest> convolutionsAgreeWithTheDefinition() {
        return Shapes.convolutions().stream()
                .map(s -> DynamicTest.dynamicTest(s.toString(), () -> checkConvolution(s, 1))).toList();
    }

    @Test
    void randomConvolutionsAgreeWithTheDefinition() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            ConvShape s = Shapes.randomConvolution(random);
            try {
                checkConvolution(s, seed + i);
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ", shape " + i + ": " + s, e);
            }
        }
    }

    private static void checkConvolution(ConvShape s, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] x = Frames.random(random, s.n() * s.h() * s.w() * s.c());
        float[] w = Frames.random(random, s.k() * s.kh() * s.kw() * (s.c() / s.groups()));
        float[] bias = Frames.random(random, s.k());
        float[] delta = Frames.random(random, s.n() * s.outH() * s.outW() * s.k());
        Slice y = Frames.framed(delta.length);
        Slice dx = Frames.framed(x.length);
        Slice dw = Frames.framed(w.length);
        for (Clip clip : Clip.values()) {
            boolean biased = clip != Clip.NONE;
            run(KERNELS.convolution(s, Frames.framed(x), Frames.framed(w), biased ? Frames.framed(bias) : null, clip, y));
            check(y, Reference.convolution(s, x, w, biased ? bias : null, clip), s.kh() * s.kw() * s.c(), "y");
        }
        run(KERNELS.convolutionInputGradient(s, Frames.framed(delta), Frames.framed(w), dx));
        check(dx, Reference.inputGradient(s, delta, w), s.kh() * s.kw() * s.k(), "dx");
        run(KERNELS.convolutionWeightGradient(s, Frames.framed(x), Frames.framed(delta), dw));
        check(dw, Reference.weightGradient(s, x, delta), s.n() * s.outH() * s.outW(), "dw");
    }

    @TestFactory
    List<DynamicTest> poolingsAgreeWithTheDefinition() {
        return Shapes.poolings().stream()
                .map(s -> DynamicTest.dynamicTest(s.toString(), () -> checkPooling(s))).toList();
    }

    private static void checkPooling(PoolShape s) {
        SplittableRandom random = new SplittableRandom(7);
        float[] x = Frames.random(random, s.n() * s.h() * s.w() * s.c());
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextInt(20) == 0 ? Float.NaN : Math.round(4 * x[i]) - 5; // ties, and all negative
        }
        float[] delta = Frames.random(random, s.n() * s.outH() * s.outW() * s.c());
        Slice y = Frames.framed(delta.length);
        Slice dx = Frames.framed(x.length);
        run(KERNELS.maxPool(s, Frames.framed(x), y));
        check(y, Reference.maxPool(s, x), 1, "largest");
        run(KERNELS.maxPoolGradient(s, Frames.framed(x), Frames.framed(delta), dx));
        check(dx, Reference.maxPoolGradient(s, x, delta), 9, "gradient of the largest");
        run(KERNELS.averagePool(s, Frames.framed(x), y));
        check(y, Reference.averagePool(s, x), 60, "average");
        run(KERNELS.averagePoolGradient(s, Frames.framed(delta), dx));
        check(dx, Reference.averagePoolGradient(s, delta), 60, "gradient of the average");
    }

    private static void run(Step step) {
        for (int stage = 0; stage < step.stages(); stage++) {
            for (int chunk = step.chunks(stage) - 1; chunk >= 0; chunk--) {
                step.run(stage, chunk);
            }
        }
    }

    /// Each element within the error of a sum of `terms` products of numbers in [-1, 1]; nothing written outside.
    private static void check(Slice actual, double[] expected, int terms, String what) {
        Frames.checkFrame(actual, expected.length, what);
        for (int i = 0; i < expected.length; i++) {
            double value = actual.array()[actual.offset() + i];
            boolean close = Double.compare(value, expected[i]) == 0
                    || Math.abs(value - expected[i]) <= 1e-6 + 1e-7 * terms;
            assertThat(close).as(what + "[" + i + "] is " + value + ", not " + expected[i]).isTrue();
        }
    }
}
