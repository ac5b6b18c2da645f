package org.madaline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.madaline.formats.AtomicFile;
import org.madaline.formats.csv.CsvTable;
import org.madaline.formats.idx.Idx;
import org.madaline.formats.image.ImageFolder;
import org.madaline.model.Probabilities;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// Predicts classes or numbers for pictures, tables and IDX files.
@Command(
        description = "Predict for pictures (any size, colour or grey), the rows of a CSV file, or an IDX file.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  madaline predict runs/mnist-mlp seven.png",
            "  madaline predict iris.safetensors measurements.csv --output predictions.csv"
        })
final class PredictCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model file, or the folder of a run.")
    private Path model;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", description = "Pictures, folders of pictures, CSV files, IDX files.")
    private List<Path> files;

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

    @Option(names = "--output", paramLabel = "CSV", description = "Write all predictions with all probabilities here; - for standard output.")
    private Path output;

    /// One prediction: what it is for, and the network's output.
    private record Row(String name, float[] z) {}

    @Override
    public Integer call() throws IOException {
        TrainSettings.atLeast("--top", top, 1);
        TrainSettings.atLeast("--limit", limit, 0);
        Path file = ModelFiles.find(model);
        Predictor loaded = Predictor.load(file);
        ModelInput input = ModelInput.of(loaded.metadata(), file);
        List<Path> all = all();
        var rows = new ArrayList<Row>();
        int broken = 0;
        for (Path one : all) {
            try {
                rows.addAll(predict(loaded, input, one));
            } catch (IOException | IllegalArgumentException e) {
                if (all.size() == 1) {
                    throw e;
                }
                // One of many: the others are worth predicting.
                main.terminal.complain("left out: " + Failures.message(e));
                broken++;
            }
        }
        boolean toStandardOutput = output != null && StandardOutput.isNamedBy(output);
        if (!toStandardOutput) {
            show(loaded, input, rows);
        }
        if (toStandardOutput) {
            main.terminal.out().print(csv(loaded, input, rows));
        } else if (output != null) {
            AtomicFile.write(output, csv(loaded, input, rows).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            main.terminal.line("%s predictions in %s", Text.count(rows.size()), output);
        }
        return broken == 0 ? 0 : Main.FAILED;
    }

    /// The files, and those in the folders.
    private List<Path> all() throws IOException {
        var all = new ArrayList<Path>();
        for (Path each : files) {
            if (!Files.exists(each)) {
                throw new UsageError(each + ": no such file");
            }
            if (!Files.isDirectory(each)) {
                all.add(each);
                continue;
            }
            List<Path> pictures = ImageFolder.pictures(each);
            if (pictures.isEmpty()) {
                throw new UsageError(each + " holds no pictures");
            }
            all.addAll(pictures);
        }
        return all;
    }

    private static List<Row> predict(Predictor model, ModelInput input, Path file) throws IOException {
        String name = file.getFileName().toString();
        int width = model.input().size();
        if (name.matches("(?i).*\\.(csv|tsv|txt)")) {
            if (input.table() == null) {
                throw new UsageError(file + " is a table, but the model takes pictures");
            }
            float[] x = input.table().inputs(CsvTable.read(file));
            return rows(model, file + " row ", 1, x, width, input);
        }
        if (name.matches(".*idx[0-9]-ubyte(\\.gz)?")) {
            Idx idx = Idx.read(file);
            float[] x = idx.toTensor().toArray();
            if (idx.shape().rank() < 2 || x.length / Math.max(1, idx.shape().dim(0)) != width) {
                throw new UsageError(file + " has examples " + idx.shape().drop(1) + ", but the model takes "
                        + model.input());
            }
            for (int i = 0; i < x.length; i++) {
                x[i] /= 255;
            }
            return rows(model, file + " no. ", 0, x, width, new ModelInput(null, null, null, null));
        }
        return List.of(new Row(file.toString(), model.outputs(input.picture(file, model.input()))));
    }

    private static List<Row> rows(Predictor model, String name, int first, float[] x, int width, ModelInput input) {
        var rows = new ArrayList<Row>();
        for (int i = 0; i < x.length / width; i++) {
            float[] row = java.util.Arrays.copyOfRange(x, i * width, (i + 1) * width);
            rows.add(new Row(
                    name + (i + first), model.outputs(input.scaler() == null ? row : input.scaler().apply(row))));
        }
        return rows;
    }

    private void show(Predictor model, ModelInput input, List<Row> rows) {
        int shown = rows.size() == files.size() ? rows.size() : Math.min(limit, rows.size());
        for (Row row : rows.subList(0, shown)) {
            if (model.classNames().isEmpty()) {
                main.terminal.line("%s: %s", row.name, Text.number(input.number(row.z[0])));
                continue;
            }
            float[] p = Probabilities.of(row.z);
            var line = new StringBuilder();
            IntStream.range(0, p.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer k) -> -p[k]))
                    .limit(top)
                    .forEach(k -> line.append(line.isEmpty() ? "" : ",  ")
                            .append(model.classNames().get(k))
                            .append(' ')
                            .append(Text.percent(p[k])));
            main.terminal.line("%s: %s", row.name, line);
        }
        if (shown < rows.size()) {
            main.terminal.line("... and %s more (--limit, --output)", Text.count(rows.size() - shown));
        }
    }

    private static String csv(Predictor model, ModelInput input, List<Row> rows) {
        var csv = new StringBuilder("input,prediction");
        model.classNames().forEach(name -> csv.append(',').append(quoted("p(" + name + ")")));
        csv.append('\n');
        for (Row row : rows) {
            csv.append(quoted(row.name)).append(',');
            if (model.classNames().isEmpty()) {
                csv.append(input.number(row.z[0]));
            } else {
                float[] p = Probabilities.of(row.z);
                int best = IntStream.range(0, p.length)
                        .boxed()
                        .max(Comparator.comparingDouble(k -> p[k]))
                        .orElseThrow();
                csv.append(quoted(model.classNames().get(best)));
                for (float each : p) {
                    csv.append(',').append(each);
                }
            }
            csv.append('\n');
        }
        return csv.toString();
    }

    private static String quoted(String text) {
        return text.matches("[^\",\r\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
