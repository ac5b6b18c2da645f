package org.madaline.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.madaline.kernels.CounterRandom;

/// How sure the figures of an [Assessment] are: had other examples of the same kind been set aside, they would be others.
///
/// The examples are drawn anew, with repetition, as many as there are (the bootstrap, Efron 1979); of the figures of many such draws
/// the middle 95 % are kept. An accuracy's interval is Wilson's (1927), which is right where all or no answers are, too.
///
/// @param low the lower end
/// @param high the upper end
public record Confidence(double low, double high) {
    private static final double OUTSIDE = 0.025;

    /// Standard deviations of a normal distribution between which 95 % lie on either side.
    private static final double Z = 1.959963984540054;

    private static final int MOST_DRAWS = 500;
    private static final int FEWEST_DRAWS = 60;

    /// So many examples are drawn in all, unless there are very many.
    private static final long WORK = 2_000_000;

    /// The 95 % intervals of all figures.
    ///
    /// @param assessment of at least one example
    /// @param seed of the draws: the same seed gives the same intervals
    /// @return by the figures' names; without those that no draw has
    public static Map<String, Confidence> of(Assessment assessment, long seed) {
        int examples = assessment.examples();
        int draws = Math.clamp(WORK / examples, FEWEST_DRAWS, MOST_DRAWS);
        long key = CounterRandom.key(seed, "bootstrap");
        Map<String, List<Double>> drawn = new LinkedHashMap<>();
        for (int d = 0; d < draws; d++) {
            int draw = d;
            int[] again = IntStream.range(0, examples).map(i -> CounterRandom.below(key, draw, i, examples)).toArray();
            assessment.subset(again).figures().forEach((name, value) ->
                    drawn.computeIfAbsent(name, _ -> new ArrayList<>()).add(value));
        }
        Map<String, Confidence> all = new LinkedHashMap<>();
        drawn.forEach((name, values) -> all.put(name, middle(values)));
        all.values().removeIf(confidence -> Double.isNaN(confidence.low));
        if (assessment instanceof ClassAssessment classes && !classes.data().weighted()) {
            all.put("accuracy", share(classes.accuracy(), examples));
        }
        return all;
    }

    private static Confidence middle(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).filter(Double::isFinite).sorted().toArray();
        if (sorted.length == 0) {
            return new Confidence(Double.NaN, Double.NaN);
        }
        int out = (int) (OUTSIDE * sorted.length);
        return new Confidence(sorted[out], sorted[sorted.length - 1 - out]);
    }

    /// Wilson's interval of a share that was met in so many examples.
    ///
    /// @param share from 0 to 1
    /// @param examples at least 1
    /// @return within 0 and 1
    public static Confidence share(double share, int examples) {
        double n = examples;
        double middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n);
        double reach = Z / (1 + Z * Z / n) * Math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
        return new Confidence(Math.max(0, middle - reach), Math.min(1, middle + reach));
    }
}
