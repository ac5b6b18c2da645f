package org.madaline.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;
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
        print(command, message(e), e);
        var err = command.getErr();
        if (!UnmatchedArgumentException.printSuggestions(e, err)) {
            err.println("Help: " + command.getCommandSpec().qualifiedName() + " --help");
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
        print(command, message(e), e);
        return e instanceof UsageError || e instanceof NoSuchFileException ? Main.WRONG_USAGE : Main.FAILED;
    }

    private void print(CommandLine command, String message, Exception e) {
        command.getErr().println("madaline: " + message);
        if (main.debug) {
            e.printStackTrace(command.getErr());
        }
    }

    /// What went wrong, in one line, also where the exception's own message is only a path or missing.
    static String message(Exception e) {
        String text = switch (e) {
            case UncheckedIOException io -> message(io.getCause());
            case NoSuchFileException file -> file.getFile() + ": no such file or directory";
            case FileNotFoundException file -> file.getMessage();
            case AccessDeniedException file -> file.getFile() + ": permission denied";
            case FileAlreadyExistsException file -> file.getFile() + ": exists already";
            case FileSystemException file when file.getReason() != null -> file.getFile() + ": " + file.getReason();
            case IOException io when io.getMessage() != null -> io.getMessage();
            default ->
                e.getMessage() != null
                        ? e.getMessage()
                        : "internal error: " + e.getClass().getSimpleName();
        };
        return text.replaceAll("\\s*\\R\\s*", "; ").strip();
    }
}
