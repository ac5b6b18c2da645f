package org.madaline.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Runs what users run most, quietly, so that the start-up cache holds the classes and profiles of that.
@Command(name = "warm-up", hidden = true, description = "Exercises the program for the start-up cache.")
final class WarmUp implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
        var nowhere = new PrintWriter(Writer.nullWriter());
        var terminal = new Terminal(nowhere, nowhere, true, 80, true, true);
        Path folder = Files.createTempDirectory("madaline");
        try {
            Main.run(terminal, "--help");
            return Main.run(terminal, "train", "digits", "--epochs=3", "--out=" + folder);
        } finally {
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
