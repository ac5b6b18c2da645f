package org.madaline.book.figures;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;
import org.madaline.basis.PolynomialBasis;
import org.madaline.book.figures.BookFigure.Plate;
import org.madaline.book.logistic.Fit;
import org.madaline.book.logistic.Samples;
import org.madaline.linear.Logistic;
import org.madaline.plots.Axes;
import org.madaline.plots.Axis;
import org.madaline.plots.Canvas.Align;
import org.madaline.plots.Colormap;
import org.madaline.plots.Diagram;
import org.madaline.plots.Figure;
import org.madaline.plots.Legend;
import org.madaline.plots.Mark;
import org.madaline.plots.Palette;
import org.madaline.plots.Symbol;

/// The figures of chapter 2.
final class LogisticFigures {
    private LogisticFigures() {}

    static Plate decisionBoundaries() {
        Samples apart = Samples.separable();
        Fit left = Fit.of(apart.x(), apart.y(), 0.5);
        Samples ring = Samples.ring();
        Fit right = Fit.of(ring.x(), ring.y(), 0);
        String accuracies = String.format(
                Locale.ROOT,
                "Accuracy on the training data: left %.0f %%, right %.0f %%.",
                100 * left.accuracy(apart.x(), apart.y()),
                100 * right.accuracy(ring.x(), ring.y()));
        Axes a = plane("Linearly separable", apart, 3, (x, y) -> left.score(x, y));
        Axes b = plane("Not linearly separable", ring, 2.7, (x, y) -> right.score(x, y))
                .legend(Legend.NONE);
        List<List<Object>> rows = new ArrayList<>();
        addRows(rows, "left", apart, left);
        addRows(rows, "right", ring, right);
        return new Plate(
                Figure.of("Logistic regression on separable and on other data", 1040, 470, a, b),
                new Csv(List.of("side", "x1", "x2", "y", "probability"), rows),
                accuracies);
    }

    private static void addRows(List<List<Object>> rows, String side, Samples samples, Fit fit) {
        for (int i = 0; i < samples.y().length; i++) {
            double[] x = samples.x()[i];
            rows.add(List.of(side, x[0], x[1], samples.y()[i], fit.probability(x)));
        }
    }

    private static Axes plane(String title, Samples samples, double reach, DoubleBinaryOperator net) {
        return Axes.of(Axis.of("$x_1$", -reach, reach), Axis.of("$x_2$", -reach, reach))
                .title(title)
                .equalUnits()
                .with(new Mark.Surface(
                        "$σ(w^⊤x + b)$",
                        (x, y) -> Logistic.sigmoid(net.applyAsDouble(x, y)),
                        0,
                        1,
                        Colormap.PROBABILITY))
                .with(new Mark.Contour("decision boundary", net, 0, Palette.INK, 2))
                .with(stars(samples, samples.x()))
                .with(crosses(samples, samples.x()));
    }

    private static Mark stars(Samples s, double[][] of) {
        return new Mark.Points("$y = 1$", s.column(of, 1, 0), s.column(of, 1, 1), Symbol.STAR, Palette.VERMILION, 5.5);
    }

    private static Mark crosses(Samples s, double[][] of) {
        return new Mark.Points("$y = 0$", s.column(of, 0, 0), s.column(of, 0, 1), Symbol.CROSS, Palette.BLUE, 5.5);
    }

