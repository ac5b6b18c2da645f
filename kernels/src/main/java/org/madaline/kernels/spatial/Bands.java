package org.madaline.kernels.spatial;

import java.util.Arrays;
import org.madaline.kernels.block.Addresses;

/// The pixels of a convolution's result cut into blocks, of whole images or, where these are large, of whole rows; and
/// for each block the band of the source that it sees: the source itself or, where the band reaches beyond the image, a
/// copy of it with zeros around. So a product reads the patches where they lie; they are never formed.
final class Bands {
    private final Patches patches;
    private final int images;
    private final int rows;
    private final int blocksPerImage;
    private final int bandRows;
    private final int bandColumns;
    private final boolean copied;
    private final Addresses addresses;

    /// @param most about the most pixels of a block
    Bands(Patches patches, int most) {
        this.patches = patches;
        int height = patches.rows().count();
        int imagePixels = Math.max(1, height * patches.columns().count());
        if (imagePixels <= most) {
            int blocks = Math.max(1, Math.ceilDiv(patches.n() * imagePixels, most));
            images = Math.max(1, Math.ceilDiv(patches.n(), blocks));
            rows = height;
            blocksPerImage = 1;
        } else {
            int blocks = Math.ceilDiv(height, Math.max(1, most / patches.columns().count()));
            images = 1;
            rows = Math.ceilDiv(height, blocks);
            blocksPerImage = Math.ceilDiv(height, rows);
        }
        bandRows = reach(patches.rows(), rows, patches.tapRows());
        bandColumns = reach(patches.columns(), patches.columns().count(), patches.tapColumns());
        copied = patches.taps() > 0
                && (leaves(patches.rows(), patches.tapRows()) || leaves(patches.columns(), patches.tapColumns()));
        addresses = new Addresses(pixelOffsets(), tapOffsets());
    }

    /// The length of the source that `count` neighbouring positions see.
    private static int reach(SpatialAxis axis, int count, int taps) {
        return count == 0 || taps == 0 ? 0 : axis.origin()[count - 1] - axis.origin()[0] + (taps - 1) * axis.spacing() + 1;
    }

    private static boolean leaves(SpatialAxis axis, int taps) {
        int last = axis.count() - 1;
        return last >= 0 && (axis.origin()[0] < 0 || axis.origin()[last] + (taps - 1) * axis.spacing() >= axis.size());
    }

    private int pixelStep() {
        return copied ? patches.depth() : patches.channels();
    }

    private int rowStep() {
        return (copied ? bandColumns : patches.columns().size()) * pixelStep();
    }

    private int imageStep() {
        return (copied ? bandRows : patches.rows().size()) * rowStep();
    }

    private int[] pixelOffsets() {
        int[] i = patches.rows().origin();
        int[] j = patches.columns().origin();
        int[] offsets = new int[images * rows * j.length];
        for (int p = 0; p < offsets.length; p++) {
            int row = p / j.length % rows;
            offsets[p] = p / j.length / rows * imageStep() + (i[row] - i[0]) * rowStep()
                    + (j[p % j.length] - j[0]) * pixelStep();
        }
        return offsets;
    }

    private int[] tapOffsets() {
        int depth = patches.depth();
        int[] offsets = new int[patches.taps() * depth];
        for (int l = 0; l < offsets.length; l++) {
            int tap = l / depth;
            offsets[l] = tap / patches.tapColumns() * patches.rows().spacing() * rowStep()
                    + tap % patches.tapColumns() * patches.columns().spacing() * pixelStep() + l % depth;
        }
        return offsets;
    }

    /// Where a patch's elements lie, relative to what [#open] returns: a row for each pixel of the block, a step for each
    /// channel of each tap, the taps row by row.
    Addresses addresses() {
        return addresses;
    }

    /// The number of blocks.
    int count() {
        return patches.pixels() == 0 ? 0 : Math.ceilDiv(patches.n(), images) * blocksPerImage;
    }

    /// The first pixel of a block, over all images.
    int begin(int block) {
        int width = patches.columns().count();
        return (block / blocksPerImage * images * patches.rows().count() + block % blocksPerImage * rows) * width;
    }

    /// The pixels of a block.
    int pixels(int block) {
        int width = patches.columns().count();
        int height = Math.min(rows, patches.rows().count() - block % blocksPerImage * rows);
        return Math.min(images, patches.n() - block / blocksPerImage * images) * height * width;
    }

    /// The floats of a copy; 0 where the source is read itself.
    int scratch() {
        return copied ? images * imageStep() : 0;
    }

    /// Where the patches of a block begin: in `copy`, which is filled, if [#scratch] is not 0, or in `x`.
    ///
    /// @param from where the group's first channel of the first pixel of the source lies
    int open(int block, float[] x, int from, float[] copy, int to) {
        int image = block / blocksPerImage * images;
        int top = patches.rows().origin()[block % blocksPerImage * rows];
        int left = patches.columns().origin()[0];
        int sourceRow = patches.columns().size() * patches.channels();
        int sourceImage = patches.rows().size() * sourceRow;
        if (!copied) {
            return patches.taps() == 0 ? from
                    : from + image * sourceImage + top * sourceRow + left * patches.channels();
        }
        int begin = Math.clamp(-left, 0, bandColumns);
        int end = Math.clamp(patches.columns().size() - left, begin, bandColumns);
        for (int i = 0; i < Math.min(images, patches.n() - image); i++) {
            for (int row = 0; row < bandRows; row++) {
                int at = to + i * imageStep() + row * rowStep();
                if (top + row < 0 || top + row >= patches.rows().size() || begin == end) {
                    Arrays.fill(copy, at, at + rowStep(), 0);
                } else {
                    Arrays.fill(copy, at, at + begin * pixelStep(), 0);
                    copy(x, from + (image + i) * sourceImage + (top + row) * sourceRow + (left + begin) * patches.channels(),
                            end - begin, copy, at + begin * pixelStep());
                    Arrays.fill(copy, at + end * pixelStep(), at + rowStep(), 0);
                }
            }
        }
        return to;
    }

    private void copy(float[] x, int from, int pixels, float[] copy, int to) {
        int depth = patches.depth();
        if (depth == patches.channels()) {
            System.arraycopy(x, from, copy, to, pixels * depth);
            return;
        }
        for (int p = 0; p < pixels; p++) {
            System.arraycopy(x, from + p * patches.channels(), copy, to + p * depth, depth);
        }
    }
}
