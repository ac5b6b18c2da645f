package org.madaline.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Fits what texts of a column become. Where words have a number each, these are chosen: of all that at least three training texts hold, but not all, a quarter of
/// the places goes to what most texts hold, the others to what tells the label best. That is, for classes, where the shares of the
/// classes differ most from those of all rows, and for a number, where the mean does, both measured by chance (the statistic χ² of
/// holding it or not; the square of the distance of means in its own deviations). At most 65,536 are asked, fewer of many classes.
/// Where a linear model of the words answers, it knows the 32,768 most frequent of those that two texts hold, or fewer of many classes.
final class TextFit {
    /// All text columns together become at most so many numbers,
    private static final int VALUES = 1 << 25;

    /// but each at least so many
    static final int FEWEST = 64;

    /// and at most so many.
    private static final int MOST = 2048;

    private static final int RARE = 3;
    private static final int ROWS_FOR_RARE = 100;
    private static final int CANDIDATES = 1 << 16;
    private static final int COUNTS = 1 << 24;
    private static final int FEWEST_GAPS = 5;

    /// Of linear models: so many buckets are known at most,
    private static final int MOST_KNOWN = 1 << 15;

    /// so many weights there are in all,
    private static final int WEIGHTS = 1 << 17;

    /// and of more classes only the first have an answer.
    private static final int MOST_OUTPUTS = 64;

    /// Of so many words or fewer, on average, a cell is a name.
    private static final int WORDS_OF_NAMES = 3;

    private final String name;
    private final IntFunction<String> cells;
    private final int rows;
    private final Set<String> missing;
    private final double[][] y;
    private final boolean classes;
    private final boolean characters;
    private int texts;

    /// @param cells   of the rows, from 0
    /// @param y       `[labels][rows]`: their classes or numbers; empty where nothing is known of them
    /// @param classes whether these are classes
    TextFit(String name, IntFunction<String> cells, int rows, Set<String> missing, double[][] y, boolean classes) {
        this.name = name;
        this.cells = cells;
        this.rows = rows;
        this.missing = missing;
        this.y = y;
        this.classes = classes;
        long[] words = new long[1];
        each((_, text) -> {
            texts++;
            words[0] += TextGrams.of(text, false).words();
        });
        characters = words[0] <= (long) WORDS_OF_NAMES * texts;
    }

    /// Most numbers that each of several columns may become.
    static int most(int rows, int columns) {
        return Math.clamp(VALUES / rows / columns, FEWEST, MOST);
    }

    /// What is done with a text.
    private interface Visitor {
        void text(int row, String text);
    }

    private interface Holding {
        void holds(int row, int place);
    }

    private void each(Visitor visitor) {
        for (int row = 0; row < rows; row++) {
            String cell = cells.apply(row);
            if (!Cell.isMissing(cell, missing)) {
                visitor.text(row, Cell.text(cell));
            }
        }
    }

    /// A number for each of the chosen words.
    TextEncoder words(int most) {
        int[] held = held();
        int[] candidates = candidates(held, rows >= ROWS_FOR_RARE ? RARE : 1, CANDIDATES);
        int[] chosen = candidates.length <= most ? candidates : telling(candidates, held, most);
        Arrays.sort(chosen);
        // A column of which the training rows hold nothing still needs a number.
        return new TextEncoder(name, vocabulary(chosen, held), grams(chosen), gaps() || chosen.length == 0);
    }

    /// What becomes of the texts of the training rows, besides what becomes of others.
    ///
    /// @param x a row's numbers, but for whether the cell is missing
    record Scored(TextScorer encoder, double[][] x) {}

