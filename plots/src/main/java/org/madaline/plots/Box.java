package org.madaline.plots;

import java.awt.geom.Rectangle2D;

/// A rectangle on the page in pixels of the page, y downwards.
public record Box(double x, double y, double width, double height) {
    public double right() {
        return x + width;
    }

    public double bottom() {
        return y + height;
    }

    public double centerX() {
        return x + width / 2;
    }

    public double centerY() {
        return y + height / 2;
    }

    /// This box without margins.
    public Box inset(double left, double top, double right, double bottom) {
        return new Box(x + left, y + top, Math.max(1, width - left - right), Math.max(1, height - top - bottom));
    }

    /// The largest box of the given ratio of width to height in the middle of this one.
    public Box fit(double ratio) {
        double w = Math.min(width, height * ratio);
        double h = w / ratio;
        return new Box(x + (width - w) / 2, y + (height - h) / 2, w, h);
    }

    Rectangle2D shape() {
        return new Rectangle2D.Double(x, y, width, height);
    }
}
