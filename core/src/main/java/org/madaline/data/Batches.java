package org.madaline.data;

import java.util.Objects;
import java.util.stream.IntStream;
import org.madaline.kernels.CounterRandom;
import org.madaline.tensor.Shape;

/// The batches of a data set: in its order, or in a new random order for each epoch.
///
/// @param dataset   the examples
/// @param batchSize the number of examples of each batch
/// @param shuffled  whether the order is random
/// @param seed      the seed of that order
/// @param dropLast  whether a last batch of fewer examples is left out; not by default
public record Batches(Dataset dataset, int batchSize, boolean shuffled, long seed, boolean dropLast)
        implements BatchSource {
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
    public static Batches inOrder(Dataset dataset, int batchSize) {
        return new Batches(dataset, batchSize, false, 0, false);
    }

    /// Batches in a random order, another one for each epoch.
    public static Batches shuffled(Dataset dataset, int batchSize, long seed) {
        return new Batches(dataset, batchSize, true, seed, false);
    }

    /// The same without a last batch of fewer examples.
    public Batches withoutPartial() {
        return new Batches(dataset, batchSize, shuffled, seed, true);
    }

    /// The number of batches of an epoch.
    public int count() {
        return dropLast ? dataset.size() / batchSize : Math.ceilDiv(dataset.size(), batchSize);
    }

    /// The order of the examples in an epoch.
    public int[] order(int epoch) {
        return shuffled
                ? CounterRandom.permutation(CounterRandom.key(seed, "shuffle"), epoch, dataset.size())
                : IntStream.range(0, dataset.size()).toArray();
    }

    /// Writes batch number `batch` of an epoch into arrays that have room for `batchSize` examples.
    ///
    /// @param order the epoch's order
    /// @return the number of examples written, less than the batch size for a partial batch
    public int fill(int[] order, int batch, float[] x, int xOffset, float[] y, int yOffset) {
        int from = batch * batchSize;
        int size = Math.min(batchSize, order.length - from);
        int width = dataset.inputShape().size();
        int height = dataset.targetShape().size();
        for (int i = 0; i < size; i++) {
            dataset.read(order[from + i], x, xOffset + i * width, y, yOffset + i * height);
        }
        return size;
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
    public BatchStream open(int epoch, int first) {
        int count = count();
        Objects.checkIndex(first, count + 1);
        int[] order = order(epoch);
        int[] next = {first};
        return new BatchStream(
                batchSize * inputShape().size(),
                batchSize * targetShape().size(),
                (x, y) -> next[0] == count ? 0 : fill(order, next[0]++, x, 0, y, 0),
                () -> {});
    }
}
