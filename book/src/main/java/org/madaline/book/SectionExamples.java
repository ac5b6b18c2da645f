package org.madaline.book;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.madaline.analysis.PrincipalComponents;
import org.madaline.book.logistic.Samples;
import org.madaline.book.network.FeedForward;
import org.madaline.book.network.McCullochPitts;
import org.madaline.book.network.UniversalApproximation;
import org.madaline.linear.DesignMatrix;
import org.madaline.linear.LinearModel;
import org.madaline.linear.LogisticRegression;
import org.madaline.linear.Settings;
import org.madaline.train.Penalty;

/// Sections whose matter has no number of its own.
final class SectionExamples {
    private SectionExamples() {}

    static List<BookItem> items() {
        return List.of(
                new BookItem(
                        Kind.SECTION,
                        "1.1",
                        "The neuron of McCulloch and Pitts, and XOR",
                        "y = 1 where wᵀx ≥ threshold, else 0; XOR = (x₁ OR x₂) AND (x₁ NAND x₂), two layers",
                        List.of("org.madaline.book.network.McCullochPitts#fires"),
                        "org.madaline.book.network.FeedForwardTest#oneNeuronComputesAllTablesButXorAndItsOpposite",
                        SectionExamples::gates),
                new BookItem(
                        Kind.SECTION,
                        "2.6.3",
                        "High-dimensional data",
                        "more features than examples: the fit is perfect and the prediction is not; penalties and principal"
                                + " components help",
                        List.of(
                                "org.madaline.train.Penalty#l2",
                                "org.madaline.train.Penalty#l1",
                                "org.madaline.analysis.PrincipalComponents#of"),
                        "org.madaline.book.BookTest#penaltiesHelpInManyDimensions",
                        SectionExamples::manyDimensions),
                new BookItem(
                        Kind.SECTION,
                        "2.8",
                        "Universal approximation",
                        "for each continuous f on [a, b] and ε > 0 there is a network with one hidden layer of ReLU within ε of f",
                        List.of("org.madaline.book.network.UniversalApproximation#interpolating"),
                        "org.madaline.book.network.FeedForwardTest#widerLayersApproximateBetter",
                        SectionExamples::approximation));
    }

