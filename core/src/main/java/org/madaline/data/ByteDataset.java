package org.madaline.data;

import java.util.List;
import java.util.Objects;
import org.madaline.tensor.Shape;

/// Classified examples of unsigned bytes, kept as bytes: the 60,000 images of MNIST take 47 MB, not 188. Reading
/// converts each byte b to the float b * scale.
public final class ByteDataset implements Dataset {
    private final Shape inputShape;
    /// Each unsigned byte less 128, as a signed one: the loop over `(float) signed + 128` compiles to vector
    /// instructions, one over unsigned bytes does not.
    private final byte[] signed;

    private final int start;
    private final float scale;
    private final byte[] labels;
    private final List<String> classNames;

    /// A data set of copies of the arrays.
    ///
    /// @param inputShape the shape of one x
    /// @param x          the values of all examples, one after the other, as unsigned bytes
    /// @param scale      what one unit of a byte means, 1/255 for an image of values in [0, 1]
    /// @param labels     the class index of each example
    /// @param classNames the names of the classes
    /// @throws IllegalArgumentException if the lengths do not fit or a label has no name
    public ByteDataset(Shape inputShape, byte[] x, float scale, byte[] labels, List<String> classNames) {
        this(inputShape, x.clone(), 0, scale, labels.clone(), classNames);
    }

    /// A data set within the arrays themselves, for large ones: they are handed over, changed in place, and must not be
    /// used any more. The values are those of `x` from `start` on.
    ///
    /// @param inputShape the shape of one x
    /// @param x an array that holds the values of all examples from `start` to its end
    /// @param start where they begin, behind a header for example
    /// @param scale what one unit of a byte means, 1/255 for an image of values in [0, 1]
    /// @param labels the class index of each example, as an unsigned byte
    /// @param classNames the names of the classes, at most 256
    /// @return the data set
    /// @throws IllegalArgumentException if the lengths do not fit or a label has no name
    public static ByteDataset within(
            Shape inputShape, byte[] x, int start, float scale, byte[] labels, List<String> classNames) {
        return new ByteDataset(inputShape, x, start, scale, labels, classNames);
    }

    private ByteDataset(
            Shape inputShape, byte[] x, int start, float scale, byte[] labels, List<String> classNames) {
        this.inputShape = Objects.requireNonNull(inputShape, "inputShape");
        this.start = start;
        this.scale = scale;
        this.labels = labels;
        this.signed = x;
        this.classNames = List.copyOf(classNames);
        if (x.length - start != (long) labels.length * inputShape.size()) {
            throw new IllegalArgumentException(labels.length + " examples of shape " + inputShape + " need "
                    + (long) labels.length * inputShape.size() + " values, not " + (x.length - start));
        }
        for (int i = 0; i < labels.length; i++) {
            if ((labels[i] & 0xFF) >= classNames.size()) {
                throw new IllegalArgumentException("example " + i + " has label " + (labels[i] & 0xFF) + ", but there are "
                        + classNames.size() + " classes");
            }
        }
        for (int i = start; i < signed.length; i++) {
            signed[i] ^= (byte) 0x80;
        }
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public Shape inputShape() {
        return inputShape;
    }

    @Override
    public Shape targetShape() {
        return Shape.SCALAR;
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public void read(int index, float[] x, int xOffset, float[] y, int yOffset) {
        Objects.checkIndex(index, labels.length);
        int length = inputShape.size();
        int from = start + index * length;
        for (int i = 0; i < length; i++) {
            x[xOffset + i] = ((float) signed[from + i] + 128f) * scale;
        }
        y[yOffset] = labels[index] & 0xFF;
    }

    @Override
    public String toString() {
        return View.describe(this);
    }
}
