package org.madaline.kernels.spatial;

/// The inner loops of convolution and pooling: what an instruction set changes. Each element of a result is one chain
/// of operations whose order is stated here, so that all implementations agree in every bit.
public interface SpatialLoops {

    /// How many columns a panel is rounded up to.
    int lanes();

    /// The largest width of a panel, a multiple of the lanes.
    int panel();

    /// How many rows a tile has at most.
    int rows();

    /// C = A B for a tile of `rows` x `columns`, one chain of multiply-adds over ascending k for each element, which
    /// starts from C where `accumulate`, else from 0; then + bias\[column] where given; then ReLU if asked for.
    ///
    /// @param a A\[i, k] = a\[ao + i aRow + k]
    /// @param b B\[k, j] = b\[bo + k bRow + j]; bRow is a multiple of the lanes, and a row can be read to its end
    /// @param c C\[i, j] = c\[co + i cRow + j]
    void tile(int rows, int columns, int depth, float[] a, int ao, int aRow, float[] b, int bo, int bRow,
            float[] c, int co, int cRow, boolean accumulate, float[] bias, int biasOffset, boolean relu);

    /// C = A B as above with A\[i, k] = a\[ao + k aStep + i], without bias.
    void tileTransposed(int rows, int columns, int depth, float[] a, int ao, int aStep, float[] b, int bo, int bRow,
            float[] c, int co, int cRow, boolean accumulate);

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

    /// Copies `length` floats.
    void copy(float[] from, int fromOffset, float[] to, int toOffset, int length);
}
