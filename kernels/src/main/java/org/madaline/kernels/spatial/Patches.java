package org.madaline.kernels.spatial;

import java.util.Arrays;
import org.madaline.kernels.ConvShape;

/// The matrix of patches of a channels-last image that a convolution multiplies with its weights ("im2col"), never
/// formed as a whole: row p holds what pixel p of the result sees, tap by tap, the taps row by row, the channels of
/// each. Positions outside the image are zeros.
///
/// @param n images
/// @param channels channels of a source pixel in memory
/// @param depth neighbouring channels used (those of one group)
/// @param tapRows taps along the height
/// @param tapColumns taps along the width
record Patches(int n, int channels, int depth, Axis rows, Axis columns, int tapRows, int tapColumns) {

    /// What each pixel of y sees of x.
    static Patches forward(ConvShape s) {
        return new Patches(s.n(), s.c(), s.c() / s.groups(),
                Axis.regular(s.h(), s.outH(), s.kh(), s.strideH(), -s.padTop(), s.dilationH()),
                Axis.regular(s.w(), s.outW(), s.kw(), s.strideW(), -s.padLeft(), s.dilationW()), s.kh(), s.kw());
    }

    int taps() {
        return tapRows * tapColumns;
    }

    /// The pixels of the result, all images.
    int pixels() {
        return n * rows.count() * columns.count();
    }

    /// Whether the patches are the image itself: a 1x1 convolution of stride 1 without padding.
    boolean plain() {
        return taps() == 1 && identity(rows) && identity(columns);
    }

    private static boolean identity(Axis axis) {
        return axis.count() == axis.size()
                && (axis.count() == 0 || (axis.origin()[0] == 0 && axis.origin()[axis.count() - 1] == axis.size() - 1));
    }

    /// Writes taps [firstTap, endTap) of pixels [begin, begin + count) as rows of `to`, `toRow` floats apart.
    ///
    /// @param from where the group's first channel of the first pixel of the source lies
    void pack(SpatialLoops loops, float[] x, int from, int begin, int count, int firstTap, int endTap,
            float[] to, int toOffset, int toRow) {
        int width = columns.count();
        int height = rows.count();
        for (int p = 0; p < count; p++) {
            int pixel = begin + p;
            int image = from + pixel / (width * height) * rows.size() * columns.size() * channels;
            int i = pixel / width % height;
            int at = toOffset + p * toRow;
            for (int tap = firstTap; tap < endTap; ) {
                int row = tap / tapColumns;
                int end = Math.min(endTap, (row + 1) * tapColumns);
                packRow(loops, x, image, i, pixel % width, row, tap % tapColumns, end - row * tapColumns, to, at);
                at += (end - tap) * depth;
                tap = end;
            }
        }
    }

    /// Taps [begin, end) of tap row `row` of pixel (i, j).
    private void packRow(SpatialLoops loops, float[] x, int image, int i, int j, int row, int begin, int end,
            float[] to, int at) {
        int inside = row - rows.skipped()[i];
        int firstValid = Math.clamp(columns.skipped()[j], begin, end);
        int endValid = Math.clamp(columns.skipped()[j] + columns.valid()[j], firstValid, end);
        if (inside < 0 || inside >= rows.valid()[i] || firstValid == endValid) {
            Arrays.fill(to, at, at + (end - begin) * depth, 0);
            return;
        }
        Arrays.fill(to, at, at + (firstValid - begin) * depth, 0);
        int source = image + ((rows.origin()[i] + row * rows.spacing()) * columns.size() + columns.origin()[j]
                + firstValid * columns.spacing()) * channels;
        int target = at + (firstValid - begin) * depth;
        if (columns.spacing() == 1 && depth == channels) {
            loops.copy(x, source, to, target, (endValid - firstValid) * depth);
        } else {
            for (int tap = firstValid; tap < endValid; tap++) {
                loops.copy(x, source, to, target, depth);
                source += columns.spacing() * channels;
                target += depth;
            }
        }
        Arrays.fill(to, at + (endValid - begin) * depth, at + (end - begin) * depth, 0);
    }
}
