package org.madaline.kernels;

/// The geometry of a two-dimensional pooling; memory is channels last, x `[n, h, w, c]`, y `[n, outH, outW, c]`.
///
/// The window of output (i, j) begins at (i strideH - padTop, j strideW - padLeft) and is cut at the borders.
///
/// @param outH rows of y; given, since floor and ceiling mode differ here
/// @param outW columns of y
/// @param countPadding for averages: divide by the number of positions inside the padded image, not only by the real ones
/// @param padBottom the padding that countPadding counts below the image
/// @param padRight the padding that countPadding counts right of the image
/// @param divisor for averages: divide by this number instead; 0: count
public record PoolShape(int n, int h, int w, int c, int outH, int outW, int kh, int kw, int strideH, int strideW,
        int padTop, int padLeft, int padBottom, int padRight, boolean countPadding, int divisor) {}
