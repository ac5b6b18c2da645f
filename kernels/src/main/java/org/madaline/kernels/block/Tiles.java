package org.madaline.kernels.block;

import org.madaline.kernels.spec.Clip;

/// The inner loops of the matrix product. Each element of C is one chain of fused multiply-adds over ascending k.
public interface Tiles {
    /// The widest panel of columns that [#panel] takes; the width of packed panels.
    int PANEL = 48;
    /// The widest block of columns that [#row] takes.
    int ROW_BLOCK = 128;
    /// Panels whose rows are padded to a multiple of this are read in whole vectors to their end.
    int LANES = 16;
    /// The rows of a tile of [#outerProducts].
    int OUTER_ROWS = 8;

    /// Where the result goes, and what is done to it.
    ///
    /// @param load whether the chains start from the old C instead of 0
    /// @param bias null, or what is added to column j after the chain; its first element is given with each call
    /// @param clip what follows
    record Target(boolean load, float[] bias, Clip clip) {}

    /// C\[i, j] = Σ A\[i, l] B\[l, j] for all rows and at most [#PANEL] columns.
    ///
    /// A\[i, l] is a\[ao + at.rows\[row + i] + at.steps\[step + l]], B\[l, j] is b\[bo + l ldb + j], C\[i, j] is
    /// c\[co + i ldc + j].
    void panel(float[] a, int ao, Addresses at, int row, int step, float[] b, int bo, int ldb, float[] c, int co,
            int ldc, int rows, int columns, int k, Target target, int biasOffset);

    /// The same for one row with contiguous A and at most [#ROW_BLOCK] columns.
    void row(float[] a, int ao, float[] b, int bo, int ldb, float[] c, int co, int columns, int k, Target target,
            int biasOffset);

    /// C\[i, j] += Σ A\[l, i] B\[l, j] for a number of rows that is a multiple of [#OUTER_ROWS] and at most [#PANEL]
    /// columns: A and B are read as they lie, row by row.
    ///
    /// A\[l, i] is a\[ao + l lda + i], B\[l, j] is b\[bo + offsets\[first + l] + j], offsets ascending, and C\[i, j] is
    /// c\[co + i ldc + j]. Behind the columns of C, up to a multiple of [#LANES], arbitrary numbers may be left.
    void outerProducts(float[] a, int ao, int lda, float[] b, int bo, int[] offsets, int first, float[] c, int co,
            int ldc, int rows, int columns, int k);

    /// y\[j ldy + i] = x\[i ldx + j] for i < rows, j < columns.
    void transpose(float[] x, int xo, int ldx, int rows, int columns, float[] y, int yo, int ldy);
}
