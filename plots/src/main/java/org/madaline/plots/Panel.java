package org.madaline.plots;

/// Something that draws itself into a box: [Axes], [HeatMap], [ImageGrid], [Diagram].
@FunctionalInterface
public interface Panel {
    /// Draws all of it.
    ///
    /// @param canvas what is drawn on
    /// @param box    the place on the page
    void draw(Canvas canvas, Box box);
}
