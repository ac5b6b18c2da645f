package org.madaline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// How much one has to know: the public types that an example names, but for the data set and the result, and its lines.
class ConceptsTest {
    private static final Path SOURCES = Path.of("src/main/java/org/madaline/examples");
    private static final Set<String> GIVEN = Set.of("Mnist", "Digits", "Split", "Dataset", "Model");

    private static List<String> lines(String example) throws IOException {
        return Files.readAllLines(SOURCES.resolve(example + ".java"));
    }

    private static Set<String> concepts(String example) throws IOException {
        Set<String> types = new TreeSet<>();
        for (String line : lines(example)) {
            if (line.startsWith("import org.madaline.")) {
                types.add(line.substring(line.lastIndexOf('.') + 1, line.length() - 1));
            }
        }
        types.removeAll(GIVEN);
        return types;
    }

    /// The lines of the method `train`, without its head and its last brace.
    private static int body(String example) throws IOException {
        List<String> lines = lines(example);
        int head = 0;
        while (!lines.get(head).contains(" train(") || !lines.get(head).startsWith("    static")) {
            head++;
        }
        return lines.subList(head, lines.size()).indexOf("    }") - 1;
    }

    @Test
    void aStandardModelNeedsEightTypes() throws IOException {
        assertThat(concepts("MnistExample")).containsExactlyInAnyOrder(
                "Network", "Shape", "Dense", "BatchNorm", "Activation", "Dropout", "Trainer", "Adam");
    }

    @Test
    void aLoopOfOnesOwnNeedsThreeMore() throws IOException {
        Set<String> more = concepts("OwnLoopExample");
        more.removeAll(concepts("MnistExample"));
        assertThat(more).containsExactlyInAnyOrder("TrainingStep", "Batches", "SoftmaxCrossEntropy");
        assertThat(body("OwnLoopExample")).isLessThanOrEqualTo(12);
    }

    @Test
    void aGameOfTwoIsShort() throws IOException {
        assertThat(body("GanExample")).isLessThanOrEqualTo(30);
    }

    /// The longer pieces of the page on training are lines of the examples.
    @Test
    void thePageShowsTheExamples() throws IOException {
        String sources = "";
        for (String example : List.of("OwnLoopExample", "MultiTaskExample")) {
            sources += String.join("\n", lines(example).stream().map(String::strip).toList()) + "\n";
        }
        int shown = 0;
        String[] parts = Files.readString(Path.of("../docs/training.md")).split("```");
        for (int i = 1; i < parts.length; i += 2) {
            String piece = String.join("\n", parts[i].lines().skip(1).map(String::strip).toList()) + "\n";
            if (piece.lines().count() > 1) {
                assertThat(sources).contains(piece);
                shown++;
            }
        }
        assertThat(shown).isEqualTo(2);
    }
}
