package org.madaline.plots;

import java.awt.geom.Rectangle2D;
import java.util.List;

/// A bar for each of some names, one below the other, with its value behind it.
///
/// @param title above the bars; may be empty
/// @param bars  from top to bottom
public record NamedBars(String title, List<Bar> bars) implements Panel {
    private static final double ROW = 22;
    private static final double TOP = 28;
    private static final double THICK = 14;
    private static final double WIDER = 1.12;

    /// A bar.
    ///
    /// @param name  beside it
    /// @param value its length; those below 0 are drawn as 0
    /// @param text  of the value
    /// @param tip   said when it is pointed at; may be empty
    public record Bar(String name, double value, String text, String tip) {}

    /// The bars are copied.
    public NamedBars {
        bars = List.copyOf(bars);
    }

    /// {@return how high the panel is}
    public double height() {
        return TOP + ROW * bars.size() + 4;
    }

    @Override
    public void draw(Canvas canvas, Box box) {
        // The font of a page may be wider than that of files.
        double names = WIDER * bars.stream().mapToDouble(bar -> Canvas.width(bar.name, Axes.TICK)).max().orElse(0);
        double texts = WIDER * bars.stream().mapToDouble(bar -> Canvas.width(bar.text, Axes.TICK)).max().orElse(0);
        double most = Math.max(bars.stream().mapToDouble(Bar::value).max().orElse(0), Double.MIN_NORMAL);
        double left = box.x() + names + 8;
        double room = Math.max(1, box.right() - left - texts - 10);
        canvas.text("**" + title + "**", box.centerX(), box.y() + Axes.TITLE, Axes.TITLE, Canvas.Align.MIDDLE, Palette.INK);
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double y = box.y() + TOP + ROW * i;
            double length = Math.max(0, room * bar.value / most);
            canvas.fill(new Rectangle2D.Double(left, y, length, THICK), Palette.BLUE);
            double baseline = y + THICK / 2 + Axes.TICK * 0.36;
            canvas.text(bar.name, left - 6, baseline, Axes.TICK, Canvas.Align.END, Palette.INK);
            canvas.text(bar.text, left + length + 6, baseline, Axes.TICK, Canvas.Align.START, Palette.INK);
            if (!bar.tip.isEmpty()) {
                canvas.tip(new Rectangle2D.Double(box.x(), y - 4, box.width(), ROW), bar.tip);
            }
        }
    }
}
