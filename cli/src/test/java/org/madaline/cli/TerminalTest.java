package org.madaline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private final StringWriter out = new StringWriter();

    private Terminal terminal(boolean live) {
        return new Terminal(new PrintWriter(out), new PrintWriter(out), live, 60, false, false);
    }

    @Test
    void progressOnATerminalIsOneLineWithinTheWidth() {
        var clock = new AtomicLong();
        var progress = new Progress(terminal(true), 20, 1, 60_000, clock::get);
        clock.set(1_000_000_000);
        progress.step(1, 30_000, 0.25, 0.93);
        assertThat(out.toString())
                .isEqualTo("\repoch 1/20 [############............] loss 0.2500  accuracy\u001b[K");
        progress.step(1, 30_001, 0.25, 0.93);
        assertThat(out.toString()).as("not drawn again at once").hasSize(63);
        progress.say("epoch 1 done");
        assertThat(out.toString()).endsWith("\r\u001b[Kepoch 1 done" + System.lineSeparator());
    }

    @Test
    void progressElsewhereIsPlainLines() {
        var clock = new AtomicLong();
        var progress = new Progress(terminal(false), 20, 1, 60_000, clock::get);
        clock.set(1_000_000_000);
        progress.step(1, 30_000, 0.25, 0.93);
        progress.say("epoch 1 done");
        assertThat(out.toString()).isEqualTo("epoch 1 done" + System.lineSeparator());
    }

    @Test
    void tablesAlign() {
        new Table("layer", ">parameters").row("dense", 78500).row("norm", 200).print(terminal(false));
        assertThat(out.toString().lines())
                .containsExactly(
                        "layer  parameters", // header
                        "-----------------",
                        "dense       78500",
                        "norm          200");
    }

    @Test
    void numbersReadWell() {
        assertThat(List.of(Text.duration(0.44), Text.duration(59.6), Text.duration(185), Text.duration(3723)))
                .containsExactly("0.4 s", "1:00", "3:05", "1:02:03");
        assertThat(List.of(Text.bytes(12), Text.bytes(1400), Text.bytes(999_900), Text.bytes(2_500_000_000L)))
                .containsExactly("12 B", "1.4 kB", "1.0 MB", "2.5 GB");
        assertThat(Text.percent(0.98379)).isEqualTo("98.38 %");
        assertThat(Text.number(0.00001)).isEqualTo("1.000e-05");
        assertThat(Text.nearest("mnst", List.of("digits", "mnist", "fashion-mnist"))).isEqualTo("mnist");
        assertThat(Text.nearest("photographs", List.of("digits", "mnist"))).isNull();
    }
}
