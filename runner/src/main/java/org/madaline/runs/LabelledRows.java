package org.madaline.runs;

import java.util.List;
import java.util.Optional;
import org.madaline.data.Dataset;
import org.madaline.features.Unlabelled;
import org.madaline.formats.csv.RawTable;
import org.madaline.task.ClassTask;
import org.madaline.task.NumberTask;
import org.madaline.task.Task;
import org.madaline.tensor.Shape;

/// Rows of numbers with the right answers beside them, for a model that was trained on bare arrays.
///
/// @param y the index of a class, or a number on the model's scale
record LabelledRows(Unlabelled rows, double[] y, Task<?> means) implements Dataset {
    /// @param label the column with the answers; empty: the one of the task's name, or else the last
    /// @throws UsageError if there is no such column, or a cell of it is no answer
    static LabelledRows of(Unlabelled rows, RawTable table, Optional<String> label, Task<?> task) {
        String column = label.orElseGet(() -> task.names().size() == 1 && table.has(task.names().getFirst())
                ? task.names().getFirst()
                : table.columns().getLast());
        int index = table.columns().indexOf(column);
        if (index < 0) {
            throw new UsageError("--label " + column + ": " + table.file() + " has no such column; it has "
                    + String.join(", ", table.columns().stream().limit(20).toList()));
        }
        double[] y = new double[table.size()];
        for (int i = 0; i < y.length; i++) {
            String cell = table.cell(index, i);
            y[i] = answer(cell, task).orElseThrow(unreadable(table, i, column, cell, task));
        }
        return new LabelledRows(rows, y, task);
    }

    private static java.util.function.Supplier<UsageError> unreadable(RawTable table, int row, String column, String cell, Task<?> task) {
        return () -> new UsageError(table.file() + ": " + table.place(row) + ", column " + column + ": '" + cell + "' is "
                + (task instanceof NumberTask ? "no number" : "none of the classes " + String.join(", ", task.names())));
    }

    private static Optional<Double> answer(String cell, Task<?> task) {
        if (task instanceof ClassTask) {
            int known = task.names().indexOf(cell);
            return known < 0 ? Optional.empty() : Optional.of((double) known);
        }
        try {
            return task instanceof NumberTask numbers && numbers.targets().size() == 1
                    ? Optional.of(numbers.targets().getFirst().scaled(Double.parseDouble(cell)))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public int size() {
        return y.length;
    }

    @Override
    public Shape inputShape() {
        return rows.inputShape();
    }

    @Override
    public Shape targetShape() {
        return Shape.SCALAR;
    }

    @Override
    public List<String> classNames() {
        return means instanceof ClassTask ? means.names() : List.of();
    }

    @Override
    public Optional<Task<?>> task() {
        return Optional.of(means);
    }

    @Override
    public void read(int index, float[] x, int xOffset, float[] target, int yOffset) {
        rows.read(index, x, xOffset, target, yOffset);
        target[yOffset] = (float) y[index];
    }

    @Override
    public void read(int index, double[] x, int xOffset, double[] target, int yOffset) {
        rows.read(index, x, xOffset, target, yOffset);
        target[yOffset] = y[index];
    }
}
