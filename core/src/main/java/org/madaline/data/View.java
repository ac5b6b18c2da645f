package org.madaline.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.madaline.task.ClassTask;
import org.madaline.task.Task;
import org.madaline.tensor.Shape;

/// Data sets that show another one differently, without a copy.
abstract class View implements Dataset {
    final Dataset source;

    View(Dataset source) {
        this.source = Objects.requireNonNull(source, "dataset");
    }

    /// Reads an example in single precision and writes it in double precision.
    static void widen(Dataset data, int index, double[] x, int xOffset, double[] y, int yOffset) {
        float[] singleX = new float[data.inputShape().size()];
        float[] singleY = new float[data.targetShape().size()];
        data.read(index, singleX, 0, singleY, 0);
        for (int j = 0; j < singleX.length; j++) {
            x[xOffset + j] = singleX[j];
        }
        for (int j = 0; j < singleY.length; j++) {
            y[yOffset + j] = singleY[j];
        }
    }

    /// Such as `1,797 examples of [64], 10 classes`.
    static String describe(Dataset data) {
        String what = data.classNames().isEmpty()
                ? "with targets " + data.targetShape()
                : data.classNames().size() + " classes";
        return String.format(Locale.ROOT, "%,d examples of %s, %s", data.size(), data.inputShape(), what);
    }

    @Override
    public String toString() {
        return describe(this);
    }

    @Override
    public int size() {
        return source.size();
    }

    @Override
    public Shape inputShape() {
        return source.inputShape();
    }

    @Override
    public Shape targetShape() {
        return source.targetShape();
    }

    @Override
    public List<String> classNames() {
        return source.classNames();
    }

    @Override
    public Optional<Task<?>> task() {
        return source.task();
    }

    @Override
    public Optional<Preparation> preparation() {
        return source.preparation();
    }

    @Override
    public int[] labels() {
        return source.labels();
    }

    @Override
    public void read(int index, double[] x, int xOffset, double[] y, int yOffset) {
        source.read(index, x, xOffset, y, yOffset);
    }

    @Override
    public void read(int index, float[] x, int xOffset, float[] y, int yOffset) {
        source.read(index, x, xOffset, y, yOffset);
    }

    @Override
    public boolean slow() {
        return source.slow();
    }

    @Override
    public String name(int index) {
        return source.name(index);
    }

    @Override
    public boolean weighted() {
        return source.weighted();
    }

    @Override
    public float weight(int index) {
        return source.weight(index);
    }

    /// The same view of another source; itself where the source has not changed.
    @Override
    public Dataset at(int epoch) {
        Dataset now = source.at(epoch);
        return now == source ? this : of(now, epoch);
    }

    abstract Dataset of(Dataset now, int epoch);

    static final class Subset extends View {
        private final int[] indices;

        Subset(Dataset source, int[] indices) {
            super(source);
            this.indices = indices;
            for (int index : indices) {
                Objects.checkIndex(index, source.size());
            }
        }

        @Override
        Dataset of(Dataset now, int epoch) {
            return new Subset(now, indices);
        }

        @Override
        public String name(int index) {
            return source.name(indices[index]);
        }

        @Override
        public float weight(int index) {
            return source.weight(indices[index]);
        }

        @Override
        public int[] labels() {
            int[] all = source.labels();
            return Arrays.stream(indices).map(i -> all[i]).toArray();
        }

        @Override
        public int size() {
            return indices.length;
        }

        @Override
        public void read(int index, float[] x, int xOffset, float[] y, int yOffset) {
            source.read(indices[index], x, xOffset, y, yOffset);
        }

        @Override
        public void read(int index, double[] x, int xOffset, double[] y, int yOffset) {
            source.read(indices[index], x, xOffset, y, yOffset);
        }
    }

    static final class Concat extends View {
        private final Dataset second;

        Concat(Dataset first, Dataset second) {
            super(first);
            this.second = Objects.requireNonNull(second, "dataset");
            same("shape of x", first.inputShape(), second.inputShape());
            same("shape of y", first.targetShape(), second.targetShape());
            same("list of classes", first.classNames(), second.classNames());
            Math.addExact(first.size(), second.size());
        }

        private static void same(String what, Object first, Object second) {
            if (!first.equals(second)) {
                throw new IllegalArgumentException(
                        "data sets to be joined need the same " + what + ": " + first + " is not " + second);
            }
        }

        @Override
        public boolean slow() {
            return source.slow() || second.slow();
        }

        @Override
        public boolean weighted() {
            return source.weighted() || second.weighted();
        }

        @Override
        public float weight(int index) {
            return index < source.size() ? source.weight(index) : second.weight(index - source.size());
        }

        @Override
        public String name(int index) {
            return index < source.size() ? source.name(index) : second.name(index - source.size());
        }

        @Override
        public Dataset at(int epoch) {
            return of(source.at(epoch), epoch);
        }

        @Override
        Dataset of(Dataset now, int epoch) {
            return new Concat(now, second.at(epoch));
        }

        @Override
        public int[] labels() {
            return IntStream.concat(Arrays.stream(source.labels()), Arrays.stream(second.labels())).toArray();
        }

