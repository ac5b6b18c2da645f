package org.madaline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.madaline.features.Field;
import org.madaline.formats.Json;
import org.madaline.formats.idx.Idx;
import org.madaline.formats.image.ImagePreprocessing;
import org.madaline.formats.safetensors.Header;
import org.madaline.formats.safetensors.SafeTensors;
import org.madaline.layer.Network;
import org.madaline.pipeline.NetworkEstimator;
import org.madaline.pipeline.Pipeline;
import org.madaline.runs.InputFile;
import org.madaline.runs.ModelSource;
import org.madaline.runs.Text;
import org.madaline.runs.UsageError;
import org.madaline.task.ClassTask;
import org.madaline.task.LabelTask;
import org.madaline.task.NumberTask;
import org.madaline.task.OutlierTask;
import org.madaline.task.Task;
import org.madaline.vision.VisionModel;
import org.madaline.vision.VisionModels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// Shows what is in a file, or how an architecture is built.
@Command(
        description = "Show what a model takes and tells, its layers, costs and making; what is in any .safetensors or IDX file; or an"
                + " architecture by its name.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  madaline inspect runs/mnist-mlp",
            "  madaline inspect iris.safetensors --json",
            "  madaline inspect resnet18"
        })
final class InspectCommand implements Callable<Integer> {
    /// Longer texts of the metadata are cut.
    private static final int LONGEST_TEXT = 400;

    /// More fields, or values of one, are cut.
    private static final int MOST_FIELDS = 40;
    private static final int MOST_VALUES = 12;

    /// The classes that architectures were made for.
    private static final int DIGITS = 10;
    private static final int IMAGENET = 1000;

    /// What is shown as a model, not as a text.
    private static final Set<String> DESCRIBED = Set.of(
            "madaline.network", "madaline.linear", "madaline.classes", "madaline.inputs", "madaline.features", "madaline.task",
            "madaline.input", "madaline.basis", "format");

    @ParentCommand
    private Main main;

    @Parameters(index = "0", paramLabel = "FILE", description = "A file, the folder of a run, or the name of an architecture.")
    private Path given;

    @Option(names = "--tensors", description = "List the tensors, too.")
    private boolean tensors;

