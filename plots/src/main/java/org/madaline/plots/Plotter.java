package org.madaline.plots;

import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/// Draws marks into the box of a plot whose axes are known.
record Plotter(Canvas canvas, Box box, Axis x, Axis y) {
    private static final int SURFACE_PIXELS = 240;

    /// The radius in pixels in which a point is pointed at.
    private static final double TIP = 7;

    double px(double value) {
        return box.x() + x.position(value) * box.width();
    }

    double py(double value) {
        return box.bottom() - y.position(value) * box.height();
    }

    void draw(Mark mark) {
        switch (mark) {
            case Mark.Line m -> canvas.stroke(path(m.x(), m.y()), new Canvas.Pen(m.color(), m.width(), m.dash()));
            case Mark.Points m -> points(m);
            case Mark.Band m -> band(m);
            case Mark.Bars m -> bars(m);
            case Mark.Surface m -> surface(m);
            case Mark.Contour m ->
                canvas.stroke(Contours.trace(m, this), new Canvas.Pen(m.color(), m.width(), m.dash()));
            case Mark.Tips m -> tips(m);
            case Mark.Text m -> {
                /* texts may stand outside of the box and come last */
            }
        }
    }

    void drawText(Mark mark) {
        if (mark instanceof Mark.Text m) {
            canvas.text(m.text(), px(m.x()) + m.dx(), py(m.y()) + m.dy(), m.size(), m.align(), m.color());
        }
    }

    private Path2D path(double[] xs, double[] ys) {
        Path2D path = new Path2D.Double();
        boolean pen = false;
        for (int i = 0; i < xs.length; i++) {
            boolean drawable = Double.isFinite(xs[i]) && Double.isFinite(ys[i]);
            if (drawable && pen) {
                path.lineTo(px(xs[i]), py(ys[i]));
            } else if (drawable) {
                path.moveTo(px(xs[i]), py(ys[i]));
            }
            pen = drawable;
        }
        return path;
    }

    private void points(Mark.Points m) {
        for (int i = 0; i < m.x().length; i++) {
            if (Double.isFinite(m.x()[i]) && Double.isFinite(m.y()[i])) {
                m.symbol().draw(canvas, px(m.x()[i]), py(m.y()[i]), m.size(), m.color());
            }
        }
    }

    private void band(Mark.Band m) {
        if (m.x().length == 0) {
            return;
        }
        Path2D area = path(m.x(), m.high());
        for (int i = m.x().length - 1; i >= 0; i--) {
            area.lineTo(px(m.x()[i]), py(m.low()[i]));
        }
        area.closePath();
        canvas.fill(area, m.color());
    }

    private void bars(Mark.Bars m) {
        double zero = y.log() ? box.bottom() : py(0);
        for (int i = 0; i < m.x().length; i++) {
            double left = px(m.x()[i] - m.width() / 2);
            double right = px(m.x()[i] + m.width() / 2);
            double top = py(m.y()[i]);
            canvas.fill(
                    new Rectangle2D.Double(left, Math.min(top, zero), right - left, Math.abs(zero - top)), m.color());
        }
    }

    private void tips(Mark.Tips m) {
        for (int i = 0; i < m.x().length; i++) {
            if (Double.isFinite(m.x()[i]) && Double.isFinite(m.y()[i])) {
                canvas.tip(new Ellipse2D.Double(px(m.x()[i]) - TIP, py(m.y()[i]) - TIP, 2 * TIP, 2 * TIP), m.texts().get(i));
            }
        }
    }

    private void surface(Mark.Surface m) {
        BufferedImage image = new BufferedImage(SURFACE_PIXELS, SURFACE_PIXELS, BufferedImage.TYPE_INT_RGB);
        for (int j = 0; j < SURFACE_PIXELS; j++) {
            double vy = value(y, 1 - (j + 0.5) / SURFACE_PIXELS);
            for (int i = 0; i < SURFACE_PIXELS; i++) {
                double v = m.f().applyAsDouble(value(x, (i + 0.5) / SURFACE_PIXELS), vy);
                image.setRGB(
                        i,
                        j,
                        m.colors().at((v - m.low()) / (m.high() - m.low())).getRGB());
            }
        }
        canvas.image(image, box, true);
    }

    /// The value at a place between 0 and 1 of an axis.
    static double value(Axis axis, double place) {
        return axis.log()
                ? axis.low() * Math.pow(axis.high() / axis.low(), place)
                : axis.low() + place * (axis.high() - axis.low());
    }
}
