package org.madaline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where output goes, and what happens where it cannot go there.
class StandardOutputTest {
    @TempDir
    Path folder;

    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        };
    }

    private static int run(StringWriter err, OutputStream out, String... args) {
        var terminal = Terminal.plain(new StandardOutput(out, StandardCharsets.UTF_8), new PrintWriter(err));
        return Main.run(terminal, args);
    }

    @Test
    void aFullDiskIsAFailureAndAClosedPipeIsNot() {
        var err = new StringWriter();
        assertThat(run(err, failing("No space left on device"), "--version")).isEqualTo(Main.FAILED);
        assertThat(err.toString().strip())
                .isEqualTo("madaline: standard output could not be written: No space left on device");
        err = new StringWriter();
        assertThat(run(err, failing("Broken pipe"), "--version")).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(run(err, OutputStream.nullOutputStream(), "--version")).isZero();
    }

    /// Runs a line of the shell in which `$M` is the command line of Java for the program.
    private String[] shell(String line) throws Exception {
        var command = new ArrayList<>(List.of("bash", "-c", "M() { \"$JAVA\" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp \"$CP\" "
                + Main.class.getName() + " \"$@\"; }; " + line));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString());
        builder.environment().put("CP", System.getProperty("java.class.path"));
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new String[] {Integer.toString(process.exitValue()), Files.readString(out), Files.readString(err)};
    }

    @ParameterizedTest
    @EnabledOnOs(OS.LINUX)
    @ValueSource(strings = {"--version", "--help", "book --list", "predict --help"})
    void aFullDeviceIsSaid(String command) throws Exception {
        assertThat(shell("M " + command + " > /dev/full"))
                .containsExactly("1", "", "madaline: standard output could not be written: No space left on device\n");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aReaderWhoHasEnoughEndsItQuietly() throws Exception {
        assertThat(shell("M book --list | head -1 > /dev/null; exit ${PIPESTATUS[0]}")).containsExactly("0", "", "");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void predictionsGoWhereTheUserSays() throws Exception {
        Files.writeString(folder.resolve("t.csv"), "a,kind\n" + "1,x\n2,y\n".repeat(20));
        var err = new StringWriter();
        int code = run(err, OutputStream.nullOutputStream(), "train", folder.resolve("t.csv").toString(), "--label",
                "kind", "--model", "logistic", "--name", "t", "--out", folder.toString());
        assertThat(code).as(err.toString()).isZero();
        Files.writeString(folder.resolve("q.csv"), "a\n1\n2\n");
        Files.createSymbolicLink(folder.resolve("link"), Path.of("real.csv"));
        String[] done = shell("P() { M predict t q.csv --output \"$1\"; }; P plain.csv > said && P link > said"
                + " && P /dev/stdout > 1.csv && P - > 2.csv && P /dev/stdout | cat > 3.csv && exec 7> 4.csv && P /dev/fd/7 > said"
                + " && P >(cat > 5.csv) > said && P /dev/null > said && { P /dev/full > said; [ $? = 1 ]; }; sleep 0.2");
        assertThat(done[0]).as(done[2]).isEqualTo("0");
        String csv = Files.readString(folder.resolve("plain.csv"));
        assertThat(csv).startsWith("input,prediction,p(x),p(y)\n").hasLineCount(3);
        for (String file : List.of("real.csv", "1.csv", "2.csv", "3.csv", "4.csv", "5.csv")) {
            assertThat(folder.resolve(file)).as(file).hasContent(csv);
        }
        assertThat(folder.resolve("link")).isSymbolicLink();
        assertThat(Files.exists(Path.of("/dev/null")) && !Files.isRegularFile(Path.of("/dev/null"))).isTrue();
        assertThat(done[2].replaceAll("WARNING: .*\n", "")).isEqualTo("madaline: /dev/full: No space left on device\n");
    }
}
