package org.madaline.data;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.madaline.tensor.Shape;

/// Examples (x, y) by index: the sample S of the book's section 2.1. Reading is thread-safe and has no side effect,
/// so that batches can be prepared ahead by any thread.
public interface Dataset extends Examples {
    /// Writes example `index` into the two arrays, `inputShape().size()` and `targetShape().size()` floats, row-major.
    ///
    /// @param index from 0 to [#size] - 1
    /// @param x where the input goes
    /// @param xOffset where it begins there
    /// @param y where the target goes
    /// @param yOffset where it begins there
    /// @throws IndexOutOfBoundsException if there is no such example
    void read(int index, float[] x, int xOffset, float[] y, int yOffset);

    /// The same in double precision, for models that are fitted in it.
    ///
    /// @param index from 0 to [#size] - 1
    /// @param x where the input goes
    /// @param xOffset where it begins there
    /// @param y where the target goes
    /// @param yOffset where it begins there
    /// @throws IndexOutOfBoundsException if there is no such example
    default void read(int index, double[] x, int xOffset, double[] y, int yOffset) {
        View.widen(this, index, x, xOffset, y, yOffset);
    }

    /// What an example counts in losses and their means, which are Σ wℓ / Σ w; 1 unless the set is [#weighted].
    ///
    /// @param index from 0 to [#size] - 1
    /// @return at least 0
    default float weight(int index) {
        return 1;
    }

    /// These examples, weighing differently: in training and in the loss of an evaluation. A weight of 0 leaves one out.
    ///
    /// @param weights one for each example; not copied, must not change any more
    /// @return a view of these examples
    /// @throws IllegalArgumentException if there are not as many as examples, or one is negative or not a number
    default Dataset withWeights(float... weights) {
        return new Weighted(this, weights);
    }

    /// The examples as they are in one epoch of training, counted from 0: the same, unless they change at random from
    /// epoch to epoch. Training asks once per epoch; a run that is resumed asks for the same numbers, and so sees the
    /// same examples.
    ///
    /// @param epoch from 0
    /// @return a data set of the same size and shapes
    default Dataset at(int epoch) {
        return this;
    }

    /// What an example is called when one speaks of it: its file, or its number.
    ///
    /// @param index from 0 to [#size] - 1
    /// @return for messages and reports
    default String name(int index) {
        return "no. " + index;
    }

    /// Whether an example takes long to read, as where a file is decoded. Training and evaluation then read ahead, with
    /// threads of their own beside the steps; otherwise the threads that compute read, at the beginning of a step.
    ///
    /// @return false unless a data set says so
    default boolean slow() {
        return false;
    }

    /// The examples of the given indices, in that order; an index may occur more than once. Nothing is copied.
    ///
    /// @param indices from 0 to [#size] - 1
    /// @return a view of these examples
    /// @throws IndexOutOfBoundsException if there is no such example
    default Dataset subset(int... indices) {
        return new View.Subset(this, indices.clone());
    }

    /// The first `count` examples, or all where there are fewer.
    ///
    /// @param count at least 0
    /// @return a view of these examples
    /// @throws IllegalArgumentException if `count` is negative
    default Dataset take(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("cannot take " + count + " examples");
        }
        return subset(IntStream.range(0, Math.min(count, size())).toArray());
    }

    /// These examples, then those of `other`.
    ///
    /// @param other of the same shapes and classes
    /// @return a view of both
    /// @throws IllegalArgumentException if shapes or class names differ
    default Dataset concat(Dataset other) {
        return new View.Concat(this, other);
    }

    /// These examples with x replaced by `function(x)`, computed anew at each reading. The function gets an array of
    /// its own, must return one of `shape.size()` values, and must not depend on anything but its argument.
    ///
    /// @param shape of the new x
    /// @param function from one x to another, both row-major; thread-safe
    /// @return a view of these examples
    default Dataset mapInput(Shape shape, UnaryOperator<float[]> function) {
        return new View.Mapped(this, shape, function);
    }

    /// The same examples with x seen in another shape of equal size.
    ///
    /// @param shape of as many values
    /// @return a view of these examples
    /// @throws IllegalArgumentException if the sizes differ
    default Dataset withInputShape(Shape shape) {
        return new View.Reshaped(this, shape);
    }

    /// The same examples with a word on how their x were made of raw input, which goes into the model that is trained on them.
    ///
    /// @param preparation that made x what it is
    /// @return a view of these examples
    /// @throws IllegalArgumentException if the preparation makes an x of another size
    default Dataset preparedBy(Preparation preparation) {
        return new View.Prepared(this, preparation);
    }

    /// The same examples with class indices that refer to `names`: each class is looked for by its name. So data of which a
    /// model has not seen all classes, or in another order, can be put before it.
    ///
    /// @param names the classes of a model, in its order
    /// @return a view of these examples, or themselves where the names are the same
    /// @throws IllegalArgumentException if y is no class index, or a class that occurs is not among the names
    default Dataset withClassNames(List<String> names) {
        return classNames().equals(names) ? this : new View.Renamed(this, names);
    }

    /// The class index of every example.
    ///
    /// @return one index for each example
    /// @throws IllegalStateException if y is not a class index
    default int[] labels() {
        if (targetShape().size() != 1) {
            throw new IllegalStateException("y of shape " + targetShape() + " is not a class index");
        }
        float[] x = new float[inputShape().size()];
        float[] y = new float[1];
        int[] labels = new int[size()];
        for (int i = 0; i < labels.length; i++) {
            read(i, x, 0, y, 0);
            labels[i] = (int) y[0];
            if (labels[i] != y[0] || labels[i] < 0) {
                throw new IllegalStateException("y of example " + i + " is " + y[0] + ", which is not a class index");
            }
        }
        return labels;
    }

    /// The number of examples of each class.
    ///
    /// @return one number for each class, at least as many as there are class names
    /// @throws IllegalStateException if y is not a class index
    default int[] classCounts() {
        int[] labels = labels();
        int classes = Math.max(classNames().size(), Arrays.stream(labels).max().orElse(-1) + 1);
        int[] counts = new int[classes];
        for (int label : labels) {
            counts[label]++;
        }
        return counts;
    }
}