    /// Answers of a linear model of the words.
    ///
    /// @param label names of the classes or of the numbers
    Scored scored(List<String> label) {
        boolean two = classes && label.size() == 2;
        int outputs = two ? 1 : Math.min(label.size(), MOST_OUTPUTS);
        int[] held = held();
        int[] chosen = candidates(held, rows >= ROWS_FOR_RARE ? 2 : 1, Math.clamp(WEIGHTS / outputs, FEWEST, MOST_KNOWN));
        Arrays.sort(chosen);
        TextVocabulary vocabulary = vocabulary(chosen, held);
        int[] asked = sample(held);
        TextRidge ridge = ridge(vocabulary, asked);
        double[] weights = new double[chosen.length * outputs];
        double[] intercepts = new double[outputs];
        double[][] crossed = new double[asked.length][outputs];
        for (int k = 0; k < outputs; k++) {
            int wanted = two ? 1 : k;
            double[][] w = ridge.fit(IntStream.of(asked).mapToDouble(row -> classes ? y[0][row] == wanted ? 1 : 0 : y[wanted][row]).toArray());
            for (double[] fold : w) {
                for (int j = 0; j < chosen.length; j++) {
                    weights[j * outputs + k] += fold[j] / w.length;
                }
                intercepts[k] += fold[chosen.length] / w.length;
            }
            for (int i = 0; i < asked.length; i++) {
                crossed[i][k] = ridge.product(w[ridge.fold()[i]], i);
            }
        }
        var encoder = new TextScorer(name, vocabulary, two ? label.subList(1, 2) : label.subList(0, outputs),
                Arrays.stream(weights).boxed().toList(), Arrays.stream(intercepts).boxed().toList(), gaps());
        return new Scored(encoder, spread(encoder, asked, crossed));
    }

    /// The numbers of all rows: those that no model was estimated with are like new ones.
    private double[][] spread(TextScorer encoder, int[] asked, double[][] crossed) {
        double[][] x = new double[rows][];
        for (int i = 0; i < asked.length; i++) {
            x[asked[i]] = crossed[i];
        }
        for (int row = 0; row < rows; row++) {
            if (x[row] == null) {
                double[] all = new double[encoder.width()];
                encoder.encode(cells.apply(row), missing, all, 0, _ -> {});
                x[row] = Arrays.copyOf(all, encoder.measures());
            }
        }
        return x;
    }

    /// The rows that models are estimated with: all, or every second, third, ... of those that have a text.
    private int[] sample(int... held) {
        long all = IntStream.of(held).asLongStream().sum();
        int every = (int) (all / VALUES) + 1;
        return IntStream.range(0, rows).filter(row -> row % every == 0 && !Cell.isMissing(cells.apply(row), missing)).toArray();
    }

    private TextRidge ridge(TextVocabulary vocabulary, int... asked) {
        int[] starts = new int[asked.length + 1];
        int[] fold = new int[asked.length];
        IntStream.Builder places = IntStream.builder();
        DoubleStream.Builder values = DoubleStream.builder();
        for (int i = 0; i < asked.length; i++) {
            String text = Cell.text(cells.apply(asked[i]));
            int[] size = new int[1];
            vocabulary.visit(text, (place, value) -> {
                places.add(place);
                values.add(value);
                size[0]++;
            });
            starts[i + 1] = starts[i] + size[0];
            // The same text is in the same fold: one must not tell the label of the other.
            fold[i] = Math.floorMod(TextGrams.of(text, false).hashed(), TextRidge.FOLDS);
        }
        return new TextRidge(starts, places.build().toArray(), values.build().toArray(), fold, vocabulary.size());
    }

    /// What at least so many texts hold, but not all, the most frequent first.
    private int[] candidates(int[] held, int least, int most) {
        return IntStream.range(0, held.length).filter(b -> held[b] >= least && (held[b] < texts || texts == 1)).boxed()
                .sorted(Comparator.<Integer>comparingInt(b -> -held[b]).thenComparing(Comparator.naturalOrder()))
                .mapToInt(Integer::intValue).limit(most).toArray();
    }

    private boolean gaps() {
        return rows - texts >= FEWEST_GAPS;
    }

    private TextVocabulary vocabulary(int[] chosen, int... held) {
        List<Double> idf = IntStream.of(chosen).mapToObj(b -> idf(held[b])).toList();
        return new TextVocabulary(characters, IntStream.of(chosen).boxed().toList(), idf, idf(1));
    }

