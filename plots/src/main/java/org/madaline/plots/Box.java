package org.madaline.plots;

import java.awt.geom.Rectangle2D;

/// A rectangle on the page in pixels of the page, y downwards.
///
/// @param x      of its left side
/// @param y      of its upper side
/// @param width  in pixels
/// @param height in pixels
public record Box(double x, double y, double width, double height) {
    /// {@return x of its right side}
    public double right() {
        return x + width;
    }

    /// {@return y of its lower side}
    public double bottom() {
        return y + height;
    }

    double centerX() {
        return x + width / 2;
    }

    double centerY() {
        return y + height / 2;
    }

    /// This box without margins.
    Box inset(double left, double top, double right, double bottom) {
        return new Box(x + left, y + top, Math.max(1, width - left - right), Math.max(1, height - top - bottom));
    }

    /// {@return the largest box of the given ratio of width to height in the middle of this one}
    ///
    /// @param ratio of width to height
    public Box fit(double ratio) {
        double w = Math.min(width, height * ratio);
        double h = w / ratio;
        return new Box(x + (width - w) / 2, y + (height - h) / 2, w, h);
    }

    Rectangle2D shape() {
        return new Rectangle2D.Double(x, y, width, height);
    }
}
