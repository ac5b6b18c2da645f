package org.madaline.plots;

import java.awt.Color;

/// Maps [0, 1] to colours, by straight lines between anchors. Lightness changes evenly, so that each map also
/// works for colour-blind people and in grey print.
public enum Colormap {
    /// Dark violet to yellow, for quantities.
    VIRIDIS(
            0x440154, 0x482475, 0x414487, 0x355f8d, 0x2a788e, 0x21918c, 0x22a884, 0x44bf70, 0x7ad151, 0xbddf26,
            0xfde725),
    /// White to dark blue, for counts; text on it stays readable.
    BLUES(0xffffff, 0xdbe8f5, 0xa9cbe6, 0x64a5d3, 0x2f7dbb, 0x0f569d, 0x08306b),
    /// Blue, white, orange, for signed quantities and probabilities about 1/2.
    DIVERGING(0x2166ac, 0x5b9bcd, 0xa6cbe5, 0xf7f7f7, 0xfdc58f, 0xf08c3a, 0xb8560a),
    /// The same, paler, as a ground for marks.
    PROBABILITY(0x86b6dc, 0xb3d2ea, 0xdbe9f4, 0xfbfaf8, 0xfdebd8, 0xfbd0a3, 0xf5b06c),
    /// Black to white.
    GREY(0x000000, 0xffffff),
    /// White to black, as digits on paper.
    INK(0xffffff, 0x16181d);

    private final int[] anchors;

    Colormap(int... anchors) {
        this.anchors = anchors;
    }

    /// {@return the colour at `t`; values outside of [0, 1] take the nearer end, NaN a light grey}
    ///
    /// @param t from 0 to 1
    public Color at(double t) {
        if (Double.isNaN(t)) {
            return Palette.GRID;
        }
        double place = Math.clamp(t, 0, 1) * (anchors.length - 1);
        int i = Math.min((int) place, anchors.length - 2);
        double f = place - i;
        return new Color(mix(i, f, 16), mix(i, f, 8), mix(i, f, 0));
    }

    private int mix(int i, double f, int shift) {
        int from = anchors[i] >> shift & 0xff;
        int to = anchors[i + 1] >> shift & 0xff;
        return (int) Math.round(from + (to - from) * f);
    }

    /// Ink or white, whichever is readable on `at(t)`.
    Color textOn(double t) {
        Color c = at(t);
        double light = 0.299 * c.getRed() + 0.587 * c.getGreen() + 0.114 * c.getBlue();
        return light > 140 ? Palette.INK : Color.WHITE;
    }
}
