package org.madaline.kernels.spatial;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.madaline.kernels.Prepared;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.spec.Clip;

/// A depthwise convolution, or its gradient with respect to x: each channel is convolved with its own kernel, directly
/// along the channels.
final class DepthwiseProduct implements Step {
    private static final int CHUNK = 1 << 16;

    private final String name;
    private final SpatialLoops loops;
    private final Part[] parts;
    private final Runs[] runs;
    private final int[] firstChunk;
    private final int[] rowsPerChunk;
    private final int taps;
    private final int channels;
    private float[] packed;
    private final Slice source;
    private final Slice weights;
    private final Slice bias;
    private final Clip clip;
    private final Slice result;

    /// All that the packed values depend on besides the weights.
    private record Form(int taps, int channels) {}

    /// @param taps of the whole kernel
    DepthwiseProduct(String name, SpatialLoops loops, List<Part> parts, int taps, Slice source, Slice weights,
            Slice bias, Clip clip, Slice result) {
        this.name = name;
        this.loops = loops;
        this.parts = parts.toArray(Part[]::new);
        this.taps = taps;
        this.source = source;
        this.weights = weights;
        this.clip = clip;
        this.result = result;
        channels = parts.isEmpty() ? 0 : parts.getFirst().channels();
        this.bias = bias == null ? none(channels) : bias;
        packed = new float[taps * channels];
        runs = new Runs[parts.size()];
        firstChunk = new int[parts.size() + 1];
        rowsPerChunk = new int[parts.size()];
        for (int i = 0; i < runs.length; i++) {
            prepare(i);
        }
    }

    /// What leaves every sum as it is, even a -0.
    private static Slice none(int channels) {
        float[] zeros = new float[channels];
        Arrays.fill(zeros, -0f);
        return new Slice(zeros, 0);
    }

    private void prepare(int i) {
        Part part = parts[i];
        Patches patches = part.patches();
        int[] kernel = part.kernel();
        int columns = patches.tapColumns();
        runs[i] = new Runs(patches.rows(), patches.columns(), channels,
                columns > 1 && kernel.length > 1 ? (kernel[1] - kernel[0]) * channels : 0,
                patches.tapRows() > 1 && columns > 0 ? (kernel[columns] - kernel[0]) * channels : 0,
                part.columnStride() * channels);
        int rows = patches.n() * patches.rows().count();
        long work = Math.max(1, (long) patches.columns().count() * channels * Math.max(1, kernel.length));
        rowsPerChunk[i] = (int) Math.max(1, CHUNK / work);
        firstChunk[i + 1] = firstChunk[i] + Math.max(1, Math.ceilDiv(rows, rowsPerChunk[i]));
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
    public int preparations() {
        return 1;
    }

    @Override
    public Optional<Prepared> prepared() {
        return Optional.of(new Prepared(new Form(taps, channels), packed));
    }

    @Override
    public void adopt(Prepared same) {
        packed = (float[]) same.values();
    }

    @Override
    public int chunks(int stage) {
        return stage == 0 ? 1 : Math.max(1, firstChunk[parts.length]);
    }

    @Override
    public void run(int stage, int chunk) {
        if (stage == 0) {
            for (int tap = 0; tap < taps; tap++) {
                for (int c = 0; c < channels; c++) {
                    packed[tap * channels + c] = weights.array()[weights.offset() + c * taps + tap];
                }
            }
        } else if (parts.length > 0) {
            int part = parts.length - 1;
            while (firstChunk[part] > chunk) {
                part--;
            }
            int begin = (chunk - firstChunk[part]) * rowsPerChunk[part];
            int end = Math.min(begin + rowsPerChunk[part],
                    parts[part].patches().n() * parts[part].patches().rows().count());
            for (int row = begin; row < end; row++) {
                row(part, row);
            }
        }
    }

    private void row(int index, int row) {
        Part part = parts[index];
        Patches patches = part.patches();
        int image = row / patches.rows().count();
        int i = row % patches.rows().count();
        int from = source.offset() + image * patches.rows().size() * patches.columns().size() * channels;
        int firstWeight = part.kernel().length == 0 ? 0 : part.kernel()[0] * channels;
        int to = result.offset() + part.offset(row * patches.columns().count());
        for (int s = 0; s < runs[index].count(); s++) {
            Run run = runs[index].get(i, s);
            loops.depthwise(run, source.array(), from + runs[index].source(i, s),
                    packed, firstWeight + runs[index].weights(i, s), bias.array(), bias.offset(), clip, result.array(),
                    to + runs[index].column(s) * run.y());
        }
    }
}
