package org.madaline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// What the documents point at is there.
class ReadmeTest {
    private static final Pattern LINK = Pattern.compile("]\\(([\\w:./-]+)(#[^)]*)?\\)");

    private static final Pattern COMMAND = Pattern.compile("(?m)(?:^|`)\\./madaline ([a-z]+)([^`\n#]*)");

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/notation.md", "docs/library.md", "docs/book/errata.md"})
    void everyPathThatIsLinkedExists(String document) throws IOException {
        Path file = Sources.root().resolve(document);
        List<String> missing = new ArrayList<>();
        Matcher link = LINK.matcher(Files.readString(file));
        int links = 0;
        while (link.find()) {
            links++;
            if (!link.group(1).startsWith("http") && !Files.exists(file.resolveSibling(link.group(1)))) {
                missing.add(link.group(1));
            }
        }
        assertThat(missing).as("links of %s that lead nowhere", document).isEmpty();
        assertThat(document.equals("README.md") ? links : 30).as("links of %s", document).isGreaterThan(25);
    }

    @Test
    void commandsInTheDocumentsExist() throws IOException {
        var names = Main.commandLine(new Main(Terminal.system()), "--help").getSubcommands();
        for (String document :
                List.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/notation.md", "docs/pictures.md", "docs/tables.md",
                        "docs/library.md")) {
            var matcher = COMMAND.matcher(Files.readString(Sources.root().resolve(document)));
            while (matcher.find()) {
                assertThat(names).as(document).containsKey(matcher.group(1));
                CommandLine command = names.get(matcher.group(1));
                for (String word : matcher.group(2).split("\\s+")) {
                    if (word.startsWith("--")) {
                        assertThat(command.getCommandSpec().optionsMap())
                                .as(document + ": " + matcher.group())
                                .containsKey(word.replaceAll("=.*", ""));
                    }
                }
            }
        }
    }
}
