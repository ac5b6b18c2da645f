package org.madaline.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The command `madaline`: parses, dispatches to one class per command, and turns every failure into one line.
///
/// Exit codes: 0 success; 1 the work failed; 2 the command was wrong (an unknown flag, an impossible value, a missing
/// file); 130 interrupted with Ctrl-C.
@Command(
        name = "madaline",
        description = "Neural networks in pure Java: train, evaluate, predict.",
        subcommands = {WarmUp.class, CommandLine.HelpCommand.class},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Start here:  madaline train digits",
            "Exit codes:  0 done, 1 failed, 2 wrong usage, 130 interrupted"
        })
public final class Main {
    static final int FAILED = CommandLine.ExitCode.SOFTWARE;
    static final int WRONG_USAGE = CommandLine.ExitCode.USAGE;
    static final int INTERRUPTED = 130;

    @Option(names = "--debug", hidden = true, scope = ScopeType.INHERIT, description = "print stack traces")
    boolean debug;

    private Main() {}

    public static void main(String[] args) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, args));
    }

    /// Runs one command line as `main` does, but returns the exit code.
    static int run(PrintWriter out, PrintWriter err, String... args) {
        var main = new Main();
        var line = new CommandLine(main)
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAbbreviatedOptionsAllowed(true)
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(100);
        var failures = new Failures(main);
        line.setParameterExceptionHandler(failures);
        line.setExecutionExceptionHandler(failures);
        line.getSubcommands()
                .values()
                .forEach(c -> c.getCommandSpec().usageMessage().width(100));
        int code = args.length == 0 ? line.execute("--help") : line.execute(args);
        out.flush();
        err.flush();
        return code;
    }
}
