package org.madaline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// A command that was run in this process, with what it wrote.
record Ran(int code, String out, String err) {
    static Ran of(Object... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Main.run(
                Terminal.plain(new PrintWriter(out), new PrintWriter(err)), Stream.of(words).map(String::valueOf).toArray(String[]::new));
        return new Ran(code, out.toString(), err.toString());
    }

    /// Runs a command that succeeds and complains of nothing.
    static String well(Object... words) {
        Ran ran = of(words);
        assertThat(ran.code).as(ran::toString).isZero();
        assertThat(ran.err).isEmpty();
        return ran.out;
    }

    /// Runs a command that fails, with one line that says why.
    ///
    /// @return the line
    static String fails(int code, Object... words) {
        Ran ran = of(words);
        assertThat(ran.code).as(ran::toString).isEqualTo(code);
        assertThat(ran.err).as(ran::toString).startsWith("madaline: ").hasLineCount(1).doesNotContain("Exception", "\tat ");
        assertThat(ran.err.length()).as(ran.err).isLessThan(600);
        return ran.err;
    }

    /// A table among the resources of the tests, in a folder.
    static Path resource(Path folder, String name) throws IOException {
        Path copy = folder.resolve(name);
        try (InputStream in = Ran.class.getResourceAsStream(name)) {
            Files.write(copy, in.readAllBytes());
        }
        return copy;
    }
}
