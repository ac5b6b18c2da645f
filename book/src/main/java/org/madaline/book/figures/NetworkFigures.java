package org.madaline.book.figures;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.madaline.book.figures.BookFigure.Plate;
import org.madaline.book.network.ActivationFunction;
import org.madaline.book.network.ActivationFunction.Scalar;
import org.madaline.book.network.BackPropagation;
import org.madaline.book.network.FeedForward;
import org.madaline.book.network.Gradients;
import org.madaline.book.network.SoftmaxLoss;
import org.madaline.book.network.UniversalApproximation;
import org.madaline.plots.Axes;
import org.madaline.plots.Axis;
import org.madaline.plots.Canvas.Align;
import org.madaline.plots.Diagram;
import org.madaline.plots.Figure;
import org.madaline.plots.Legend;
import org.madaline.plots.Mark;
import org.madaline.plots.NetworkDiagram;
import org.madaline.plots.NetworkDiagram.Column;
import org.madaline.plots.Palette;
import org.madaline.plots.Panel;
import org.madaline.plots.Symbol;

/// The figures of chapters 1 and 3 that need no data.
final class NetworkFigures {
    private NetworkFigures() {}

    static Plate typicalNetwork() {
        Diagram d = NetworkDiagram.of(
                760,
                400,
                17,
                List.of(
                        Column.of("**input layer**\nraw data", 4, "", Palette.BLUE),
                        Column.of("**hidden layer 1**\nfeatures", 6, "", Palette.ORANGE),
                        Column.of("**hidden layer 2**\nfeatures of features", 5, "", Palette.ORANGE),
                        Column.of("**output layer**\nresult", 3, "", Palette.GREEN)));
        return new Plate(Figure.of("A typical artificial neural network", 800, 440, d), layers(4, 6, 5, 3), "");
    }

    static Plate notation() {
        Diagram d = NetworkDiagram.of(
                820,
                430,
                24,
                List.of(
                        column("input $x = a^{[0]}$\n$n_0$ = 3", 3, 0, Palette.BLUE),
                        column("hidden layer 1, $a^{[1]}$\n$n_1$ = 4", 4, 1, Palette.ORANGE),
                        column("hidden layer 2, $a^{[2]}$\n$n_2$ = 4", 4, 2, Palette.ORANGE),
                        column("output $f_θ(x) = a^{[3]}$\n$n_3$ = 2", 2, 3, Palette.GREEN)));
        for (int l = 1; l <= 3; l++) {
            double x = 48 + (l - 0.5) * (820 - 96) / 3.0;
            d = d.text("$W^{[" + l + "]}, b^{[" + l + "]}$", x, 22, 15, Align.MIDDLE, Palette.INK);
        }
        return new Plate(Figure.of("A network with two hidden layers", 860, 470, d), layers(3, 4, 4, 2), "");
    }

    private static Column column(String title, int size, int layer, Color color) {
        String pattern = layer == 0 ? "$x_#$" : "$a_#^{[" + layer + "]}$";
        return Column.of(title, size, pattern, color);
    }

    private static Csv layers(int... widths) {
        List<List<Object>> rows = new ArrayList<>();
        for (int l = 0; l < widths.length; l++) {
            rows.add(List.of(l, widths[l], l == 0 ? 0 : widths[l] * widths[l - 1] + widths[l]));
        }
        return new Csv(List.of("layer", "width", "parameters"), rows);
    }

