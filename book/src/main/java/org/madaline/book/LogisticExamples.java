package org.madaline.book;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.madaline.analysis.Separability;
import org.madaline.basis.PolynomialBasis;
import org.madaline.book.logistic.Fit;
import org.madaline.book.logistic.Samples;
import org.madaline.book.logistic.TrueRisk;
import org.madaline.book.network.ActivationFunction;
import org.madaline.linear.DesignMatrix;
import org.madaline.linear.Logistic;

/// The worked examples of chapter 2.
final class LogisticExamples {
    private static final double[] W = {1.5, -0.5};
    private static final double B = 0.25;
    /// Five objects on a line, not separable, small enough to follow by hand.
    private static final double[][] X = {{-2}, {-1}, {0}, {1}, {2}};

    private static final int[] Y = {0, 0, 1, 0, 1};
    private static final Samples SAMPLE = new Samples(X, Y);

    private LogisticExamples() {}

    static void sigmoid(Sheet s) {
        List<List<Object>> rows = new ArrayList<>();
        for (double z : new double[] {-1000, -5, -1, 0, 0.5, 1, 5, 1000}) {
            rows.add(List.of(z, Math.exp(-z), Logistic.sigmoid(z), 1 - Logistic.sigmoid(z), Logistic.sigmoid(-z)));
        }
        s.table(List.of("z", "e^-z", "σ(z)", "1 - σ(z)", "σ(-z)"), rows);
        s.text(
                "",
                "σ rises strictly, σ(0) = 1/2 and 1 - σ(z) = σ(-z). For z < 0 the code computes e^z / (1 + e^z), so that",
                "nothing overflows at z = -1000. In 64 bits σ(z) rounds to 1 from z = 37 on, though it never is 1.");
    }

    static void model(Sheet s) {
        double[] x = {0.8, 1.2};
        double z = Logistic.score(W, B, x);
        s.text("With w, b and x below, the net input and its sigmoid are")
                .vector("w", W)
                .value("b", B)
                .vector("x", x);
        s.value("w·x + b", z)
                .value("σ(w·x + b)", Logistic.sigmoid(z))
                .text("", "The two labels have the probabilities");
        for (int y = 1; y >= 0; y--) {
            s.text("  y = " + y + ":  σ^" + y + " (1 - σ)^" + (1 - y) + " = "
                    + Sheet.number(Logistic.model(y, x, W, B)));
        }
        s.value("sum", Logistic.model(0, x, W, B) + Logistic.model(1, x, W, B));
        s.text("", "The power picks the case: a number to the power 0 is 1.");
    }

