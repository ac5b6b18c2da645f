package org.madaline.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.madaline.doctor.Diagnosis;
import org.madaline.doctor.Doctor;
import org.madaline.doctor.Finding;
import org.madaline.formats.AtomicFile;
import org.madaline.pipeline.Pipeline;
import org.madaline.runs.ModelSource;
import org.madaline.runs.RunFolder;
import org.madaline.runs.Text;
import org.madaline.runs.TrainData;
import org.madaline.runs.TrainSettings;
import org.madaline.runs.UsageError;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// Looks for what is wrong before a training, or after it.
@Command(
        description = "Look for what is wrong with data and settings before a training, or with a run after it. DATA is what train takes,"
                + " with the same flags, or the folder of a run. Exit code 1 where something is wrong.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        modelTransformer = DoctorCommand.BeforeARun.class,
        footer = {
            "",
            "Examples:",
            "  madaline doctor iris.csv --label species",
            "  madaline doctor mnist --model lenet5_relu --lr 0.01 --output doctor",
            "  madaline doctor runs/iris-mlp"
        })
final class DoctorCommand implements Callable<Integer> {
    private static final int WIDTH = 14;
    private static final int MOST_DOUBTS = 10;

    /// What can be said of a run, whose folder holds all else.
    private static final List<String> OF_A_RUN = List.of("--output", "--threads", "--data", "--debug");

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TrainOptions options = new TrainOptions();

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Where doctor.html and the picture of the rates are written (default: the folder of the run; of data nowhere).")
    private Optional<Path> output = Optional.empty();

    @Override
    public Integer call() throws IOException {
        options.threads.ifPresent(threads -> TrainSettings.atLeast("--threads", threads, 1));
        boolean isRun = options.data != null && Files.exists(Path.of(options.data).resolve("settings.json"));
        Diagnosis found = isRun ? run(new RunFolder(Path.of(options.data))) : data();
        main.terminal.line("");
        found.findings().forEach(this::tell);
        if (found.findings().stream().anyMatch(f -> f.check().equals("labels") && f.level() != Finding.Level.GOOD)) {
            doubts(found.doubts());
        }
        Optional<Path> folder = output.or(() -> isRun ? Optional.of(Path.of(options.data)) : Optional.empty());
        if (folder.isPresent()) {
            write(found, folder.get());
        }
        return found.well() ? 0 : Main.FAILED;
    }

    private Diagnosis data() throws IOException {
        TrainSettings asked = options.settings(TrainOptions.given(spec.commandLine().getParseResult()));
        TrainData data = load(asked);
        return doctor(asked.settled(data), data).before();
    }

    private Diagnosis run(RunFolder folder) throws IOException {
        TrainOptions.given(spec.commandLine().getParseResult()).stream().filter(name -> !OF_A_RUN.contains(name)).findFirst().ifPresent(name -> {
            throw new UsageError(name + " cannot be given with the folder of a run, whose settings are looked at");
        });
        Pipeline<?> model = ModelSource.of(folder.path()).load();
        TrainSettings settings = folder.readSettings();
        TrainData data = load(folder.located(settings));
        return doctor(settings.settled(data), data).after(model, folder.readMetrics());
    }

    private TrainData load(TrainSettings settings) throws IOException {
        return settings.arrange(TrainData.load(settings, options.directory, this::say));
    }

    private Doctor doctor(TrainSettings settings, TrainData data) throws IOException {
        return Doctor.of(settings, data, options.threads, text -> {
            if (main.terminal.live()) {
                main.terminal.redraw(text);
            }
        });
    }

    private void say(String text) {
        main.terminal.line("%s", text);
    }

    private void tell(Finding finding) {
        Object level = switch (finding.level()) {
            case GOOD -> main.terminal.green("good ");
            case LOOK -> main.terminal.bold("look ");
            case WRONG -> main.terminal.bold("WRONG");
        };
        if (main.terminal.live()) {
            main.terminal.clear();
        }
        main.terminal.line("%s  %-" + WIDTH + "s  %s", level, finding.check(), finding.text());
        if (!finding.advice().isEmpty()) {
            main.terminal.line("%s  %s", " ".repeat(WIDTH + 7), finding.advice());
        }
    }

    private void doubts(List<Diagnosis.Doubt> doubts) {
        if (doubts.isEmpty()) {
            return;
        }
        main.terminal.line("");
        var table = new Table("where", "label", "looks like", ">probability of the label");
        doubts.stream().limit(MOST_DOUBTS).forEach(d -> table.row(d.place(), d.label(), d.better(), Text.percent(d.probability())));
        table.print(main.terminal);
        if (doubts.size() > MOST_DOUBTS) {
            main.terminal.line("... and %s more%s", Text.count(doubts.size() - MOST_DOUBTS), output.isPresent() ? "" : "; --output DIR writes all");
        }
    }

    private void write(Diagnosis found, Path folder) throws IOException {
        Files.createDirectories(folder);
        var report = new DoctorReport(found);
        Path page = folder.resolve("doctor.html");
        AtomicFile.write(page, report.page("Doctor: " + options.data).getBytes(StandardCharsets.UTF_8));
        main.terminal.line("");
        main.terminal.line("page     %s", page);
        if (found.range().isPresent()) {
            Path picture = folder.resolve("learning-rates.svg");
            AtomicFile.write(picture, report.picture().getBytes(StandardCharsets.UTF_8));
            main.terminal.line("rates    %s", picture);
        }
    }

    /// The flags of `train` that say something before there is a run.
    static final class BeforeARun implements CommandLine.IModelTransformer {
        @Override
        public CommandSpec transform(CommandSpec spec) {
            List.of("--resume", "--force", "--name", "--out", "--search").forEach(name -> spec.remove(spec.findOption(name)));
            return spec;
        }
    }
}
