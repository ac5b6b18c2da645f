package org.madaline.kernels.spatial;

import org.madaline.kernels.spec.Clip;

/// The transforms of Winograd's convolution F(2x2, 3x3) (Lavin and Gray, "Fast algorithms for convolutional neural
/// networks", 2016), each on a number of neighbouring channels that is a multiple of 16. Element (i, j) of a 4x4 matrix
/// has number e = 4 i + j.
public interface WinogradLoops {

    /// U = G g Gᵀ for each channel, where row i of G g is g0, ((g0 + g2) + g1) / 2, ((g0 + g2) - g1) / 2, g2, and likewise
    /// columns.
    ///
    /// @param g g\[i, j] is g\[from + (3 i + j) tap + channel]; `tap` may be negative
    /// @param u U\[e] is u\[to + e step + channel]
    void kernel(int channels, float[] g, int from, int tap, float[] u, int to, int step);

    /// V = Bᵀ d B for each channel, where row i of Bᵀ d is d0 - d2, d1 + d2, d2 - d1, d1 - d3, and likewise columns.
    ///
    /// @param x d\[i, j] is x\[xo + i xRow + j xColumn + channel]
    /// @param v V\[e] is v\[vo + e vStep + channel]
    void input(int channels, float[] x, int xo, int xRow, int xColumn, float[] v, int vo, int vStep);

    /// y = Aᵀ M A for each channel, where row i of Aᵀ M is (m0 + m1) + m2, (m1 - m2) - m3, and likewise columns; then
    /// + bias; then the clip.
    ///
    /// @param m M\[e] is m\[mo + e mStep + channel]
    /// @param rows how many rows of y lie inside the image, 1 or 2
    /// @param columns how many columns
    /// @param y y\[i, j] is y\[yo + i yRow + j yColumn + channel]
    void output(int channels, float[] m, int mo, int mStep, float[] bias, int biasOffset, Clip clip,
            int rows, int columns, float[] y, int yo, int yRow, int yColumn);

    /// D = A δ Aᵀ for each channel, where row i of A δ is δ0, δ0 + δ1, δ0 - δ1, -δ1, and likewise columns.
    ///
    /// @param delta δ\[i, j] is delta\[from + i row + j column + channel]
    /// @param d D\[e] is d\[to + e step + channel]
    void gradient(int channels, float[] delta, int from, int row, int column, float[] d, int to, int step);

    /// g = Gᵀ M G for each channel, where row i of Gᵀ M is m0 + (m1 + m2) / 2, (m1 - m2) / 2, (m1 + m2) / 2 + m3, and
    /// likewise columns.
    ///
    /// @param m M\[e] is m\[mo + e mStep + channel]
    /// @param g g\[i, j] is g\[to + (3 i + j) step + channel]
    void weights(int channels, float[] m, int mo, int mStep, float[] g, int to, int step);
}
