package org.madaline.augment;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.madaline.data.Dataset;
import org.madaline.data.Preparation;
import org.madaline.kernels.CounterRandom;
import org.madaline.task.Task;
import org.madaline.tensor.Shape;

/// A data set of pictures that are changed at random, otherwise in each epoch: each example is a function of the seed, the
/// epoch and its index.
///
/// ```java
/// var train = new Augmented(digits.train(), new Affine(10, 0.1, 0.1, 0).then(Elastic.DIGITS), 1);
/// ```
///
/// With a [Mixing] the target is a vector of the classes' shares, `[K]`, which the cross-entropy takes as well as an index.
public final class Augmented implements Dataset {
    private final Dataset source;
    private final Augmentation augmentation;
    private final Mixing mixing;
    private final long seed;
    private final long key;
    private final int epoch;
    private final int[] dims;

    /// Pictures `[C, H, W]` or `[H, W]`, with values from 0 to 1 where colours are changed.
    ///
    /// @param source the pictures as they are
    /// @param augmentation changes each of them
    /// @param seed of all random numbers
    /// @throws IllegalArgumentException if x is no picture
    public Augmented(Dataset source, Augmentation augmentation, long seed) {
        this(source, augmentation, null, seed, 0);
    }

    private Augmented(Dataset source, Augmentation augmentation, Mixing mixing, long seed, int epoch) {
        this.source = Objects.requireNonNull(source, "dataset");
        this.augmentation = Objects.requireNonNull(augmentation, "augmentation");
        this.mixing = mixing;
        this.seed = seed;
        this.key = CounterRandom.key(seed, "augment");
        this.epoch = epoch;
        this.dims = Pixels.dims(source.inputShape());
        if (mixing != null && (source.classNames().isEmpty() || source.targetShape().size() != 1)) {
            throw new IllegalArgumentException("only examples with a class index and class names can be mixed, not those with y of shape "
                    + source.targetShape());
        }
        if (mixing != null && source.weighted()) {
            throw new IllegalArgumentException("examples that weigh differently cannot be mixed with each other; leave out the weights"
                    + " or the mixing");
        }
    }

    /// The same with each example mixed with another one, drawn at random and augmented, too.
    ///
    /// @param value how two pictures become one
    /// @return a data set with y of shape `[K]`
    /// @throws IllegalArgumentException if y is not a class, or the examples weigh differently
    public Augmented withMixing(Mixing value) {
        return new Augmented(source, augmentation, Objects.requireNonNull(value, "mixing"), seed, epoch);
    }

    @Override
    public Dataset at(int number) {
        return new Augmented(source.at(number), augmentation, mixing, seed, number);
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

    @Override
    public boolean slow() {
        return source.slow();
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
        return mixing == null ? source.targetShape() : Shape.of(classNames().size());
    }

    @Override
    public List<String> classNames() {
        return source.classNames();
    }

    @Override
    public Optional<Task<?>> task() {
        return source.task();
    }

    /// Changes at random are of training only: a model that predicts sees pictures as they are.
    @Override
    public Optional<Preparation> preparation() {
        return source.preparation();
    }

    @Override
    public int[] labels() {
        return source.labels();
    }

    @Override
    public void read(int index, float[] x, int xOffset, float[] y, int yOffset) {
        Draw draw = new Draw(key, epoch, index);
        if (mixing == null) {
            picture(index, x, xOffset, y, yOffset, draw);
            return;
        }
        float[] label = new float[1];
        Pixels own = picture(index, x, xOffset, label, 0, draw);
        int ownClass = (int) label[0];
        float[] second = new float[inputShape().size()];
        Pixels other = picture(draw.below(size()), second, 0, label, 0, draw);
        float share = (float) mixing.mix(own, other, draw);
        Arrays.fill(y, yOffset, yOffset + classNames().size(), 0);
        y[yOffset + ownClass] = share;
        y[yOffset + (int) label[0]] += 1 - share;
    }

    private Pixels picture(int index, float[] x, int xOffset, float[] y, int yOffset, Draw draw) {
        source.read(index, x, xOffset, y, yOffset);
        Pixels pixels = new Pixels(dims[0], dims[1], dims[2], x, xOffset);
        augmentation.apply(pixels, draw);
        return pixels;
    }
}
