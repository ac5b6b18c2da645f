package org.madaline.kernels.spatial;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.madaline.kernels.Prepared;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.spec.ConvShape;

/// A convolution to few channels would fill only a part of each vector. In memory, some neighbouring pixels of its result
/// are one pixel with as many times the channels; the kernel of that convolution is wider, each channel's weights stand
/// at the place of its pixel, and zeros around them. (Where x is infinite or NaN, those zeros let it reach the
/// neighbours.)
///
/// @param narrow the convolution that is asked for
/// @param together how many pixels are taken for one; 1: this does not pay
record WidePixels(ConvShape narrow, int together) {
    private static final int LANES = 16;
    private static final int MOST = 4;

    static WidePixels of(ConvShape s) {
        int best = 1;
        for (int pixels = 2; pixels <= MOST && pixels * s.k() <= LANES; pixels++) {
            boolean possible = s.groups() == 1 && s.dilationW() == 1 && s.outW() > 0 && s.outW() % pixels == 0;
            if (possible && 4 * width(s, pixels) <= 3 * s.kw() * pixels && width(s, pixels) * best < width(s, best) * pixels) {
                best = pixels;
            }
        }
        return new WidePixels(s, best);
    }

    /// The kernel's columns where `pixels` are taken for one.
    private static int width(ConvShape s, int pixels) {
        return s.kw() + (pixels - 1) * s.strideW();
    }

    boolean pays() {
        return together > 1;
    }

    /// The convolution that is computed.
    ConvShape wide() {
        ConvShape s = narrow;
        return new ConvShape(s.n(), s.h(), s.w(), s.c(), together * s.k(), s.kh(), width(s, together), s.strideH(),
                together * s.strideW(), s.padTop(), s.padLeft(), s.padBottom(), s.padRight(), s.dilationH(), 1, 1);
    }

    private int wideWeights() {
        return wide().k() * wide().kh() * wide().kw() * narrow.c();
    }

    /// What the packed values depend on besides the weights and the bias.
    private record Form(List<Integer> weights, int together, boolean bias, Optional<Object> inner) {}

    /// What the wide convolution reads.
    private record Wide(Slice w, Slice bias, Optional<Prepared> inner) {}

    /// The convolution; `product` makes it from the wide weights and bias.
    Step convolution(Slice w, Slice bias, BiFunction<Slice, Slice, Step> product) {
        return new WideStep(this, w, bias, product);
    }

    private static final class WideStep implements Step {
        private final WidePixels pixels;
        private final Slice w;
        private final Slice bias;
        private final BiFunction<Slice, Slice, Step> product;
        private Slice wideW;
        private Slice wideBias;
        private Step inner;

        WideStep(WidePixels pixels, Slice w, Slice bias, BiFunction<Slice, Slice, Step> product) {
            this.pixels = pixels;
            this.w = w;
            this.bias = bias;
            this.product = product;
            wideW = Slice.allocate(pixels.wideWeights());
            wideBias = bias == null ? null : Slice.allocate(pixels.together * pixels.narrow.k());
            inner = product.apply(wideW, wideBias);
        }

        @Override
        public int stages() {
            return 1 + inner.stages();
        }

        @Override
        public int preparations() {
            return 1 + inner.preparations();
        }

        @Override
        public Optional<Prepared> prepared() {
            Optional<Prepared> packed = inner.prepared();
            Form form = new Form(pixels.weights(), pixels.together, bias != null, packed.map(Prepared::form));
            return Optional.of(new Prepared(form, new Wide(wideW, wideBias, packed)));
        }

        @Override
        public void adopt(Prepared same) {
            Wide wide = (Wide) same.values();
            wideW = wide.w();
            wideBias = wide.bias();
            inner = product.apply(wideW, wideBias);
            wide.inner().ifPresent(inner::adopt);
        }

        @Override
        public int chunks(int stage) {
            return stage == 0 ? 1 : inner.chunks(stage - 1);
        }

        @Override
        public void run(int stage, int chunk) {
            if (stage > 0) {
                inner.run(stage - 1, chunk);
                return;
            }
            pixels.spread(w, wideW);
            for (int pixel = 0; bias != null && pixel < pixels.together; pixel++) {
                System.arraycopy(bias.array(), bias.offset(), wideBias.array(), wideBias.offset() + pixel * pixels.narrow.k(),
                        pixels.narrow.k());
            }
        }

        @Override
        public String name() {
            return inner.name() + ", " + pixels.together + " pixels at once";
        }
    }

    /// How the weights lie.
    private List<Integer> weights() {
        return List.of(narrow.k(), narrow.kh(), narrow.kw(), narrow.c(), narrow.strideW());
    }

    /// The gradient with respect to the weights; `product` makes the step that finds it for the wide ones.
    Step weightGradient(Slice dw, Function<Slice, Step> product) {
        Slice wideDw = Slice.allocate(wideWeights());
        Step inner = product.apply(wideDw);
        return new Step() {
            @Override
            public int stages() {
                return inner.stages() + 1;
            }

            @Override
            public int chunks(int stage) {
                return stage == inner.stages() ? 1 : inner.chunks(stage);
            }

            @Override
            public void run(int stage, int chunk) {
                if (stage < inner.stages()) {
                    inner.run(stage, chunk);
                } else {
                    collect(wideDw, dw);
                }
            }

            @Override
            public String name() {
                return inner.name() + ", " + together + " pixels at once";
            }
        };
    }

    /// Where the weights of a row of the kernel lie among the wide ones of a pixel.
    private int place(int pixel, int channel, int row) {
        return ((pixel * narrow.k() + channel) * narrow.kh() + row) * width(narrow, together) * narrow.c()
                + pixel * narrow.strideW() * narrow.c();
    }

    private void spread(Slice w, Slice wideW) {
        int length = narrow.kw() * narrow.c();
        Arrays.fill(wideW.array(), wideW.offset(), wideW.offset() + wideWeights(), 0);
        for (int pixel = 0; pixel < together; pixel++) {
            for (int row = 0; row < narrow.k() * narrow.kh(); row++) {
                System.arraycopy(w.array(), w.offset() + row * length, wideW.array(),
                        wideW.offset() + place(pixel, row / narrow.kh(), row % narrow.kh()), length);
            }
        }
    }

    private void collect(Slice wideDw, Slice dw) {
        int length = narrow.kw() * narrow.c();
        for (int row = 0; row < narrow.k() * narrow.kh(); row++) {
            for (int i = 0; i < length; i++) {
                float sum = 0;
                for (int pixel = 0; pixel < together; pixel++) {
                    sum += wideDw.array()[wideDw.offset() + place(pixel, row / narrow.kh(), row % narrow.kh()) + i];
                }
                dw.array()[dw.offset() + row * length + i] = sum;
            }
        }
    }
}
