package org.madaline.kernels.block;

import java.util.Arrays;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.spec.Kernels.Reduction;
import org.madaline.kernels.spec.MapShape;
import org.madaline.kernels.spec.Program;

/// A reduction along each row; with one row, of a whole array. Sixteen lanes, then a tree: see [Reductions#fold].
final class ColumnsReduction implements Step {
    /// The columns of a part.
    private static final int PART = 16 * 1024;

    private final ProgramEvaluator evaluator;
    private final Space space;
    private final int rowsPerChunk;
    private final Reductions.Partials partials;

    private ColumnsReduction(ProgramEvaluator evaluator, Space space, Reductions.Partials partials) {
        this.evaluator = evaluator;
        this.space = space;
        this.partials = partials;
        this.rowsPerChunk = Math.max(1, PART / Math.max(1, space.shape().columns()));
    }

    static ColumnsReduction of(Loops loops, Reduction reduction, Program program, MapShape shape, Slice[] inputs,
            Slice output) {
        int columns = Math.max(1, shape.columns());
        int pieces = Math.min(columns, Space.BLOCK);
        Space space = new Space(shape, Space.BLOCK / pieces, pieces);
        int parts = Math.ceilDiv(columns, PART);
        return new ColumnsReduction(new ProgramEvaluator(loops, program, space, inputs, null), space,
                Reductions.Partials.of(loops, reduction, shape.outer() * shape.rows(), parts, 1, output));
    }

    @Override
    public int stages() {
        return partials.stages();
    }

    @Override
    public int chunks(int stage) {
        int chunks = Math.ceilDiv(partials.groups(), rowsPerChunk);
        return Math.max(1, stage == 1 ? chunks : chunks * partials.parts());
    }

    @Override
    public void run(int stage, int chunk) {
        int rowChunk = stage == 1 ? chunk : chunk / partials.parts();
        int end = Math.min(partials.groups(), (rowChunk + 1) * rowsPerChunk);
        int group = rowChunk * rowsPerChunk;
        if (stage == 1) {
            for (; group < end; group++) {
                partials.combine(group);
            }
            return;
        }
        Scratch scratch = Scratch.get();
        float[] floats = scratch.floats(Loops.LANES + evaluator.scratch());
        evaluator.begin(scratch.cursor(), floats, Loops.LANES);
        int total = space.shape().rows();
        while (group < end) {
            int row = group % total;
            if (space.shape().columns() > space.blockColumns()) {
                piecewise(scratch.cursor(), floats, group, row, chunk % partials.parts());
                group++;
            } else {
                int rows = Math.min(Math.min(space.blockRows(), total - row), end - group);
                wholeRows(scratch.cursor(), floats, group, row, rows);
                group += rows;
            }
        }
    }

    private void wholeRows(ProgramEvaluator.Cursor cursor, float[] lanes, int group, int row, int rows) {
        int columns = space.shape().columns();
        evaluator.block(cursor, group / space.shape().rows(), row, rows, 0, columns);
        int register = evaluator.result(0);
        float[] result = partials.partial().array();
        for (int r = 0; r < rows; r++) {
            result[partials.place(group + r, 0)] = Reductions.fold(partials.loops(), partials.reduction(),
                    cursor.array(register), cursor.offset(register) + r * columns, columns, lanes, 0);
        }
    }

    private void piecewise(ProgramEvaluator.Cursor cursor, float[] lanes, int group, int row, int part) {
        Arrays.fill(lanes, 0, Loops.LANES, Reductions.identity(partials.reduction()));
        int register = evaluator.result(0);
        int end = Math.min(space.shape().columns(), (part + 1) * PART);
        for (int column = part * PART; column < end; column += space.blockColumns()) {
            int columns = Math.min(space.blockColumns(), end - column);
            evaluator.block(cursor, group / space.shape().rows(), row, 1, column, columns);
            partials.loops().foldColumns(partials.reduction(), cursor.array(register), cursor.offset(register), columns,
                    lanes, 0);
        }
        partials.partial().array()[partials.place(group, part)] = Reductions.tree(partials.reduction(), lanes, 0);
    }

    @Override
    public String name() {
        return partials.reduction() + " along the rows of " + space.shape().rows() + "x" + space.shape().columns();
    }
}