    static Plate activations() {
        List<Panel> panels = new ArrayList<>();
        panels.add(activation("sigmoid", "$σ(z)$", Scalar.SIGMOID, 5, -0.1, 1.4));
        panels.add(activation("ReLU", "$max(0, z)$", Scalar.RELU, 3, -0.5, 3.2));
        panels.add(activation("tanh", "$tanh(z)$", Scalar.TANH, 3, -1.2, 2));
        panels.add(activation("hardtanh", "$max(−1, min(1, z))$", Scalar.HARD_TANH, 3, -1.2, 2));
        panels.add(activation("identity", "$z$", Scalar.IDENTITY, 3, -3, 3));
        Axes softmax = Axes.of(Axis.of("$z_1$", -6, 6), Axis.of("", -0.05, 1.1))
                .title("softmax of $(z_1, 1, −1)$")
                .legend(Legend.NONE)
                .note("$a_1$", 4.6, 0.97, 0, 22, Align.MIDDLE)
                .note("$a_2$", -4.6, 0.88, 0, 20, Align.MIDDLE)
                .note("$a_3$", -4.6, 0.12, 0, -10, Align.MIDDLE);
        for (int j = 0; j < 3; j++) {
            int component = j;
            softmax = softmax.function("$a_" + (j + 1) + "$", z -> softmax(z)[component], -6, 6);
        }
        panels.add(softmax);
        List<List<Object>> rows = new ArrayList<>();
        for (int i = -60; i <= 60; i++) {
            double z = i / 10.0;
            List<Object> row = new ArrayList<>(List.of(z));
            for (Scalar g : Scalar.values()) {
                row.add(g.value(z));
                row.add(g.derivative(z));
            }
            Arrays.stream(softmax(z)).forEach(row::add);
            rows.add(row);
        }
        List<String> head = new ArrayList<>(List.of("z"));
        for (Scalar g : Scalar.values()) {
            head.add(g.name().toLowerCase(Locale.ROOT));
            head.add(g.name().toLowerCase(Locale.ROOT) + "_derivative");
        }
        head.addAll(List.of("softmax1", "softmax2", "softmax3"));
        return new Plate(new Figure("Typical activation functions", 1040, 580, 3, panels), new Csv(head, rows), "");
    }

    private static double[] softmax(double z) {
        return ActivationFunction.Softmax.SOFTMAX.apply(new double[] {z, 1, -1});
    }

    private static Axes activation(String name, String formula, Scalar g, double reach, double low, double high) {
        DoubleUnaryOperator value = g::value;
        Axes axes = Axes.of(Axis.of("$z$", -reach, reach), Axis.of("", low, high))
                .title(name)
                .legend(Legend.TOP_LEFT)
                .function(formula, value, -reach, reach);
        double[] xs = new double[401];
        double[] ys = new double[401];
        for (int i = 0; i <= 400; i++) {
            xs[i] = -reach + 2 * reach * i / 400;
            ys[i] = g.derivative(xs[i]);
            boolean corner = i > 0 && Math.abs(ys[i] - g.derivative(xs[i - 1])) > 0.5;
            ys[i] = corner ? Double.NaN : ys[i];
        }
        return axes.dashed("derivative", xs, ys, Palette.VERMILION);
    }

    static Plate passes() {
        Diagram d = Diagram.of(900, 330);
        double[] x = {70, 250, 430, 610, 790};
        String[] names = {"$x = a^{[0]}$", "layer 1", "layer 2", "layer 3", "$ℓ(y, f_θ(x))$"};
        for (int i = 0; i < 4; i++) {
            String value = i < 3 ? "$a^{[" + i + "]}$" : "$a^{[3]}$";
            d = d.arrow(x[i] + 62, 126, x[i + 1] - 62, 126, Palette.BLUE)
                    .text(value, (x[i] + x[i + 1]) / 2, 112, 15, Align.MIDDLE, Palette.BLUE);
            if (i > 0) {
                String error = i < 3 ? "$δ^{[" + i + "]}$" : "$δ^{[3]}$";
                d = d.arrow(x[i + 1] - 62, 172, x[i] + 62, 172, Palette.VERMILION)
                        .text(error, (x[i] + x[i + 1]) / 2, 196, 15, Align.MIDDLE, Palette.VERMILION);
            }
        }
        for (int i = 0; i < 5; i++) {
            Color color = i == 0 ? Palette.BLUE : i == 4 ? Palette.PURPLE : Palette.ORANGE;
            d = i > 0 && i < 4
                    ? d.block(x[i] - 62, 100, 124, 98, color, names[i], "$W^{[" + i + "]}, b^{[" + i + "]}$")
                    : d.block(x[i] - 62, 100, 124, 98, color, names[i]);
        }
        for (int l = 1; l <= 3; l++) {
            d = d.arrow(x[l], 198, x[l], 262, Palette.VERMILION);
            d = d.text(
                    "$∇W^{[" + l + "]} = δ^{[" + l + "]} a^{[" + (l - 1) + "]⊤}$",
                    x[l],
                    284,
                    14.5,
                    Align.MIDDLE,
                    Palette.INK);
            d = d.text("$∇b^{[" + l + "]} = δ^{[" + l + "]}$", x[l], 308, 14.5, Align.MIDDLE, Palette.INK);
        }
        d = d.with(new Diagram.Arrow(130, 50, 730, 50, Palette.BLUE, 3, 12))
                .text("forward propagation", 430, 36, 16, Align.MIDDLE, Palette.BLUE);
        d = d.with(new Diagram.Arrow(860, 236, 720, 236, Palette.VERMILION, 3, 12))
                .text("back-propagation", 790, 262, 16, Align.MIDDLE, Palette.VERMILION);
        return new Plate(
                Figure.of("Forward propagation and back-propagation", 940, 370, d),
                new Csv(
                        List.of("step", "formula"),
                        List.of(
                                List.of("forward", "z[l] = W[l] a[l-1] + b[l]; a[l] = g[l](z[l])"),
                                List.of("error of the last layer", "delta[L] = gradient of the loss by z[L]"),
                                List.of("error", "delta[l] = g[l]'(z[l]) * W[l+1]^T delta[l+1]"),
                                List.of("gradients", "dW[l] = delta[l] a[l-1]^T; db[l] = delta[l]"))),
                "");
    }

