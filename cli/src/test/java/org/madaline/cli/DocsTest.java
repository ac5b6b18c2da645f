package org.madaline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// What the documents at the root refer to exists.
class DocsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([\\w./-]+)(#[^)]*)?\\)");
    private static final Pattern COMMAND = Pattern.compile("(?m)(?:^|`)\\./madaline ([a-z]+)([^`\n#]*)");

    private static List<Path> documents() throws IOException {
        try (var files = Files.walk(Sources.root(), 3)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().contains("target"))
                    .toList();
        }
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        var broken = new ArrayList<String>();
        int links = 0;
        for (Path document : documents()) {
            var matcher = LINK.matcher(Files.readString(document));
            while (matcher.find()) {
                String link = matcher.group(1);
                links++;
                if (!Files.exists(document.resolveSibling(link))) {
                    broken.add(Sources.root().relativize(document) + ": " + link);
                }
            }
        }
        assertThat(links).isGreaterThan(25);
        assertThat(broken).isEmpty();
    }

    @Test
    void commandsInTheDocumentsExist() throws IOException {
        var names = Main.commandLine(new Main(Terminal.system())).getSubcommands();
        for (Path document : documents()) {
            var matcher = COMMAND.matcher(Files.readString(document));
            while (matcher.find()) {
                assertThat(names).as(document.toString()).containsKey(matcher.group(1));
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
