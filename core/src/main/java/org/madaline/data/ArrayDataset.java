package org.madaline.data;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.madaline.task.Task;
import org.madaline.tensor.Shape;

/// Examples held in memory as floats.
public final class ArrayDataset implements Dataset {
    private final int size;
    private final Shape inputShape;
    private final Shape targetShape;
    private final float[] x;
    private final float[] y;
    private final List<String> classNames;
    private final Optional<Task<?>> task;
    private final Optional<Preparation> preparation;

    /// A data set over the arrays themselves, which the caller hands over and must not change any more.
    ///
    /// @param size        the number m of examples
    /// @param inputShape  the shape of one x
    /// @param targetShape the shape of one y, scalar for a class index or a single number
    /// @param x           all x, one after the other, m * inputShape.size() values
    /// @param y           all y, one after the other, m * targetShape.size() values
    /// @param classNames  the names of the classes; empty where y is not a class
    /// @throws IllegalArgumentException if the lengths do not fit
    public ArrayDataset(
            int size, Shape inputShape, Shape targetShape, float[] x, float[] y, List<String> classNames) {
        this(size, inputShape, targetShape, x, y, classNames, null, Optional.empty());
    }

    /// @param task null: what class names and shape say
    private ArrayDataset(int size, Shape inputShape, Shape targetShape, float[] x, float[] y, List<String> classNames,
            Optional<Task<?>> task, Optional<Preparation> preparation) {
        this.size = size;
        this.inputShape = Objects.requireNonNull(inputShape, "inputShape");
        this.targetShape = Objects.requireNonNull(targetShape, "targetShape");
        this.x = x;
        this.y = y;
        this.classNames = List.copyOf(classNames);
        checkLength("x", x, inputShape);
        checkLength("y", y, targetShape);
        this.task = task;
        this.preparation = preparation;
    }

    private void checkLength(String name, float[] values, Shape shape) {
        if (size < 0 || values.length != (long) size * shape.size()) {
            throw new IllegalArgumentException(size + " examples with " + name + " of shape " + shape + " need "
                    + (long) size * shape.size() + " values, not " + values.length);
        }
    }

    /// Vectors with class indices.
    ///
    /// @param rows x, one row for each example
    /// @param labels the class index of each example
    /// @param classNames the names of the classes, by index
    /// @return a copy of the rows, x of shape `[width]`, y scalar
    /// @throws IllegalArgumentException if rows differ in length, counts differ, or a label has no name
    public static ArrayDataset classified(float[][] rows, int[] labels, List<String> classNames) {
        float[] y = new float[labels.length];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classNames.size()) {
                throw new IllegalArgumentException("example " + i + " has label " + labels[i] + ", but there are "
                        + classNames.size() + " classes");
            }
            y[i] = labels[i];
        }
        return ofRows(rows, y, classNames);
    }

    /// Vectors with one number each, as in regression.
    ///
    /// @param rows x, one row for each example
    /// @param y one number for each example
    /// @return a copy of the rows, x of shape `[width]`, y scalar
    /// @throws IllegalArgumentException if rows differ in length or counts differ
    public static ArrayDataset numeric(float[][] rows, float[] y) {
        return ofRows(rows, y.clone(), List.of());
    }

    private static ArrayDataset ofRows(float[][] rows, float[] y, List<String> classNames) {
        if (rows.length != y.length) {
            throw new IllegalArgumentException("there are " + rows.length + " rows, but " + y.length + " values of y");
        }
        int width = rows.length == 0 ? 0 : rows[0].length;
        Shape.of(rows.length, width);
        float[] x = new float[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != width) {
                throw new IllegalArgumentException(
                        "row " + i + " has " + rows[i].length + " values, row 0 has " + width);
            }
            System.arraycopy(rows[i], 0, x, i * width, width);
        }
        return new ArrayDataset(rows.length, Shape.of(width), Shape.SCALAR, x, y, classNames);
    }

    /// A copy in memory of any data set, for one that is costly to read: with what it says of its x and y, and with its weights.
    ///
    /// @param dataset is read once, from first to last
    /// @return the same examples, task and preparation
    public static Dataset copyOf(Dataset dataset) {
        int width = dataset.inputShape().prepend(dataset.size()).size();
        int height = dataset.targetShape().prepend(dataset.size()).size();
        float[] x = new float[width];
        float[] y = new float[height];
        float[] weights = new float[dataset.size()];
        for (int i = 0; i < dataset.size(); i++) {
            dataset.read(i, x, i * dataset.inputShape().size(), y, i * dataset.targetShape().size());
            weights[i] = dataset.weight(i);
        }
        var copy = new ArrayDataset(dataset.size(), dataset.inputShape(), dataset.targetShape(), x, y, dataset.classNames(),
                dataset.task(), dataset.preparation());
        return dataset.weighted() ? copy.withWeights(weights) : copy;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Shape inputShape() {
        return inputShape;
    }

    @Override
    public Shape targetShape() {
        return targetShape;
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public Optional<Task<?>> task() {
        return task == null ? Dataset.super.task() : task;
    }

    @Override
    public Optional<Preparation> preparation() {
        return preparation;
    }

    @Override
    public void read(int index, float[] x, int xOffset, float[] y, int yOffset) {
        Objects.checkIndex(index, size);
        int width = inputShape.size();
        int height = targetShape.size();
        System.arraycopy(this.x, index * width, x, xOffset, width);
        System.arraycopy(this.y, index * height, y, yOffset, height);
    }

    @Override
    public String toString() {
        return View.describe(this);
    }
}
