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
/// - exp, log, tanh and their kin are the polynomials of [org.madaline.kernels.FloatMath], the same operations in the same order;
/// - max and min treat NaN and -0 as [Math#max(float, float)] does.
///
/// Each method binds a kernel to its operands and returns a [Step], which can be run any number of times. Operands of
/// one call must not overlap, but for maps, whose outputs may be one of their dense inputs.
public interface Kernels {

    /// The kernels for this process, the fastest that can run here: see [KernelsLoader].
    ///
    /// @return the same ones each time
    static Kernels load() {
        return KernelsLoader.choice().kernels();
    }

    /// A name for people, such as `vector, 512 bits`.
    ///
    /// @return for messages and reports, not unique
    String name();

    /// C = op(A) op(B) (book, eq. 3.3); then, where `bias` is not null, + bias\[j] in column j; then the clip.
    ///
    /// @param shape m, n, k and how A and B lie
    /// @param a A
    /// @param b B
    /// @param c C `[m, n]`
    /// @param bias `[n]`, or null
    /// @param clip what is done to the sums at the end
    /// @return the step, which packs B first where that pays
    Step gemm(GemmShape shape, Slice a, Slice b, Slice c, Slice bias, Clip clip);

    /// The products of several pairs, C dense: member i's factors begin `strideA` i and `strideB` i floats behind the
    /// first's; a stride of 0 shares one factor among all.
    ///
    /// @param members how many products
    /// @param shape of each of them
    /// @param a the A of the first
    /// @param strideA floats from one A to the next, or 0
    /// @param b the B of the first
    /// @param strideB floats from one B to the next, or 0
    /// @param c all C, one after the other
    /// @return the step
    Step gemms(int members, GemmShape shape, Slice a, int strideA, Slice b, int strideB, Slice c);

    /// Dense rows y\[i] = table\[index\[i]]; zeros for a negative index.
    ///
    /// @param shape the table and the number of indices
    /// @param table where rows are taken from
    /// @param index row numbers as floats, `[count]`
    /// @param y `[count, columns]`
    /// @return the step
    Step gather(TableShape shape, Slice table, Slice index, Slice y);

    /// The table's rows become sums of the dense rows of x: table\[r] = Σ x\[i] over the i with index r, in ascending order.
    ///
    /// @param shape the table and the number of indices
    /// @param index row numbers as floats, `[count]`; a negative one adds nothing
    /// @param x `[count, columns]`
    /// @param table is overwritten
    /// @return the step
    Step scatterAdd(TableShape shape, Slice index, Slice x, Slice table);

    /// Applies the program to each element and stores its outputs, dense.
    ///
    /// @param program what is computed
    /// @param shape the iteration space, and how each input is walked
    /// @param inputs one for each input of the program
    /// @param outputs one for each output of the program
    /// @return the step
    Step map(Program program, MapShape shape, Slice[] inputs, Slice[] outputs);

    /// Which axis a reduction runs over.
    enum Axis {
        /// result `[outer, columns]`
        ROWS,
        /// result `[outer, rows]`
        COLUMNS
    }

    /// What a reduction combines with.
    enum Reduction {
        /// x + y, from 0
        SUM,
        /// The larger one, from -∞
        MAX
    }

    /// Reduces the program's only output over an axis of the iteration space, without storing it.
    ///
    /// @param reduction by what
    /// @param axis that vanishes from the iteration space: see its values
    /// @param program computes what is reduced; has one output
    /// @param shape the iteration space, and how each input is walked
    /// @param inputs one for each input of the program
    /// @param output dense
    /// @return the step
    Step reduce(Reduction reduction, Axis axis, Program program, MapShape shape, Slice[] inputs, Slice output);

    /// softmax of each row of x `[rows, columns]` (book, eq. 3.13), stable; `log`: its logarithm instead.
    ///
    /// @param rows how many distributions
    /// @param columns how many classes
    /// @param log whether the logarithm is taken
    /// @param x logits
    /// @param y probabilities or their logarithms, `[rows, columns]`
    /// @return the step
    Step softmax(int rows, int columns, boolean log, Slice x, Slice y);

    /// Loss of each row, -Σₖ qₖ ln softmax(z)ₖ (book, eq. 3.16), z and q `[rows, columns]`, result `[rows]`.
    ///
    /// @param rows how many examples
    /// @param columns how many classes
    /// @param z logits
    /// @param q what the probabilities should be
    /// @param loss one for each row
    /// @return the step
    Step crossEntropy(int rows, int columns, Slice z, Slice q, Slice loss);

