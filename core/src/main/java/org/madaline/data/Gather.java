package org.madaline.data;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;

/// Reads the examples of a batch into arrays, as a step that workers share.
public final class Gather implements Step {
    /// The floats of a chunk, about: large pictures take long to read, so that each of them is a chunk.
    private static final int CHUNK_FLOATS = 1 << 14;

    private final Slice x;
    private final Slice y;
    private Dataset dataset;
    private int[] order;
    private int from;
    private int size;
    private int xSize;
    private int ySize;
    private int chunk = 1;

    /// @param x where the x of the examples go
    /// @param y where their y go
    public Gather(Slice x, Slice y) {
        this.x = x;
        this.y = y;
    }

    /// The examples of the next run: `order[first]` and those behind it; null: in the data set's order.
    ///
    /// @param count how many, no more than the arrays have room for
    public void at(Dataset source, int[] indices, int first, int count) {
        dataset = source;
        order = indices;
        from = first;
        size = count;
        xSize = source.inputShape().size();
        ySize = source.targetShape().size();
        chunk = Math.clamp(CHUNK_FLOATS / Math.max(1, xSize), 1, 16);
    }

    /// This step, then `next` if it is not null, then the others.
    public Step[] before(Step next, List<Step> others) {
        return Stream.concat(Stream.of(this, next).filter(Objects::nonNull), others.stream())
                .toArray(Step[]::new);
    }

    @Override
    public int chunks(int stage) {
        return Math.ceilDiv(size, chunk);
    }

    @Override
    public void run(int stage, int part) {
        int end = Math.min(size, (part + 1) * chunk);
        for (int i = part * chunk; i < end; i++) {
            int example = order == null ? from + i : order[from + i];
            dataset.read(example, x.array(), x.offset() + i * xSize, y.array(), y.offset() + i * ySize);
        }
    }

    @Override
    public String name() {
        return "gather " + size + "x" + xSize;
    }
}
