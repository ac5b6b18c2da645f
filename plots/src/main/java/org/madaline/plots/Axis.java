package org.madaline.plots;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One axis of a plot.
///
/// @param label what it shows, with formulas between dollar signs
/// @param low the first value; NaN takes it from the data
/// @param high the last value; NaN takes it from the data
/// @param log whether equal distances are equal ratios
/// @param ticks the marked values; empty chooses round ones
public record Axis(String label, double low, double high, boolean log, List<Tick> ticks) {
    private static final double MOST_STEPS = 1e15;

    /// Axes that reach so far are marked by powers of ten, as are those that do not reach so far.
    private static final double LARGE = 1e7;
    private static final double SMALL = 1e-4;

    /// A marked value and its text.
    ///
    /// @param value on the axis's scale
    /// @param label what stands there
    public record Tick(double value, String label) {}

    /// The ticks are copied.
    ///
    /// @throws IllegalArgumentException if the end does not lie above the start, or a logarithmic axis begins at 0 or below
    public Axis {
        if (low >= high) {
            throw new IllegalArgumentException(
                    "axis '" + label + "': its end " + high + " must lie above its start " + low);
        }
        if (log && low <= 0) {
            throw new IllegalArgumentException(
                    "axis '" + label + "': a logarithmic axis begins above 0, not at " + low);
        }
        ticks = List.copyOf(ticks);
    }

    /// {@return an axis that fits its data}
    ///
    /// @param label what it shows
    public static Axis of(String label) {
        return new Axis(label, Double.NaN, Double.NaN, false, List.of());
    }

    /// {@return an axis from `low` to `high`}
    ///
    /// @param label what it shows
    /// @param low   the first value
    /// @param high  the last value
    /// @throws IllegalArgumentException if the end does not lie above the start
    public static Axis of(String label, double low, double high) {
        return new Axis(label, low, high, false, List.of());
    }

    /// {@return a logarithmic axis that fits its data}
    ///
    /// @param label what it shows
    public static Axis log(String label) {
        return new Axis(label, Double.NaN, Double.NaN, true, List.of());
    }

    /// {@return the same axis between other ends; NaN takes an end from the data}
    ///
    /// @param newLow  the first value
    /// @param newHigh the last value
    public Axis range(double newLow, double newHigh) {
        return new Axis(label, newLow, newHigh, log, ticks);
    }

    /// {@return the same axis with these marks}
    ///
    /// @param marks in place of round values
    public Axis ticks(List<Tick> marks) {
        return new Axis(label, low, high, log, marks);
    }

    /// {@return the same axis with these values marked}
    ///
    /// @param values in place of round ones
    public Axis ticks(double... values) {
        List<Tick> marks = new ArrayList<>();
        for (double value : values) {
            marks.add(new Tick(value, shortest(value)));
        }
        return ticks(marks);
    }

    /// The place of a value between 0 at the start and 1 at the end.
    double position(double value) {
        if (log) {
            return Math.log(Math.max(value, Double.MIN_NORMAL) / low) / Math.log(high / low);
        }
        return (value - low) / (high - low);
    }

    /// This axis with its open ends set from the data's smallest and largest value, with a little room.
    Axis resolve(double smallest, double largest, double room) {
        double from = smallest;
        double to = largest;
        if (!(from < to)) {
            from = Double.isFinite(smallest) ? smallest - (log ? smallest / 2 : 0.5) : log ? 0.1 : 0;
            to = Double.isFinite(largest) ? largest + (log ? largest : 0.5) : 1;
        }
        double margin = log ? Math.pow(to / from, room) : (to - from) * room;
        double a = Double.isNaN(low) ? (log ? from / margin : from - margin) : low;
        double b = Double.isNaN(high) ? (log ? to * margin : to + margin) : high;
        return new Axis(label, a, b > a ? b : a + 1, log, ticks);
    }

    /// The marks to draw on an axis of so many pixels, about one each `spacing` pixels.
    List<Tick> marks(double pixels, double spacing) {
        if (!ticks.isEmpty()) {
            return ticks;
        }
        return log ? decades(pixels, spacing) : round(Math.max(2, pixels / spacing));
    }

    private List<Tick> round(double wanted) {
        double raw = (high - low) / wanted;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double step = power * (raw / power <= 1.0001 ? 1 : raw / power <= 2.0001 ? 2 : raw / power <= 5.0001 ? 5 : 10);
        List<Tick> marks = new ArrayList<>();
        // Beyond so many steps from 0 their numbers are no longer exact, and the marks would all be the same.
        if (Math.max(Math.abs(low), Math.abs(high)) / step < MOST_STEPS) {
            for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
                marks.add(new Tick(i * step, number(i * step, step)));
            }
        }
        return marks;
    }

    /// A number with as many digits as tell it from its neighbours, a step away.
    private String number(double value, double step) {
        double largest = Math.max(Math.abs(low), Math.abs(high));
        int place = (int) Math.floor(Math.log10(step) + 1e-9);
        if (value != 0 && (largest >= LARGE || largest < SMALL)) {
            int digits = Math.clamp((int) Math.floor(Math.log10(Math.abs(value)) + 1e-9) - place, 0, 6);
            return sign(String.format(Locale.ROOT, "%." + digits + "e", value));
        }
        return largest < SMALL ? "0" : fixed(value, Math.max(0, -place));
    }

    private List<Tick> decades(double pixels, double spacing) {
        int first = (int) Math.ceil(Math.log10(low) - 1e-9);
        int last = (int) Math.floor(Math.log10(high) + 1e-9);
        int every = (int) Math.max(1, Math.ceil((last - first) * spacing * 0.7 / pixels));
        boolean plain = first >= -2 && last <= 3;
        List<Tick> marks = new ArrayList<>();
        for (int k = first; k <= last; k += every) {
            marks.add(new Tick(
                    Math.pow(10, k), plain ? shortest(Math.pow(10, k)) : "$10^{" + sign(Integer.toString(k)) + "}$"));
        }
        return marks;
    }

    /// A number with a fixed number of decimals and a proper minus sign.
    static String fixed(double value, int decimals) {
        String text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
        return sign(text.matches("-0(\\.0*)?") ? text.substring(1) : text);
    }

    /// A number without trailing zeros.
    static String shortest(double value) {
        String text = value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
        return sign(text);
    }

    private static String sign(String number) {
        return number.replace('-', '−');
    }
}
