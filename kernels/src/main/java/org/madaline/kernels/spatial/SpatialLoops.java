package org.madaline.kernels.spatial;

/// The inner loops of depthwise convolution and pooling: what an instruction set changes. Each element of a result is one chain
/// of operations whose order is stated here, so that all implementations agree in every bit.
public interface SpatialLoops {

    /// y = Σ over the taps, row by row, of x w: one chain of multiply-adds from 0; then + bias; then ReLU.
    void depthwise(Run run, float[] x, int xo, float[] w, int wo, float[] bias, int biasOffset, boolean relu,
            float[] y, int yo);

    /// w += Σ over the pixels of x y for each tap: one chain of multiply-adds from the old value.
    void depthwiseWeights(Run run, float[] x, int xo, float[] y, int yo, float[] w, int wo);

    /// y = the largest x of the taps, in the order of [Math#max(float, float)].
    void max(Run run, float[] x, int xo, float[] y, int yo);

    /// Adds y to dx at the first tap whose x is the largest (a NaN counts as largest), pixel by pixel.
    void maxGradient(Run run, float[] x, int xo, float[] dx, int dxo, float[] y, int yo);

    /// y = (Σ over the taps, row by row, of x) / divisor.
    void average(Run run, float divisor, float[] x, int xo, float[] y, int yo);

    /// Adds y / divisor to dx at each tap, pixel by pixel.
    void averageGradient(Run run, float divisor, float[] dx, int xo, float[] y, int yo);

    /// Copies what each of some pixels sees: `rows` runs of `length` floats, `xRow` apart in x, one behind the other in
    /// `to`; of each run only the floats [begin, end) come from x, the others are zeros. May overwrite up to [#OVERRUN]
    /// floats behind each run, before it writes the next one.
    ///
    /// @param xPixel from one pixel's first run to the next pixel's in x
    /// @param toPixel the same in `to`
    void windows(int pixels, int xPixel, int toPixel, int rows, int length, int begin, int end, float[] x, int xo,
            int xRow, float[] to, int toOffset);

    /// How far [#windows] may write behind a run.
    int OVERRUN = 16;

    /// y += x for `rows` runs of `length` floats, `xRow` apart in x and `yRow` apart in y.
    void addWindow(int rows, int xRow, int length, float[] x, int xo, int yRow, float[] y, int yo);
}
