package org.madaline.plots;

/// Something that draws itself into a box: [Axes], [HeatMap], [ImageGrid], [Diagram].
@FunctionalInterface
public interface Panel {
    void draw(Canvas canvas, Box box);
}
