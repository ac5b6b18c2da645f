package org.madaline.plots;

import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.util.List;

/// The scale of colours beside a surface.
final class ColorBar {
    private static final double WIDTH = 14;
    private static final double GAP = 12;

    private ColorBar() {}

    /// The room to keep at the right.
    static double width(List<Mark> marks) {
        Mark.Surface surface = find(marks);
        return surface == null ? 0 : GAP + WIDTH + 34 + Axes.LABEL + 6;
    }

    static void draw(Canvas canvas, Box plot, List<Mark> marks) {
        Mark.Surface s = find(marks);
        if (s == null) {
            return;
        }
        Box bar = new Box(plot.right() + GAP, plot.y(), WIDTH, plot.height());
        draw(canvas, bar, s.colors(), s.low(), s.high(), s.name());
    }

    static void draw(Canvas canvas, Box bar, Colormap colors, double low, double high, String name) {
        BufferedImage strip = new BufferedImage(1, 128, BufferedImage.TYPE_INT_RGB);
        for (int j = 0; j < 128; j++) {
            strip.setRGB(0, j, colors.at(1 - j / 127.0).getRGB());
        }
        canvas.image(strip, bar, false);
        canvas.stroke(bar.shape(), new Canvas.Pen(Palette.INK, 0.8));
        Axis axis = Axis.of("", low, high);
        double widest = 0;
        for (Axis.Tick t : axis.marks(bar.height(), 42)) {
            double y = bar.bottom() - axis.position(t.value()) * bar.height();
            canvas.stroke(new Line2D.Double(bar.right(), y, bar.right() + 3, y), new Canvas.Pen(Palette.INK, 0.8));
            canvas.text(t.label(), bar.right() + 6, y + 4, Axes.TICK - 0.5, Canvas.Align.START, Palette.INK);
            widest = Math.max(widest, Canvas.width(t.label(), Axes.TICK));
        }
        double x = bar.right() + 6 + widest + Axes.LABEL + 3;
        canvas.text(name, x, bar.centerY(), Axes.LABEL, Canvas.Align.MIDDLE, Palette.INK, -90);
    }

    private static Mark.Surface find(List<Mark> marks) {
        for (Mark mark : marks) {
            if (mark instanceof Mark.Surface s && !s.name().isEmpty()) {
                return s;
            }
        }
        return null;
    }
}
