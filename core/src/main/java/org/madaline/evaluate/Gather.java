package org.madaline.evaluate;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.madaline.data.Dataset;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;

/// Brings the examples of a batch into a plan's inputs, as a step that the workers share.
public final class Gather implements Step {
    /// The floats of a chunk, about: large pictures take long to read, so that each of them is a chunk.
    private static final int CHUNK_FLOATS = 1 << 14;

    private Dataset dataset;
    private final int batch;
    private final Slice x;
    private final Slice y;
    private final int xSize;
    private final int ySize;
    private final int chunk;
    private int[] order;
    private int from;

    /// @param batch how many examples at once
    /// @param x where their x go
    /// @param y where their y go
    public Gather(Dataset dataset, int batch, Slice x, Slice y) {
        this.dataset = dataset;
        this.batch = batch;
        this.x = x;
        this.y = y;
        this.xSize = dataset.inputShape().size();
        this.ySize = dataset.targetShape().size();
        this.chunk = Math.clamp(CHUNK_FLOATS / Math.max(1, xSize), 1, 16);
    }

    /// From now on takes the examples from a data set of the same shapes.
    public void from(Dataset other) {
        dataset = other;
    }

    /// The examples of the next run: `order[first]` and those behind it; null: in the data set's order.
    public void at(int[] order, int first) {
        this.order = order;
        this.from = first;
    }

    /// This step, then `next` if it is not null, then the others.
    public Step[] before(Step next, List<Step> others) {
        return Stream.concat(Stream.of(this, next).filter(Objects::nonNull), others.stream())
                .toArray(Step[]::new);
    }

    @Override
    public int chunks(int stage) {
        return Math.ceilDiv(batch, chunk);
    }

    @Override
    public void run(int stage, int part) {
        int end = Math.min(batch, (part + 1) * chunk);
        for (int i = part * chunk; i < end; i++) {
            int example = order == null ? from + i : order[from + i];
            dataset.read(example, x.array(), x.offset() + i * xSize, y.array(), y.offset() + i * ySize);
        }
    }

    @Override
    public String name() {
        return "gather " + batch + "x" + xSize;
    }
}
