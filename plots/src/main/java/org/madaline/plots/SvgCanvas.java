package org.madaline.plots;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.PathIterator;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Locale;
import javax.imageio.ImageIO;

/// Writes SVG 1.1: paths, text that can be selected and searched, and pictures embedded as PNG.
final class SvgCanvas implements Canvas {
    private final StringBuilder out = new StringBuilder();
    private final boolean page;

    /// @param page whether a page around it says the font, and by its custom properties the colours
    SvgCanvas(boolean page) {
        this.page = page;
    }

    /// Everything drawn so far as an element of a page, as wide as there is room.
    String element(int width, int height, String title) {
        return "<svg class=\"chart\" viewBox=\"0 0 " + width + " " + height + "\" role=\"img\"><title>" + escape(title) + "</title>\n" + out
                + "</svg>\n";
    }

    /// The document of everything drawn so far.
    String document(int width, int height, String title, String description) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"" + width
                + "\" height=\"" + height + "\" viewBox=\"0 0 " + width + " " + height + "\" role=\"img\">\n<title>"
                + escape(title) + "</title>\n<desc>" + escape(description) + "</desc>\n" + out + "</svg>\n";
    }

    @Override
    public void fill(Shape shape, Color color) {
        begin(shape);
        paint("fill", color);
        if (shape.getPathIterator(null).getWindingRule() == PathIterator.WIND_EVEN_ODD) {
            out.append(" fill-rule=\"evenodd\"");
        }
        out.append("/>\n");
    }

    @Override
    public void stroke(Shape shape, Pen pen) {
        begin(shape);
        out.append(" fill=\"none\"");
        paint("stroke", pen.color());
        out.append(" stroke-width=\"").append(number(pen.width())).append("\" stroke-linejoin=\"round\"");
        if (pen.dash().length == 0) {
            out.append(" stroke-linecap=\"round\"");
        } else {
            out.append(" stroke-dasharray=\"");
            for (int i = 0; i < pen.dash().length; i++) {
                out.append(i == 0 ? "" : " ").append(number(pen.dash()[i]));
            }
            out.append('"');
        }
        out.append("/>\n");
    }

    @Override
    public void tip(Shape area, String text) {
        begin(area);
        out.append(" class=\"hover\" fill-opacity=\"0\"><title>").append(escape(text)).append("</title></").append(element(area)).append(">\n");
    }

    /// Discs are many and would be long as paths.
    private static String element(Shape shape) {
        return shape instanceof Ellipse2D disc && disc.getWidth() == disc.getHeight() ? "circle" : "path";
    }

    private void begin(Shape shape) {
        if (element(shape).equals("circle")) {
            var disc = (Ellipse2D) shape;
            out.append("<circle cx=\"").append(number(disc.getCenterX())).append("\" cy=\"").append(number(disc.getCenterY()))
                    .append("\" r=\"").append(number(disc.getWidth() / 2)).append('"');
        } else {
            out.append("<path d=\"").append(path(shape)).append('"');
        }
    }

    /// A colour as an attribute; on a page by the property that may stand for it.
    private void paint(String attribute, Color color) {
        String property = page ? Palette.property(color) : null;
        out.append(' ').append(attribute).append("=\"")
                .append(property == null ? hex(color) : "var(--" + property + "," + hex(color) + ")").append('"');
        if (color.getAlpha() != 255) {
            out.append(' ').append(attribute).append("-opacity=\"").append(number(color.getAlpha() / 255.0)).append('"');
        }
    }

    @Override
    public void text(String text, double x, double y, double size, Align align, Color color, double degrees) {
        Label label = Label.of(text);
        if (label.runs().isEmpty()) {
            return;
        }
        out.append("<g transform=\"translate(")
                .append(number(x))
                .append(' ')
                .append(number(y))
                .append(')');
        if (degrees != 0) {
            out.append(" rotate(").append(number(degrees)).append(')');
        }
        out.append('"');
        paint("fill", color);
        out.append('>');
        if (label.runs().size() == 1) {
            Label.Run run = label.runs().getFirst();
            String anchor = align.name().toLowerCase(Locale.ROOT);
            out.append("<text text-anchor=\"")
                    .append(anchor)
                    .append("\" ")
                    .append(font(run, size))
                    .append('>');
            out.append(escape(run.text())).append("</text>");
        } else {
            double shift = switch (align) {
                case START -> 0;
                case MIDDLE -> -label.width() * size / 2;
                case END -> -label.width() * size;
            };
            out.append("<text>");
            label.runs().forEach(run -> span(run, shift, size));
            out.append("</text>");
        }
        out.append("</g>\n");
    }

    /// A run at its own place, held to its width, so that another font does not tear formulas apart.
    private void span(Label.Run run, double shift, double size) {
        out.append("<tspan x=\"").append(number(shift + run.x() * size));
        out.append("\" y=\"").append(number(run.y() * size)).append("\" ").append(font(run, size));
        if (run.text().length() > 1) {
            out.append(" textLength=\"")
                    .append(number(run.width() * size))
                    .append("\" lengthAdjust=\"spacingAndGlyphs\"");
        }
        out.append('>').append(escape(run.text().replace(' ', '\u00a0'))).append("</tspan>");
    }

    private String font(Label.Run run, double size) {
        return (page ? run.face().style() : run.face().svg()) + " font-size=\"" + number(run.size() * size) + "\"";
    }

    @Override
    public void image(BufferedImage picture, Box box, boolean smooth) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(smooth ? picture : enlarged(picture, box), "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.append("<image x=\"").append(number(box.x())).append("\" y=\"").append(number(box.y()));
        out.append("\" width=\"")
                .append(number(box.width()))
                .append("\" height=\"")
                .append(number(box.height()));
        out.append("\" preserveAspectRatio=\"none\"");
        out.append(smooth ? "" : " image-rendering=\"optimizeSpeed\" style=\"image-rendering:pixelated\"");
        out.append(" xlink:href=\"data:image/png;base64,");
        out.append(Base64.getEncoder().encodeToString(png.toByteArray())).append("\"/>\n");
    }

    @Override
    public void clipped(Box box, Runnable drawing) {
        // An inner picture cuts off what is beyond its edges, and needs no name that must be the only one of a page.
        String size = "\" width=\"" + number(box.width()) + "\" height=\"" + number(box.height()) + "\"";
        out.append("<svg x=\"").append(number(box.x())).append("\" y=\"").append(number(box.y())).append(size)
                .append(" viewBox=\"").append(number(box.x())).append(' ').append(number(box.y())).append(' ')
                .append(number(box.width())).append(' ').append(number(box.height())).append("\">\n");
        drawing.run();
        out.append("</svg>\n");
    }

    /// The picture with each pixel repeated, for viewers that interpolate whatever they are told.
    private static BufferedImage enlarged(BufferedImage picture, Box box) {
        int times = (int) Math.ceil(2 * box.width() / picture.getWidth());
        int width = times * picture.getWidth();
        int height = times * picture.getHeight();
        BufferedImage large = new BufferedImage(width, height, picture.getType());
        for (int j = 0; j < height; j++) {
            for (int i = 0; i < width; i++) {
                large.setRGB(i, j, picture.getRGB(i / times, j / times));
            }
        }
        return large;
    }

    private static String path(Shape shape) {
        StringBuilder d = new StringBuilder();
        double[] c = new double[6];
        for (PathIterator it = shape.getPathIterator(null); !it.isDone(); it.next()) {
            int kind = it.currentSegment(c);
            d.append("MLQCZ".charAt(kind));
            int values = new int[] {2, 2, 4, 6, 0}[kind];
            for (int i = 0; i < values; i++) {
                d.append(i == 0 ? "" : " ").append(number(c[i]));
            }
        }
        return d.toString();
    }

    private static String hex(Color color) {
        return String.format(Locale.ROOT, "#%06x", color.getRGB() & 0xffffff);
    }

    /// Two decimals, no trailing zeros.
    private static String number(double value) {
        double rounded = Math.round(value * 100) / 100.0;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
