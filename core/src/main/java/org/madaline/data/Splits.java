package org.madaline.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
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
        return folds(dataset, k, CounterRandom.permutation(CounterRandom.key(seed, "fold"), 0, dataset.size()), new int[0]);
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
        return folds(dataset, k, joined(classes, _ -> true), new int[0]);
    }

    /// A random split in which no group is in both parts, as where several rows are of one patient. Groups are taken in random
    /// order into the part held back, each that it still has room for; where there is room for none, the smallest.
    ///
    /// @param dataset the whole sample
    /// @param groups of each example; equal numbers are one group
    /// @param testFraction the part held back, between 0 and 1: as many examples at most, rounded up
    /// @param seed of the choice
    /// @return two views of the data set
    /// @throws IllegalArgumentException if there is a single group
    public static Split byGroup(Dataset dataset, int[] groups, double testFraction, long seed) {
        int left = testSize(dataset.size(), testFraction);
        int[][] members = members(dataset, groups, 2);
        int[] order = CounterRandom.permutation(CounterRandom.key(seed, "group"), 0, members.length);
        boolean[] held = new boolean[members.length];
        for (int g : order) {
            if (members[g].length <= left) {
                held[g] = true;
                left -= members[g].length;
            }
        }
        if (left == testSize(dataset.size(), testFraction)) {
            held[IntStream.of(order).boxed().min(Comparator.comparingInt(g -> members[g].length)).orElseThrow()] = true;
        }
        return split(dataset, joined(members, g -> held[g]), joined(members, g -> !held[g]));
    }

    /// The latest examples are held back; those of one time are in one part. Both parts are in the order of time.
    ///
    /// @param dataset the whole sample
    /// @param times of each example
    /// @param testFraction the part held back, between 0 and 1: as many examples, rounded up, or more where times are equal
    /// @return two views of the data set
    /// @throws IllegalArgumentException if all examples are of one time
    public static Split byTime(Dataset dataset, double[] times, double testFraction) {
        int[] order = ordered(dataset, times);
        int cut = cut(order, times, order.length - testSize(order.length, testFraction));
        return split(dataset, Arrays.copyOfRange(order, cut, order.length), Arrays.copyOf(order, cut));
    }

    /// k-fold cross-validation for tables of any kind of y: classes are spread evenly over the parts held back, numbers at random.
    /// A class of a single example is in no part that is held back; it could not be learnt otherwise.
    ///
    /// @param dataset the whole sample
    /// @param k usually 5 or 10
    /// @param seed of the assignment to folds
    /// @return k splits, views of the data set
    /// @throws IllegalArgumentException if k is less than 2 or more than there are examples to be held back
    public static List<Split> folds(Dataset dataset, int k, long seed) {
        if (dataset.classNames().isEmpty()) {
            return kFold(dataset, k, seed);
        }
        checkFolds(dataset, k);
        int[][] classes = shuffledClasses(dataset, 1, seed);
        int[] dealt = joined(classes, c -> classes[c].length > 1);
        if (k > dealt.length) {
            throw new IllegalArgumentException("only " + dealt.length + " examples are of classes with several; they do not make "
                    + k + " folds");
        }
        return folds(dataset, k, dealt, joined(classes, c -> classes[c].length == 1));
    }

    /// k-fold cross-validation in which no group is in both parts of a split. The groups, the largest first, go each to the part
    /// that has the fewest examples.
    ///
    /// @param dataset the whole sample
    /// @param groups of each example; equal numbers are one group
    /// @param k usually 5 or 10
    /// @param seed of the assignment to folds, where groups are of one size
    /// @return k splits, views of the data set
    /// @throws IllegalArgumentException if k is less than 2 or more than there are groups
    public static List<Split> groupFolds(Dataset dataset, int[] groups, int k, long seed) {
        checkFolds(dataset, k);
        int[][] members = members(dataset, groups, k);
        int[] order = CounterRandom.permutation(CounterRandom.key(seed, "group"), 0, members.length);
        int[] sizes = new int[k];
        int[] foldOf = new int[members.length];
        IntStream.of(order).boxed().sorted(Comparator.comparingInt(g -> -members[g].length)).forEach(g -> {
            int fold = IntStream.range(0, k).boxed().min(Comparator.comparingInt(f -> sizes[f])).orElseThrow();
            foldOf[g] = fold;
            sizes[fold] += members[g].length;
        });
        return IntStream.range(0, k)
                .mapToObj(f -> split(dataset, joined(members, g -> foldOf[g] == f), joined(members, g -> foldOf[g] != f)))
                .toList();
    }

    /// Validation forward in time: the examples, in the order of time, are cut into k + 1 pieces; each but the first is held back
    /// once, and what is fitted sees the pieces before it.
    ///
    /// @param dataset the whole sample
    /// @param times of each example; those of one time are in one piece
    /// @param k usually 5
    /// @return k splits, views of the data set
    /// @throws IllegalArgumentException if a piece would be empty
    public static List<Split> timeFolds(Dataset dataset, double[] times, int k) {
        checkFolds(dataset, k);
        int[] order = ordered(dataset, times);
        int[] cuts = IntStream.rangeClosed(1, k + 1)
                .map(piece -> piece > k ? order.length : cut(order, times, (int) ((long) piece * order.length / (k + 1))))
                .toArray();
        return IntStream.range(0, k).mapToObj(f -> {
            if (cuts[f] >= cuts[f + 1]) {
                throw new IllegalArgumentException("too many examples are of one time for " + k + " folds; take fewer folds");
            }
            return split(dataset, Arrays.copyOfRange(order, cuts[f], cuts[f + 1]), Arrays.copyOf(order, cuts[f]));
        }).toList();
    }

    private static int[] ordered(Dataset dataset, double[] times) {
        requireOneEach(dataset, times.length, "times");
        return IntStream.range(0, times.length).boxed().sorted(Comparator.comparingDouble(i -> times[i])).mapToInt(i -> i).toArray();
    }

    /// The last place up to `at` between two examples of different times, or else the first one after it.
    private static int cut(int[] order, double[] times, int at) {
        IntPredicate parts = place -> times[order[place - 1]] != times[order[place]];
        return IntStream.iterate(at, place -> place > 0, place -> place - 1).filter(parts).findFirst()
                .orElseGet(() -> IntStream.range(Math.max(1, at), order.length).filter(parts).findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("all " + order.length + " examples are of one time")));
    }

    private static void requireOneEach(Dataset dataset, int count, String what) {
        if (count != dataset.size()) {
            throw new IllegalArgumentException("there are " + count + " " + what + " for " + dataset.size() + " examples");
        }
    }

    /// The indices of each group, the groups in the order in which they are met.
    private static int[][] members(Dataset dataset, int[] groups, int least) {
        requireOneEach(dataset, groups.length, "groups");
        Map<Integer, IntStream.Builder> members = new LinkedHashMap<>();
        for (int i = 0; i < groups.length; i++) {
            members.computeIfAbsent(groups[i], _ -> IntStream.builder()).add(i);
        }
        if (members.size() < least) {
            throw new IllegalArgumentException("there are " + members.size() + " groups, of the at least " + least + " that the parts need");
        }
        return members.values().stream().map(group -> group.build().toArray()).toArray(int[][]::new);
    }

    private static int[] joined(int[][] groups, IntPredicate taken) {
        return IntStream.range(0, groups.length).filter(taken).flatMap(g -> Arrays.stream(groups[g])).toArray();
    }

    /// Deals the examples to the folds like cards, so that neighbours in the order (one class) go to different folds.
    ///
    /// @param always in the part that is fitted to
    private static List<Split> folds(Dataset dataset, int k, int[] order, int[] always) {
        List<Split> splits = new ArrayList<>();
        for (int fold = 0; fold < k; fold++) {
            int f = fold;
            int[] test = IntStream.range(0, order.length).filter(i -> i % k == f).map(i -> order[i]).toArray();
            IntStream train = IntStream.range(0, order.length).filter(i -> i % k != f).map(i -> order[i]);
            splits.add(split(dataset, test, IntStream.concat(train, Arrays.stream(always)).toArray()));
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
        // Once round, unless classes of a single example leave their share to the others, which keep half of theirs.
        int left = test - Arrays.stream(counts).sum();
        for (int round = 0; left > 0 && round < size; round++) {
            for (int c : order) {
                if (left > 0 && counts[c] < (round == 0 ? classes[c].length : classes[c].length / 2)) {
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