    static Plate pipeline() {
        double mid = 150;
        Diagram d = Diagram.of(980, 330);
        String[] inputs = {"$x_1$", "$x_2$", "$x_d$"};
        double[] heights = {70, 130, 230};
        String[] weights = {"$w_1$", "$w_2$", "$w_d$"};
        double[] lift = {-10, -8, 20};
        for (int i = 0; i < 3; i++) {
            d = d.arrow(92, heights[i], 268, mid, Palette.MUTED);
            d = d.text(weights[i], 176, (heights[i] + mid) / 2 + lift[i], 15, Align.MIDDLE, Palette.INK);
        }
        for (int i = 0; i < 3; i++) {
            d = d.node(66, heights[i], 26, inputs[i], Palette.BLUE);
        }
        d = d.text("⋮", 66, 187, 24, Align.MIDDLE, Palette.MUTED);
        d = d.node(300, 265, 22, "$b$", Palette.BLUE).arrow(300, 243, 300, 186, Palette.MUTED);
        d = d.node(300, mid, 34, "$∑$", Palette.ORANGE).arrow(334, mid, 428, mid, Palette.MUTED);
        d = d.text("$z = w^⊤x + b$", 381, mid - 12, 14.5, Align.MIDDLE, Palette.INK);
        d = d.with(new Diagram.Block(
                430, mid - 62, 150, 124, Palette.lighten(Palette.GREEN, 0.86), Palette.GREEN, List.of()));
        d = d.with(new Diagram.Arrow(446, mid + 42, 564, mid + 42, Palette.MUTED, 1, 0));
        d = d.with(new Diagram.Arrow(505, mid + 46, 505, mid - 46, Palette.MUTED, 1, 0));
        d = d.with(new Diagram.Curve(sigmoidCurve(447, mid + 40, 116, 80), Palette.GREEN, 3));
        d = d.text("$σ(z)$", 446, mid - 34, 14.5, Align.START, Palette.INK);
        d = d.arrow(580, mid, 700, mid, Palette.MUTED)
                .text("$P(y = 1 | x)$", 640, mid - 12, 14.5, Align.MIDDLE, Palette.INK);
        d = d.block(702, mid - 32, 110, 64, Palette.PURPLE, "$≥ 0.5$ ?");
        d = d.arrow(812, mid - 12, 900, mid - 62, Palette.MUTED).arrow(812, mid + 12, 900, mid + 62, Palette.MUTED);
        d = d.text("yes", 848, mid - 46, 13.5, Align.END, Palette.INK)
                .text("no", 848, mid + 56, 13.5, Align.END, Palette.INK);
        d = d.node(930, mid - 72, 30, "$1$", Palette.VERMILION).node(930, mid + 72, 30, "$0$", Palette.BLUE);
        String[] captions = {"object", "net input", "probability", "decision", "label $ŷ$"};
        double[] places = {66, 300, 505, 757, 930};
        for (int i = 0; i < 5; i++) {
            d = d.text(captions[i], places[i], 312, 15, Align.MIDDLE, Palette.MUTED);
        }
        double z = Logistic.score(new double[] {1.5, -0.5}, 0.25, new double[] {0.8, 1.2});
        return new Plate(
                Figure.of("How logistic regression predicts a label", 1000, 360, d),
                new Csv(
                        List.of("x1", "x2", "w1", "w2", "b", "z", "probability", "label"),
                        List.of(List.of(0.8, 1.2, 1.5, -0.5, 0.25, z, Logistic.sigmoid(z), 1))),
                "");
    }