    private double idf(int held) {
        return 1 + StrictMath.log((1.0 + texts) / (1 + held));
    }

    /// How many texts hold each bucket.
    private int[] held() {
        int[] held = new int[TextGrams.BUCKETS];
        each((_, text) -> {
            int[] met = TextVocabulary.met(text, characters);
            for (int from = 0; from < met.length; from = TextVocabulary.end(met, from)) {
                held[met[from]]++;
            }
        });
        return held;
    }

    /// The most frequent and the most telling of candidates, which are in the order of their frequency.
    private int[] telling(int[] candidates, int[] held, int most) {
        int frequent = y.length == 0 ? most : most / 4;
        int[] asked = candidates;
        if (classes) {
            int kinds = kinds();
            asked = Arrays.copyOf(candidates, Math.min(candidates.length, Math.max(most, COUNTS / kinds)));
        }
        double[] scores = y.length == 0 ? new double[asked.length] : classes ? scores(asked, held) : distances(asked, held);
        List<Integer> places = new ArrayList<>(IntStream.range(0, asked.length).boxed().toList());
        places.subList(frequent, places.size()).sort(Comparator.comparingDouble(place -> -scores[place]));
        int[] ordered = asked;
        return places.stream().limit(most).mapToInt(place -> ordered[place]).toArray();
    }

    private int kinds() {
        return 1 + (int) Arrays.stream(y[0]).max().orElse(0);
    }

    /// How far the shares of the classes among the texts that hold a bucket are from those of all.
    private double[] scores(int[] asked, int... held) {
        int kinds = kinds();
        double[] shares = new double[kinds];
        Arrays.stream(y[0]).forEach(k -> shares[(int) k] += 1.0 / rows);
        int[] counts = new int[asked.length * kinds];
        eachPlace(asked, (row, place) -> counts[place * kinds + (int) y[0][row]]++);
        double[] scores = new double[asked.length];
        for (int place = 0; place < asked.length; place++) {
            double count = held[asked[place]];
            for (int k = 0; k < kinds; k++) {
                double away = counts[place * kinds + k] - count * shares[k];
                scores[place] += shares[k] == 0 ? 0 : away * away / (count * shares[k] * (1 - count / rows));
            }
        }
        return scores;
    }

    /// How far the means of numbers among the texts that hold a bucket are from those of all.
    private double[] distances(int[] asked, int... held) {
        double[] scores = new double[asked.length];
        for (double[] numbers : y) {
            double mean = Arrays.stream(numbers).sum() / rows;
            double variance = Arrays.stream(numbers).map(v -> (v - mean) * (v - mean)).sum() / rows;
            double[] sums = new double[asked.length];
            eachPlace(asked, (row, place) -> sums[place] += numbers[row] - mean);
            for (int place = 0; place < asked.length; place++) {
                double count = held[asked[place]];
                scores[place] += variance == 0 ? 0 : sums[place] * sums[place] / (count * variance * (1 - count / rows));
            }
        }
        return scores;
    }

    private void eachPlace(int[] asked, Holding visitor) {
        int[] places = new int[TextGrams.BUCKETS];
        Arrays.fill(places, -1);
        for (int place = 0; place < asked.length; place++) {
            places[asked[place]] = place;
        }
        each((row, text) -> {
            int[] met = TextVocabulary.met(text, characters);
            for (int from = 0; from < met.length; from = TextVocabulary.end(met, from)) {
                if (places[met[from]] >= 0) {
                    visitor.holds(row, places[met[from]]);
                }
            }
        });
    }

    /// What was met first in each of the chosen buckets.
    private List<String> grams(int[] chosen) {
        String[] grams = new String[chosen.length];
        each((_, text) -> {
            TextGrams all = TextGrams.of(text, characters);
            all.visit((bucket, from, to) -> {
                int place = Arrays.binarySearch(chosen, bucket);
                if (place >= 0 && grams[place] == null) {
                    grams[place] = all.text().substring(from, to);
                }
            });
        });
        return List.of(grams);
    }
}
