package org.madaline.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.madaline.kernels.CounterRandom;

/// Ways to hold examples back, to estimate the true risk of what was fitted on the others (book, section 2.4).
/// All are functions of the seed alone; no example is in both parts.
public final class Splits {
    private Splits() {}

    /// A random split.
    ///
    /// @param testFraction the part held back, between 0 and 1; the number of examples is rounded up
    /// @param dataset the whole sample
    /// @param seed the same seed holds back the same examples
    /// @return views, both in random order
    /// @throws IllegalArgumentException if a part would be empty
    public static Split random(Dataset dataset, double testFraction, long seed) {
        int[] order = CounterRandom.permutation(CounterRandom.key(seed, "split"), 0, dataset.size());
        int test = testSize(dataset.size(), testFraction);
        return split(dataset, Arrays.copyOf(order, test), Arrays.copyOfRange(order, test, order.length));
    }

    /// A random split in which each class has its share of both parts, to less than one example. A class of a single example
    /// stays in the training part: it could not be learnt otherwise.
    ///
    /// @param testFraction the part held back, between 0 and 1; the number of examples is rounded up
    /// @param dataset with class indices as y
    /// @param seed the same seed holds back the same examples
    /// @return views, both in random order
    /// @throws IllegalArgumentException if a part would be empty, as where each class has a single example
    public static Split stratified(Dataset dataset, double testFraction, long seed) {
        int[][] classes = shuffledClasses(dataset, 1, seed);
        int[] counts = shares(classes, testSize(dataset.size(), testFraction), dataset.size());
        IntStream.Builder test = IntStream.builder();
        IntStream.Builder train = IntStream.builder();
        for (int c = 0; c < classes.length; c++) {
            for (int i = 0; i < classes[c].length; i++) {
                (i < counts[c] ? test : train).add(classes[c][i]);
            }
        }
        long key = CounterRandom.key(seed, "split");
        return split(dataset, shuffled(test.build().toArray(), key, 0), shuffled(train.build().toArray(), key, 1));
    }

    /// k-fold cross-validation: each example is held back in exactly one of the k splits; the parts held back differ in
    /// size by one at most.
    ///
    /// @param dataset the whole sample
    /// @param k usually 5 or 10
    /// @param seed of the assignment to folds
    /// @return k splits, views of the data set
    /// @throws IllegalArgumentException if k is less than 2 or more than there are examples
    public static List<Split> kFold(Dataset dataset, int k, long seed) {
        checkFolds(dataset, k);
        return folds(dataset, k, CounterRandom.permutation(CounterRandom.key(seed, "fold"), 0, dataset.size()));
    }

    /// k-fold cross-validation in which each class is spread evenly, to one example, over the parts held back.
    ///
    /// @param dataset with class indices as y
    /// @param k usually 5 or 10
    /// @param seed of the assignment to folds
    /// @return k splits, views of the data set
    /// @throws IllegalArgumentException if k is less than 2 or a class has fewer than k examples
    public static List<Split> stratifiedKFold(Dataset dataset, int k, long seed) {
        checkFolds(dataset, k);
        int[][] classes = shuffledClasses(dataset, k, seed);
        return folds(dataset, k, Arrays.stream(classes).flatMapToInt(Arrays::stream).toArray());
    }

    /// Deals the examples to the folds like cards, so that neighbours in the order (one class) go to different folds.
    private static List<Split> folds(Dataset dataset, int k, int[] order) {
        List<Split> splits = new ArrayList<>();
        for (int fold = 0; fold < k; fold++) {
            int f = fold;
            int[] test = IntStream.range(0, order.length).filter(i -> i % k == f).map(i -> order[i]).toArray();
            int[] train = IntStream.range(0, order.length).filter(i -> i % k != f).map(i -> order[i]).toArray();
            splits.add(split(dataset, test, train));
        }
        return splits;
    }

    private static Split split(Dataset dataset, int[] test, int[] train) {
        return new Split(dataset.subset(train), dataset.subset(test));
    }

    private static void checkFolds(Dataset dataset, int k) {
        if (k < 2 || k > dataset.size()) {
            throw new IllegalArgumentException(
                    "the number of folds is from 2 to the number of examples, " + dataset.size() + ", not " + k);
        }
    }

    private static int testSize(int size, double fraction) {
        if (!(fraction > 0 && fraction < 1)) {
            throw new IllegalArgumentException("the part to hold back lies between 0 and 1, not " + fraction);
        }
        int test = (int) Math.ceil(size * fraction);
        if (test == 0 || test == size) {
            throw new IllegalArgumentException(
                    size + " examples cannot be split with " + fraction + " of them held back: a part would be empty");
        }
        return test;
    }

    /// The indices of each class in random order; classes without examples are left out.
    private static int[][] shuffledClasses(Dataset dataset, int least, long seed) {
        int[] labels = dataset.labels();
        int[] counts = dataset.classCounts();
        List<int[]> classes = new ArrayList<>();
        for (int c = 0; c < counts.length; c++) {
            int label = c;
            if (counts[c] > 0 && counts[c] < least) {
                String name = c < dataset.classNames().size() ? dataset.classNames().get(c) : Integer.toString(c);
                throw new IllegalArgumentException("class " + name + " has " + counts[c] + " of the at least " + least
                        + " examples that a stratified split needs; gather more, merge classes or split at random");
            }
            if (counts[c] > 0) {
                int[] members = IntStream.range(0, labels.length).filter(i -> labels[i] == label).toArray();
                classes.add(shuffled(members, CounterRandom.key(seed, "class"), c));
            }
        }
        return classes.toArray(int[][]::new);
    }

    private static int[] shuffled(int[] values, long key, int step) {
        int[] order = CounterRandom.permutation(key, step, values.length);
        return Arrays.stream(order).map(i -> values[i]).toArray();
    }

    /// How many examples of each class are held back: its share rounded down, what is left over by one each to those
    /// with the largest fractions (the method of Hamilton).
    private static int[] shares(int[][] classes, int test, int size) {
        int[] counts = Arrays.stream(classes).mapToInt(c -> (int) ((long) c.length * test / size)).toArray();
        List<Integer> order = IntStream.range(0, classes.length)
                .filter(c -> classes[c].length > 1)
                .boxed()
                .sorted((a, b) -> Long.compare(
                        (long) classes[b].length * test % size, (long) classes[a].length * test % size))
                .toList();
        // Once round, unless classes of a single example leave their share to the others.
        int left = test - Arrays.stream(counts).sum();
        for (int round = 0; left > 0 && round < size; round++) {
            for (int c : order) {
                if (left > 0 && counts[c] < classes[c].length - (round == 0 ? 0 : 1)) {
                    counts[c]++;
                    left--;
                }
            }
        }
        if (Arrays.stream(counts).sum() == 0) {
            throw new IllegalArgumentException("none of " + size + " examples can be held back: each class has a single one");
        }
        return counts;
    }
}
