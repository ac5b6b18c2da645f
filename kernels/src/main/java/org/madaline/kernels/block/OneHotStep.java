package org.madaline.kernels.block;

import java.util.Arrays;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.spec.Indices;

/// One-hot rows from class indices.
public record OneHotStep(int rows, int classes, Slice index, Slice y) implements Step {
    public OneHotStep {
        index.require(rows, "the class indices");
        y.require((long) rows * classes, "the one-hot rows");
    }

    @Override
    public int chunks(int stage) {
        return 1;
    }

    /// @throws IllegalArgumentException if an index is no class
    @Override
    public void run(int stage, int chunk) {
        Arrays.fill(y.array(), y.offset(), y.offset() + rows * classes, 0);
        for (int row = 0; row < rows; row++) {
            int label = Indices.checked(index.array()[index.offset() + row], row, classes, "class");
            if (label >= 0) {
                y.array()[y.offset() + row * classes + label] = 1;
            }
        }
    }

    @Override
    public String name() {
        return "onehot " + rows + "x" + classes;
    }
}
