package org.madaline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The script `madaline`, in an installation whose Java only says what it was started with.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bash; Windows has madaline.cmd")
class LauncherTest {
    private static final String SHOW = """
            #!/bin/sh
            printf 'locale=%s\\n' "${LC_ALL:-}"
            for word in "$@"; do printf '<%s>\\n' "$word"; done
            exit "${EXIT:-0}"
            """;
    private static final String MAVEN = """
            #!/bin/sh
            mkdir -p cli/target/app
            echo built >> "$MARK"
            """;

    @TempDir
    Path folder;

    private Path home;
    private Path here;

    private record Outcome(int code, String out, String err) {}

    @BeforeEach
    void makeAnInstallation() throws IOException {
        here = Files.createDirectories(folder.resolve("here"));
        home = install("checkout");
    }

    private Path install(String name) throws IOException {
        Path root = Files.createDirectories(folder.resolve(name));
        Files.createDirectories(root.resolve("tools"));
        for (String file : List.of("madaline", "tools/jdk.sh")) {
            Files.copy(Sources.root().resolve(file), root.resolve(file));
        }
        executable(root.resolve("jdk/bin/java"), SHOW);
        executable(root.resolve("jdk/bin/javac"), SHOW);
        executable(root.resolve("bin/mvn"), MAVEN);
        Files.writeString(root.resolve("jdk/release"), "JAVA_VERSION=\"25\"\n");
        Files.createDirectories(root.resolve("cli/target/app"));
        Files.createFile(root.resolve("cli/target/app/.built"));
        return root;
    }

    private static void executable(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Outcome run(Map<String, String> environment, String... args) throws Exception {
        var command = new ArrayList<String>();
        command.add(home.resolve("madaline").toString());
        command.addAll(List.of(args));
        return start(environment, command);
    }

    private Outcome start(Map<String, String> environment, List<String> command) throws Exception {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        var builder = new ProcessBuilder(command)
                .directory(here.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        var variables = new HashMap<>(builder.environment());
        builder.environment().clear();
        builder.environment().put("PATH", home.resolve("bin") + ":" + variables.get("PATH"));
        builder.environment().put("MADALINE_JAVA_HOME", home.resolve("jdk").toString());
        builder.environment().put("MARK", folder.resolve("mark").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("no end after 30 seconds: " + command);
        }
        return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private Outcome run(String... args) throws Exception {
        return run(Map.of(), args);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-delete", "-fprint", "-exec", "-o", "!", "!a.png", "(", ")", "-a", "-f", "--", "-", "@file", "*", "a b",
                "", "a\nb", "\u00e4.png", "$(touch x)", "`touch x`", ";touch x", "\\", "'", "=", "-newer", "x -o y"
            })
    void aNameIsAName(String name) throws Exception {
        Path model = Files.write(folder.resolve("m.safetensors"), new byte[10]);
        if (!name.isEmpty()) {
            Files.write(here.resolve(name), new byte[] {1});
        }
        for (String command : List.of("predict", "inspect", "train", "evaluate")) {
            Outcome outcome = run(command, "../m.safetensors", name, "last");
            assertThat(outcome.code()).isZero();
            assertThat(outcome.out()).endsWith("<" + command + ">\n<../m.safetensors>\n<" + name + ">\n<last>\n");
            assertThat(outcome.err()).isEmpty();
        }
        assertThat(model).exists();
        try (var entries = Files.list(here)) {
            assertThat(entries.map(entry -> entry.getFileName().toString()))
                    .isEqualTo(name.isEmpty() ? List.of() : List.of(name));
        }
    }

    @Test
    void smallWorkStartsQuicklyAndLargeWorkWithVectors() throws Exception {
        Path small = Files.write(here.resolve("-small"), new byte[1 << 20]);
        Path large = Files.write(here.resolve("-large"), new byte[(1 << 20) + 1]);
        Files.createDirectories(here.resolve("run"));
        Files.createDirectories(here.resolve("pictures"));
        Files.write(here.resolve("run/model.safetensors"), new byte[9]);
        assertThat(run("predict", "run", small.getFileName().toString()).out()).contains("TieredStopAtLevel=1");
        assertThat(run("inspect", large.getFileName().toString()).out()).contains("TieredStopAtLevel=1");
        assertThat(run("predict", "run", large.getFileName().toString()).out()).contains("UseParallelGC");
        assertThat(run("predict", "run", "pictures").out()).contains("UseParallelGC");
        assertThat(run("predict", "run", "/dev/null").out()).contains("UseParallelGC");
        assertThat(run("train", "digits").out()).contains("UseParallelGC");
    }

    @Test
    void theExitCodeIsThatOfTheProgram() throws Exception {
        assertThat(run(Map.of("EXIT", "3"), "train").code()).isEqualTo(3);
        assertThat(run(Map.of("EXIT", "2"), "inspect").code()).isEqualTo(2);
    }

    @Test
    void flagsOfTheUserReplaceTheSame() throws Exception {
        String plain = run("train").out();
        assertThat(plain).contains("<-Xms48m>", "<-XX:MaxNewSize=32m>", "<-XX:MaxRAMPercentage=70>", "<-XX:+UseParallelGC>");
        String small = run(Map.of("MADALINE_OPTS", "-Xmx24m  -Dx=*"), "train").out();
        assertThat(small).contains("<-Xmx24m>", "<-Dx=*>").doesNotContain("-Xms48m", "MaxNewSize", "MaxRAMPercentage");
        assertThat(run(Map.of("JAVA_TOOL_OPTIONS", "-XX:MaxRAM=1g"), "train").out()).doesNotContain("-Xms48m");
        String other = run(Map.of("MADALINE_OPTS", "-XX:+UseG1GC"), "train").out();
        assertThat(other).contains("<-XX:+UseG1GC>", "<-Xms48m>").doesNotContain("UseParallelGC");
    }

    @Test
    void plainLocalesBecomeUtf8AndOthersStay() throws Exception {
        assertThat(run(Map.of("LC_ALL", "C")).out()).startsWith("locale=C.UTF-8\n");
        assertThat(run(Map.of("LC_ALL", "POSIX")).out()).startsWith("locale=C.UTF-8\n");
        assertThat(run().out()).startsWith("locale=C.UTF-8\n");
        assertThat(run(Map.of("LC_ALL", "xx_YY.UTF-8")).out()).startsWith("locale=C.UTF-8\n");
        assertThat(run(Map.of("LC_CTYPE", "C.UTF-8")).out()).startsWith("locale=\n");
    }

    @Test
    void theHomeMayBeMissing() throws Exception {
        Outcome outcome = run(Map.of("MADALINE_JAVA_HOME", ""), "inspect", "x");
        assertThat(outcome.err()).doesNotContain("unbound");
        assertThat(run(Map.of("HOME", "/nowhere"), "inspect", "x").code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"with blanks", "\u00e4\u00f6\u00fc", "a'b\"c", "50%d", "a;b&c", "[x]*"})
    void theCheckoutMayLieAnywhere(String name) throws Exception {
        home = install(name);
        Outcome outcome = run("train", "digits");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains("<" + home.toRealPath().resolve("cli/target/app") + ">").endsWith("<digits>\n");
    }

    @Test
    void aColonInThePathIsRefusedInWords() throws Exception {
        home = install("a:b");
        Outcome outcome = run("inspect", "x");
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).endsWith("a:b: Java cannot run from a folder with a colon in its path; move or rename it\n");
    }

    @Test
    void aCurrentDirectoryThatIsGoneIsSaid() throws Exception {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        String script = "cd '" + gone + "' && rmdir '" + gone + "' && exec '" + home.resolve("madaline") + "' inspect x";
        Outcome outcome = start(Map.of(), List.of("bash", "-c", script));
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err())
                .endsWith("madaline: the current directory does not exist any more; change to another one\n");
    }