    @Option(names = "--json", description = "What the model takes and tells, as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (!Files.exists(given) && VisionModels.names().contains(given.toString())) {
            architecture(VisionModels.of(given.toString()));
            return 0;
        }
        Path file = file();
        if (json) {
            main.terminal.out().println(Json.writePretty(schema(Pipeline.load(file))));
            return 0;
        }
        main.terminal.line("%s  (%s)", main.terminal.bold(file.toString()), Text.bytes(Files.size(file)));
        main.terminal.line("");
        try (InputFile content = InputFile.of(file)) {
            if (content.kind() == InputFile.Kind.IDX) {
                Idx idx = Idx.read(file);
                main.terminal.line("IDX file of %s %s", idx.shape(), idx.type());
                return 0;
            }
        }
        Header header = SafeTensors.readHeader(file);
        boolean isModel = header.metadata().keySet().stream().anyMatch(Set.of("madaline.network", "madaline.linear")::contains);
        if (isModel) {
            describe(Pipeline.load(file));
        }
        if (tensors || !isModel) {
            tensors(header);
        }
        metadata(header.metadata());
        return 0;
    }

    private Path file() {
        String near = Files.exists(given) ? null : Text.nearest(given.toString(), VisionModels.names());
        if (near != null) {
            throw new UsageError(given + ": no such file or folder; did you mean the architecture " + near + "?");
        }
        return ModelSource.of(given).file();
    }

    private void architecture(VisionModel model) {
        if (json || tensors) {
            throw new UsageError("--json and --tensors show what is in a file; " + given + " is an architecture");
        }
        Network network = model.network(model.preprocessing() instanceof ImagePreprocessing.CenteredInk ? DIGITS : IMAGENET);
        describe(network);
    }

    private void describe(Network network) {
        var table = new NetworkTable(network);
        table.print(main.terminal);
        main.terminal.line("");
        main.terminal.line("input         %s", network.input());
        main.terminal.line("output        %s", network.output());
        table.printCosts(main.terminal);
    }

    private void describe(Pipeline<?> pipeline) {
        if (pipeline.estimator() instanceof NetworkEstimator network) {
            describe(network.model().network());
        } else {
            LinearReport linear = LinearReport.of(pipeline);
            main.terminal.line("%s", linear.title());
            main.terminal.line("");
            main.terminal.line("parameters    %s", Text.count(linear.parameters()));
            linear.print(main.terminal);
        }
        main.terminal.line("");
        main.terminal.line("%s        %s", main.terminal.bold("tells"), tells(pipeline.task()));
        main.terminal.line("%s        %s", main.terminal.bold("takes"), Text.count(pipeline.inputs().size(), "field"));
        var table = new Table("field", "kind", "values", "what is done with it");
        pipeline.inputs().stream().limit(MOST_FIELDS).forEach(field ->
                table.row(field.name(), field.kind() + (field.optional() ? ", may be missing" : ""), values(field), field.description()));
        table.print(main.terminal);
        if (pipeline.inputs().size() > MOST_FIELDS) {
            main.terminal.line("... and %s more (--json)", Text.count(pipeline.inputs().size() - MOST_FIELDS));
        }
    }

    private static String tells(Task<?> task) {
        return switch (task) {
            case ClassTask _ -> "one of the classes ";
            case LabelTask _ -> "which of the labels hold: ";
            case OutlierTask _ -> "outliers among rows of ";
            case NumberTask numbers -> (numbers.quantiles().isEmpty() ? ""
                    : "the quantiles " + String.join(", ", numbers.quantiles().stream().map(String::valueOf).toList()) + " of ")
                    + (task.names().size() == 1 ? "the number " : "the numbers ");
        } + String.join(", ", task.names());
    }

    private static String values(Field field) {
        return field.range().map(range -> Text.value(range.least()) + " to " + Text.value(range.greatest()))
                .orElseGet(() -> String.join(", ", field.values().stream().limit(MOST_VALUES).toList())
                        + (field.values().size() > MOST_VALUES ? ", ..." : ""));
    }

    /// What the model takes and tells: field by field with kind, range or values.
    private static Map<String, Object> schema(Pipeline<?> pipeline) {
        List<Object> inputs = new ArrayList<>();
        for (Field field : pipeline.inputs()) {
            Map<String, Object> input = new LinkedHashMap<>();
            input.put("name", field.name());
            input.put("kind", field.kind());
            field.range().ifPresent(range -> {
                input.put("least", range.least());
                input.put("greatest", range.greatest());
            });
            if (!field.values().isEmpty()) {
                input.put("values", List.copyOf(field.values()));
            }
            input.put("optional", field.optional());
            input.put("description", field.description());
            inputs.add(input);
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("inputs", inputs);
        schema.put("task", switch ((Task<?>) pipeline.task()) {
            case ClassTask _ -> "classes";
            case LabelTask _ -> "labels";
            case NumberTask _ -> "numbers";
            case OutlierTask _ -> "outliers";
        });
        schema.put("outputs", List.copyOf(pipeline.task().names()));
        if (pipeline.task() instanceof NumberTask numbers && !numbers.quantiles().isEmpty()) {
            schema.put("quantiles", List.copyOf(numbers.quantiles()));
        }
        return schema;
    }

    private void tensors(Header header) {
        main.terminal.line("");
        var table = new Table("tensor", "type", "shape");
        header.entries().forEach((name, entry) -> table.row(name, entry.type(), entry.shape()));
        table.print(main.terminal);
    }

    private void metadata(Map<String, String> metadata) {
        metadata.forEach((key, text) -> {
            if (!DESCRIBED.contains(key)) {
                main.terminal.line("");
                main.terminal.line("%s", main.terminal.bold(key));
                main.terminal.line(
                        "  %s", text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + " ..." : text);
            }
        });
    }
}