    static Plate neuronPasses() {
        Diagram left = Diagram.of(440, 330).text("forward pass", 220, 22, 16, Align.MIDDLE, Palette.BLUE);
        Diagram right = Diagram.of(440, 330).text("back-propagation", 220, 22, 16, Align.MIDDLE, Palette.VERMILION);
        double[] ys = {80, 165, 250};
        for (int i = 0; i < 3; i++) {
            left = left.arrow(84, ys[i], 312, 165, Palette.BLUE)
                    .text(
                            "$w_{2" + (i + 1) + "}^{[ℓ]}$",
                            185,
                            (ys[i] + 165) / 2 + (i == 0 ? -16 : i == 1 ? -7 : 24),
                            14.5,
                            Align.MIDDLE,
                            Palette.INK);
            right = right.arrow(356, ys[i], 128, 165, Palette.VERMILION)
                    .text(
                            "$w_{" + (i + 1) + "2}^{[ℓ+1]}$",
                            255,
                            (ys[i] + 165) / 2 + (i == 0 ? -16 : i == 1 ? -7 : 24),
                            14.5,
                            Align.MIDDLE,
                            Palette.INK);
        }
        for (int i = 0; i < 3; i++) {
            left = left.node(56, ys[i], 28, "$a_" + (i + 1) + "^{[ℓ−1]}$", Palette.BLUE);
            right = right.node(384, ys[i], 28, "$δ_" + (i + 1) + "^{[ℓ+1]}$", Palette.VERMILION);
        }
        left = left.node(342, 165, 30, "$z_2^{[ℓ]}$", Palette.ORANGE)
                .arrow(372, 165, 434, 165, Palette.BLUE)
                .text("$a_2^{[ℓ]}$", 404, 155, 14.5, Align.MIDDLE, Palette.INK)
                .text(
                        "$z_2^{[ℓ]} = ∑_i w_{2i}^{[ℓ]} a_i^{[ℓ−1]} + b_2^{[ℓ]}$,  $a_2^{[ℓ]} = g^{[ℓ]}(z_2^{[ℓ]})$",
                        220,
                        316,
                        14.5,
                        Align.MIDDLE,
                        Palette.INK);
        right = right.node(98, 165, 30, "$δ_2^{[ℓ]}$", Palette.ORANGE)
                .arrow(68, 165, 6, 165, Palette.VERMILION)
                .text(
                        "$δ_2^{[ℓ]} = g^{[ℓ]}′(z_2^{[ℓ]}) ∑_k w_{k2}^{[ℓ+1]} δ_k^{[ℓ+1]}$",
                        220,
                        316,
                        14.5,
                        Align.MIDDLE,
                        Palette.INK);
        return new Plate(
                Figure.of("One neuron, forward and backward", 960, 370, left, right),
                new Csv(
                        List.of("pass", "reads", "formula"),
                        List.of(
                                List.of("forward", "row j of W[l]", "z_j = sum_i w_ji a_i + b_j"),
                                List.of("backward", "column j of W[l+1]", "delta_j = g'(z_j) sum_k w_kj delta_k"))),
                "");
    }

