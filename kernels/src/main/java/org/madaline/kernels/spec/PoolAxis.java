package org.madaline.kernels.spec;

/// The windows of a pooling along one axis. Window i begins at `i stride - padBefore`, holds `kernel` positions
/// `dilation` apart, and is cut at the borders of the input.
///
/// Adaptive windows (`kernel` = 0) are [⌊i size / out⌋, ⌈(i+1) size / out⌉): they cover the input, may overlap by one
/// position, and may repeat positions where `out` is larger than `size`.
///
/// @param size length of the input
/// @param out number of windows; given, since floor and ceiling mode differ here
/// @param padAfter the padding behind the end that an average may count
/// @param kernel positions of a window; 0: adaptive windows
/// @param stride positions from one window to the next
/// @param padBefore positions before the first one
/// @param dilation positions from one of a window to the next; 1: dense
public record PoolAxis(int size, int out, int kernel, int stride, int padBefore, int padAfter, int dilation) {

    /// Checks the geometry.
    ///
    /// @throws IllegalArgumentException if the geometry is impossible
    public PoolAxis {
        if (size < 0 || out < 0 || kernel < 0 || stride < 1 || padBefore < 0 || padAfter < 0 || dilation < 1
                || (size == 0 && out > 0)) {
            throw new IllegalArgumentException("impossible pooling: size " + size + ", windows " + out + ", kernel "
                    + kernel + ", stride " + stride + ", padding " + padBefore + " and " + padAfter + ", dilation "
                    + dilation);
        }
    }

    /// Adaptive windows.
    ///
    /// @param size length of the input
    /// @param out number of windows
    /// @return the axis
    public static PoolAxis adaptive(int size, int out) {
        return new PoolAxis(size, out, 0, 1, 0, 0, 1);
    }

    /// The first position of window i; negative inside the padding.
    ///
    /// @param i from 0 to [#out] - 1
    /// @return a position of the input
    public int begin(int i) {
        return kernel == 0 ? (int) ((long) i * size / out) : i * stride - padBefore;
    }

    /// How many positions window i has before it is cut.
    ///
    /// @param i from 0 to [#out] - 1
    /// @return at least 1
    public int length(int i) {
        return kernel == 0 ? (int) Math.ceilDiv((i + 1L) * size, out) - begin(i) : kernel;
    }

    /// How many positions of window i lie inside the padded input.
    ///
    /// @param i from 0 to [#out] - 1
    /// @return what an average that counts padding divides by
    public int padded(int i) {
        return Math.min(length(i), Math.ceilDiv(size + padAfter - begin(i), dilation));
    }
}
