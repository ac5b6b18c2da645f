package org.madaline.kernels.block;

import java.util.Arrays;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.spec.Kernels.Axis;
import org.madaline.kernels.spec.Kernels.Reduction;
import org.madaline.kernels.spec.MapShape;
import org.madaline.kernels.spec.Program;
import org.madaline.kernels.spec.Program.Code;

/// What the reductions along both axes share.
///
/// The reduced axis is cut into parts whose length depends on the shape alone; each part yields a partial result, and
/// a second stage combines these in ascending order.
public final class Reductions {
    private Reductions() {}

    /// Binds the reduction to its operands.
    public static Step of(Loops loops, Reduction reduction, Axis axis, Program program, MapShape shape, Slice[] inputs,
            Slice output) {
        if (program.outputs().size() != 1) {
            throw new IllegalArgumentException(
                    "a reduction needs a program with one output, not " + program.outputs().size());
        }
        return axis == Axis.ROWS
                ? RowsReduction.of(loops, reduction, program, shape, inputs, output)
                : ColumnsReduction.of(loops, reduction, program, Space.mergeOuter(shape), inputs, output);
    }

    /// The value that changes nothing.
    static float identity(Reduction reduction) {
        return reduction == Reduction.SUM ? 0 : Float.NEGATIVE_INFINITY;
    }

    static Code code(Reduction reduction) {
        return reduction == Reduction.SUM ? Code.ADD : Code.MAX;
    }

    /// Folds `n` contiguous elements: 16 lanes, then lane l with l + 8, then + 4, + 2, + 1.
    static float fold(Loops loops, Reduction reduction, float[] x, int xo, int n, float[] lanes, int lo) {
        Arrays.fill(lanes, lo, lo + Loops.LANES, identity(reduction));
        loops.foldColumns(reduction, x, xo, n, lanes, lo);
        return tree(reduction, lanes, lo);
    }

    static float tree(Reduction reduction, float[] lanes, int lo) {
        for (int width = Loops.LANES / 2; width > 0; width /= 2) {
            for (int l = lo; l < lo + width; l++) {
                float other = lanes[l + width];
                lanes[l] = reduction == Reduction.SUM ? lanes[l] + other : Math.max(lanes[l], other);
            }
        }
        return lanes[lo];
    }

    /// Partial results `[groups, parts, width]` and the place of their combination `[groups, width]`.
    ///
    /// @param partial the output itself where there is one part
    record Partials(Loops loops, Reduction reduction, int groups, int parts, int width, Slice partial, Slice output) {

        static Partials of(Loops loops, Reduction reduction, int groups, int parts, int width, Slice output) {
            output.require((long) groups * width, "the result of the reduction");
            Slice partial = parts == 1 ? output : Slice.allocate(Math.multiplyExact(groups * parts, width));
            return new Partials(loops, reduction, groups, parts, width, partial, output);
        }

        int place(int group, int part) {
            return partial.offset() + (group * parts + part) * width;
        }

        int stages() {
            return parts == 1 ? 1 : 2;
        }

        /// Combines the parts of a group in order.
        void combine(int group) {
            int to = output.offset() + group * width;
            System.arraycopy(partial.array(), place(group, 0), output.array(), to, width);
            for (int part = 1; part < parts; part++) {
                loops.binary(code(reduction), output.array(), to, partial.array(), place(group, part), output.array(), to,
                        width);
            }
        }
    }
}
