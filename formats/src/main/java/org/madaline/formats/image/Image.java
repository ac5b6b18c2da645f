package org.madaline.formats.image;

import java.util.Arrays;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// A picture as numbers in [0, 1]: `channels` planes (1 for grey, 3 for red, green and blue), each row by row from the
/// top, the layout `[C, H, W]`.
public final class Image {
    /// A picture so many times as long as it is wide is hardly meant.
    private static final int THIN = 100;

    private final int channels;
    private final int height;
    private final int width;
    private final float[] data;

    /// A picture of the given values.
    ///
    /// @param channels 1 or 3
    /// @param height   in pixels
    /// @param width    in pixels
    /// @param data     the values, handed over; must not be changed any more
    /// @throws IllegalArgumentException if there are not 1 or 3 channels, a side is 0, or the number of values differs
    public Image(int channels, int height, int width, float[] data) {
        if (channels != 1 && channels != 3 || height < 1 || width < 1) {
            throw new IllegalArgumentException("a picture has 1 or 3 channels and at least one pixel, not "
                    + Shape.of(channels, height, width));
        }
        if (data.length != Shape.of(channels, height, width).size()) {
            throw new IllegalArgumentException(
                    "a picture " + Shape.of(channels, height, width) + " does not have " + data.length + " values");
        }
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.data = data;
    }

    /// {@return a tensor `[H, W]` or `[C, H, W]` as a picture}
    ///
    /// @param tensor one or three planes of values from 0 to 1
    /// @throws IllegalArgumentException if its shape is another
    public static Image of(Tensor tensor) {
        Shape shape = tensor.shape();
        if (shape.rank() != 2 && shape.rank() != 3) {
            throw new IllegalArgumentException("a picture has the shape [H, W] or [C, H, W], not " + shape);
        }
        return new Image(shape.rank() == 2 ? 1 : shape.dim(0), shape.dim(-2), shape.dim(-1), tensor.toArray());
    }

    /// {@return 1 for grey, 3 for red, green and blue}
    public int channels() {
        return channels;
    }

    /// {@return the number of rows}
    public int height() {
        return height;
    }

    /// {@return the number of columns}
    public int width() {
        return width;
    }

    /// {@return the value of a channel at a row and a column}
    ///
    /// @param channel from 0
    /// @param row     from 0 at the top
    /// @param column  from 0 at the left
    public float get(int channel, int row, int column) {
        return data[(channel * height + row) * width + column];
    }

    /// {@return a copy of the values, `[C, H, W]`}
    public float[] toArray() {
        return data.clone();
    }

    /// {@return the values as a tensor `[C, H, W]`}
    public Tensor toTensor() {
        return Tensor.of(Shape.of(channels, height, width), data);
    }

    /// {@return the picture in grey: 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601), or itself}
    public Image grey() {
        if (channels == 1) {
            return this;
        }
        int plane = height * width;
        float[] grey = new float[plane];
        for (int i = 0; i < plane; i++) {
            grey[i] = 0.299f * data[i] + 0.587f * data[plane + i] + 0.114f * data[2 * plane + i];
        }
        return new Image(1, height, width, grey);
    }

    /// {@return the picture with three channels, equal ones if it is grey}
    public Image rgb() {
        if (channels == 3) {
            return this;
        }
        float[] rgb = Arrays.copyOf(data, 3 * data.length);
        System.arraycopy(data, 0, rgb, data.length, data.length);
        System.arraycopy(data, 0, rgb, 2 * data.length, data.length);
        return new Image(3, height, width, rgb);
    }

    /// {@return the part from the given corner on}
    ///
    /// @param top       first row of the part
    /// @param left      first column of the part
    /// @param newHeight rows of the part
    /// @param newWidth  columns of the part
    /// @throws IllegalArgumentException if it does not lie within the picture
    public Image crop(int top, int left, int newHeight, int newWidth) {
        requirePart(top, left, newHeight, newWidth, height, width);
        float[] part = new float[channels * newHeight * newWidth];
        for (int row = 0; row < channels * newHeight; row++) {
            int from = (row / newHeight * height + top + row % newHeight) * width + left;
            System.arraycopy(data, from, part, row * newWidth, newWidth);
        }
        return new Image(channels, newHeight, newWidth, part);
    }

    private static void requirePart(int top, int left, int newHeight, int newWidth, int height, int width) {
        if (top < 0 || left < 0 || top > height - newHeight || left > width - newWidth) {
            throw new IllegalArgumentException("the part " + newHeight + "x" + newWidth + " at row " + top + ", column "
                    + left + " does not lie within a picture of " + height + "x" + width);
        }
    }

    /// {@return the middle part} Where it cannot be exact it is half a pixel up or down, whichever is even, as torchvision's.
    ///
    /// @param newHeight rows of the part, at most the picture's
    /// @param newWidth  columns of the part, at most the picture's
    /// @throws IllegalArgumentException if the picture is smaller
    public Image centerCrop(int newHeight, int newWidth) {
        return crop(middle(height, newHeight), middle(width, newWidth), newHeight, newWidth);
    }

    private static int middle(int length, int part) {
        return (int) Math.rint((length - part) / 2.0);
    }

    /// {@return the picture in another size, by [Interpolation#BILINEAR]}
    ///
    /// @param newHeight in pixels
    /// @param newWidth  in pixels
    /// @throws IllegalArgumentException if a side is 0 or the picture would have more than [Images#MAX_PIXELS]
    public Image resize(int newHeight, int newWidth) {
        return resize(newHeight, newWidth, Interpolation.BILINEAR);
    }

