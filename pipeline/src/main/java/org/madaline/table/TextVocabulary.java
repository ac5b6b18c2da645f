package org.madaline.table;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What of texts has a number: words and pairs of words, or words and runs of characters, hashed into buckets of which some are known.
/// A bucket met n times counts (1 + ln n) idf, where idf is the greater the fewer texts of the training hold it. What counts in a
/// text, the unknown included, is scaled to a length of 1.
///
/// @param characters whether runs of characters are met, and not pairs of words
/// @param buckets    those that are known, increasing
/// @param idf        how much each counts: 1 + ln((1 + m) / (1 + texts that hold it)), of m texts
/// @param other      how much a bucket counts that is not known
public record TextVocabulary(boolean characters, List<Integer> buckets, List<Double> idf, double other) {
    /// Checks that the lists belong together.
    ///
    /// @throws IllegalArgumentException if they are of different lengths, the buckets do not increase, or a weight is not positive
    public TextVocabulary {
        buckets = List.copyOf(buckets);
        idf = List.copyOf(idf);
        if (idf.size() != buckets.size()) {
            throw new IllegalArgumentException("there are " + buckets.size() + " buckets of texts, but " + idf.size() + " weights of them");
        }
        for (int i = 0; i < buckets.size(); i++) {
            if (buckets.get(i) < (i == 0 ? 0 : buckets.get(i - 1) + 1) || buckets.get(i) >= TextGrams.BUCKETS) {
                throw new IllegalArgumentException("the buckets of texts increase from 0 up to " + (TextGrams.BUCKETS - 1)
                        + ", but number " + i + " is " + buckets.get(i));
            }
        }
        if (!Stream.concat(idf.stream(), Stream.of(other)).allMatch(weight -> weight > 0 && weight < 1e6)) {
            throw new IllegalArgumentException("the weights of texts are numbers above 0 and below a million");
        }
    }

    /// {@return the number of known buckets}
    public int size() {
        return buckets.size();
    }

    /// Takes what a text holds.
    interface Visitor {
        /// @param place of a known bucket
        /// @param value what it counts
        void known(int place, double value);
    }

    /// Visits the known buckets that a text holds.
    ///
    /// @return whether there is one
    boolean visit(String text, Visitor visitor) {
        int[] met = met(text, characters);
        double squares = 0;
        int[] places = new int[met.length];
        double[] weights = new double[met.length];
        int size = 0;
        for (int from = 0; from < met.length; ) {
            int to = end(met, from);
            int place = Collections.binarySearch(buckets, met[from]);
            double weight = (1 + StrictMath.log(to - from)) * (place < 0 ? other : idf.get(place));
            squares += weight * weight;
            if (place >= 0) {
                places[size] = place;
                weights[size++] = weight;
            }
            from = to;
        }
        double length = Math.sqrt(squares);
        for (int i = 0; i < size; i++) {
            visitor.known(places[i], weights[i] / length);
        }
        return size > 0;
    }

    /// {@return what has a number, in words: `2,048 words and pairs of words`}
    String describe() {
        return String.format(Locale.ROOT, "%,d words and %s", size(), characters ? "runs of characters" : "pairs of words");
    }

    static TableNotice unknown(String column, Object cell) {
        return new TableNotice(TableNotice.Kind.UNSEEN, column, Cell.shown(cell) + " holds no word that the model knows");
    }

    /// The buckets of a text in order, each as often as it is met.
    static int[] met(String text, boolean characters) {
        IntStream.Builder buckets = IntStream.builder();
        TextGrams.of(text, characters).visit((bucket, _, _) -> buckets.add(bucket));
        return buckets.build().sorted().toArray();
    }

    /// Where the same bucket ends that begins here.
    static int end(int[] met, int from) {
        int to = from + 1;
        while (to < met.length && met[to] == met[from]) {
            to++;
        }
        return to;
    }
}
