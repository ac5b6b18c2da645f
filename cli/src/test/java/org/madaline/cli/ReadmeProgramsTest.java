package org.madaline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Java of the README is whole programs: they are compiled and run as they stand there, one after the other in one
/// folder, where the second reads what the first has saved.
class ReadmeProgramsTest {
    private static final Pattern PROGRAM = Pattern.compile("(?s)```java\n(.*?)```");

    @Test
    void theReadmesProgramsRun(@TempDir Path folder) throws Exception {
        List<String> programs = PROGRAM.matcher(read("README.md")).results().map(m -> m.group(1)).toList();
        assertThat(programs).hasSize(2);
        assertThat(run(folder, programs.get(0))).contains("completed after 20 epochs", "validation loss", "accuracy 0.9");
        assertThat(folder.resolve("digits.safetensors")).exists();
        Files.createDirectory(folder.resolve("samples"));
        Files.copy(Sources.root().resolve("samples/seven.png"), folder.resolve("samples/seven.png"));
        assertThat(run(folder, programs.get(1))).startsWith("7: 7 0.");
    }

    /// Runs a source file on the class path.
    private static String run(Path folder, String program) throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("Program.java"), program);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules", "jdk.incubator.vector", "-Djava.awt.headless=true",
                        "--class-path", System.getProperty("java.class.path"), source.toString())
                .directory(folder.toFile())
                .redirectError(folder.resolve("errors").toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output + Files.readString(folder.resolve("errors"))).isZero();
        return output;
    }

    /// The version to depend on is that of the project, wherever it is written.
    @Test
    void theVersionIsTheProjects() throws IOException {
        var version = Pattern.compile("<version>([^<]+)</version>").matcher(read("pom.xml"));
        assertThat(version.find()).isTrue();
        assertThat(read("README.md")).contains("<version>" + version.group(1) + "</version>");
        assertThat(read("docs/library.md")).contains("org.madaline:madaline-all:" + version.group(1) + "\"");
        assertThat(read("examples/sample-project/pom.xml"))
                .contains("<madaline.version>" + version.group(1) + "</madaline.version>");
    }

    private static String read(String file) throws IOException {
        return Files.readString(Sources.root().resolve(file));
    }
}
