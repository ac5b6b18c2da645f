package org.madaline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class RiskWatchTest {
    /// A long estimation that writes into a file says now and then that it lives.
    @Test
    void whereThereIsNoTerminalALineComesEveryHalfMinute() {
        var out = new StringWriter();
        long[] seconds = {0};
        var watch = new RiskWatch(Terminal.plain(new PrintWriter(out), new PrintWriter(out)), () -> seconds[0] * 1_000_000_000);
        for (; seconds[0] <= 70; seconds[0] += 7) {
            watch.accept(100.0 - seconds[0]);
        }
        assertThat(out.toString().lines()).containsExactly("evaluation 6  risk 65.0000", "evaluation 11  risk 30.0000");
        assertThat(watch.risks()).hasSize(11);
    }
}