    @Test
    void theScriptIsFoundThroughLinks() throws Exception {
        Path link = Files.createSymbolicLink(here.resolve("-m"), Path.of("../checkout/madaline"));
        Outcome outcome = start(Map.of(), List.of(link.toString(), "inspect", "x"));
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).endsWith("<inspect>\n<x>\n");
    }

    @Test
    void anAbandonedLockHoldsNobodyUp() throws Exception {
        Path target = home.resolve("cli/target");
        Files.createDirectories(target.resolve(".lock"));
        Files.createFile(target.resolve(".building"));
        Files.delete(target.resolve("app/.built"));
        Outcome outcome = run("inspect", "x");
        assertThat(outcome.err()).isEqualTo("madaline: building for the first time (once, about a minute)\n");
        assertThat(outcome.code()).isZero();
        assertThat(Files.readString(folder.resolve("mark"))).isEqualTo("built\n");
    }

    @Test
    void anAbandonedLockWithoutFlockIsTakenOver() throws Exception {
        Path target = home.resolve("cli/target");
        Files.createDirectories(target.resolve(".lock"));
        Files.delete(target.resolve("app/.built"));
        // A PATH with all that the script needs but flock.
        for (String tool : List.of("bash", "sh", "dirname", "find", "mkdir", "cat", "rm", "mv", "sleep", "cksum", "wc",
                "locale", "readlink", "grep", "tail", "env")) {
            String folder = Files.exists(Path.of("/bin", tool)) ? "/bin/" : "/usr/bin/";
            executable(home.resolve("bin").resolve(tool), "#!/bin/sh\nexec " + folder + tool + " \"$@\"\n");
        }
        Outcome outcome = run(Map.of("PATH", home.resolve("bin").toString()), "inspect", "x");
        assertThat(outcome.err()).contains("waiting for it").contains("building for the first time");
        assertThat(outcome.code()).isZero();
        assertThat(target.resolve(".lock")).doesNotExist();
    }

    @Test
    void theScriptSearchesOnlyTheCheckout() throws IOException {
        // No search of the file system over words that may be a user's.
        String script = Files.readString(Sources.root().resolve("madaline"), StandardCharsets.UTF_8);
        assertThat(script.lines().filter(line -> line.contains("find ") && !line.strip().startsWith("#")))
                .allMatch(line -> line.contains("find \"$root\""));
    }
}
