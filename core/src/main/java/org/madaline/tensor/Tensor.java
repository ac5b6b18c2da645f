package org.madaline.tensor;

import java.util.Arrays;

/// An immutable block of floats with a shape, row-major: how values enter and leave the engine.
public final class Tensor implements TensorSource {
    private final Shape shape;
    private final float[] data;
    /// 0 until it is asked for, as a string's.
    private int hash;

    private Tensor(Shape shape, float[] data) {
        this.shape = shape;
        this.data = data;
    }

    /// A tensor over a copy of `data`.
    ///
    /// @param shape of the tensor
    /// @param data row-major
    /// @return the tensor
    /// @throws IllegalArgumentException if the number of values is not that of the shape
    public static Tensor of(Shape shape, float... data) {
        return wrap(shape, data.clone());
    }

    /// A tensor over `data` itself, which the caller hands over and must not change any more.
    ///
    /// @param shape of the tensor
    /// @param data row-major
    /// @return the tensor
    /// @throws IllegalArgumentException if the number of values is not that of the shape
    public static Tensor wrap(Shape shape, float[] data) {
        if (data.length != shape.size()) {
            throw new IllegalArgumentException("a tensor of shape " + shape + " has " + shape.size() + " values, not " + data.length);
        }
        return new Tensor(shape, data);
    }

    /// A tensor of zeros.
    ///
    /// @param shape of the tensor
    /// @return the tensor
    public static Tensor zeros(Shape shape) {
        return new Tensor(shape, new float[shape.size()]);
    }

    @Override
    public Shape shape() {
        return shape;
    }

    /// How many values there are.
    ///
    /// @return the product of the shape's sizes, 1 for a scalar
    public int size() {
        return data.length;
    }

    /// The value at flat, row-major index `i`.
    ///
    /// @param i from 0 to [#size] - 1
    /// @return that value
    public float get(int i) {
        return data[i];
    }

    /// The value at the given index along each axis.
    ///
    /// @param index one for each axis, from 0
    /// @return that value
    /// @throws IllegalArgumentException if there are not as many indices as axes
    /// @throws IndexOutOfBoundsException if an index lies outside of its axis
    public float at(int... index) {
        if (index.length != shape.rank()) {
            throw new IllegalArgumentException(Arrays.toString(index) + " does not index a tensor of shape " + shape);
        }
        int flat = 0;
        for (int i = 0; i < index.length; i++) {
            if (index[i] < 0 || index[i] >= shape.dim(i)) {
                throw new IndexOutOfBoundsException(Arrays.toString(index) + " lies outside of " + shape);
            }
            flat = flat * shape.dim(i) + index[i];
        }
        return data[flat];
    }

    /// A copy of the values, row-major.
    ///
    /// @return [#size] values
    public float[] toArray() {
        return data.clone();
    }

    /// Copies `length` values from flat index `from` to `target`.
    @Override
    public void copyTo(int from, float[] target, int offset, int length) {
        System.arraycopy(data, from, target, offset, length);
    }

    /// The same values with another shape of equal size.
    ///
    /// @param other a shape of as many elements
    /// @return a tensor that shares the values
    /// @throws IllegalArgumentException if the number of values is not that of the shape
    public Tensor reshape(Shape other) {
        return wrap(other, data);
    }

    /// Equal shape and equal bits; NaN equals NaN.
    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Tensor tensor && hashCode() == tensor.hashCode() && shape.equals(tensor.shape)
                && Arrays.equals(data, tensor.data);
    }

    @Override
    public int hashCode() {
        if (hash == 0) {
            hash = 31 * shape.hashCode() + Arrays.hashCode(data);
        }
        return hash;
    }

    @Override
    public String toString() {
        String values = data.length <= 12 ? Arrays.toString(data) : Arrays.toString(Arrays.copyOf(data, 12)) + " ...";
        return "Tensor" + shape + " " + values;
    }
}
