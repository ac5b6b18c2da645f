package org.madaline.cli;

import java.util.function.LongSupplier;
import org.madaline.runs.Text;

/// Shows how training goes: on a terminal one line that is drawn again, with a bar; elsewhere nothing between epochs.
/// What is said for each epoch is a plain line in both.
final class Progress {
    private static final long REDRAW_NANOS = 100_000_000;
    private static final int BAR = 24;

    private final Terminal terminal;
    private final LongSupplier nanos;
    private final int epochs;
    private final long examplesPerEpoch;
    private final long start;
    private final int firstEpoch;
    private long drawn;

    /// @param epochs how many there will be in all
    /// @param firstEpoch the number of the first one of this process, from 1; more than 1 where a run is resumed
    /// @param nanos a clock such as [System#nanoTime]
    Progress(Terminal terminal, int epochs, int firstEpoch, long examplesPerEpoch, LongSupplier nanos) {
        this.terminal = terminal;
        this.nanos = nanos;
        this.epochs = epochs;
        this.firstEpoch = firstEpoch;
        this.examplesPerEpoch = examplesPerEpoch;
        this.start = nanos.getAsLong();
        this.drawn = start - REDRAW_NANOS;
    }

    /// Whether a call of [#step] now would draw; spares the caller computing what would not be shown.
    boolean due() {
        return terminal.live() && nanos.getAsLong() - drawn >= REDRAW_NANOS;
    }

    /// @param epoch from 1
    /// @param seen the examples seen in this epoch
    /// @param loss the mean over them
    /// @param accuracy the fraction of them that was right; NaN where there is none
    void step(int epoch, long seen, double loss, double accuracy) {
        if (!due()) {
            return;
        }
        drawn = nanos.getAsLong();
        long done = (epoch - firstEpoch) * examplesPerEpoch + seen;
        double seconds = (drawn - start) / 1e9;
        double rate = done / Math.max(seconds, 1e-9);
        double left = ((epochs - firstEpoch + 1) * (double) examplesPerEpoch - done) / Math.max(rate, 1e-9);
        double fraction = (double) seen / examplesPerEpoch;
        terminal.redraw(Text.format(
                "epoch %d/%d %s loss %s%s  %s/s  %s left",
                epoch,
                epochs,
                bar(fraction),
                Text.number(loss),
                Double.isNaN(accuracy) ? "" : "  accuracy " + Text.percent(accuracy),
                Text.count(Math.round(rate)),
                Text.duration(left)));
    }

    /// Says `text` in a line of its own.
    void say(String text) {
        if (terminal.live()) {
            terminal.clear();
        }
        terminal.line("%s", text);
        drawn = nanos.getAsLong() - REDRAW_NANOS;
    }

    private String bar(double fraction) {
        int full = (int) Math.round(BAR * Math.clamp(fraction, 0, 1));
        return terminal.unicode()
                ? "\u2588".repeat(full) + "\u2591".repeat(BAR - full)
                : "[" + "#".repeat(full) + ".".repeat(BAR - full) + "]";
    }
}
