package org.madaline.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.madaline.formats.AtomicFile;
import org.madaline.formats.image.PictureListing;
import org.madaline.pipeline.Pipeline;
import org.madaline.runs.Answers;
import org.madaline.runs.Answers.Answer;
import org.madaline.runs.InputFile;
import org.madaline.runs.ModelSource;
import org.madaline.runs.Provenance;
import org.madaline.runs.Text;
import org.madaline.runs.TrainSettings;
import org.madaline.runs.UsageError;
import org.madaline.vision.VisionModel;
import org.madaline.vision.VisionModels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// Predicts classes or numbers for pictures, tables and IDX files.
@Command(
        description = "Predict for pictures (any size, colour or grey), the rows of a table, or an IDX file.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  madaline predict runs/mnist-mlp seven.png",
            "  madaline predict iris.safetensors measurements.csv --output predictions.csv",
            "  madaline predict --model resnet18 --weights resnet18.safetensors cat.jpg",
            "  cat rows.csv | madaline predict iris.safetensors - --output -"
        })
final class PredictCommand implements Callable<Integer> {
    /// More remarks than these are counted, not shown.
    private static final int MOST_NOTICES = 10;

    @ParentCommand
    private Main main;

    @Parameters(
            arity = "1..*",
            paramLabel = "MODEL FILE",
            description = "First a model file, or the folder of a run (none with --weights); then pictures, folders of pictures, tables, IDX"
                    + " files; - for standard input.")
    private List<Path> words;

    @Option(names = "--model", paramLabel = "NAME", description = "The architecture that --weights belong to, such as resnet18.")
    private Optional<String> architecture = Optional.empty();

    @Option(names = "--weights", paramLabel = "FILE", description = "Foreign weights in a safetensors file, named as torchvision does.")
    private Optional<Path> weights = Optional.empty();

