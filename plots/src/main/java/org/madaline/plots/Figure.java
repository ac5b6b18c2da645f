package org.madaline.plots;

import java.awt.Color;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/// Panels in a grid on a white card, written as SVG or PNG.
///
/// ```java
/// var axes = Axes.of("epoch", "loss").line("training", x, loss).line("validation", x, validationLoss);
/// Figure.of("Learning curves", 640, 400, axes).save(Path.of("curves"));      // curves.svg and curves.png
/// ```
///
/// @param title names the picture to screen readers; it is not drawn
/// @param width in pixels
/// @param height in pixels
/// @param columns how many panels stand beside each other
/// @param panels left to right, row by row
public record Figure(String title, int width, int height, int columns, List<Panel> panels) {
    /// PNG files hold this many pixels for each pixel of the page, so that they are sharp in print.
    private static final int SCALE = 2;

    private static final double MARGIN = 18;
    private static final double GAP = 26;

    /// Room for the marks at the ends of axes, and for fonts that are wider than those of the files.
    private static final double ELEMENT_MARGIN = 8;

    /// The panels are copied.
    ///
    /// @throws IllegalArgumentException if there is no panel, or a side has fewer than 40 pixels
    public Figure {
        if (width < 40 || height < 40 || columns < 1 || panels.isEmpty()) {
            throw new IllegalArgumentException(
                    "figure '" + title + "': expected panels on at least 40 x 40 pixels, received " + panels.size()
                            + " in " + columns + " columns on " + width + " x " + height);
        }
        panels = List.copyOf(panels);
    }

    /// {@return a figure of panels beside each other}
    ///
    /// @param title  names the picture to screen readers; it is not drawn
    /// @param width  in pixels
    /// @param height in pixels
    /// @param panels at least one
    public static Figure of(String title, int width, int height, Panel... panels) {
        return new Figure(title, width, height, panels.length, List.of(panels));
    }

    /// {@return the figure as an SVG document}
    public String svg() {
        SvgCanvas canvas = new SvgCanvas(false);
        draw(canvas);
        return canvas.document(width, height, title, title);
    }

    /// {@return the panels as an SVG element of an HTML page, which says the font, and the colours where it has the custom
    /// properties ink, soft, line, page, and a to d for the first four series} Points say what they stand for when they are
    /// pointed at.
    public String element() {
        SvgCanvas canvas = new SvgCanvas(true);
        panels(canvas, ELEMENT_MARGIN);
        return canvas.element(width, height, title);
    }

    /// {@return the figure as pixels, twice as many along each side as the page has; transparent around the card}
    public BufferedImage image() {
        BufferedImage image = new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_ARGB);
        draw(new RasterCanvas(image, SCALE));
        return image;
    }

    /// Writes `stem.svg` and `stem.png`.
    ///
    /// @param stem a path without an ending; its folder is made
    /// @throws IOException if the files cannot be written
    public void save(Path stem) throws IOException {
        Path folder = stem.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(stem.getFileName() + ".svg"), svg(), StandardCharsets.UTF_8);
        ImageIO.write(
                image(), "png", folder.resolve(stem.getFileName() + ".png").toFile());
    }

    private void draw(Canvas canvas) {
        canvas.fill(new RoundRectangle2D.Double(0, 0, width, height, 16, 16), Palette.PAPER);
        canvas.stroke(
                new RoundRectangle2D.Double(0.5, 0.5, width - 1, height - 1, 16, 16),
                new Canvas.Pen(new Color(0xe3e6ea), 1));
        panels(canvas, MARGIN);
    }

    private void panels(Canvas canvas, double margin) {
        int rows = (panels.size() + columns - 1) / columns;
        double w = (width - 2 * margin - (columns - 1) * GAP) / columns;
        double h = (height - 2 * margin - (rows - 1) * GAP) / rows;
        for (int i = 0; i < panels.size(); i++) {
            double x = margin + i % columns * (w + GAP);
            double y = margin + i / columns * (h + GAP);
            panels.get(i).draw(canvas, new Box(x, y, w, h));
        }
    }
}