    /// {@return the picture in another size}
    ///
    /// @param newHeight     in pixels
    /// @param newWidth      in pixels
    /// @param interpolation between pixels
    /// @throws IllegalArgumentException if a side is 0 or the picture would have more than [Images#MAX_PIXELS]
    public Image resize(int newHeight, int newWidth, Interpolation interpolation) {
        return resize(newHeight, newWidth, 0, 0, newHeight, newWidth, interpolation);
    }

    /// The part of a picture that begins at a row and a column of the picture in another size. What lies beyond is not
    /// computed.
    private Image resize(int newHeight, int newWidth, int top, int left, int rows, int columns, Interpolation how) {
        if (newHeight < 1 || newWidth < 1) {
            throw new IllegalArgumentException("a picture cannot have the size " + newHeight + "x" + newWidth);
        }
        if ((long) newHeight * newWidth > Images.MAX_PIXELS) {
            throw new IllegalArgumentException("the picture of " + width + "x" + height + " pixels would become one of " + newWidth + "x"
                    + newHeight + ", which is more than " + Images.MAX_PIXELS + " pixels"
                    + (Math.max(height, width) / Math.min(height, width) >= THIN ? "; it is too long and thin, cut a part out" : ""));
        }
        if ((long) height * columns > Images.MAX_PIXELS) {
            throw new IllegalArgumentException("a picture of " + width + "x" + height + " pixels cannot be brought to " + newWidth + "x"
                    + newHeight + ": it is too high, cut a part out");
        }
        // Rows are lines of `width` neighbours; for columns, neighbours lie a row apart.
        float[] part;
        if (how.bytes()) {
            byte[] bytes = new byte[data.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) Math.round(Math.clamp(data[i], 0f, 1f) * 255);
            }
            bytes = ByteResampling.of(width, newWidth, left, columns, how).apply(bytes, channels * height, 1);
            bytes = ByteResampling.of(height, newHeight, top, rows, how).apply(bytes, channels, columns);
            part = new float[bytes.length];
            for (int i = 0; i < part.length; i++) {
                part[i] = (bytes[i] & 0xFF) * (1f / 255);
            }
        } else {
            part = Resampling.of(width, newWidth, left, columns, how).apply(data, channels * height, 1);
            part = Resampling.of(height, newHeight, top, rows, how).apply(part, channels, columns);
        }
        return new Image(channels, rows, columns, part);
    }

    /// {@return the picture with its shorter side scaled to `size`, the longer one in proportion}
    ///
    /// @param size          of the shorter side, in pixels
    /// @param interpolation between pixels
    /// @throws IllegalArgumentException if the picture would have more than [Images#MAX_PIXELS]
    public Image resizeShorter(int size, Interpolation interpolation) {
        int[] scaled = shorter(size);
        return resize(scaled[0], scaled[1], interpolation);
    }

    /// {@return the middle part of the picture with its shorter side scaled to `size`: [#resizeShorter], then [#centerCrop], to
    /// the same bits}
    ///
    /// @param size          of the shorter side before the part is taken, in pixels
    /// @param newHeight     rows of the part
    /// @param newWidth      columns of the part
    /// @param interpolation between pixels
    /// @throws IllegalArgumentException if the picture would have more than [Images#MAX_PIXELS], or has no such part
    public Image resizeShorterAndCrop(int size, int newHeight, int newWidth, Interpolation interpolation) {
        int[] scaled = shorter(size);
        int top = middle(scaled[0], newHeight);
        int left = middle(scaled[1], newWidth);
        requirePart(top, left, newHeight, newWidth, scaled[0], scaled[1]);
        return resize(scaled[0], scaled[1], top, left, newHeight, newWidth, interpolation);
    }

    /// Height and width of the picture with its shorter side scaled to `size`; so many pixels may be too many.
    private int[] shorter(int size) {
        long longer = (long) size * Math.max(height, width) / Math.min(height, width);
        int other = (int) Math.min(Integer.MAX_VALUE, Math.max(size, longer));
        return height <= width ? new int[] {size, other} : new int[] {other, size};
    }

    /// The picture with values that have left [0, 1] brought back to its ends.
    Image clamped() {
        float[] clamped = data.clone();
        for (int i = 0; i < clamped.length; i++) {
            clamped[i] = Math.clamp(clamped[i], 0f, 1f);
        }
        return new Image(channels, height, width, clamped);
    }

    /// The picture turned and mirrored as the orientation 1 to 8 of EXIF says.
    Image oriented(int orientation) {
        if (orientation <= 1 || orientation > 8) {
            return this;
        }
        boolean swap = orientation >= 5;
        boolean flipRows = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
        boolean flipColumns = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
        int newHeight = swap ? width : height;
        int newWidth = swap ? height : width;
        float[] turned = new float[data.length];
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < newHeight; i++) {
                for (int j = 0; j < newWidth; j++) {
                    int row = flipRows ? newHeight - 1 - i : i;
                    int column = flipColumns ? newWidth - 1 - j : j;
                    turned[(c * newHeight + i) * newWidth + j] = swap ? get(c, column, row) : get(c, row, column);
                }
            }
        }
        return new Image(channels, newHeight, newWidth, turned);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Image image
                && channels == image.channels
                && height == image.height
                && Arrays.equals(data, image.data);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return (channels == 1 ? "grey" : "RGB") + " picture of " + width + "x" + height;
    }
}
