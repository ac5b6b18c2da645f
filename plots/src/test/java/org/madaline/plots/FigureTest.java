package org.madaline.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureTest {
    static Figure gallery() {
        double[] epochs = {1, 2, 3, 4, 5, 6, 7, 8};
        double[] loss = {0.62, 0.31, 0.22, 0.17, 0.14, 0.12, 0.105, 0.095};
        double[] validation = {0.41, 0.27, 0.21, 0.185, 0.172, 0.17, 0.171, 0.176};
        Axes lines = Axes.of("epoch", "loss $J(θ)$")
                .title("Learning curves")
                .line("training", epochs, loss)
                .line("validation", epochs, validation);
        Random random = new Random(1);
        double[][] p = new double[4][40];
        for (int i = 0; i < 40; i++) {
            double r = random.nextDouble() * 0.7;
            double a = random.nextDouble() * 7;
            p[0][i] = r * Math.cos(a);
            p[1][i] = r * Math.sin(a);
            p[2][i] = (r + 1) * Math.cos(a);
            p[3][i] = (r + 1) * Math.sin(a);
        }
        Axes surface = Axes.of(Axis.of("$x_1$", -2, 2), Axis.of("$x_2$", -2, 2))
                .equalUnits()
                .with(new Mark.Surface(
                        "$σ(w^⊤ φ(x) + b)$",
                        (x, y) -> 1 / (1 + Math.exp(3 * (x * x + y * y - 0.8))),
                        0,
                        1,
                        Colormap.PROBABILITY))
                .with(new Mark.Contour("boundary", (x, y) -> x * x + y * y, 0.8, Palette.INK, 2))
                .points("$y = 1$", p[0], p[1], Symbol.STAR)
                .points("$y = 0$", p[2], p[3], Symbol.CROSS);
        HeatMap confusion = HeatMap.confusion(
                "Confusion matrix", new long[][] {{980, 2, 1}, {0, 1130, 5}, {12, 3, 1017}}, List.of("0", "1", "2"));
        List<ImageGrid.Tile> tiles = new ArrayList<>();
        for (int k = 0; k < 10; k++) {
            float[] v = new float[64];
            for (int i = 0; i < 64; i++) {
                v[i] = random.nextFloat();
            }
            tiles.add(new ImageGrid.Tile(8, 8, v, "$ŷ$ = " + k));
        }
        ImageGrid grid = new ImageGrid("Digits", tiles, 5, Colormap.GREY, new ImageGrid.Scale(-1, 1, "weight"));
        Diagram net = NetworkDiagram.of(
                460,
                300,
                21,
                List.of(
                        NetworkDiagram.Column.of("input\n$a^{[0]}$", 3, "$x_#$", Palette.BLUE),
                        NetworkDiagram.Column.of("hidden\n$a^{[1]}$", 4, "$a_#^{[1]}$", Palette.ORANGE),
                        NetworkDiagram.Column.of("output\n$a^{[2]}$", 2, "$a_#^{[2]}$", Palette.GREEN)));
        Axes log = Axes.of(Axis.of("degree $κ$"), Axis.log("basis functions"))
                .line("$d = 400$", new double[] {1, 2, 3, 4}, new double[] {401, 80601, 10827401, 1.09e9})
                .bars("bars", 10, 500, 40);
        return new Figure("Gallery", 1100, 1250, 2, List.of(lines, surface, confusion, grid, net, log));
    }

    @Test
    void aLegendStandsWhereNoLineIs() {
        var plot = new Box(0, 0, 400, 300);
        var plotter = new Plotter(null, plot, Axis.of("x", 0, 1), Axis.of("y", 0, 1));
        // A line that passes through all four corners, and around the middle.
        double[] x = {0.1, 0.9, 0.9, 0.1, 0.1};
        double[] y = {0.9, 0.9, 0.1, 0.1, 0.9};
        Box card = Legend.emptiest(plot, plotter, List.of(new Mark.Line("around", x, y, Palette.INK, 2)), 90, 27);
        assertThat(card.x()).isGreaterThan(40);
        assertThat(card.right()).isLessThan(360);
        assertThat(card.y()).isGreaterThan(30);
        assertThat(card.bottom()).isLessThan(270);
        Box corner = Legend.emptiest(plot, plotter, List.of(new Mark.Line("up", new double[] {0, 1}, new double[] {0, 1}, Palette.INK, 2)), 90, 27);
        assertThat(corner.right()).isEqualTo(392);
        assertThat(corner.bottom()).isEqualTo(292);
    }

    @Test
    void theSvgIsWellFormedAndHoldsItsTexts(@TempDir Path folder) throws Exception {
        gallery().save(folder.resolve("gallery"));
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("gallery.svg").toFile());
        assertThat(document.getDocumentElement().getTextContent()).contains("Learning curves", "validation", "1,130");
        assertThat(document.getElementsByTagName("image").getLength()).isGreaterThan(10);
        BufferedImage png = ImageIO.read(folder.resolve("gallery.png").toFile());
        assertThat(png.getWidth()).isEqualTo(2200);
        if (System.getenv("KEEP_FIGURES") != null) {
            gallery().save(Path.of(System.getenv("KEEP_FIGURES"), "gallery"));
        }
        assertThat(Files.size(folder.resolve("gallery.svg"))).isLessThan(400_000);
    }

    @Test
    void theSameFigureHasTheSameBytes() {
        assertThat(gallery().svg()).isEqualTo(gallery().svg());
    }

    @Test
    void everyGlyphOfALabelHasAnOutlineAndAWidth() {
        for (String text : List.of("abcxyzÄß", "αβγδθκλσφ", "∂∇∑∏⊙⊤≤≥≠∈ℝℓℒ", "−×·…→⋮′‖ŷ")) {
            text.codePoints().forEach(c -> {
                Typeface face = Typeface.REGULAR.forCharacter(c);
                assertThat(face.draws(c)).as("U+%04X", c).isTrue();
                assertThat(face.outline(c).getBounds2D().isEmpty())
                        .as(Character.toString(c))
                        .isFalse();
                assertThat(face.advance(c)).isPositive();
            });
        }
    }

    @Test
    void subscriptAndSuperscriptStandAboveEachOther() {
        Label label = Label.of("$w_{ji}^{[2]}$");
        assertThat(label.plain()).isEqualTo("wji[2]");
        assertThat(label.runs().get(1).y()).isPositive();
        assertThat(label.runs().getLast().y()).isNegative();
        assertThat(label.runs().get(1).x()).isEqualTo(label.runs().get(2).x());
        assertThat(Label.of("$tanh(z)$").runs().getFirst().face()).isEqualTo(Typeface.REGULAR);
        assertThat(Label.of("$z$").runs().getFirst().face()).isEqualTo(Typeface.ITALIC);
    }

    @Test
    void ticksAreRoundNumbers() {
        assertThat(Axis.of("", 0, 1).marks(300, 60))
                .extracting(Axis.Tick::label)
                .containsExactly("0.0", "0.2", "0.4", "0.6", "0.8", "1.0");
        assertThat(Axis.of("", -7, 12).marks(240, 60))
                .extracting(Axis.Tick::label)
                .containsExactly("−5", "0", "5", "10");
        assertThat(new Axis("", 0.5, 2e6, true, List.of()).marks(500, 60))
                .extracting(Axis.Tick::label)
                .containsExactly("$10^{0}$", "$10^{1}$", "$10^{2}$", "$10^{3}$", "$10^{4}$", "$10^{5}$", "$10^{6}$");
        assertThat(new Axis("", 0.05, 200, true, List.of()).marks(500, 60))
                .extracting(Axis.Tick::label)
                .containsExactly("0.1", "1", "10", "100");
    }

    @Test
    void emptyConstantAndBrokenDataStillDraw() {
        double[] none = {};
        double[] nan = {Double.NaN, 1};
        assertThat(Figure.of("empty", 300, 200, Axes.of("x", "y").line("a", none, none))
                        .svg())
                .contains("<svg");
        assertThat(Figure.of("nan", 300, 200, Axes.of("x", "y").line("a", nan, nan))
                        .svg())
                .doesNotContain("NaN");
        double[] same = {3, 3};
        assertThat(Figure.of(
                                "same",
                                300,
                                200,
                                Axes.of(Axis.of("x"), Axis.log("y")).line("a", same, same))
                        .svg())
                .doesNotContain("NaN");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> Axes.of("x", "y").line("a", new double[2], new double[3]))
                .hasMessage("mark 'a': 2 values of x, but 3 of y");
        assertThatThrownBy(() -> Axis.of("x", 2, 1)).hasMessageContaining("must lie above its start");
        assertThatThrownBy(() -> new ImageGrid.Tile(8, 8, new float[63], "7"))
                .hasMessageContaining("expected 8 x 8 values");
    }

    @Test
    void colourMapsRunFromEndToEnd() {
        assertThat(Colormap.GREY.at(-1).getRGB()).isEqualTo(0xff000000);
        assertThat(Colormap.GREY.at(2).getRGB()).isEqualTo(0xffffffff);
        double before = -1;
        for (int i = 0; i <= 20; i++) {
            var c = Colormap.VIRIDIS.at(i / 20.0);
            double light = 0.2126 * c.getRed() + 0.7152 * c.getGreen() + 0.0722 * c.getBlue();
            assertThat(light).as("lightness rises").isGreaterThan(before);
            before = light;
        }
    }

    private static List<String> marks(double low, double high) {
        return Axis.of("x", low, high).marks(400, 80).stream().map(Axis.Tick::label).toList();
    }

    @Test
    void marksAreRoundNumbersWithTheDigitsThatTellThemApart() {
        assertThat(marks(0, 250_000)).containsExactly("0", "50,000", "100,000", "150,000", "200,000", "250,000");
        assertThat(marks(0.013, 0.97)).containsExactly("0.2", "0.4", "0.6", "0.8");
        assertThat(marks(-0.5, 0.5)).contains("−0.2", "0.0", "0.2");
        assertThat(marks(0, 2.5e9)).startsWith("0", "5e+08").endsWith("2.5e+09");
        assertThat(marks(0, 2e-6)).startsWith("0", "5e−07", "1.0e−06");
    }

    @Test
    void ofNamesOfUnknownOriginNoCharacterMeansAnything() {
        String name = "cost in $, **net** \\ $x_1$";
        assertThat(Label.of(Canvas.literal(name)).plain()).isEqualTo(name);
    }

    @Test
    void anElementOfAPageTakesItsColoursAndSaysItsValues() throws Exception {
        double[] x = {1, 2};
        String element = Figure.of("loss < 1", 300, 200, Axes.of("x", "y").line("a", x, x).with(new Mark.Tips(x, x, List.of("one", "t<o"))))
                .element();
        assertThat(element).startsWith("<svg class=\"chart\" viewBox=\"0 0 300 200\"").contains("stroke=\"var(--a,#0072b2)\"",
                "<title>one</title>", "<title>t&lt;o</title>").doesNotContain("font-family", " id=");
        DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new java.io.ByteArrayInputStream(element.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    @Test
    void longestOfNamedBarsFillsTheRoom() {
        NamedBars bars = new NamedBars("b", List.of(new NamedBars.Bar("one", 1, "1", "tip"), new NamedBars.Bar("two", 2, "2", ""),
                new NamedBars.Bar("less", -1, "-1", "")));
        String svg = Figure.of("b", 300, (int) bars.height(), bars).element();
        double[] widths = java.util.regex.Pattern.compile("d=\"M([0-9.]+) \\S+L([0-9.]+) [^\"]*\" fill=\"var.--a").matcher(svg).results()
                .mapToDouble(m -> Double.parseDouble(m.group(2)) - Double.parseDouble(m.group(1))).toArray();
        assertThat(widths).hasSize(3);
        assertThat(widths[1]).isCloseTo(2 * widths[0], org.assertj.core.api.Assertions.within(0.05)).isGreaterThan(150);
        assertThat(widths[2]).isZero();
        assertThat(svg).contains("<title>tip</title>");
    }
}
