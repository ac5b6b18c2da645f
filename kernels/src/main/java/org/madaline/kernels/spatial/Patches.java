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

    /// A rectangle of taps.
    record Taps(int firstRow, int endRow, int firstColumn, int endColumn) {
        int count() {
            return (endRow - firstRow) * (endColumn - firstColumn);
        }
    }

    /// Writes the taps of pixels [begin, begin + count) as rows of `to`, `toRow` floats apart; up to
    /// [SpatialLoops#OVERRUN] floats behind the last row may be overwritten.
    ///
    /// @param from where the group's first channel of the first pixel of the source lies
    void pack(SpatialLoops loops, float[] x, int from, int begin, int count, Taps taps, float[] to, int toOffset,
            int toRow) {
        int j = begin % columns.count();
        int i = begin / columns.count() % rows.count();
        int imageSize = rows.size() * columns.size() * channels;
        int image = from + begin / columns.count() / rows.count() * imageSize;
        int p = 0;
        while (p < count) {
            int pixels = run(j, Math.min(count - p, columns.count() - j));
            packRun(loops, x, image, i, j, pixels, taps, to, toOffset + p * toRow, toRow);
            p += pixels;
            j += pixels;
            if (j == columns.count()) {
                j = 0;
                if (++i == rows.count()) {
                    i = 0;
                    image += imageSize;
                }
            }
        }
    }

    /// How many of the `most` pixels from column j on see the same taps.
    private int run(int j, int most) {
        int pixels = 1;
        while (pixels < most && columns.skipped()[j + pixels] == columns.skipped()[j]
                && columns.valid()[j + pixels] == columns.valid()[j]) {
            pixels++;
        }
        return pixels;
    }

    private void packRun(SpatialLoops loops, float[] x, int image, int i, int j, int pixels, Taps taps, float[] to,
            int at, int toRow) {
        int firstRow = Math.clamp(rows.skipped()[i], taps.firstRow, taps.endRow);
        int endRow = Math.clamp(rows.skipped()[i] + rows.valid()[i], firstRow, taps.endRow);
        int firstColumn = Math.clamp(columns.skipped()[j], taps.firstColumn, taps.endColumn);
        int endColumn = Math.clamp(columns.skipped()[j] + columns.valid()[j], firstColumn, taps.endColumn);
        int length = (taps.endColumn - taps.firstColumn) * depth;
        int xRow = rows.spacing() * columns.size() * channels;
        int xPixel = pixels == 1 ? 0 : (columns.origin()[j + 1] - columns.origin()[j]) * channels;
        int source = image + ((rows.origin()[i] + firstRow * rows.spacing()) * columns.size() + columns.origin()[j]
                + taps.firstColumn * columns.spacing()) * channels;
        int skip = (firstRow - taps.firstRow) * length;
        if (columns.spacing() == 1 && depth == channels) {
            loops.windows(pixels, xPixel, toRow, endRow - firstRow, length, (firstColumn - taps.firstColumn) * depth,
                    (endColumn - taps.firstColumn) * depth, x, source, xRow, to, at + skip);
        } else {
            for (int p = 0; p < pixels; p++) {
                separateTaps(loops, x, source + p * xPixel, endRow - firstRow, firstColumn - taps.firstColumn,
                        endColumn - taps.firstColumn, taps.endColumn - taps.firstColumn, to, at + p * toRow + skip);
            }
        }
        if (endRow - firstRow < taps.endRow - taps.firstRow) {
            for (int p = 0; p < pixels; p++) {
                int row = at + p * toRow;
                Arrays.fill(to, row, row + skip, 0);
                Arrays.fill(to, row + (endRow - taps.firstRow) * length, row + (taps.endRow - taps.firstRow) * length, 0);
            }
        }
    }

    /// The taps of one pixel where they are no neighbours in memory: those of columns [begin, end) lie inside.
    private void separateTaps(SpatialLoops loops, float[] x, int from, int tapRows, int begin, int end, int all,
            float[] to, int at) {
        int xRow = rows.spacing() * columns.size() * channels;
        for (int row = 0; row < tapRows; row++) {
            for (int tap = 0; tap < all; tap++) {
                loops.windows(1, 0, 0, 1, depth, 0, tap >= begin && tap < end ? depth : 0, x,
                        from + row * xRow + tap * columns.spacing() * channels, 0, to, at + (row * all + tap) * depth);
            }
        }
    }
}
