package org.madaline.kernels.spec;

/// The geometry of a two-dimensional pooling; memory is channels last, x `[n, h, w, c]`, y `[n, outH, outW, c]`.
///
/// @param rows the windows along the height
/// @param columns the windows along the width
/// @param countPadding for averages: divide by the number of positions inside the padded image, not only by the real ones
/// @param divisor for averages: divide by this number instead; 0: count
public record PoolShape(int n, int c, PoolAxis rows, PoolAxis columns, boolean countPadding, int divisor) {

    /// Windows of one size everywhere, not dilated.
    public PoolShape(int n, int h, int w, int c, int outH, int outW, int kh, int kw, int strideH, int strideW,
            int padTop, int padLeft, int padBottom, int padRight, boolean countPadding, int divisor) {
        this(n, c, new PoolAxis(h, outH, kh, strideH, padTop, padBottom, 1),
                new PoolAxis(w, outW, kw, strideW, padLeft, padRight, 1), countPadding, divisor);
    }

    /// Adaptive pooling to `outH` x `outW` windows.
    public static PoolShape adaptive(int n, int h, int w, int c, int outH, int outW) {
        return new PoolShape(n, c, PoolAxis.adaptive(h, outH), PoolAxis.adaptive(w, outW), false, 0);
    }

    public int h() {
        return rows.size();
    }

    public int w() {
        return columns.size();
    }

    public int outH() {
        return rows.out();
    }

    public int outW() {
        return columns.out();
    }
}
