package org.madaline.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Runs what users run most, quietly, so that the start-up cache holds the classes and profiles of that.
@Command(name = "warm-up", hidden = true, description = "Exercises the program for the start-up cache.")
final class WarmUp implements Callable<Integer> {
    @Override
    public Integer call() {
        var nowhere = new PrintWriter(Writer.nullWriter());
        return Main.run(Terminal.plain(nowhere, nowhere), "--help");
    }
}