    static void likelihood(Sheet s) {
        double[] w = {1};
        double b = -0.5;
        s.text("The sample: x = -2, -1, 0, 1, 2 with the labels 0, 0, 1, 0, 1; the parameters w = 1, b = -0.5.", "");
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < Y.length; i++) {
            double z = Logistic.score(w, b, X[i]);
            double p = Logistic.model(Y[i], X[i], w, b);
            rows.add(List.of(i + 1, X[i][0], Y[i], z, Logistic.sigmoid(z), p, -Math.log(p)));
        }
        s.table(List.of("i", "x", "y", "z", "σ(z)", "D(y|x)", "-ln D"), rows);
        double product = Logistic.likelihood(X, Y, w, b);
        s.value("product of D = likelihood", product).value("-ln likelihood", -Math.log(product));
        s.value("sum of -ln D", Logistic.crossEntropy(X, Y, w, b));
        Fit fit = Fit.of(X, Y, 0);
        s.text(
                "",
                "The maximum likelihood estimate, found by Newton's method in "
                        + fit.convergence().iterations() + " steps:");
        s.value("w", fit.w()[0]).value("b", fit.b());
        s.value("-ln likelihood", Logistic.crossEntropy(X, Y, fit.w(), fit.b()));
        s.value("largest component of the gradient", fit.convergence().gradientNorm());
    }

    static void hypothesis(Sheet s) {
        s.vector("w", W).value("b", B).text("");
        List<List<Object>> rows = new ArrayList<>();
        for (double[] x : new double[][] {{1, 0}, {0, 1}, {-1, -1}, {0, 0.5}, {-0.5, -1}}) {
            double z = Logistic.score(W, B, x);
            rows.add(List.of(
                    Arrays.toString(x), z, Logistic.sigmoid(z), Logistic.sigmoid(z) >= 0.5 ? 1 : 0, z >= 0 ? 1 : 0));
        }
        s.table(List.of("x", "w·x + b", "σ", "σ >= 0.5", "w·x + b >= 0"), rows);
        s.text(
                "",
                "Both rules agree, because σ rises and σ(0) = 1/2. (0, 0.5) and (-0.5, -1) lie on the boundary w·x + b = 0,",
                "where both labels are equally likely; the rule favours 1. The boundary is a hyperplane if w is not 0.");
    }

    static void crossEntropy(Sheet s) {
        List<List<Object>> rows = new ArrayList<>();
        for (double p : new double[] {0.001, 0.1, 0.5, 0.9, 0.999}) {
            rows.add(List.of(p, Logistic.loss(0, p), Logistic.loss(1, p)));
        }
        s.table(List.of("ŷ", "ℓ(0, ŷ)", "ℓ(1, ŷ)"), rows);
        s.text(
                "",
                "ŷ lies in (0, 1): at 0 or 1 the logarithm is infinite. From the net input the loss is ln(1 + e^z) - y z,",
                "which stays right where σ(z) rounds to 0 or 1:");
        s.value("ℓ(0, σ(1000))", Logistic.crossEntropyOfScore(0, 1000))
                .value("ℓ(1, σ(1000))", Logistic.crossEntropyOfScore(1, 1000));
    }

    static void risk(Sheet s) {
        double[] w = {1};
        double b = -0.5;
        s.text(
                "The sample: x = -2, -1, 0, 1, 2 with the labels 0, 0, 1, 0, 1.",
                "",
                "The empirical distribution gives each example the mass 1/5:");
        s.value("D({y = 1})", SAMPLE.empirical(e -> e.y() == 1));
        s.value("D({x >= 0})", SAMPLE.empirical(e -> e.x()[0] >= 0));
        s.value("D({x >= 0, y = 0})", SAMPLE.empirical(e -> e.x()[0] >= 0 && e.y() == 0));
        s.text("", "The empirical risk is the mean loss, the expected loss under this distribution; w = 1, b = -0.5:");
        double expectation = 0;
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < Y.length; i++) {
            double loss = Logistic.crossEntropyOfScore(Y[i], Logistic.score(w, b, X[i]));
            expectation += 0.2 * loss;
            rows.add(List.of(X[i][0], Y[i], 0.2, loss));
        }
        s.table(List.of("x", "y", "mass", "loss"), rows).value("J(θ) = sum of mass times loss", expectation);
        Fit fit = Fit.of(X, Y, 0);
        s.text("", "Minimized:")
                .value("w", fit.w()[0])
                .value("b", fit.b())
                .value("J(θ)", Logistic.empiricalRisk(X, Y, fit.w(), fit.b()));
    }

    static void trueRisk(Sheet s) {
        s.text(
                "Let x be standard normal and P(y = 1 | x) = σ(2x - 0.5). Here the true risk can be integrated, and its minimum",
                "is at θ* = (2, -0.5). Empirical risk minimization on samples of growing size:",
                "");
        List<List<Object>> rows = new ArrayList<>();
        for (int m : new int[] {50, 500, 5000, 50_000}) {
            Samples sample = TrueRisk.sample(m, m);
            double[][] x = sample.x();
            int[] y = sample.y();
            Fit fit = Fit.of(x, y, 0);
            rows.add(List.of(
                    m,
                    fit.w()[0],
                    fit.b(),
                    Logistic.empiricalRisk(x, y, fit.w(), fit.b()),
                    TrueRisk.of(fit.w()[0], fit.b())));
        }
        s.table(List.of("m", "w", "b", "empirical risk J", "true risk J*"), rows)
                .value("J*(θ*)", TrueRisk.of(2, -0.5));
        s.text("", "The true risk of the estimate never lies below J*(θ*), and the gap closes as the sample grows.");
    }

    static void separable(Sheet s) {
        Samples apart = Samples.separable();
        Fit near = Fit.of(apart.x(), apart.y(), 0.5);
        decide(s, "The data of figure 2.1, left", apart);
        s.text("", "Logistic regression with a small l2 penalty finds another hyperplane:");
        s.vector("w", near.w()).value("b", near.b()).value("accuracy", near.accuracy(apart.x(), apart.y()));
        s.text(
                "",
                "On separable sets no maximum likelihood estimate exists: along c (w, b) the risk falls towards 0 without",
                "reaching it.",
                "");
        List<List<Object>> rows = new ArrayList<>();
        for (double c : new double[] {1, 2, 4, 8, 16}) {
            double[] w = {c * near.w()[0], c * near.w()[1]};
            rows.add(List.of(c, Logistic.empiricalRisk(apart.x(), apart.y(), w, c * near.b())));
        }
        s.table(List.of("c", "empirical risk"), rows);
        Samples ring = Samples.ring();
        Fit fit = Fit.of(ring.x(), ring.y(), 0);
        s.text("");
        decide(s, "The data of figure 2.1, right", ring);
        s.text("", "There the estimate exists:");
        s.vector("w", fit.w()).value("b", fit.b()).value("accuracy", fit.accuracy(ring.x(), ring.y()));
    }

    /// The exact decision with its proof.
    private static void decide(Sheet s, String name, Samples samples) {
        switch (Separability.of(DesignMatrix.of(samples.x()), samples.y())) {
            case Separability.Separable found ->
                s.text(name + ": linearly separable, for example by wᵀx + b = 0 with")
                        .vector("w", found.w())
                        .value("b", found.b())
                        .value("smallest distance of an object", found.margin());
            case Separability.Inseparable proof -> {
                s.text(name + ": not linearly separable, for this point lies in the convex hulls of both classes:");
                s.vector("point", proof.point())
                        .text("It is the weighted mean of these objects of class 0, and of those of class 1:");
                List<List<Object>> rows = new ArrayList<>();
                for (int k = 0; k < proof.rows().length; k++) {
                    int i = proof.rows()[k];
                    rows.add(List.of(samples.y()[i], samples.x()[i][0], samples.x()[i][1], proof.weights()[k]));
                }
                s.table(List.of("y", "x1", "x2", "weight"), rows);
            }
        }
    }

    static void features(Sheet s) {
        Samples ring = Samples.ring();
        double[][] phi = ring.squared();
        Fit fit = Fit.of(phi, ring.y(), 0.1);
        s.text("φ(x) = (x1², x2²) for the first objects of each class of figure 2.1, right:", "");
        List<List<Object>> rows = new ArrayList<>();
        for (int i : new int[] {0, 1, 2, 50, 51, 52}) {
            double z = Logistic.score(fit.w(), fit.b(), phi[i]);
            rows.add(List.of(
                    i + 1,
                    ring.x()[i][0],
                    ring.x()[i][1],
                    phi[i][0],
                    phi[i][1],
                    z,
                    Logistic.sigmoid(z),
                    z >= 0 ? 1 : 0,
                    ring.y()[i]));
        }
        s.table(List.of("i", "x1", "x2", "φ1", "φ2", "w·φ + b", "σ", "h", "y"), rows);
        s.text("", "found by logistic regression on the feature vectors (l2 penalty 0.1, for they are separable):");
        s.vector("w", fit.w()).value("b", fit.b()).value("accuracy", fit.accuracy(phi, ring.y()));
        Fit plain = Fit.of(ring.x(), ring.y(), 0);
        s.value("accuracy without basis functions", plain.accuracy(ring.x(), ring.y()));
        s.text("", "The boundary w1 x1² + w2 x2² + b = 0 is an ellipse with the half axes");
        s.value("sqrt(-b / w1)", Math.sqrt(-fit.b() / fit.w()[0]))
                .value("sqrt(-b / w2)", Math.sqrt(-fit.b() / fit.w()[1]));
    }

    static void polynomials(Sheet s) {
        s.text("The monomials of degree 1 to 3 in 3 variables, in the order of (2.27), x0 being the book's x1:");
        PolynomialBasis monomials = new PolynomialBasis(3, 3);
        s.text("  " + String.join(", ", monomials.names()));
        s.text(
                "  together " + monomials.size() + "; with the constant 1, which is the bias b, "
                        + PolynomialBasis.count(3, 3),
                "");
        List<List<Object>> rows = new ArrayList<>();
        for (int d : new int[] {2, 10, 100, 400, 784}) {
            rows.add(List.of(
                    d, PolynomialBasis.count(d, 1), PolynomialBasis.count(d, 2), PolynomialBasis.count(d, 3), PolynomialBasis.count(d, 5)));
        }
        s.table(List.of("d", "κ = 1", "κ = 2", "κ = 3", "κ = 5"), rows);
        s.text(
                "",
                "At d = 400 and κ = 2 that is the text's 80601: 80600 basis functions and the constant.",
                "For a fixed κ the number grows as a power of d, for a fixed d as a power of κ.");
    }

    static void oneVsRest(Sheet s) {
        scores(s);
        double[] z = scoresOf();
        double sum = 0;
        List<List<Object>> rows = new ArrayList<>();
        for (int k = 0; k < z.length; k++) {
            sum += Logistic.sigmoid(z[k]);
            rows.add(List.of(k, z[k], Logistic.sigmoid(z[k])));
        }
        s.table(List.of("k", "z", "P(y = k | x) of model k"), rows).value("sum", sum);
        s.text(
                "",
                "The class is the one of the largest probability: 2. The K models are fitted apart from each other, so their",
                "probabilities need not add up to 1; dividing by the sum makes a distribution of them.");
    }

    static void softmaxRegression(Sheet s) {
        scores(s);
        double[] z = scoresOf();
        double[] p = ActivationFunction.Softmax.SOFTMAX.apply(z);
        List<List<Object>> rows = new ArrayList<>();
        double sum = 0;
        for (double v : z) {
            sum += Math.exp(v);
        }
        for (int k = 0; k < z.length; k++) {
            rows.add(List.of(k, z[k], Math.exp(z[k]), p[k]));
        }
        s.table(List.of("k", "z", "e^z", "P(y = k | x)"), rows).value("sum of e^z", sum);
        s.text("", "The class is the one of the largest probability: 2. The probabilities add up to 1.");
    }

    private static final double[][] SCORE_W = {{1, -1}, {-0.5, 0.5}, {0.5, 2}};
    private static final double[] SCORE_B = {0, 0.1, -0.3};

    private static double[] scoresOf() {
        double[] x = {1, 0.8};
        double[] z = new double[3];
        for (int k = 0; k < 3; k++) {
            z[k] = Logistic.score(SCORE_W[k], SCORE_B[k], x);
        }
        return z;
    }

    private static void scores(Sheet s) {
        s.text("Three classes, one row of W and one b each:")
                .matrix("W", SCORE_W)
                .vector("b", SCORE_B)
                .vector("x", 1, 0.8)
                .text("");
    }
}
