package org.madaline.kernels.block;

import java.util.Arrays;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.spec.Kernels.Reduction;
import org.madaline.kernels.spec.MapShape;
import org.madaline.kernels.spec.Program;

/// A reduction over the rows, such as the gradient of a bias or the statistics of a batch.
///
/// Within a part there are four results, over the rows 4i, 4i + 1, 4i + 2 and 4i + 3, combined as (0 + 1) + (2 + 3):
/// so that no addition waits for the one before.
final class RowsReduction implements Step {
    private static final int INTERLEAVED = 4;
    /// The elements of a part, about, and its fewest rows.
    private static final int PART = 16 * 1024;
    private static final int FEWEST_ROWS = 64;

    private final ProgramEvaluator evaluator;
    private final Space space;
    private final int partRows;
    private final Reductions.Partials partials;

    private RowsReduction(ProgramEvaluator evaluator, Space space, int partRows, Reductions.Partials partials) {
        this.evaluator = evaluator;
        this.space = space;
        this.partRows = partRows;
        this.partials = partials;
    }

    static RowsReduction of(Loops loops, Reduction reduction, Program program, MapShape shape, Slice[] inputs,
            Slice output) {
        int columns = Math.max(1, shape.columns());
        int blockRows = columns <= Space.BLOCK / INTERLEAVED ? Space.BLOCK / columns / INTERLEAVED * INTERLEAVED : 1;
        Space space = new Space(shape, blockRows, Math.min(columns, Space.BLOCK));
        int partRows = Math.max(FEWEST_ROWS, Math.ceilDiv(PART / columns, INTERLEAVED) * INTERLEAVED);
        int parts = Math.max(1, Math.ceilDiv(shape.rows(), partRows));
        return new RowsReduction(new ProgramEvaluator(loops, program, space, inputs, null), space, partRows,
                Reductions.Partials.of(loops, reduction, shape.outer(), parts, shape.columns(), output));
    }

    @Override
    public int stages() {
        return partials.stages();
    }

    @Override
    public int chunks(int stage) {
        return Math.max(1, stage == 1 ? partials.groups() : partials.groups() * partials.parts() * space.columnBlocks());
    }

    @Override
    public void run(int stage, int chunk) {
        if (space.shape().outer() == 0 || space.shape().columns() == 0) {
            return;
        }
        if (stage == 1) {
            partials.combine(chunk);
            return;
        }
        int column = chunk % space.columnBlocks() * space.blockColumns();
        int part = chunk / space.columnBlocks() % partials.parts();
        int outer = chunk / space.columnBlocks() / partials.parts();
        int columns = Math.min(space.blockColumns(), space.shape().columns() - column);
        Scratch scratch = Scratch.get();
        int sums = INTERLEAVED * columns;
        float[] floats = scratch.floats(sums + evaluator.scratch());
        Arrays.fill(floats, 0, sums, Reductions.identity(partials.reduction()));
        ProgramEvaluator.Cursor cursor = scratch.cursor();
        evaluator.begin(cursor, floats, sums);
        int end = Math.min(space.shape().rows(), (part + 1) * partRows);
        int register = evaluator.result(0);
        for (int row = part * partRows; row < end; row += space.blockRows()) {
            int rows = Math.min(space.blockRows(), end - row);
            evaluator.block(cursor, outer, row, rows, column, columns);
            int lane = rows == 1 ? (row % INTERLEAVED) * columns : 0;
            partials.loops().foldRows(partials.reduction(), cursor.array(register), cursor.offset(register), rows, columns,
                    floats, lane);
        }
        finish(floats, columns, partials.place(outer, part) + column);
    }

    private void finish(float[] sums, int columns, int place) {
        Program.Code code = Reductions.code(partials.reduction());
        Loops loops = partials.loops();
        loops.binary(code, sums, 0, sums, columns, sums, 0, columns);
        loops.binary(code, sums, 2 * columns, sums, 3 * columns, sums, columns, columns);
        loops.binary(code, sums, 0, sums, columns, partials.partial().array(), place, columns);
    }

    @Override
    public String name() {
        return partials.reduction() + " over the rows of " + space.shape().rows() + "x" + space.shape().columns();
    }
}
