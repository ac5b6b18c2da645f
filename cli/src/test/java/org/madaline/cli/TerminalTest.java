package org.madaline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.madaline.runs.Text;
import org.madaline.runs.UsageError;

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
    void namesCannotSteerTheTerminal() {
        String evil = "a\u001b[2J\u009b31m\nb\u202ec";
        String shown = "a\\x1b[2J\\x9b31m\\nb\\u202ec";
        var coloured = new Terminal(new PrintWriter(out), new PrintWriter(out), true, 60, true, false);
        coloured.line("%s %5.2f %s", evil, 1.5, coloured.bold(evil));
        coloured.line(evil);
        coloured.complain(evil);
        new Table(evil, ">n").row(evil, 1).print(terminal(false));
        coloured.redraw(evil);
        assertThat(out.toString().lines())
                .containsExactly(
                        shown + "  1.50 \u001b[1m" + shown + "\u001b[0m",
                        shown,
                        shown,
                        shown + "  n",
                        "-".repeat(shown.length() + 3),
                        shown + "  1",
                        "",
                        shown + "\u001b[K");
    }

    @Test
    void wideLettersAlign() {
        new Table("name", ">n").row("\u65e5\u672c\u8a9e", 1).row("e\u0301", 2).print(terminal(false));
        assertThat(out.toString().lines())
                .containsExactly("name    n", "---------", "\u65e5\u672c\u8a9e  1", "e\u0301       2");
    }

    @Test
    void errorsNameFilesAsTheyAre() {
        assertThat(Failures.message(new NoSuchFileException("a\nb"))).startsWith("a\\nb: no such file");
        assertThat(Failures.message(new UsageError("a\nb: no such file"))).isEqualTo("a\\nb: no such file");
        assertThat(Failures.message(new IllegalArgumentException("one\n  two"))).isEqualTo("one; two");
        var err = new StringWriter();
        var terminal = Terminal.plain(new PrintWriter(out), new PrintWriter(err));
        assertThat(Main.run(terminal, "inspect", "\u001b[31mx\ny")).isEqualTo(Main.WRONG_USAGE);
        assertThat(err.toString()).startsWith("madaline: \\x1b[31mx\\ny");
        assertThat(Main.run(terminal, "\u001b[2Jx")).isEqualTo(Main.WRONG_USAGE);
        assertThat(Main.run(terminal, "inspect", "a", "\u001b[2Jx")).isEqualTo(Main.WRONG_USAGE);
        assertThat(Main.run(terminal, "--debug", "inspect", "\u001b[2Jx")).isEqualTo(Main.WRONG_USAGE);
        assertThat(err.toString()).doesNotContain("\u001b");
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
