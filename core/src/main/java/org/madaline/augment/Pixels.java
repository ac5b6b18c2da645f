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

    /// @param data holds the picture from `offset` on, row-major
    public Pixels(int channels, int height, int width, float[] data, int offset) {
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.data = data;
        this.offset = offset;
    }

    public int channels() {
        return channels;
    }

    public int height() {
        return height;
    }

    public int width() {
        return width;
    }

    /// The array that holds the picture.
    public float[] data() {
        return data;
    }

    /// Where a row of a channel begins in [#data].
    public int at(int channel, int row) {
        return offset + (channel * height + row) * width;
    }

    /// The pixels of one channel.
    public int plane() {
        return height * width;
    }

    /// A copy of the values as they are now, from index 0 on; valid until the next call.
    public float[] snapshot() {
        int size = channels * plane();
        if (before == null) {
            before = new float[size];
        }
        System.arraycopy(data, offset, before, 0, size);
        return before;
    }

    /// Sets a rectangle in all channels; what lies outside of the picture is left out.
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
