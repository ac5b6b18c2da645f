package org.madaline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return Main.run(Terminal.plain(new PrintWriter(out), new PrintWriter(err)), args);
    }

    @Test
    void helpIsShownForNoArguments() {
        assertThat(run()).isZero();
        assertThat(out.toString()).contains("Usage: madaline").contains("train");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void anUnknownCommandIsAUsageErrorOfOneLine() {
        assertThat(run("fly")).isEqualTo(2);
        assertThat(err.toString()).startsWith("madaline: ").contains("'fly'").doesNotContain("\tat ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void gradientsAreChecked() {
        assertThat(run("gradcheck", "--input=2x3", "--hidden=5,4", "--samples=3")).isZero();
        assertThat(out.toString()).contains("1.weight", "[5, 6]", "the gradients agree");
        assertThat(run("gradcheck", "--input=0")).isEqualTo(2);
        assertThat(err.toString()).contains("--input must be at least 1, not 0");
    }

    @Test
    void anUnknownFlagIsAnsweredWithTheNearestOne() {
        assertThat(run("--verison")).isEqualTo(2);
        assertThat(err.toString()).contains("--verison").contains("--version");
    }
}
