package org.madaline.data;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.madaline.kernels.CounterRandom;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Workers;
import org.madaline.task.Task;
import org.madaline.tensor.Shape;

/// The batches of a data set: in its order and as it is, or, for training, in a new random order for each epoch and as it
/// is in that epoch ([Dataset#at]).
///
/// @param dataset   the examples
/// @param batchSize the number of examples of each batch
/// @param shuffled  whether the order is random
/// @param seed      the seed of that order
/// @param dropLast  whether a last batch of fewer examples is left out; not by default
public record Batches(Dataset dataset, int batchSize, boolean shuffled, long seed, boolean dropLast)
        implements BatchSource {
    /// Checks the batch size.
    ///
    /// @throws IllegalArgumentException if the batch size is not positive, or there would be no batch
    public Batches {
        Objects.requireNonNull(dataset, "dataset");
        if (batchSize < 1) {
            throw new IllegalArgumentException("a batch has at least one example, not " + batchSize);
        }
        if (dropLast && dataset.size() < batchSize) {
            throw new IllegalArgumentException(
                    "no batch of " + batchSize + " is left of " + dataset.size() + " examples if the last is dropped");
        }
    }

    /// Batches in the data set's own order.
    ///
    /// @param dataset the examples
    /// @param batchSize the number of examples of each batch
    /// @return batches for an evaluation
    public static Batches inOrder(Dataset dataset, int batchSize) {
        return new Batches(dataset, batchSize, false, 0, false);
    }

    /// Batches in a random order, another one for each epoch.
    ///
    /// @param dataset the examples
    /// @param batchSize the number of examples of each batch
    /// @param seed of the order
    /// @return batches for training
    public static Batches shuffled(Dataset dataset, int batchSize, long seed) {
        return new Batches(dataset, batchSize, true, seed, false);
    }

    /// The same without a last batch of fewer examples.
    ///
    /// @return these batches, all of the same size
    /// @throws IllegalArgumentException if no batch would be left
    public Batches withoutPartial() {
        return new Batches(dataset, batchSize, shuffled, seed, true);
    }

    /// The examples as they are in an epoch.
    ///
    /// @param epoch counted from 0
    /// @return the data set at that epoch where batches are shuffled, else the data set itself
    public Dataset examples(int epoch) {
        return shuffled ? dataset.at(epoch) : dataset;
    }

    /// The order of the examples in an epoch.
    ///
    /// @param epoch counted from 0
    /// @return indices into [#examples]
    public int[] order(int epoch) {
        return shuffled
                ? CounterRandom.permutation(CounterRandom.key(seed, "order"), epoch, dataset.size())
                : IntStream.range(0, dataset.size()).toArray();
    }

    @Override
    public Shape inputShape() {
        return dataset.inputShape();
    }

    @Override
    public Shape targetShape() {
        return dataset.targetShape();
    }

    @Override
    public List<String> classNames() {
        return dataset.classNames();
    }

    @Override
    public Optional<Task<?>> task() {
        return dataset.task();
    }

    @Override
    public Optional<Preparation> preparation() {
        return dataset.preparation();
    }

    /// The batches of an epoch, one after the other, for a loop of one's own.
    ///
    /// @param epoch counted from 0
    /// @return batches that read when they are used
    public List<Batch> epoch(int epoch) {
        FieldDataset fields = FieldDataset.of(examples(epoch));
        int[] order = order(epoch);
        return IntStream.range(0, count())
                .mapToObj(i -> Batch.of(fields, order, i * batchSize, Math.min(batchSize, order.length - i * batchSize), 0))
                .toList();
    }

    @Override
    public boolean weighted() {
        return dataset.weighted();
    }

    @Override
    public int size() {
        return dataset.size();
    }

    @Override
    public BatchStream open(int epoch, int first, int threads) {
        int count = count();
        Objects.checkIndex(first, count + 1);
        Dataset examples = examples(epoch);
        int[] order = order(epoch);
        Workers readers = Workers.of(threads);
        int[] next = {first};
        FieldDataset fields = FieldDataset.of(examples);
        return new BatchStream(this, (x, y, weights) -> {
            int from = Math.min(next[0]++, count) * batchSize;
            int size = next[0] > count ? 0 : Math.min(batchSize, order.length - from);
            if (size > 0) {
                Gather gather = new Gather(new BatchForm(fields.fields(), size, 0),
                        Map.of("x", new Slice(x, 0), "y", new Slice(y, 0), "weight", new Slice(weights, 0)));
                gather.at(Batch.of(fields, order, from, size, 0));
                readers.run(gather);
            }
            return size;
        }, readers);
    }
}
