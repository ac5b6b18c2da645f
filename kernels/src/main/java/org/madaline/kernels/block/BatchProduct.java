package org.madaline.kernels.block;

import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.spec.Clip;
import org.madaline.kernels.spec.GemmShape;

/// Several products of one shape as one step: each is cut as it would be alone, and small ones share a chunk.
public final class BatchProduct implements Step {
    /// The multiply-adds of a chunk of small products, about.
    private static final int CHUNK = 64 * 1024;

    private final GemmShape shape;
    private final Step[] members;
    private final int perChunk;

    private BatchProduct(GemmShape shape, Step[] members) {
        this.shape = shape;
        this.members = members;
        this.perChunk = (int) Math.max(1, CHUNK / Math.max(1, shape.multiplyAdds()));
    }

    /// Binds the products to their operands.
    public static Step of(Tiles tiles, int members, GemmShape shape, Slice a, int strideA, Slice b, int strideB, Slice c) {
        Step[] steps = new Step[members];
        for (int i = 0; i < members; i++) {
            steps[i] = MatrixProduct.of(tiles, shape, behind(a, i * strideA), behind(b, i * strideB),
                    behind(c, i * shape.m() * shape.n()), null, Clip.NONE);
        }
        return new BatchProduct(shape, steps);
    }

    private static Slice behind(Slice slice, int by) {
        return new Slice(slice.array(), slice.offset() + by);
    }

    @Override
    public int stages() {
        return members.length == 0 ? 1 : members[0].stages();
    }

    /// Whether the products are so large that each has chunks of its own.
    private boolean apart(int stage) {
        return members[0].chunks(stage) > 1;
    }

    @Override
    public int chunks(int stage) {
        if (members.length == 0) {
            return 1;
        }
        return apart(stage) ? members.length * members[0].chunks(stage) : Math.ceilDiv(members.length, perChunk);
    }

    @Override
    public void run(int stage, int chunk) {
        if (members.length == 0) {
            return;
        }
        if (apart(stage)) {
            int own = members[0].chunks(stage);
            members[chunk / own].run(stage, chunk % own);
            return;
        }
        int end = Math.min(members.length, (chunk + 1) * perChunk);
        for (int i = chunk * perChunk; i < end; i++) {
            members[i].run(stage, 0);
        }
    }

    @Override
    public String name() {
        return members.length + " gemms " + shape.m() + "x" + shape.n() + "x" + shape.k();
    }
}
