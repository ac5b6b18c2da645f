package org.madaline.kernels.spatial;

import org.madaline.kernels.spec.ConvShape;

/// The matrix of patches of a channels-last image that a convolution multiplies with its weights ("im2col"), never
/// formed as a whole: row p holds what pixel p of the result sees, tap by tap, the taps row by row, the channels of
/// each. Positions outside the image are zeros.
///
/// @param n images
/// @param channels channels of a source pixel in memory
/// @param depth neighbouring channels used (those of one group)
/// @param tapRows taps along the height
/// @param tapColumns taps along the width
record Patches(int n, int channels, int depth, SpatialAxis rows, SpatialAxis columns, int tapRows, int tapColumns) {

    /// What each pixel of y sees of x.
    static Patches forward(ConvShape s) {
        return new Patches(s.n(), s.c(), s.c() / s.groups(),
                SpatialAxis.regular(s.h(), s.outH(), s.kh(), s.strideH(), -s.padTop(), s.dilationH()),
                SpatialAxis.regular(s.w(), s.outW(), s.kw(), s.strideW(), -s.padLeft(), s.dilationW()), s.kh(), s.kw());
    }

    int taps() {
        return tapRows * tapColumns;
    }

    /// The pixels of the result, all images.
    int pixels() {
        return n * rows.count() * columns.count();
    }
}
