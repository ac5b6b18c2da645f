package org.madaline.kernels.spec;

/// The geometry of a two-dimensional pooling; memory is channels last, x `[n, h, w, c]`, y `[n, outH, outW, c]`.
///
/// @param rows the windows along the height
/// @param columns the windows along the width
/// @param countPadding for averages: divide by the number of positions inside the padded image, not only by the real ones
/// @param divisor for averages: divide by this number instead; 0: count
/// @param n batch
/// @param c channels
public record PoolShape(int n, int c, PoolAxis rows, PoolAxis columns, boolean countPadding, int divisor) {

    /// Windows of one size everywhere, not dilated.
    ///
    /// @param n batch
    /// @param h height of x
    /// @param w width of x
    /// @param c channels
    /// @param outH height of y
    /// @param outW width of y
    /// @param kh height of the window
    /// @param kw width of the window
    /// @param strideH rows from one window to the next
    /// @param strideW columns from one window to the next
    /// @param padTop rows above x
    /// @param padLeft columns on the left
    /// @param padBottom rows below x
    /// @param padRight columns on the right
    /// @param countPadding for averages: divide by the positions inside the padded image
    /// @param divisor for averages: divide by this number instead; 0: count
    public PoolShape(int n, int h, int w, int c, int outH, int outW, int kh, int kw, int strideH, int strideW,
            int padTop, int padLeft, int padBottom, int padRight, boolean countPadding, int divisor) {
        this(n, c, new PoolAxis(h, outH, kh, strideH, padTop, padBottom, 1),
                new PoolAxis(w, outW, kw, strideW, padLeft, padRight, 1), countPadding, divisor);
    }

    /// Adaptive pooling to `outH` x `outW` windows.
    ///
    /// @param n batch
    /// @param h height of x
    /// @param w width of x
    /// @param c channels
    /// @param outH height of y
    /// @param outW width of y
    /// @return the shape; averages count the positions of their window
    public static PoolShape adaptive(int n, int h, int w, int c, int outH, int outW) {
        return new PoolShape(n, c, PoolAxis.adaptive(h, outH), PoolAxis.adaptive(w, outW), false, 0);
    }

    /// {@return the height of x}
    public int h() {
        return rows.size();
    }

    /// {@return the width of x}
    public int w() {
        return columns.size();
    }

    /// {@return the height of y}
    public int outH() {
        return rows.out();
    }

    /// {@return the width of y}
    public int outW() {
        return columns.out();
    }
}
