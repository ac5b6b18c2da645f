package org.madaline.cli;

import java.util.Arrays;
import java.util.function.DoubleConsumer;
import java.util.function.LongSupplier;
import org.madaline.runs.Text;

/// Watches a solver at work: on a terminal a line that is drawn again, in a file one every half minute, and the risks for
/// a chart.
final class RiskWatch implements DoubleConsumer {
    private static final long REDRAW_NANOS = 100_000_000;
    private static final long LINE_NANOS = 30_000_000_000L;

    /// A chart shows no more.
    private static final int MOST = 2000;

    private final Terminal terminal;
    private final double[] risks = new double[MOST];
    private int evaluations;
    private final LongSupplier clock;
    private long drawn;

    RiskWatch(Terminal terminal) {
        this(terminal, System::nanoTime);
    }

    /// @param clock in nanoseconds
    RiskWatch(Terminal terminal, LongSupplier clock) {
        this.terminal = terminal;
        this.clock = clock;
        this.drawn = clock.getAsLong();
    }

    @Override
    public void accept(double risk) {
        if (evaluations < MOST) {
            risks[evaluations] = risk;
        }
        evaluations++;
        long now = clock.getAsLong();
        if (now - drawn < (terminal.live() ? REDRAW_NANOS : LINE_NANOS)) {
            return;
        }
        drawn = now;
        String told = Text.format("evaluation %s  risk %s", Text.count(evaluations), Text.number(risk));
        if (terminal.live()) {
            terminal.redraw(told);
        } else {
            terminal.line("%s", told);
            terminal.out().flush();
        }
    }

    /// Clears the line.
    void finish() {
        if (terminal.live()) {
            terminal.clear();
        }
    }

    /// The first [#MOST] risks.
    double[] risks() {
        return Arrays.copyOf(risks, Math.min(evaluations, MOST));
    }
}
