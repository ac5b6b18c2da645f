package org.madaline.kernels.spatial;

import java.util.Arrays;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.spec.ConvShape;

/// The gradient of a depthwise convolution with respect to its weights. The rows of delta are cut into at most
/// `SPLITS` ranges, each summed in order, and the sums are added in order.
final class DepthwiseWeightGradient implements Step {
    private static final int SPLITS = 32;
    private static final int LEAST_PIXELS = 256;

    private final String name;
    private final SpatialLoops loops;
    private final SpatialAxis rows;
    private final int images;
    private final int width;
    private final int channels;
    private final int taps;
    private final Runs runs;
    private final int splits;
    private final int rowsPerSplit;
    private final int imageSize;
    private final float[] sums;
    private final Slice x;
    private final Slice delta;
    private final Slice dw;

    DepthwiseWeightGradient(String name, SpatialLoops loops, ConvShape s, Slice x, Slice delta, Slice dw) {
        this.name = name;
        this.loops = loops;
        this.x = x;
        this.delta = delta;
        this.dw = dw;
        Patches patches = Patches.forward(s);
        rows = patches.rows();
        images = s.n();
        width = s.outW();
        channels = s.c();
        taps = patches.taps();
        imageSize = s.h() * s.w() * channels;
        runs = new Runs(rows, patches.columns(), channels, channels, s.kw() * channels, channels);
        int all = images * rows.count();
        int least = Math.ceilDiv(LEAST_PIXELS, Math.max(1, width));
        int wanted = Math.clamp(all / least, 1, SPLITS);
        // An even number, for two threads to be done at the same time.
        splits = wanted == 1 ? 1 : wanted + wanted % 2;
        rowsPerSplit = Math.ceilDiv(all, splits);
        sums = new float[splits * taps * channels];
    }

    @Override
    public String name() {
        return name + ", depthwise loops";
    }

    @Override
    public int stages() {
        return 2;
    }

    @Override
    public int chunks(int stage) {
        return stage == 0 ? splits : 1;
    }

    @Override
    public void run(int stage, int chunk) {
        if (stage == 0) {
            sum(chunk);
        } else {
            combine();
        }
    }

    private void sum(int split) {
        int to = split * taps * channels;
        Arrays.fill(sums, to, to + taps * channels, 0);
        int end = Math.min(images * rows.count(), (split + 1) * rowsPerSplit);
        for (int row = split * rowsPerSplit; row < end; row++) {
            int i = row % rows.count();
            int from = x.offset() + row / rows.count() * imageSize;
            for (int s = 0; s < runs.count(); s++) {
                loops.depthwiseWeights(runs.get(i, s), x.array(), from + runs.source(i, s), delta.array(),
                        delta.offset() + (row * width + runs.column(s)) * channels, sums, to + runs.weights(i, s));
            }
        }
    }

    private void combine() {
        for (int tap = 0; tap < taps; tap++) {
            for (int c = 0; c < channels; c++) {
                float sum = sums[tap * channels + c];
                for (int split = 1; split < splits; split++) {
                    sum += sums[(split * taps + tap) * channels + c];
                }
                dw.array()[dw.offset() + c * taps + tap] = sum;
            }
        }
    }
}
