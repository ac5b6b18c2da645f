package org.madaline.augment;

import org.madaline.tensor.Shape;

/// A picture `[C, H, W]` within an array, to be changed in place. Values are the brightnesses 0 to 1 for all that has to do
/// with colours; geometry takes any values.
public final class Pixels {
    private final int channels;
    private final int height;
    private final int width;
    private final float[] data;
    private final int offset;
    private float[] before;

    /// A picture within an array, which is not copied.
    ///
    /// @param data holds the picture from `offset` on, row-major
    /// @param channels 1 for grey, 3 for red, green and blue
    /// @param height rows
    /// @param width columns
    /// @param offset where the picture begins
    public Pixels(int channels, int height, int width, float[] data, int offset) {
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.data = data;
        this.offset = offset;
    }

    /// How many values a pixel has.
    ///
    /// @return 1 for grey, 3 for red, green and blue
    public int channels() {
        return channels;
    }

    /// How many rows there are.
    ///
    /// @return pixels
    public int height() {
        return height;
    }

    /// How many columns there are.
    ///
    /// @return pixels
    public int width() {
        return width;
    }

    /// The array that holds the picture.
    ///
    /// @return the array itself
    public float[] data() {
        return data;
    }

    /// Where a row of a channel begins in [#data].
    ///
    /// @param channel from 0
    /// @param row from 0, the topmost
    /// @return an index into [#data]
    public int at(int channel, int row) {
        return offset + (channel * height + row) * width;
    }

    /// The pixels of one channel.
    ///
    /// @return height times width
    public int plane() {
        return height * width;
    }

    /// A copy of the values as they are now, from index 0 on; valid until the next call.
    ///
    /// @return row-major, `[C, H, W]`
    public float[] snapshot() {
        int size = channels * plane();
        if (before == null) {
            before = new float[size];
        }
        System.arraycopy(data, offset, before, 0, size);
        return before;
    }

    /// Sets a rectangle in all channels; what lies outside of the picture is left out.
    ///
    /// @param top the first row
    /// @param left the first column
    /// @param bottom the row behind the last one
    /// @param right the column behind the last one
    /// @param value of all its pixels
    public void fill(int top, int left, int bottom, int right, float value) {
        int from = Math.max(0, left);
        int to = Math.min(width, right);
        for (int c = 0; c < channels && from < to; c++) {
            for (int row = Math.max(0, top); row < Math.min(height, bottom); row++) {
                java.util.Arrays.fill(data, at(c, row) + from, at(c, row) + to, value);
            }
        }
    }

    /// The shape of a picture: `[C, H, W]`, or `[H, W]` in grey.
    ///
    /// @throws IllegalArgumentException if it is another
    static int[] dims(Shape shape) {
        return switch (shape.rank()) {
            case 2 -> new int[] {1, shape.dim(0), shape.dim(1)};
            case 3 -> shape.dims();
            default -> throw new IllegalArgumentException("pictures [C, H, W] can be augmented, not x of shape " + shape
                    + "; see the data in that shape first (withInputShape)");
        };
    }
}
