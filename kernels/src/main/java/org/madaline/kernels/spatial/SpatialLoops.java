package org.madaline.kernels.spatial;

import org.madaline.kernels.spec.Clip;

/// The inner loops of depthwise convolution and pooling: what an instruction set changes. Each element of a result is one chain
/// of operations whose order is stated here, so that all implementations agree in every bit.
public interface SpatialLoops {

    /// y = Σ over the taps, row by row, of x w: one chain of multiply-adds from 0; then + bias (-0 for none); then the clip.
    void depthwise(Run run, float[] x, int xo, float[] w, int wo, float[] bias, int biasOffset, Clip clip,
            float[] y, int yo);

    /// w += Σ over the pixels of x y for each tap: one chain of multiply-adds from the old value.
    void depthwiseWeights(Run run, float[] x, int xo, float[] y, int yo, float[] w, int wo);

    /// y = the largest x of the taps, in the order of [Math#max(float, float)].
    void max(Run run, float[] x, int xo, float[] y, int yo);

    /// Adds y to dx at the first tap whose x is the largest (a NaN counts as largest), pixel by pixel.
    ///
    /// @param disjoint whether no two windows share a pixel; dx is 0 before
    void maxGradient(Run run, boolean disjoint, float[] x, int xo, float[] dx, int dxo, float[] y, int yo);

    /// y = (Σ over the taps, row by row, of x) / divisor.
    void average(Run run, float divisor, float[] x, int xo, float[] y, int yo);

    /// Adds y / divisor to dx at each tap, pixel by pixel.
    void averageGradient(Run run, float divisor, float[] dx, int xo, float[] y, int yo);

    /// For each row r: y += (x₀ + x₁ + ...), where y are `length` floats, r yRow from yo, and xₜ as many, first\[r] + t step
    /// from xo, for t < terms\[r].
    void addSums(int[] first, int[] terms, int step, int length, float[] x, int xo, float[] y, int yo, int yRow);

    /// y += x for `rows` rows of `length` floats, xRow and yRow apart.
    void addRows(int rows, int length, float[] x, int xo, int xRow, float[] y, int yo, int yRow);
}
