package org.madaline.kernels.spatial;

/// A run of neighbouring pixels of a result with the same taps inside the source: the unit of work of depthwise
/// convolution and pooling. All steps are distances in floats; `channels` neighbouring floats are treated alike.
///
/// @param pixels how many pixels
/// @param rows taps along the height
/// @param columns taps along the width
/// @param x from one pixel's first tap to the next pixel's
/// @param xRow from a tap to the one below
/// @param xColumn from a tap to the one on its right
/// @param w from a tap's weights to those of the tap on its right (the source's right)
/// @param wRow from a tap's weights to those of the tap below
/// @param y from one pixel of the result to the next
public record Run(int channels, int pixels, int rows, int columns, int x, int xRow, int xColumn, int wRow, int w, int y) {

    /// The first `count` pixels of this run, or as many of them from elsewhere.
    Run pixels(int count) {
        return new Run(channels, count, rows, columns, x, xRow, xColumn, wRow, w, y);
    }
}
