package org.madaline.data;

import java.util.List;
import java.util.Objects;
import org.madaline.tensor.Shape;

/// Classified examples of unsigned bytes, kept as bytes: the 60,000 images of MNIST take 47 MB, not 188. Reading
/// converts each byte b to the float b * scale.
public final class ByteDataset implements Dataset {
    private final Shape inputShape;
    private final byte[] x;
    private final float scale;
    private final byte[] labels;
    private final List<String> classNames;
    private final float[] converted = new float[256];

    /// A data set over the arrays themselves, which the caller hands over and must not change any more.
    ///
    /// @param inputShape the shape of one x
    /// @param x          the values of all examples, one after the other, as unsigned bytes
    /// @param scale      what one unit of a byte means, 1/255 for an image of values in [0, 1]
    /// @param labels     the class index of each example
    /// @param classNames the names of the classes
    /// @throws IllegalArgumentException if the lengths do not fit or a label has no name
    public ByteDataset(Shape inputShape, byte[] x, float scale, byte[] labels, List<String> classNames) {
        this.inputShape = Objects.requireNonNull(inputShape, "inputShape");
        this.x = x;
        this.scale = scale;
        this.labels = labels;
        this.classNames = List.copyOf(classNames);
        if (x.length != (long) labels.length * inputShape.size()) {
            throw new IllegalArgumentException(labels.length + " examples of shape " + inputShape + " need "
                    + (long) labels.length * inputShape.size() + " values, not " + x.length);
        }
        for (int i = 0; i < labels.length; i++) {
            if ((labels[i] & 0xFF) >= classNames.size()) {
                throw new IllegalArgumentException("example " + i + " has label " + (labels[i] & 0xFF) + ", but there are "
                        + classNames.size() + " classes");
            }
        }
        for (int b = 0; b < 256; b++) {
            converted[b] = b * scale;
        }
    }

    /// The same bytes seen with another shape of equal size: `[784]` or `[1, 28, 28]`.
    public ByteDataset withInputShape(Shape shape) {
        return new ByteDataset(shape, x, scale, labels, classNames);
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
        int from = index * length;
        for (int i = 0; i < length; i++) {
            x[xOffset + i] = converted[this.x[from + i] & 0xFF];
        }
        y[yOffset] = labels[index] & 0xFF;
    }
}