    private static void gates(Sheet s) {
        boolean[] both = {false, true};
        List<List<Object>> rows = new ArrayList<>();
        for (boolean a : both) {
            for (boolean b : both) {
                rows.add(List.of(
                        bit(a),
                        bit(b),
                        bit(McCullochPitts.AND.fires(a, b)),
                        bit(McCullochPitts.OR.fires(a, b)),
                        bit(McCullochPitts.NAND.fires(a, b)),
                        bit(McCullochPitts.NOR.fires(a, b)),
                        bit(McCullochPitts.xor(a, b))));
            }
        }
        s.text("One neuron each, but for XOR, which is AND of OR and NAND:", "");
        s.table(List.of("x1", "x2", "AND", "OR", "NAND", "NOR", "XOR"), rows);
        s.text(
                "",
                "AND: weights 1, 1, threshold 2. OR: 1, 1 and 1. NAND: -1, -1 and -1. NOR: -1, -1 and 0. NOT: -1 and 0.");
        s.text("", "Which of the 16 functions of two bits can one neuron compute?", "");
        rows.clear();
        for (int bits = 0; bits < 16; bits++) {
            List<Boolean> table = List.of((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0);
            Optional<double[]> neuron = McCullochPitts.neuronFor(table);
            rows.add(List.of(
                    String.join(" ", table.stream().map(SectionExamples::bit).toList()),
                    neuron.map(n -> Sheet.number(n[0])).orElse("-"),
                    neuron.map(n -> Sheet.number(n[1])).orElse("-"),
                    neuron.map(n -> Sheet.number(n[2])).orElse("none")));
        }
        s.table(List.of("f(0,0) f(0,1) f(1,0) f(1,1)", "w1", "w2", "threshold"), rows);
        s.text(
                "",
                "All but XOR and its opposite. For XOR, w2 ≥ t, w1 ≥ t and 0 < t would have to hold, so w1 + w2 ≥ 2t > t,",
                "but f(1,1) = 0 asks for w1 + w2 < t.");
    }

    private static String bit(boolean value) {
        return value ? "1" : "0";
    }

    /// A sample of m objects in d dimensions; the label depends on the first three only, with noise.
    static Samples noisy(int m, int d, long seed) {
        Random random = new Random(seed);
        double[][] x = new double[m][d];
        int[] y = new int[m];
        for (int i = 0; i < m; i++) {
            double common = random.nextGaussian();
            for (int j = 0; j < d; j++) {
                x[i][j] = random.nextGaussian() + (j < 3 ? 2 * common : 0);
            }
            y[i] = x[i][0] + x[i][1] + x[i][2] + 1.5 * random.nextGaussian() > 0 ? 1 : 0;
        }
        return new Samples(x, y);
    }

    private static void manyDimensions(Sheet s) {
        Samples train = noisy(80, 200, 1);
        Samples test = noisy(4000, 200, 2);
        DesignMatrix objects = DesignMatrix.of(train.x());
        s.text("80 examples in 200 dimensions, of which 3 matter; 4000 further examples to test on.", "");
        List<List<Object>> rows = new ArrayList<>();
        rows.add(row("almost no penalty", Settings.DEFAULT.withPenalty(Penalty.l2(1e-6)), train, test));
        rows.add(row("l2, strength 10", Settings.DEFAULT.withPenalty(Penalty.l2(10)), train, test));
        rows.add(row("l1, strength 5", Settings.DEFAULT.withPenalty(Penalty.l1(5)), train, test));
        for (int k : new int[] {1, 5}) {
            Settings components = Settings.DEFAULT
                    .withBasis(PrincipalComponents.of(objects).basis(k))
                    .withPenalty(Penalty.l2(0.1));
            rows.add(row(k + " principal component" + (k == 1 ? "" : "s"), components, train, test));
        }
        s.table(List.of("model", "weights not 0", "training accuracy", "test accuracy"), rows);
        s.text(
                "",
                "With more features than examples a hyperplane separates nearly any labels, and fits the noise. l1 makes most",
                "weights exactly 0; the first principal component finds the direction in which the data vary most.");
    }

    private static List<Object> row(String name, Settings settings, Samples train, Samples test) {
        LinearModel model = new LogisticRegression(settings).fit(DesignMatrix.of(train.x()), train.y());
        long weights = Arrays.stream(model.weights()).filter(w -> w != 0).count();
        return List.of(
                name,
                weights,
                model.accuracy(DesignMatrix.of(train.x()), train.y()),
                model.accuracy(DesignMatrix.of(test.x()), test.y()));
    }

    private static void approximation(Sheet s) {
        DoubleUnaryOperator f = x -> Math.sin(3 * x) * Math.exp(-x * x / 4) + 0.3 * Math.abs(x);
        s.text(
                "f(x) = sin(3x) e^(-x²/4) + 0.3 |x| on [-3, 3] by one hidden layer of ReLU neurons max(0, x - x_j), whose",
                "outgoing weights are the changes of slope at the points x_j:",
                "");
        List<List<Object>> rows = new ArrayList<>();
        for (int width : new int[] {4, 16, 64, 256, 1024}) {
            FeedForward network = UniversalApproximation.interpolating(f, -3, 3, width);
            rows.add(List.of(width, 3 * width + 1, UniversalApproximation.error(network, f, -3, 3)));
        }
        s.table(List.of("width n1", "parameters", "largest error"), rows);
        s.text("", "The network for width 4:");
        NetworkExamples.pass(s, UniversalApproximation.interpolating(f, -3, 3, 4), new double[] {0.5});
        s.value("f(0.5)", f.applyAsDouble(0.5));
    }
}