    static Plate vanishingGradients() {
        int depth = 20;
        int[] widths = new int[depth + 1];
        Arrays.fill(widths, 40);
        widths[depth] = 10;
        Axes axes = Axes.of(Axis.of("layer $ℓ$", 1, depth), Axis.log("size of the gradient $‖∇W^{[ℓ]}‖$"))
                .legend(Legend.BOTTOM_RIGHT);
        List<Scalar> functions = List.of(Scalar.SIGMOID, Scalar.TANH, Scalar.RELU);
        double[] layers = new double[depth];
        double[][] norms = new double[3][];
        for (int k = 0; k < 3; k++) {
            Scalar g = functions.get(k);
            norms[k] = gradientNorms(FeedForward.random(
                    11, g == Scalar.RELU ? Math.sqrt(2) : 1, g, ActivationFunction.Softmax.SOFTMAX, widths));
            for (int l = 0; l < depth; l++) {
                layers[l] = l + 1;
            }
            axes = axes.line(List.of("sigmoid", "tanh", "ReLU").get(k), layers, norms[k]);
        }
        String note = String.format(
                Locale.ROOT,
                "From layer 20 to layer 1 the gradient shrinks by a factor of %.1e with the sigmoid, of %.1f with ReLU.",
                norms[0][depth - 1] / norms[0][0],
                norms[2][depth - 1] / norms[2][0]);
        return new Plate(
                Figure.of("Vanishing gradients", 640, 420, axes),
                Csv.columns(List.of("layer", "sigmoid", "tanh", "relu"), layers, norms[0], norms[1], norms[2]),
                note);
    }

    /// The mean over 50 random objects of the Frobenius norm of each layer's weight gradient.
    private static double[] gradientNorms(FeedForward f) {
        Random random = new Random(5);
        double[] norms = new double[f.depth()];
        for (int n = 0; n < 50; n++) {
            double[] x = random.doubles(f.width(0), -1.7, 1.7).toArray();
            Gradients g = BackPropagation.vectorized(f, x, SoftmaxLoss.oneHot(n % 10, 10));
            for (int l = 0; l < f.depth(); l++) {
                double sum = 0;
                for (double[] row : g.w().get(l)) {
                    for (double v : row) {
                        sum += v * v;
                    }
                }
                norms[l] += Math.sqrt(sum) / 50;
            }
        }
        return norms;
    }

    static Plate universalApproximation() {
        DoubleUnaryOperator f = x -> Math.sin(3 * x) * Math.exp(-x * x / 4) + 0.3 * Math.abs(x);
        Axes curves = Axes.of(Axis.of("$x$", -3, 3), Axis.of("$f(x)$", -1, 1.9))
                .title("One hidden layer of ReLU neurons")
                .with(new Mark.Line("the function", plain(-3, 3), values(f, -3, 3), Palette.INK, 1.6, 6, 4));
        int[] shown = {4, 10, 32};
        for (int width : shown) {
            FeedForward network = UniversalApproximation.interpolating(f, -3, 3, width);
            curves = curves.line(
                    "$n_1 = " + width + "$", plain(-3, 3), values(x -> network.apply(new double[] {x})[0], -3, 3));
        }
        double[] widths = {2, 4, 8, 16, 32, 64, 128, 256, 512};
        double[] errors = new double[widths.length];
        for (int i = 0; i < widths.length; i++) {
            errors[i] = UniversalApproximation.error(
                    UniversalApproximation.interpolating(f, -3, 3, (int) widths[i]), f, -3, 3);
        }
        Axes fall = Axes.of(Axis.log("width $n_1$").range(1.8, 600), Axis.log("largest error on $[−3, 3]$"))
                .title("The error falls with the width")
                .line("", widths, errors)
                .with(new Mark.Points("", widths, errors, Symbol.DOT, Palette.BLUE, 4));
        return new Plate(
                Figure.of("Universal approximation", 1040, 420, curves, fall),
                Csv.columns(List.of("width", "largest_error"), widths, errors),
                "");
    }

    private static double[] plain(double from, double to) {
        double[] xs = new double[601];
        for (int i = 0; i <= 600; i++) {
            xs[i] = from + (to - from) * i / 600;
        }
        return xs;
    }

    private static double[] values(DoubleUnaryOperator f, double from, double to) {
        return Arrays.stream(plain(from, to)).map(f).toArray();
    }
}