    @Option(names = "--classes", paramLabel = "FILE", description = "With --weights: the names of the classes, a line each.")
    private Optional<Path> classes = Optional.empty();

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many classes to show for each (default: ${DEFAULT-VALUE}).")
    private int top;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many rows to show of a folder, a table or an IDX file (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--strict", description = "Refuse input that is remarkable, such as an unseen category; otherwise it is said.")
    private boolean strict;

    @Option(names = "--output", paramLabel = "CSV", description = "Write all predictions with all probabilities here; - for standard output.")
    private Optional<Path> output = Optional.empty();

    @Mixin
    private TableOptions table = new TableOptions();

    @Override
    public Integer call() throws IOException {
        TrainSettings.atLeast("--top", top, 1);
        TrainSettings.atLeast("--limit", limit, 0);
        Pipeline<?> pipeline = pipeline();
        List<Path> files = weights.isPresent() ? words : words.subList(1, words.size());
        if (files.isEmpty()) {
            throw new UsageError("what to predict for is missing: pictures, a folder of pictures, a table, or an IDX file");
        }
        List<Path> all = all(files, pipeline);
        requireOtherOutput(all);
        var answers = new Answers(pipeline, table.reading().options());
        List<Answer> rows = new ArrayList<>();
        int broken = 0;
        for (Path one : all) {
            try (InputFile input = InputFile.of(one)) {
                rows.addAll(answers.to(input));
            } catch (IOException | IllegalArgumentException | UsageError e) {
                if (all.size() == 1) {
                    throw e;
                }
                // One of many: the others are worth predicting.
                main.terminal.complain("left out: " + Failures.message(e));
                broken++;
            }
        }
        remark(rows);
        boolean toStandardOutput = output.isPresent() && StandardOutput.isNamedBy(output.get());
        var csv = new AnswerTable(pipeline.task(), rows);
        if (toStandardOutput) {
            main.terminal.out().print(csv.csv());
        } else {
            show(csv, rows.size() == files.size() ? rows.size() : Math.min(limit, rows.size()));
        }
        if (output.isPresent() && !toStandardOutput) {
            AtomicFile.write(output.get(), csv.csv().getBytes(StandardCharsets.UTF_8));
            main.terminal.line("%s in %s", Text.count(rows.size(), "prediction"), output.get());
        }
        return broken == 0 ? 0 : Main.FAILED;
    }

    private Pipeline<?> pipeline() throws IOException {
        if (weights.isPresent() != architecture.isPresent()) {
            throw new UsageError(weights.isPresent()
                    ? "--weights needs --model NAME, the architecture that they belong to"
                    : "--model needs --weights FILE; a trained model is named by its file");
        }
        if (classes.isPresent() && weights.isEmpty()) {
            throw new UsageError("--classes goes with --weights; a trained model knows its classes");
        }
        if (weights.isPresent()) {
            VisionModel model = architecture(architecture.get());
            return classes.isPresent() ? model.load(weights.get(), Files.readAllLines(classes.get())) : model.load(weights.get());
        }
        ModelSource source = ModelSource.of(words.getFirst());
        Pipeline<?> pipeline = source.load();
        Optional.ofNullable(pipeline.provenance().get(Provenance.STOPPED)).ifPresent(when ->
                main.terminal.complain(source.file() + ": the training was stopped " + when + "; go on with: madaline train --resume"));
        return pipeline;
    }

    private static VisionModel architecture(String name) {
        if (VisionModels.names().contains(name)) {
            return VisionModels.of(name);
        }
        String near = Text.nearest(name, VisionModels.names());
        throw new UsageError("--model " + name + " is no architecture for pictures"
                + (near == null ? "; such are " + String.join(", ", VisionModels.names()) : "; did you mean " + near + "?"));
    }

    /// Predictions must not take the place of what they are made of.
    private void requireOtherOutput(List<Path> all) throws IOException {
        if (output.isEmpty() || StandardOutput.isNamedBy(output.get())) {
            return;
        }
        Path folder = output.get().toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new UsageError("--output " + output.get() + ": there is no folder " + output.get().getParent());
        }
        if (!Files.exists(output.get())) {
            return;
        }
        for (Path input : all) {
            if (!StandardOutput.isNamedBy(input) && Files.exists(input) && Files.isRegularFile(input)
                    && Files.isSameFile(input, output.get())) {
                throw new UsageError("--output " + output.get() + " is the file to predict for; choose another");
            }
        }
    }

    /// The files, and those in the folders.
    private List<Path> all(List<Path> files, Pipeline<?> pipeline) throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path each : files) {
            if (!Files.isDirectory(each)) {
                all.add(each);
                continue;
            }
            PictureListing listing = PictureListing.of(each);
            listing.leftOut().forEach(fault -> main.terminal.complain("left out: " + fault.file() + ": " + fault.reason()));
            if (listing.pictures().isEmpty()) {
                throw new UsageError(each + " is a folder without pictures; the model takes " + Answers.wanted(pipeline));
            }
            all.addAll(listing.pictures());
        }
        return all;
    }

    /// Says what was the matter with the input: the answers stand, but their reader should know.
    private void remark(List<Answer> rows) {
        List<String> notices = rows.stream()
                .flatMap(row -> row.notices().stream().map(notice -> row.name() + ": " + notice))
                .toList();
        if (strict && !notices.isEmpty()) {
            throw new UsageError(notices.getFirst() + (notices.size() == 1 ? "" : ", and " + (notices.size() - 1) + " more remarks")
                    + "; without --strict there is an answer all the same");
        }
        notices.stream().limit(MOST_NOTICES).forEach(main.terminal::complain);
        if (notices.size() > MOST_NOTICES) {
            main.terminal.complain("... and " + Text.count(notices.size() - MOST_NOTICES) + " more remarks");
        }
    }

    private void show(AnswerTable answers, int shown) {
        answers.lines(top, shown).forEach(line -> main.terminal.line("%s", line));
        int rest = answers.rows().size() - shown;
        if (rest > 0) {
            main.terminal.line("... and %s more (--limit, --output)", Text.count(rest));
        }
    }
}
