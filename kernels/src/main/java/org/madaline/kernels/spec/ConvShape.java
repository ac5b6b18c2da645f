package org.madaline.kernels.spec;

/// The geometry of a two-dimensional convolution (cross-correlation, as in all deep-learning libraries).
///
/// Memory is channels last: x `[n, h, w, c]`, y `[n, outH, outW, k]`, weights `[k, kh, kw, c / groups]`.
/// Padding may differ on the two sides ("same" padding of an even kernel).
///
/// @param n batch
/// @param h height of x
/// @param w width of x
/// @param c channels of x
/// @param k channels of y
/// @param kh height of the kernel
/// @param kw width of the kernel
/// @param groups channels are cut into this many groups that do not see each other; c: depthwise
/// @param strideH rows from one place of the kernel to the next
/// @param strideW columns from one place of the kernel to the next
/// @param padTop rows of zeros above x
/// @param padLeft columns of zeros on the left
/// @param padBottom rows of zeros below x
/// @param padRight columns of zeros on the right
/// @param dilationH rows from one row of the kernel to the next; 1: dense
/// @param dilationW columns from one column of the kernel to the next; 1: dense
public record ConvShape(int n, int h, int w, int c, int k, int kh, int kw, int strideH, int strideW,
        int padTop, int padLeft, int padBottom, int padRight, int dilationH, int dilationW, int groups) {

    /// Checks the geometry.
    ///
    /// @throws IllegalArgumentException if the geometry is impossible
    public ConvShape {
        if (n < 0 || h < 0 || w < 0 || c < 1 || k < 1 || kh < 1 || kw < 1 || strideH < 1 || strideW < 1
                || padTop < 0 || padLeft < 0 || padBottom < 0 || padRight < 0 || dilationH < 1 || dilationW < 1
                || groups < 1 || c % groups != 0 || k % groups != 0) {
            throw new IllegalArgumentException("impossible convolution: n " + n + ", h " + h + ", w " + w + ", c " + c
                    + ", k " + k + ", kernel " + kh + "x" + kw + ", stride " + strideH + "x" + strideW + ", groups " + groups);
        }
        if (extent(h, padTop, padBottom, kh, dilationH) < 0 || extent(w, padLeft, padRight, kw, dilationW) < 0) {
            throw new IllegalArgumentException("a kernel of " + kh + "x" + kw + " (dilation " + dilationH + "x" + dilationW
                    + ") is larger than the padded image of " + (h + padTop + padBottom) + "x" + (w + padLeft + padRight));
        }
    }

    private static int extent(int size, int before, int after, int kernel, int dilation) {
        return size + before + after - dilation * (kernel - 1) - 1;
    }

    /// {@return the height of y: ⌊(h + paddings - dilationH (kh - 1) - 1) / strideH⌋ + 1}
    public int outH() {
        return extent(h, padTop, padBottom, kh, dilationH) / strideH + 1;
    }

    /// {@return the width of y}
    public int outW() {
        return extent(w, padLeft, padRight, kw, dilationW) / strideW + 1;
    }

    /// {@return whether each channel has one kernel of its own, and no other}
    public boolean depthwise() {
        return groups == c && k == c;
    }

    /// The multiply-adds of one pass, padding included.
    ///
    /// @return a number for estimates of time
    public long multiplyAdds() {
        return (long) n * outH() * outW() * k * kh * kw * (c / groups);
    }
}
