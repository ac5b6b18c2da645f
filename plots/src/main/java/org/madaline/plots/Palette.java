package org.madaline.plots;

import java.awt.Color;
import java.util.List;
import java.util.Map;

/// The colours of all figures. Lines and marks use the palette of Okabe and Ito, whose colours differ also for
/// people who do not see red or green, and in grey print.
public final class Palette {
    /// Lines, letters and axes.
    public static final Color INK = new Color(0x22262e);

    /// Letters that stand back.
    public static final Color MUTED = new Color(0x667085);

    /// Lines behind the plot.
    public static final Color GRID = new Color(0xe6e8ec);

    /// The ground of a figure.
    public static final Color PAPER = new Color(0xffffff);

    /// The first series.
    public static final Color BLUE = new Color(0x0072b2);

    /// The second series.
    public static final Color VERMILION = new Color(0xd55e00);

    /// The third series.
    public static final Color GREEN = new Color(0x009e73);

    /// The fourth series; Okabe and Ito's pink, darker.
    public static final Color PURPLE = new Color(0xaa4499);

    /// The fifth series.
    public static final Color ORANGE = new Color(0xe69f00);

    /// The sixth series.
    public static final Color SKY = new Color(0x56b4e9);

    /// The ground of a legend, through which marks shine.
    static final Color CARD = new Color(255, 255, 255, 225);

    /// On a page each colour may be another, which suits its ground: the custom property that says which.
    private static final Map<Integer, String> PROPERTIES = Map.of(
            INK.getRGB(), "ink", MUTED.getRGB(), "soft", GRID.getRGB(), "line", PAPER.getRGB(), "page",
            BLUE.getRGB(), "a", VERMILION.getRGB(), "b", GREEN.getRGB(), "c", PURPLE.getRGB(), "d");

    private static final List<Color> SERIES = List.of(BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY, INK);

    private Palette() {}

    /// {@return the colour of the i-th series; they repeat after seven}
    ///
    /// @param i from 0
    public static Color series(int i) {
        return SERIES.get(i % SERIES.size());
    }

    /// The custom property of a page that stands for a colour, without its dashes; null where there is none.
    static String property(Color color) {
        return PROPERTIES.get(color.getRGB() | 0xff000000);
    }

    /// {@return the colour mixed with white: 0 is the colour, 1 is white}
    ///
    /// @param color any
    /// @param share of white, from 0 to 1
    public static Color lighten(Color color, double share) {
        return new Color(
                (int) Math.round(color.getRed() + (255 - color.getRed()) * share),
                (int) Math.round(color.getGreen() + (255 - color.getGreen()) * share),
                (int) Math.round(color.getBlue() + (255 - color.getBlue()) * share));
    }
}
