package org.madaline.book.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.madaline.book.figures.BookFigure.Plate;
import org.madaline.book.network.ActivationFunction.Scalar;
import org.madaline.book.network.FeedForward;
import org.madaline.book.network.FeedForward.Layer;
import org.madaline.plots.Axes;
import org.madaline.plots.Axis;
import org.madaline.plots.Colormap;
import org.madaline.plots.Figure;
import org.madaline.plots.Legend;
import org.madaline.plots.Mark;
import org.madaline.plots.Palette;
import org.madaline.plots.Symbol;

/// XOR by one neuron, which fails, and by two layers.
final class XorFigure {
    /// Sigmoids this steep come close to the thresholds of McCulloch and Pitts.
    private static final double STEEP = 8;

    private XorFigure() {}

    static Plate draw() {
        FeedForward one = new FeedForward(List.of(
                new Layer(new double[][] {{STEEP, STEEP}}, new double[] {-0.5 * STEEP}, Scalar.SIGMOID)));
        FeedForward two = new FeedForward(List.of(
                new Layer(
                        new double[][] {{STEEP, STEEP}, {-STEEP, -STEEP}},
                        new double[] {-0.5 * STEEP, 1.5 * STEEP},
                        Scalar.SIGMOID),
                new Layer(new double[][] {{STEEP, STEEP}}, new double[] {-1.5 * STEEP}, Scalar.SIGMOID)));
        List<List<Object>> rows = new ArrayList<>();
        for (double x1 : new double[] {0, 1}) {
            for (double x2 : new double[] {0, 1}) {
                double[] x = {x1, x2};
                rows.add(List.of(x1, x2, x1 == x2 ? 0 : 1, one.apply(x)[0], two.apply(x)[0]));
            }
        }
        Axes left = plane("One neuron: three of four at best", one).legend(Legend.NONE);
        Axes right = plane("Two layers: all four", two).legend(Legend.TOP_RIGHT);
        return new Plate(
                Figure.of("XOR by one neuron and by two layers", 1040, 470, left, right),
                new Csv(List.of("x1", "x2", "xor", "one_neuron", "two_layers"), rows),
                "");
    }

    private static Axes plane(String title, FeedForward network) {
        DoubleBinaryOperator output = (x1, x2) -> network.apply(new double[] {x1, x2})[0];
        double[] first = {0, 1};
        double[] second = {1, 0};
        return Axes.of(Axis.of("$x_1$", -0.6, 1.9), Axis.of("$x_2$", -0.6, 1.9))
                .title(title)
                .equalUnits()
                .with(new Mark.Surface("$f_θ(x)$", output, 0, 1, Colormap.PROBABILITY))
                .with(new Mark.Contour("$f_θ(x) = 1/2$", output, 0.5, Palette.INK, 2))
                .with(new Mark.Points("XOR is 1", first, second, Symbol.STAR, Palette.VERMILION, 9))
                .with(new Mark.Points("XOR is 0", first, first, Symbol.CROSS, Palette.BLUE, 9));
    }
}
