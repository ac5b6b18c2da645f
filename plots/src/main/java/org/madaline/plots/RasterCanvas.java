package org.madaline.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/// Draws into pixels with Java2D; text as outlines, so that no system font is needed.
final class RasterCanvas implements Canvas {
    private final Graphics2D g;

    RasterCanvas(BufferedImage target, double scale) {
        g = target.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
        g.scale(scale, scale);
    }

    @Override
    public void fill(Shape shape, Color color) {
        g.setColor(color);
        g.fill(shape);
    }

    @Override
    public void stroke(Shape shape, Pen pen) {
        g.setColor(pen.color());
        g.setStroke(stroke(pen));
        g.draw(shape);
    }

    private static BasicStroke stroke(Pen pen) {
        if (pen.dash().length == 0) {
            return new BasicStroke((float) pen.width(), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
        }
        float[] dash = new float[pen.dash().length];
        for (int i = 0; i < dash.length; i++) {
            dash[i] = (float) pen.dash()[i];
        }
        return new BasicStroke((float) pen.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
    }

    @Override
    public void text(String text, double x, double y, double size, Align align, Color color, double degrees) {
        Label label = Label.of(text);
        double shift = switch (align) {
            case START -> 0;
            case MIDDLE -> -label.width() * size / 2;
            case END -> -label.width() * size;
        };
        AffineTransform page = g.getTransform();
        g.translate(x, y);
        g.rotate(Math.toRadians(degrees));
        g.setColor(color);
        for (Label.Run run : label.runs()) {
            double pen = shift + run.x() * size;
            for (int c : run.text().codePoints().toArray()) {
                AffineTransform place =
                        new AffineTransform(run.size() * size, 0, 0, run.size() * size, pen, run.y() * size);
                g.fill(place.createTransformedShape(run.face().outline(c)));
                pen += run.face().advance(c) * run.size() * size;
            }
        }
        g.setTransform(page);
    }

    @Override
    public void image(BufferedImage picture, Box box, boolean smooth) {
        g.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION,
                smooth
                        ? RenderingHints.VALUE_INTERPOLATION_BILINEAR
                        : RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        AffineTransform place = new AffineTransform(
                box.width() / picture.getWidth(), 0, 0, box.height() / picture.getHeight(), box.x(), box.y());
        g.drawImage(picture, place, null);
    }

    @Override
    public void clipped(Box box, Runnable drawing) {
        Shape before = g.getClip();
        g.clip(box.shape());
        drawing.run();
        g.setClip(before);
    }
}