    private static Path2D sigmoidCurve(double left, double bottom, double width, double height) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i <= 60; i++) {
            double x = left + width * i / 60;
            double y = bottom - height * Logistic.sigmoid(12 * i / 60.0 - 6);
            if (i == 0) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
        }
        return path;
    }

    static Plate steps() {
        Axes axes = Axes.of(Axis.of("$z$", -4, 4), Axis.of("$σ(n{z})$", -0.05, 1.05))
                .legend(Legend.TOP_LEFT)
                .dashed(
                        "limit: 0 for $z < 0$, 1 for $z > 0$",
                        new double[] {-4, 0, Double.NaN, 0, 4},
                        new double[] {0, 0, 0, 1, 1},
                        Palette.INK);
        int[] factors = {1, 2, 5, 20};
        for (int n : factors) {
            axes = axes.function("$n = " + n + "$", z -> Logistic.sigmoid(n * z), -4, 4);
        }
        axes = axes.with(new Mark.Points("", new double[] {0}, new double[] {0.5}, Symbol.DOT, Palette.INK, 5))
                .note("$σ(0) = 1/2$ for every $n$", 0, 0.5, 12, 4, Align.START);
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i <= 160; i++) {
            double z = -4 + i / 20.0;
            List<Object> row = new ArrayList<>(List.of(z));
            for (int n : factors) {
                row.add(Logistic.sigmoid(n * z));
            }
            rows.add(row);
        }
        return new Plate(
                Figure.of("Sigmoids become steep", 640, 400, axes),
                new Csv(List.of("z", "n1", "n2", "n5", "n20"), rows),
                "");
    }

    static Plate basisFunctions() {
        Samples ring = Samples.ring();
        double[][] phi = ring.squared();
        Fit fit = Fit.of(phi, ring.y(), 0.1);
        Axes left = Axes.of(Axis.of("$φ_1(x) = x_1^2$", -0.2, 5.3), Axis.of("$φ_2(x) = x_2^2$", -0.2, 5.3))
                .title("Feature vectors")
                .equalUnits()
                .with(new Mark.Surface("$σ(w^⊤φ + b)$", (a, b) -> fit.probability(a, b), 0, 1, Colormap.PROBABILITY))
                .with(new Mark.Contour("decision boundary", (a, b) -> fit.score(a, b), 0, Palette.INK, 2))
                .with(stars(ring, phi))
                .with(crosses(ring, phi));
        DoubleBinaryOperator net = (x, y) -> fit.score(x * x, y * y);
        Axes right = Axes.of(Axis.of("$x_1$", -2.7, 2.7), Axis.of("$x_2$", -2.7, 2.7))
                .title("Objects")
                .equalUnits()
                .legend(Legend.NONE)
                .with(new Mark.Surface(
                        "$σ(w^⊤φ(x) + b)$",
                        (x, y) -> Logistic.sigmoid(net.applyAsDouble(x, y)),
                        0,
                        1,
                        Colormap.PROBABILITY))
                .with(new Mark.Contour("decision boundary", net, 0, Palette.INK, 2))
                .with(stars(ring, ring.x()))
                .with(crosses(ring, ring.x()));
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < ring.y().length; i++) {
            rows.add(List.of(
                    ring.x()[i][0], ring.x()[i][1], phi[i][0], phi[i][1], ring.y()[i], fit.probability(phi[i])));
        }
        String note = String.format(
                Locale.ROOT, "Accuracy on the training data: %.0f %%.", 100 * fit.accuracy(phi, ring.y()));
        return new Plate(
                Figure.of("Logistic regression with quadratic basis functions", 1040, 470, left, right),
                new Csv(List.of("x1", "x2", "phi1", "phi2", "y", "probability"), rows),
                note);
    }

    static Plate dimensionalExplosion() {
        int[] dimensions = {2, 10, 100, 400, 784};
        Axes axes = Axes.of(
                        Axis.of("degree $κ$", 1, 6.8).ticks(1, 2, 3, 4, 5, 6),
                        Axis.log("number of monomials").range(1, 1e15))
                .legend(Legend.NONE);
        List<List<Object>> rows = new ArrayList<>();
        double[] degrees = {1, 2, 3, 4, 5, 6};
        for (int d : dimensions) {
            double[] counts = new double[6];
            for (int k = 1; k <= 6; k++) {
                counts[k - 1] = PolynomialBasis.count(d, k).doubleValue();
                rows.add(List.of(d, k, PolynomialBasis.count(d, k)));
            }
            axes = axes.line("$d = " + d + "$", degrees, counts);
            axes = axes.note("$d = " + d + "$", 6, counts[5], 6, 4, Align.START);
        }
        axes = axes.with(new Mark.Points("", new double[] {2}, new double[] {80601}, Symbol.DOT, Palette.INK, 5))
                .with(new Mark.Line("", new double[] {1.72, 1.97}, new double[] {8e8, 2e5}, Palette.MUTED, 1))
                .note("20 × 20 pixels, $κ = 2$:", 1.15, 2.2e10, 0, 0, Align.START)
                .note("80,601 monomials", 1.15, 2.2e9, 0, 0, Align.START);
        return new Plate(
                Figure.of("Dimensional explosion", 640, 430, axes),
                new Csv(List.of("d", "degree", "monomials"), rows),
                "");
    }
}
