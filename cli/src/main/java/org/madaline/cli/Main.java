package org.madaline.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The command `madaline`: parses, dispatches to one class per command, and turns every failure into one line.
///
/// Exit codes: 0 success; 1 the work failed; 2 the command was wrong (an unknown flag, an impossible value, a missing
/// file); 130 interrupted with Ctrl-C.
@Command(
        name = "madaline",
        description = "Neural networks in pure Java: train, evaluate, predict.",
        subcommands = {
            TrainCommand.class,
            EvaluateCommand.class,
            PredictCommand.class,
            InspectCommand.class,
            ExplainCommand.class,
            GradCheckCommand.class,
            BookCommand.class,
             WarmUp.class, CommandLine.HelpCommand.class},
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

    final Terminal terminal;

    Main(Terminal terminal) {
        this.terminal = terminal;
    }

    public static void main(String[] args) {
        System.exit(run(Terminal.system(), args));
    }

    /// Runs one command line as `main` does, but returns the exit code.
    static int run(Terminal terminal, String... args) {
        int code = commandLine(new Main(terminal)).execute(args.length == 0 ? new String[] {"--help"} : args);
        terminal.out().flush();
        terminal.err().flush();
        return code;
    }

    static CommandLine commandLine(Main main) {
        Terminal terminal = main.terminal;
        var failures = new Failures(main);
        return new CommandLine(main)
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAbbreviatedOptionsAllowed(true)
                .setUsageHelpWidth(terminal.columns())
                .setColorScheme(Help.defaultColorScheme(terminal.colour() ? Help.Ansi.ON : Help.Ansi.OFF))
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }
}