        @Override
        public int size() {
            return source.size() + second.size();
        }

        @Override
        public void read(int index, float[] x, int xOffset, float[] y, int yOffset) {
            if (index < source.size()) {
                source.read(index, x, xOffset, y, yOffset);
            } else {
                second.read(index - source.size(), x, xOffset, y, yOffset);
            }
        }

        @Override
        public void read(int index, double[] x, int xOffset, double[] y, int yOffset) {
            if (index < source.size()) {
                source.read(index, x, xOffset, y, yOffset);
            } else {
                second.read(index - source.size(), x, xOffset, y, yOffset);
            }
        }
    }

    static final class Mapped extends View {
        private final Shape shape;
        private final UnaryOperator<float[]> function;

        Mapped(Dataset source, Shape shape, UnaryOperator<float[]> function) {
            super(source);
            this.shape = Objects.requireNonNull(shape, "shape");
            this.function = Objects.requireNonNull(function, "function");
        }

        @Override
        Dataset of(Dataset now, int epoch) {
            return new Mapped(now, shape, function);
        }

        @Override
        public Shape inputShape() {
            return shape;
        }

        /// The function is not a part of what made x of raw input.
        @Override
        public Optional<Preparation> preparation() {
            return Optional.empty();
        }

        @Override
        public void read(int index, double[] x, int xOffset, double[] y, int yOffset) {
            widen(this, index, x, xOffset, y, yOffset);
        }

        @Override
        public void read(int index, float[] x, int xOffset, float[] y, int yOffset) {
            float[] own = new float[source.inputShape().size()];
            source.read(index, own, 0, y, yOffset);
            float[] mapped = function.apply(own);
            if (mapped.length != shape.size()) {
                throw new IllegalStateException("the function applied to x returned " + mapped.length
                        + " values, but promised the shape " + shape + " with " + shape.size());
            }
            System.arraycopy(mapped, 0, x, xOffset, mapped.length);
        }
    }

    static final class Reshaped extends View {
        private final Shape shape;

        Reshaped(Dataset source, Shape shape) {
            super(source);
            this.shape = shape;
            if (shape.size() != source.inputShape().size()) {
                throw new IllegalArgumentException("x of shape " + source.inputShape() + " with "
                        + source.inputShape().size() + " values cannot be seen as " + shape + " with " + shape.size());
            }
        }

        @Override
        Dataset of(Dataset now, int epoch) {
            return new Reshaped(now, shape);
        }

        @Override
        public Shape inputShape() {
            return shape;
        }
    }

    /// Says how x was made.
    static final class Prepared extends View {
        private final Preparation preparation;

        Prepared(Dataset source, Preparation preparation) {
            super(source);
            this.preparation = Objects.requireNonNull(preparation, "preparation");
            if (preparation.shape().size() != source.inputShape().size()) {
                throw new IllegalArgumentException("the preparation makes x of shape " + preparation.shape() + ", the examples have "
                        + source.inputShape());
            }
        }

        @Override
        Dataset of(Dataset now, int epoch) {
            return new Prepared(now, preparation);
        }

        @Override
        public Optional<Preparation> preparation() {
            return Optional.of(preparation);
        }
    }

    /// Class indices that refer to another list of names.
    static final class Renamed extends View {
        private final List<String> names;
        private final int[] index;

        Renamed(Dataset source, List<String> names) {
            super(source);
            this.names = List.copyOf(names);
            if (source.targetShape().size() != 1 || source.classNames().isEmpty()) {
                throw new IllegalArgumentException("the examples have y of shape " + source.targetShape()
                        + (source.classNames().isEmpty() ? " and no class names" : "") + "; expected one of the classes " + String.join(", ", names));
            }
            this.index = source.classNames().stream().mapToInt(this.names::indexOf).toArray();
            int[] counts = source.classCounts();
            List<String> unknown = IntStream.range(0, index.length).filter(c -> index[c] < 0 && counts[c] > 0)
                    .mapToObj(source.classNames()::get).toList();
            if (!unknown.isEmpty()) {
                throw new IllegalArgumentException("the classes " + String.join(", ", unknown) + " of the examples are unknown; known are "
                        + String.join(", ", names));
            }
        }

        @Override
        Dataset of(Dataset now, int epoch) {
            return new Renamed(now, names);
        }

        /// An index outside of the classes, which marks an example to be ignored, has no name and stays.
        private int renamed(int label) {
            return label >= 0 && label < index.length ? index[label] : label;
        }

        @Override
        public List<String> classNames() {
            return names;
        }

        @Override
        public Optional<Task<?>> task() {
            return Optional.of(new ClassTask(names));
        }

        @Override
        public int[] labels() {
            return Arrays.stream(source.labels()).map(this::renamed).toArray();
        }

        @Override
        public void read(int i, float[] x, int xOffset, float[] y, int yOffset) {
            source.read(i, x, xOffset, y, yOffset);
            y[yOffset] = renamed((int) y[yOffset]);
        }

        @Override
        public void read(int i, double[] x, int xOffset, double[] y, int yOffset) {
            source.read(i, x, xOffset, y, yOffset);
            y[yOffset] = renamed((int) y[yOffset]);
        }
    }
}
