package org.madaline.cli;

import java.util.Arrays;
import java.util.function.DoubleConsumer;
import org.madaline.runs.Text;

/// Watches a solver at work: on a terminal a line that is drawn again, and the risks for a chart.
final class RiskWatch implements DoubleConsumer {
    private static final long REDRAW_NANOS = 100_000_000;

    /// A chart shows no more.
    private static final int MOST = 2000;

    private final Terminal terminal;
    private final double[] risks = new double[MOST];
    private int evaluations;
    private long drawn = System.nanoTime();

    RiskWatch(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void accept(double risk) {
        if (evaluations < MOST) {
            risks[evaluations] = risk;
        }
        evaluations++;
        if (terminal.live() && System.nanoTime() - drawn >= REDRAW_NANOS) {
            drawn = System.nanoTime();
            terminal.redraw(Text.format("evaluation %s  risk %s", Text.count(evaluations), Text.number(risk)));
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
