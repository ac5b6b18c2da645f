package org.madaline.features;

import java.util.List;
import org.madaline.data.Dataset;
import org.madaline.tensor.Shape;

/// Examples to be predicted, prepared when they are read: x only, y is 0.
public interface Unlabelled extends Dataset {
    /// The x of an example, in double precision.
    ///
    /// @param index of the example, from 0
    /// @return `inputShape().size()` numbers
    double[] x(int index);

    @Override
    default Shape targetShape() {
        return Shape.SCALAR;
    }

    @Override
    default List<String> classNames() {
        return List.of();
    }

    @Override
    default void read(int index, float[] x, int xOffset, float[] y, int yOffset) {
        double[] values = x(index);
        for (int j = 0; j < values.length; j++) {
            x[xOffset + j] = (float) values[j];
        }
        y[yOffset] = 0;
    }

    @Override
    default void read(int index, double[] x, int xOffset, double[] y, int yOffset) {
        double[] values = x(index);
        System.arraycopy(values, 0, x, xOffset, values.length);
        y[yOffset] = 0;
    }
}
