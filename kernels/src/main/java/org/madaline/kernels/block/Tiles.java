package org.madaline.kernels.block;

/// The inner loops of the matrix product. Each element of C is one chain of fused multiply-adds over ascending k.
public interface Tiles {
    /// The widest panel of columns that [#panel] takes; the width of packed panels.
    int PANEL = 48;
    /// The widest block of columns that [#row] takes.
    int ROW_BLOCK = 128;
    /// Loads of B may reach over its columns up to the next multiple of this.
    int LANES = 16;

    /// Where the result goes, and what is done to it.
    ///
    /// @param load whether the chains start from the old C instead of 0
    /// @param bias null, or what is added to column j after the chain, from `biasOffset` on
    /// @param relu whether max(x, 0) follows
    record Target(boolean load, float[] bias, boolean relu) {}

    /// C\[i, j] = Σ A\[i, l] B\[l, j] for all rows and at most [#PANEL] columns.
    ///
    /// A\[i, l] is a\[ao + i rowStride + l stepStride], B\[l, j] is b\[bo + l ldb + j], C\[i, j] is c\[co + i ldc + j].
    /// B is read up to the next multiple of 16 columns, which must lie inside its array.
    void panel(float[] a, int ao, int rowStride, int stepStride, float[] b, int bo, int ldb, float[] c, int co, int ldc,
            int rows, int columns, int k, Target target, int biasOffset);

    /// The same for one row with contiguous A and at most [#ROW_BLOCK] columns.
    void row(float[] a, int ao, float[] b, int bo, int ldb, float[] c, int co, int columns, int k, Target target,
            int biasOffset);

    /// y\[j ldy + i] = x\[i ldx + j] for i < rows, j < columns.
    void transpose(float[] x, int xo, int ldx, int rows, int columns, float[] y, int yo, int ldy);
}
