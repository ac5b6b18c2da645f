package org.madaline.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        footer = {
            "",
            "Start here:  madaline train digits",
            "Exit codes:  0 done, 1 failed, 2 wrong usage, 130 interrupted"
        })
public final class Main {
    static final int FAILED = CommandLine.ExitCode.SOFTWARE;
    static final int WRONG_USAGE = CommandLine.ExitCode.USAGE;
    static final int INTERRUPTED = 130;

    /// The commands, in the order in which help lists them.
    private static final Map<String, Class<?>> COMMANDS = commands();

    @Option(names = "--debug", hidden = true, scope = ScopeType.INHERIT, description = "print stack traces")
    boolean debug;

    final Terminal terminal;

    Main(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Runs one command line and ends the process with its exit code.
    ///
    /// @param args the command and its flags
    public static void main(String[] args) {
        System.exit(run(Terminal.system(), args));
    }

    /// Runs one command line as `main` does, but returns the exit code.
    static int run(Terminal terminal, String... args) {
        String[] line = args.length == 0 ? new String[] {"--help"} : args;
        int code;
        try {
            code = commandLine(new Main(terminal), line).execute(line);
        } catch (OutOfMemoryError e) {
            terminal.complain("madaline: out of memory: more is needed than the " + (Runtime.getRuntime().maxMemory() >> 20)
                    + " MB that Java was given; give it more, as by MADALINE_OPTS=-Xmx8g");
            code = FAILED;
        }
        Optional<String> fault = StandardOutput.fault(terminal.out());
        fault.ifPresent(text -> terminal.complain("madaline: " + text));
        terminal.err().flush();
        return fault.isPresent() && code == 0 ? FAILED : code;
    }

    /// The command line with all commands, or with the one that the first word names: reading the flags of all by reflection
    /// takes longer than a prediction does.
    static CommandLine commandLine(Main main, String... line) {
        Terminal terminal = main.terminal;
        var failures = new Failures(main);
        String first = line[0];
        var commandLine = new CommandLine(main);
        if (COMMANDS.containsKey(first)) {
            commandLine.addSubcommand(first, new CommandLine(COMMANDS.get(first)));
        } else {
            COMMANDS.forEach((name, command) -> commandLine.addSubcommand(name, new CommandLine(command)));
            commandLine.addSubcommand(new CommandLine.HelpCommand());
        }
        return commandLine
                .setOut(terminal.out())
                .setErr(terminal.err())
                // A file may be called @file.
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                // Among abbreviations picocli looks for what "-" may stand for, and fails.
                .setAbbreviatedOptionsAllowed(!List.of(line).contains("-"))
                .setUsageHelpWidth(terminal.columns())
                .setColorScheme(Help.defaultColorScheme(terminal.colour() ? Help.Ansi.ON : Help.Ansi.OFF))
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    private static Map<String, Class<?>> commands() {
        var commands = new LinkedHashMap<String, Class<?>>();
        commands.put("train", TrainCommand.class);
        commands.put("evaluate", EvaluateCommand.class);
        commands.put("predict", PredictCommand.class);
        commands.put("inspect", InspectCommand.class);
        commands.put("explain", ExplainCommand.class);
        commands.put("doctor", DoctorCommand.class);
        commands.put("gradcheck", GradCheckCommand.class);
        commands.put("book", BookCommand.class);
        commands.put("warm-up", WarmUp.class);
        return commands;
    }
}
