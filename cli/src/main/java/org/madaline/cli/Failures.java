package org.madaline.cli;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;
import org.madaline.formats.FormatException;
import org.madaline.formats.VisibleText;
import org.madaline.runs.UsageError;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Turns an exception into one line on standard error and an exit code; with `--debug` the stack trace follows.
record Failures(Main main) implements IParameterExceptionHandler, IExecutionExceptionHandler {

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        print(message(e), e);
        var err = command.getErr();
        if (!UnmatchedArgumentException.printSuggestions(e, err)) {
            err.println("Help: " + command.getCommandSpec().qualifiedName() + " --help");
        }
        if (e instanceof UnmatchedArgumentException unmatched) {
            unmatched.getUnmatched().stream()
                    .filter(word -> word.startsWith("-") && new File(word).exists())
                    .forEach(word -> main.terminal.complain("The file of this name is written ./" + word));
        }
        return Main.WRONG_USAGE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof CancellationException) {
            command.getErr().println("interrupted");
            return Main.INTERRUPTED;
        }
        if (e instanceof ParameterException wrong) {
            return handleParseException(wrong, new String[0]);
        }
        print(message(e), e);
        return e instanceof UsageError || e instanceof NoSuchFileException ? Main.WRONG_USAGE : Main.FAILED;
    }

    private void print(String message, Exception e) {
        main.terminal.complain("madaline: " + message);
        if (main.debug) {
            var trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace, true));
            trace.toString().lines().forEach(line -> main.terminal.complain(line.replace("\t", "    ")));
        }
    }

    /// What went wrong, in one line, also where the exception's own message is only a path or missing.
    static String message(Exception e) {
        String text = switch (e) {
            case UncheckedIOException io -> message(io.getCause());
            case NoSuchFileException file -> name(file) + ": no such file or directory";
            case FileNotFoundException file -> file.getMessage();
            case AccessDeniedException file -> name(file) + ": permission denied";
            case FileAlreadyExistsException file -> name(file) + ": exists already";
            case FileSystemException file when file.getReason() != null -> name(file) + ": " + file.getReason();
            case FormatException file -> VisibleText.of(file.file()) + ": " + file.reason();
            case UsageError wrong -> VisibleText.of(wrong.getMessage());
            case IOException io when io.getMessage() != null -> io.getMessage();
            default ->
                e.getMessage() != null
                        ? e.getMessage()
                        : "internal error: " + e.getClass().getSimpleName();
        };
        return text.replaceAll("\\s*\\R\\s*", "; ").strip();
    }

    /// A new line in the name of a file is part of the name, not an end of the sentence.
    private static String name(FileSystemException e) {
        return VisibleText.of(String.valueOf(e.getFile()));
    }
}
