package org.madaline.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.madaline.formats.AtomicFile;
import org.madaline.formats.image.PictureListing;
import org.madaline.pipeline.Pipeline;
import org.madaline.runs.Answers;
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

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write all predictions with all probabilities here, in the order of the rows: JSON lines in a file .jsonl, else"
                    + " CSV; - for standard output.")
    private Optional<Path> output = Optional.empty();

    @Option(names = "--format", paramLabel = "csv|jsonl", description = "Of --output, whatever its name.")
    private Optional<String> format = Optional.empty();

    @Option(
            names = "--interval",
            paramLabel = "SHARE",
            description = "Around each number the interval within which this share of values lies, by the errors on rows that the model"
                    + " was not trained on; such as 0.9.")
    private Optional<Double> interval = Optional.empty();

    @Mixin
    private ThresholdOption threshold = new ThresholdOption();

    @Option(
            names = "--explain",
            description = "What each column of a row contributes to its answer: they add up to the answer less that of a row that says"
                    + " nothing. Of two classes it is the log odds of the second that is explained, of more the score of the one named.")
    private boolean explain;

    @Option(names = "--keep", paramLabel = "COLUMNS", split = ",", description = "Columns of a table that are handed on with the predictions.")
    private List<String> keep = List.of();

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
        requireOtherNames(pipeline);
        AnswerStyle style = AnswerStyle.of(pipeline, threshold.threshold, interval);
        var answers = new Answers(pipeline, table.reading().options(), keep, explain);
        boolean toStandardOutput = output.isPresent() && StandardOutput.isNamedBy(output.get());
        var writer = new AnswerWriter(pipeline.task(), keep, json(), style, answers.explained());
        var tally = new AnswerTally(strict, Math.max(limit, files.size()));
        int broken;
        if (toStandardOutput) {
            PrintWriter out = main.terminal.out();
            broken = answer(all, answers, tally, writer, out::print);
        } else if (output.isPresent()) {
            int[] count = {0};
            AtomicFile.write(output.get(), channel -> count[0] = answer(all, answers, tally, writer, text ->
                    AtomicFile.writeFully(channel, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)))));
            broken = count[0];
        } else {
            broken = answer(all, answers, tally, writer, _ -> {});
        }
        tally.remarks().forEach(main.terminal::complain);
        if (!toStandardOutput) {
            // What was asked for by name is shown, however much it is.
            show(tally, tally.count() == files.size() ? tally.count() : Math.min(limit, tally.count()), style);
        }
        if (output.isPresent() && !toStandardOutput) {
            main.terminal.line("%s in %s", Text.count(tally.count(), "prediction"), output.get());
        }
        return broken == 0 ? 0 : Main.FAILED;
    }

    private interface Destination {
        void write(String text) throws IOException;
    }

    /// Answers all inputs; says how many of them were broken.
    private int answer(List<Path> all, Answers answers, AnswerTally tally, AnswerWriter writer, Destination out) throws IOException {
        int broken = 0;
        boolean[] begun = {false};
        for (Path one : all) {
            try (InputFile input = InputFile.of(one)) {
                answers.to(input, some -> {
                    String header = begun[0] ? "" : writer.header();
                    begun[0] = true;
                    tally.add(some);
                    if (some.isEmpty()) {
                        main.terminal.complain(input.name() + ": has a header and no rows; there is nothing to answer");
                    }
                    if (output.isPresent()) {
                        out.write(header + writer.lines(some));
                    }
                });
            } catch (IOException | IllegalArgumentException | UsageError e) {
                if (all.size() == 1 || strict && tally.remarked()) {
                    throw e;
                }
                // One of many: the others are worth predicting.
                main.terminal.complain("left out: " + Failures.message(e));
                broken++;
            }
        }
        return broken;
    }

    /// Whether the answers are JSON lines: as said, or by the name of the output.
    private boolean json() {
        if (format.isEmpty() && output.filter(file -> file.toString().matches("(?i).*\\.(parquet|xlsx?|ods|gz|zip)")).isPresent()) {
            throw new UsageError("--output " + output.get() + ": predictions are written as CSV or JSON lines; name the file so, or say which"
                    + " of them it is to hold (--format csv)");
        }
        return switch (format.orElseGet(() -> output.filter(file -> file.toString().matches(".*\\.(jsonl|ndjson|json)")).map(_ -> "jsonl").orElse("csv"))) {
            case "jsonl" -> true;
            case "csv" -> false;
            case String other -> throw new UsageError("--format must be csv or jsonl, not " + other);
        };
    }

    private void requireOtherNames(Pipeline<?> pipeline) {
        var own = new HashSet<>(List.of("input", "prediction", "probabilities", "low", "high", "explained", "base", "output", "contributions", "remarks", "score", "why"));
        own.addAll(pipeline.task().names().stream().map(name -> "p(" + name + ")").toList());
        keep.stream().filter(column -> !own.add(column)).findFirst().ifPresent(column -> {
            throw new UsageError("--keep " + column + ": there is a column of this name in the output");
        });
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
                main.terminal.complain(source.file() + ": the training was stopped " + when + "; go on with: madaline train --resume"
                        + source.run().map(run -> " " + words.getFirst()).orElse("")));
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

    private void show(AnswerTally tally, int shown, AnswerStyle style) {
        style.notes().forEach(note -> main.terminal.line("%s", note));
        tally.first().stream().limit(shown).forEach(answer -> main.terminal.line("%s", AnswerText.line(answer, top, style)));
        int rest = tally.count() - shown;
        if (rest > 0) {
            main.terminal.line("... and %s more (--limit, --output)", Text.count(rest));
        }
    }
}
