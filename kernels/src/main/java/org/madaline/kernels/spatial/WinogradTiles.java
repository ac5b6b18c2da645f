package org.madaline.kernels.spatial;

import java.util.Arrays;
import org.madaline.kernels.Slice;

/// The tiles of 2x2 pixels into which Winograd's F(2x2, 3x3) cuts the result of a convolution, image by image, row by
/// row, and the 4x4 pixels of the source that each sees.
///
/// @param patches what the pixels of the result see
/// @param height rows of the result
/// @param width columns of the result
record WinogradTiles(WinogradLoops loops, Patches patches, int height, int width) {
    /// Pixels of the source that a tile sees: the floats of working memory that [#source] needs for each channel.
    static final int PIXELS = 16;

    private int rows() {
        return Math.ceilDiv(height, 2);
    }

    private int columns() {
        return Math.ceilDiv(width, 2);
    }

    int count() {
        return patches.n() * rows() * columns();
    }

    /// The first row of a tile in its image.
    int row(int tile) {
        return tile / columns() % rows() * 2;
    }

    /// The first column of a tile in its image.
    int column(int tile) {
        return tile % columns() * 2;
    }

    /// The pixel of the result, among those of all images, with which a tile begins.
    int pixel(int tile) {
        return (tile / columns() / rows() * height + row(tile)) * width + column(tile);
    }

    /// The transform of what a tile sees of some neighbouring channels; pixels outside of the image are zeros.
    ///
    /// @param patch where in scratch a copy may be made, of [#PIXELS] floats for each channel
    void source(int tile, Slice source, int channel, int channels, float[] scratch, int to, int step, int patch) {
        SpatialAxis down = patches.rows();
        SpatialAxis across = patches.columns();
        int depth = patches.channels();
        int top = down.origin()[row(tile)];
        int left = across.origin()[column(tile)];
        int image = source.offset() + tile / columns() / rows() * down.size() * across.size() * depth;
        int from = image + (top * across.size() + left) * depth + channel;
        int sourceRow = across.size() * depth;
        if (top >= 0 && top + 4 <= down.size() && left >= 0 && left + 4 <= across.size()) {
            loops.input(channels, source.array(), from, sourceRow, depth, scratch, to, step);
            return;
        }
        int endRow = Math.clamp(down.size() - top, 0, 4);
        int endColumn = Math.clamp(across.size() - left, 0, 4);
        Arrays.fill(scratch, patch, patch + PIXELS * channels, 0);
        for (int i = Math.max(0, -top); i < endRow; i++) {
            for (int j = Math.max(0, -left); j < endColumn; j++) {
                System.arraycopy(source.array(), from + i * sourceRow + j * depth, scratch,
                        patch + (4 * i + j) * channels, channels);
            }
        }
        loops.input(channels, scratch, patch, 4 * channels, channels, scratch, to, step);
    }

    /// The transform of the gradient of a tile's pixels for some neighbouring channels.
    ///
    /// @param depth channels of a pixel of delta
    /// @param patch as in [#source]
    void gradient(int tile, Slice delta, int depth, int channel, int channels, float[] scratch, int to, int step,
            int patch) {
        int from = delta.offset() + pixel(tile) * depth + channel;
        int endRow = Math.min(2, height - row(tile));
        int endColumn = Math.min(2, width - column(tile));
        if (endRow == 2 && endColumn == 2) {
            loops.gradient(channels, delta.array(), from, width * depth, depth, scratch, to, step);
            return;
        }
        Arrays.fill(scratch, patch, patch + 4 * channels, 0);
        for (int i = 0; i < endRow; i++) {
            for (int j = 0; j < endColumn; j++) {
                System.arraycopy(delta.array(), from + (i * width + j) * depth, scratch,
                        patch + (2 * i + j) * channels, channels);
            }
        }
        loops.gradient(channels, scratch, patch, 2 * channels, channels, scratch, to, step);
    }
}
