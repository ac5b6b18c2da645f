package org.madaline.kernels.spec;

import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;

/// The arithmetic of the engine in single precision. There are two implementations, portable Java and the Vector API;
/// they agree in every bit, because the result is part of this contract:
///
/// - each element of a matrix product or convolution is one chain of fused multiply-adds over ascending k, starting
///   from 0 (or from the old value where the shape accumulates); the bias is added after the chain, then [Clip]; two
///   kinds of convolution, known by their shape, are computed otherwise: 3x3 kernels of stride 1 with many channels by
///   Winograd's F(2x2, 3x3), and gradients with respect to an x of at most 8 channels by adding up patches;
/// - a sum goes over chunks of fixed size and lanes of fixed number, combined in a fixed order;
/// - exp, log, tanh and their kin are the polynomials of [FloatMath], the same operations in the same order;
/// - max and min treat NaN and -0 as [Math#max(float, float)] does.
///
/// Each method binds a kernel to its operands and returns a [Step], which can be run any number of times. Operands of
/// one call must not overlap, but for maps, whose outputs may be one of their dense inputs.
public interface Kernels {

    /// The kernels for this process, the fastest that can run here: see [KernelsLoader].
    static Kernels load() {
        return KernelsLoader.choice().kernels();
    }

    /// A name for people, such as `vector, 512 bits`.
    String name();

    /// C = op(A) op(B) (book, eq. 3.3); then, where `bias` is not null, + bias\[j] in column j; then the clip.
    Step gemm(GemmShape shape, Slice a, Slice b, Slice c, Slice bias, Clip clip);

    /// The products of several pairs, C dense: member i's factors begin `strideA` i and `strideB` i floats behind the
    /// first's; a stride of 0 shares one factor among all.
    Step gemms(int members, GemmShape shape, Slice a, int strideA, Slice b, int strideB, Slice c);

    /// Dense rows y\[i] = table\[index\[i]]; zeros for a negative index.
    Step gather(TableShape shape, Slice table, Slice index, Slice y);

    /// The table's rows become sums of the dense rows of x: table\[r] = Σ x\[i] over the i with index r, in ascending order.
    Step scatterAdd(TableShape shape, Slice index, Slice x, Slice table);

    /// Applies the program to each element and stores its outputs, dense.
    Step map(Program program, MapShape shape, Slice[] inputs, Slice[] outputs);

    /// Which axis a reduction runs over.
    enum Axis {
        /// result `[outer, columns]`
        ROWS,
        /// result `[outer, rows]`
        COLUMNS
    }

    /// What a reduction combines with.
    enum Reduction { SUM, MAX }

    /// Reduces the program's only output over an axis of the iteration space, without storing it.
    Step reduce(Reduction reduction, Axis axis, Program program, MapShape shape, Slice[] inputs, Slice output);

    /// softmax of each row of x `[rows, columns]` (book, eq. 3.13), stable; `log`: its logarithm instead.
    Step softmax(int rows, int columns, boolean log, Slice x, Slice y);

    /// Loss of each row, -Σₖ qₖ ln softmax(z)ₖ (book, eq. 3.16), z and q `[rows, columns]`, result `[rows]`.
    Step crossEntropy(int rows, int columns, Slice z, Slice q, Slice loss);

    /// Its gradient, upstream · (softmax(z) Σq - q) (book, eq. 3.52); upstream `[rows]`.
    Step crossEntropyGradient(int rows, int columns, Slice z, Slice q, Slice upstream, Slice delta);

    /// The same where q is the unit vector of a class, or 0 for a negative one; in the same bits.
    Step classCrossEntropy(int rows, int columns, Slice z, Slice classes, Slice loss);

    /// Its gradient, in the same bits as that of unit vectors.
    Step classCrossEntropyGradient(int rows, int columns, Slice z, Slice classes, Slice upstream, Slice delta);

    /// One-hot rows `[rows, classes]` from class indices `[rows]` (book, eq. 3.14); a negative index yields zeros.
    Step oneHot(int rows, int classes, Slice index, Slice y);

    /// Copies a block of up to six dimensions between strided places: y\[Σ iᵈ yStrideᵈ] = x\[Σ iᵈ xStrideᵈ].
    Step copy(int[] sizes, int[] xStrides, int[] yStrides, Slice x, Slice y);

    /// y = x * w, then + bias\[channel] where given, then the clip.
    Step convolution(ConvShape shape, Slice x, Slice w, Slice bias, Clip clip, Slice y);

    /// The gradient with respect to x, from delta `[n, outH, outW, k]` and w; also the transposed convolution.
    Step convolutionInputGradient(ConvShape shape, Slice delta, Slice w, Slice dx);

    /// The gradient with respect to w, from x and delta; sums go over images in chunks of fixed size.
    Step convolutionWeightGradient(ConvShape shape, Slice x, Slice delta, Slice dw);

    /// The largest value of each window; NaN where the window holds one.
    Step maxPool(PoolShape shape, Slice x, Slice y);

    /// Sends each delta to the first largest value of its window.
    Step maxPoolGradient(PoolShape shape, Slice x, Slice delta, Slice dx);

    /// The average of each window.
    Step averagePool(PoolShape shape, Slice x, Slice y);

    /// Spreads each delta over its window.
    Step averagePoolGradient(PoolShape shape, Slice delta, Slice dx);
}
