package org.madaline.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;

/// The sizes of a tensor's axes, outermost first, as PyTorch and ONNX mean them: `[N, C, H, W]`. A scalar has none.
public final class Shape {
    /// The shape of a single number.
    public static final Shape SCALAR = new Shape(new int[0]);

    private final int[] dims;

    private Shape(int[] dims) {
        this.dims = dims;
    }

    /// A shape of the given sizes.
    ///
    /// @param dims sizes, outermost first, each at least 0; none: a scalar
    /// @return the shape
    /// @throws IllegalArgumentException if a size is negative or the product exceeds the largest array
    public static Shape of(int... dims) {
        long size = 1;
        for (int dim : dims) {
            if (dim < 0) {
                throw new IllegalArgumentException("a shape has no negative size: " + Arrays.toString(dims));
            }
            size *= dim;
            if (size > Integer.MAX_VALUE - 64) {
                throw new IllegalArgumentException("a tensor of shape " + Arrays.toString(dims) + " is larger than an array can be");
            }
        }
        return dims.length == 0 ? SCALAR : new Shape(dims.clone());
    }

    /// How many axes there are, 0 for a scalar.
    ///
    /// @return the number of axes
    public int rank() {
        return dims.length;
    }

    /// The size of axis `i`; negative `i` counts from the end, -1 is the last.
    ///
    /// @param i from -rank to rank - 1
    /// @return its size
    /// @throws IndexOutOfBoundsException if there is no such axis
    public int dim(int i) {
        return dims[axis(i)];
    }

    /// The axis that `i` means, where negative numbers count from the end.
    ///
    /// @param i from -rank to rank - 1
    /// @return from 0 to rank - 1
    /// @throws IndexOutOfBoundsException if there is no such axis
    public int axis(int i) {
        int axis = i < 0 ? i + dims.length : i;
        if (axis < 0 || axis >= dims.length) {
            throw new IndexOutOfBoundsException("axis " + i + " of " + this + ", which has " + dims.length);
        }
        return axis;
    }

    /// The number of elements, 1 for a scalar.
    ///
    /// @return the product of the sizes
    public int size() {
        int size = 1;
        for (int dim : dims) {
            size *= dim;
        }
        return size;
    }

    /// A copy of the sizes.
    ///
    /// @return sizes, outermost first
    public int[] dims() {
        return dims.clone();
    }

    /// This shape with axis `i` of another size.
    ///
    /// @param i from -rank to rank - 1
    /// @param size at least 0
    /// @return another shape of the same rank
    public Shape with(int i, int size) {
        int[] copy = dims.clone();
        copy[axis(i)] = size;
        return of(copy);
    }

    /// This shape with an axis of the given size before all others, as for a batch.
    ///
    /// @param size of the new first axis, at least 0
    /// @return a shape of one axis more
    public Shape prepend(int size) {
        int[] longer = new int[dims.length + 1];
        longer[0] = size;
        System.arraycopy(dims, 0, longer, 1, dims.length);
        return of(longer);
    }

    /// The axes from `from` on.
    ///
    /// @param from the first axis that is kept, from 0 to rank; `drop(1)` takes the batch away
    /// @return a shape of `from` axes less
    public Shape drop(int from) {
        return of(Arrays.copyOfRange(dims, from, dims.length));
    }

    /// The distance in elements between neighbours along each axis, row-major.
    ///
    /// @return one for each axis; the last is 1
    public int[] strides() {
        int[] strides = new int[dims.length];
        int stride = 1;
        for (int i = dims.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= dims[i];
        }
        return strides;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(dims, shape.dims);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dims);
    }

    @Override
    public String toString() {
        return Arrays.stream(dims).mapToObj(Integer::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
