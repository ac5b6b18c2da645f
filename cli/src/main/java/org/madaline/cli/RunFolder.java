package org.madaline.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.madaline.formats.AtomicFile;
import org.madaline.formats.model.CheckpointFile;
import org.madaline.train.Checkpoint;
import org.madaline.train.EpochMetrics;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The folder `runs/<name>` of one training run. Every file in it is replaced as a whole, so that a crash leaves the
/// old or the new one.
record RunFolder(Path path) {
    /// Made only where settings are read or written: it takes a tenth of a second.
    private static final class Binding {
        static final JsonMapper JSON = JsonMapper.shared();
    }

    private static final String VERSION = "madaline.version";
    private static final String SETTINGS = "madaline.settings";

    /// The settings as they stand in the folder.
    record Saved(String madaline, TrainSettings settings) {}

    /// The folder for a new run.
    ///
    /// @param name as the user gave it, or null for one made from data and model, with a number where it is taken
    /// @throws UsageError if the name is taken and `force` is false
    static RunFolder create(Path out, String name, TrainSettings settings, boolean force) throws IOException {
        Path folder;
        if (name != null) {
            if (name.isBlank() || name.contains("/") || name.contains("\\") || name.startsWith(".")) {
                throw new UsageError("--name must be the name of a folder, not '" + name + "'");
            }
            folder = out.resolve(name);
            if (Files.exists(folder.resolve("settings.json")) && !force) {
                throw new UsageError(folder + " is a run already; choose another --name, or --force to overwrite it, or"
                        + " --resume " + folder + " to go on with it");
            }
        } else {
            String base = base(settings);
            folder = out.resolve(base);
            for (int i = 2; Files.exists(folder) && !force; i++) {
                folder = out.resolve(base + "-" + i);
            }
        }
        Files.createDirectories(folder);
        var run = new RunFolder(folder);
        Files.deleteIfExists(run.checkpoint());
        run.writeSettings(settings);
        return run;
    }

    /// A run that exists.
    ///
    /// @param given its folder, or its name below `out`
    /// @throws UsageError if there is none
    static RunFolder existing(Path out, String given) throws IOException {
        Path folder = Path.of(given);
        if (!Files.exists(folder.resolve("settings.json")) && Files.exists(out.resolve(given))) {
            folder = out.resolve(given);
        }
        if (!Files.exists(folder.resolve("settings.json"))) {
            throw new UsageError(folder + " is not the folder of a run: it has no settings.json");
        }
        return new RunFolder(folder);
    }

    /// The run that was started last.
    ///
    /// @param data only runs on these data; null: any
    /// @throws UsageError if there is none
    static RunFolder latest(Path out, String data) throws IOException {
        if (Files.isDirectory(out)) {
            try (var folders = Files.list(out)) {
                var latest = folders.filter(folder -> Files.exists(folder.resolve("settings.json")))
                        .sorted(Comparator.comparing(RunFolder::changed).reversed())
                        .map(RunFolder::new)
                        .filter(run -> data == null || run.trainedOn(data))
                        .findFirst();
                if (latest.isPresent()) {
                    return latest.get();
                }
            }
        }
        throw new UsageError("there is no run" + (data == null ? "" : " on " + data) + " in " + out + " to resume");
    }

    private boolean trainedOn(String data) {
        try {
            return readSettings().data().equals(data);
        } catch (IOException | UsageError e) {
            return false;
        }
    }

    private static FileTime changed(Path folder) {
        try {
            return Files.getLastModifiedTime(folder.resolve("settings.json"));
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    /// `mnist-mlp`: the data, without folder and ending, and the model.
    private static String base(TrainSettings settings) {
        Path file = Path.of(settings.data()).getFileName();
        String data = file == null ? "data" : file.toString().replaceFirst("\\.(csv|tsv|txt)$", "");
        return (data.replaceAll("[^A-Za-z0-9._-]+", "-") + "-" + settings.model()).replaceFirst("^[.-]+", "");
    }

    String name() {
        return path.getFileName().toString();
    }

    Path model() {
        return path.resolve("model.safetensors");
    }

    Path checkpoint() {
        return path.resolve("checkpoint.safetensors");
    }

    Path report() {
        return path.resolve("report.html");
    }

    private void writeSettings(TrainSettings settings) throws IOException {
        write("settings.json", Binding.JSON.writerWithDefaultPrettyPrinter()
                .writeValueAsString(new Saved(Version.number(), settings)) + "\n");
    }

    /// @throws UsageError if the file cannot be understood
    TrainSettings readSettings() throws IOException {
        Path file = path.resolve("settings.json");
        try {
            TrainSettings settings = Binding.JSON.readValue(Files.readString(file), Saved.class).settings();
            if (settings == null || settings.linear() == null && settings.descent() == null) {
                throw new UsageError(file + " has no settings of this version of madaline; train anew");
            }
            return settings;
        } catch (JacksonException e) {
            throw new UsageError(file + " cannot be read: " + e.getOriginalMessage());
        }
    }

    /// The settings by name, for reports.
    static Map<String, String> table(TrainSettings settings) {
        var table = new LinkedHashMap<String, String>();
        flatten(Binding.JSON.valueToTree(settings), table);
        return table;
    }

    private static void flatten(JsonNode object, Map<String, String> table) {
        object.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (value.isObject()) {
                flatten(value, table);
            } else if (!value.isNull()) {
                table.put(entry.getKey(), value.isString() ? value.asString() : value.toString());
            }
        });
    }

    void writeMetrics(List<EpochMetrics> epochs) throws IOException {
        write("metrics.csv", Metrics.csv(epochs));
        write("metrics.jsonl", Metrics.jsonLines(epochs));
    }

    /// The state to go on from, or null where there is none.
    Checkpoint readCheckpoint() throws IOException {
        return Files.exists(checkpoint()) ? CheckpointFile.read(checkpoint()).checkpoint() : null;
    }

    void writeCheckpoint(Checkpoint checkpoint, TrainSettings settings) throws IOException {
        CheckpointFile.write(checkpoint, provenance(settings), checkpoint());
    }

    /// Deletes what a process that was killed while it wrote has left beside the files.
    void sweep() throws IOException {
        try (var unfinished = Files.newDirectoryStream(path, ".*.tmp")) {
            for (Path file : unfinished) {
                Files.deleteIfExists(file);
            }
        }
    }

    void deleteCheckpoint() throws IOException {
        Files.deleteIfExists(checkpoint());
    }

    /// What a model tells of its making.
    static Map<String, String> provenance(TrainSettings settings) {
        return Map.of(VERSION, Version.number(), SETTINGS, Binding.JSON.writeValueAsString(settings));
    }

    /// The settings that a model was trained with.
    ///
    /// @throws UsageError if the model does not tell
    static TrainSettings settingsOf(Map<String, String> metadata, Path file) {
        String json = metadata.get(SETTINGS);
        if (json == null) {
            throw new UsageError(file + " does not tell what it was trained on; it was not trained by this program");
        }
        try {
            return Binding.JSON.readValue(json, TrainSettings.class);
        } catch (JacksonException e) {
            throw new UsageError(file + " does not tell soundly what it was trained on: " + e.getOriginalMessage());
        }
    }

    void writeReport(String page) throws IOException {
        write("report.html", page);
    }

    private void write(String name, String text) throws IOException {
        AtomicFile.write(path.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }
}