    /// Its gradient, upstream · (softmax(z) Σq - q) (book, eq. 3.52); upstream `[rows]`.
    ///
    /// @param rows how many examples
    /// @param columns how many classes
    /// @param z logits
    /// @param q what the probabilities should be
    /// @param upstream the gradient of the whole with respect to each row's loss
    /// @param delta the gradient with respect to z, `[rows, columns]`
    /// @return the step
    Step crossEntropyGradient(int rows, int columns, Slice z, Slice q, Slice upstream, Slice delta);

    /// The same where q is the unit vector of a class, or 0 for a negative one; in the same bits.
    ///
    /// @param rows how many examples
    /// @param columns how many classes
    /// @param z logits
    /// @param classes indices as floats, `[rows]`
    /// @param loss one for each row
    /// @return the step
    Step classCrossEntropy(int rows, int columns, Slice z, Slice classes, Slice loss);

    /// Its gradient, in the same bits as that of unit vectors.
    ///
    /// @param rows how many examples
    /// @param columns how many classes
    /// @param z logits
    /// @param classes indices as floats, `[rows]`
    /// @param upstream the gradient of the whole with respect to each row's loss
    /// @param delta the gradient with respect to z, `[rows, columns]`
    /// @return the step
    Step classCrossEntropyGradient(int rows, int columns, Slice z, Slice classes, Slice upstream, Slice delta);

    /// One-hot rows `[rows, classes]` from class indices `[rows]` (book, eq. 3.14); a negative index yields zeros.
    ///
    /// @param rows how many examples
    /// @param classes how many classes
    /// @param index class indices as floats, `[rows]`
    /// @param y `[rows, classes]`
    /// @return the step
    Step oneHot(int rows, int classes, Slice index, Slice y);

    /// Copies a block of up to six dimensions between strided places: y\[Σ iᵈ yStrideᵈ] = x\[Σ iᵈ xStrideᵈ].
    ///
    /// @param sizes of the block, outermost first
    /// @param xStrides floats from one place of x to the next along each axis
    /// @param yStrides floats from one place of y to the next along each axis
    /// @param x where values come from
    /// @param y where they go
    /// @return the step
    Step copy(int[] sizes, int[] xStrides, int[] yStrides, Slice x, Slice y);

    /// y = x * w, then + bias\[channel] where given, then the clip.
    ///
    /// @param shape the geometry
    /// @param x `[n, h, w, c]`
    /// @param w `[k, kh, kw, c / groups]`
    /// @param bias `[k]`, or null
    /// @param clip what is done to the sums at the end
    /// @param y `[n, outH, outW, k]`
    /// @return the step, which packs w first where that pays
    Step convolution(ConvShape shape, Slice x, Slice w, Slice bias, Clip clip, Slice y);

    /// The gradient with respect to x, from delta `[n, outH, outW, k]` and w; also the transposed convolution.
    ///
    /// @param shape the geometry of the convolution
    /// @param delta `[n, outH, outW, k]`
    /// @param w `[k, kh, kw, c / groups]`
    /// @param dx `[n, h, w, c]`, is overwritten
    /// @return the step
    Step convolutionInputGradient(ConvShape shape, Slice delta, Slice w, Slice dx);

    /// The gradient with respect to w, from x and delta; sums go over images in chunks of fixed size.
    ///
    /// @param shape the geometry of the convolution
    /// @param x `[n, h, w, c]`
    /// @param delta `[n, outH, outW, k]`
    /// @param dw `[k, kh, kw, c / groups]`, is overwritten
    /// @return the step
    Step convolutionWeightGradient(ConvShape shape, Slice x, Slice delta, Slice dw);

    /// The largest value of each window; NaN where the window holds one.
    ///
    /// @param shape the geometry
    /// @param x `[n, h, w, c]`
    /// @param y `[n, outH, outW, c]`
    /// @return the step
    Step maxPool(PoolShape shape, Slice x, Slice y);

    /// Sends each delta to the first largest value of its window.
    ///
    /// @param shape the geometry of the pooling
    /// @param x `[n, h, w, c]`
    /// @param delta `[n, outH, outW, c]`
    /// @param dx `[n, h, w, c]`, is overwritten
    /// @return the step
    Step maxPoolGradient(PoolShape shape, Slice x, Slice delta, Slice dx);

    /// The average of each window.
    ///
    /// @param shape the geometry, and what averages divide by
    /// @param x `[n, h, w, c]`
    /// @param y `[n, outH, outW, c]`
    /// @return the step
    Step averagePool(PoolShape shape, Slice x, Slice y);

    /// Spreads each delta over its window.
    ///
    /// @param shape the geometry of the pooling
    /// @param delta `[n, outH, outW, c]`
    /// @param dx `[n, h, w, c]`, is overwritten
    /// @return the step
    Step averagePoolGradient(PoolShape shape, Slice delta, Slice dx);
}
