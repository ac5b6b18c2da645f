package org.madaline.kernels.block;

import org.madaline.kernels.spec.Kernels.Reduction;
import org.madaline.kernels.spec.Program.Code;

/// The inner loops of the elementwise kernels and reductions: all that the portable and the vector kernels do
/// differently there. Both agree in every bit.
///
/// An operand is an array and the offset of its first element. The target may be one of the sources, at the same offset.
public interface Loops {
    /// The virtual lanes of a sum along a row: lane l takes the elements l, l + 16, ...
    int LANES = 16;

    /// y = code(a), for the codes of one operand but UNIFORM.
    void unary(Code code, float[] a, int ao, float[] y, int yo, int n);

    /// y = code(a, b).
    void binary(Code code, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n);

    /// y = code(a, b, c).
    void ternary(Code code, float[] a, int ao, float[] b, int bo, float[] c, int co, float[] y, int yo, int n);

    /// y\[i] = uniform number `index` + i of the stream.
    void uniform(long stream, int index, float[] y, int yo, int n);

    /// Folds each row into the lane of its number modulo 4: sums\[so + (r % 4) columns + j] gets x\[xo + r columns + j].
    void foldRows(Reduction reduction, float[] x, int xo, int rows, int columns, float[] sums, int so);

    /// Folds a row into 16 lanes: lanes\[lo + i % 16] gets x\[xo + i].
    void foldColumns(Reduction reduction, float[] x, int xo, int n, float[] lanes, int lo);
}
