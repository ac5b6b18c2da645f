package org.madaline.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.madaline.kernels.CounterRandom;

/// The batches of examples of named fields in a random order, another one for each epoch. Examples with sequences of
/// about the same length come together and are padded to the same length, so that few plans serve all batches.
///
/// @param data the examples
/// @param batchSize the number of examples of each batch; the last ones of each length may be smaller
/// @param lengths that sequences are padded to, increasing; empty: 8, 16, 32, ... up to the largest
/// @param seed the seed of the order
public record Buckets(FieldDataset data, int batchSize, List<Integer> lengths, long seed) {
    /// Checks the batch size, and completes the lengths.
    ///
    /// @throws IllegalArgumentException if the batch size is not positive or lengths do not increase
    public Buckets {
        if (batchSize < 1) {
            throw new IllegalArgumentException("a batch has at least one example, not " + batchSize);
        }
        int largest = data.fields().stream().filter(BatchField::sequence).mapToInt(f -> f.shape().dim(0)).max().orElse(0);
        List<Integer> all = new ArrayList<>(lengths);
        for (int length = 8; lengths.isEmpty() && length < largest; length *= 2) {
            all.add(length);
        }
        if (all.isEmpty() || all.getLast() < largest) {
            all.add(largest);
        }
        if (IntStream.range(1, all.size()).anyMatch(i -> all.get(i) <= all.get(i - 1))) {
            throw new IllegalArgumentException("the lengths of buckets increase; these do not: " + lengths);
        }
        lengths = List.copyOf(all);
    }

    /// Lengths 8, 16, 32, ... up to the largest.
    ///
    /// @param data the examples
    /// @param batchSize the number of examples of each batch
    /// @param seed of the order
    public Buckets(FieldDataset data, int batchSize, long seed) {
        this(data, batchSize, List.of(), seed);
    }

    /// The batches of an epoch, a function of its number and the seed.
    ///
    /// @param epoch counted from 0
    /// @return batches that read when they are used
    public List<Batch> epoch(int epoch) {
        FieldDataset now = data.at(epoch);
        int[] order = CounterRandom.permutation(CounterRandom.key(seed, "order"), epoch, data.size());
        List<List<Integer>> open = new ArrayList<>(lengths.stream().map(_ -> (List<Integer>) new ArrayList<Integer>()).toList());
        List<Batch> batches = new ArrayList<>();
        for (int example : order) {
            int bucket = bucket(now.length(example));
            open.get(bucket).add(example);
            if (open.get(bucket).size() == batchSize) {
                batches.add(close(now, open, bucket));
            }
        }
        for (int bucket = 0; bucket < lengths.size(); bucket++) {
            if (!open.get(bucket).isEmpty()) {
                batches.add(close(now, open, bucket));
            }
        }
        return batches;
    }

    private int bucket(int length) {
        int bucket = 0;
        while (lengths.get(bucket) < length) {
            bucket++;
        }
        return bucket;
    }

    private Batch close(FieldDataset now, List<List<Integer>> open, int bucket) {
        int[] examples = open.set(bucket, new ArrayList<>()).stream().mapToInt(Integer::intValue).toArray();
        return Batch.of(now, examples, 0, examples.length, lengths.get(bucket));
    }
}
