package org.madaline.runs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madaline.formats.AtomicFile;
import org.madaline.formats.Json;
import org.madaline.formats.model.CheckpointFile;
import org.madaline.train.Checkpoint;
import org.madaline.train.EpochMetrics;

/// The folder `runs/<name>` of one training run. Every file in it is replaced as a whole, so that a crash leaves the
/// old or the new one; one process at a time works in it ([RunLock]).
///
/// @param path the folder itself
public record RunFolder(Path path) {
    private static final String TRIALS = "trials.csv";

    private static final String OUTLIERS = "outliers.csv";

    private static final String SETTINGS = "settings.json";

    /// The folder of networks that are trained one after another.
    private static final String MEMBERS = "members";

    /// Checks a name that the user gave.
    private static void requireName(String name) {
        if (name.isBlank() || name.contains("/") || name.contains("\\") || name.startsWith(".")) {
            throw new UsageError("--name must be the name of a folder, not '" + name + "'");
        }
    }

    /// Makes the folder for a new run where there is none, and takes it for this process; what is in it stays until
    /// [#begin].
    ///
    /// @param out      the folder of all runs, `runs` unless the user says otherwise
    /// @param name     as the user gave it; empty for one made from data and model, with a number where it is taken
    /// @param settings of which the name is made
    /// @param force    whether an older run of this name is to be overwritten
    /// @return the lock, which holds the folder
    /// @throws UsageError if the name is taken and `force` is false, or another process is at work there
    /// @throws IOException if the folder cannot be made
    public static RunLock create(Path out, Optional<String> name, TrainSettings settings, boolean force) throws IOException {
        return create(out, name, settings.data(), settings.model(), force);
    }

    /// The same where the name is made from others.
    ///
    /// @param out   the folder of all runs, `runs` unless the user says otherwise
    /// @param name  as the user gave it; empty for one made from data and model, with a number where it is taken
    /// @param data  a name or a path
    /// @param model a word
    /// @param force whether an older run of this name is to be overwritten
    /// @return the lock, which holds the folder
    /// @throws UsageError if the name is taken and `force` is false, or another process is at work there
    /// @throws IOException if the folder cannot be made
    public static RunLock create(Path out, Optional<String> name, String data, String model, boolean force) throws IOException {
        name.ifPresent(RunFolder::requireName);
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new UsageError("--out " + out + " is a file, not a folder for runs");
        }
        Files.createDirectories(out);
        String base = name.orElseGet(() -> base(data, model));
        if (name.isPresent() || force) {
            Path folder = out.resolve(base);
            Files.createDirectories(folder);
            RunLock lock = RunLock.take(new RunFolder(folder));
            if (!force && (Files.exists(folder.resolve(SETTINGS)) || Files.exists(lock.folder().model()))) {
                lock.close();
                throw new UsageError(folder + " is a run already; choose another --name, or --force to overwrite it, or"
                        + " --resume " + folder + " to go on with it");
            }
            return lock;
        }
        for (int i = 1;; i++) {
            Path folder = out.resolve(i == 1 ? base : base + "-" + i);
            try {
                Files.createDirectory(folder);
                return RunLock.take(new RunFolder(folder));
            } catch (FileAlreadyExistsException e) {
                // The next number, then; another process may have taken this one just now.
            }
        }
    }

    /// Begins a new run: what an older one left is deleted before the settings say what is to come.
    ///
    /// @param settings written to `settings.json`
    /// @throws IOException if the folder cannot be written
    public void begin(TrainSettings settings) throws IOException {
        clear();
        Map<String, Object> saved = new LinkedHashMap<>();
        saved.put("madaline", Version.number());
        // Relative paths in the settings begin here, wherever the run is gone on with.
        saved.put("folder", Path.of("").toAbsolutePath().toString());
        saved.put("settings", SettingsJson.plain(settings));
        write(SETTINGS, Json.writePretty(saved) + "\n");
    }

    /// Deletes what an older run left.
    ///
    /// @throws IOException if a file cannot be deleted
    public void clear() throws IOException {
        for (String old : List.of(SETTINGS, "model.safetensors", "checkpoint.safetensors", "report.html", "metrics.csv",
                "metrics.jsonl", "metrics.json", TRIALS, OUTLIERS)) {
            Files.deleteIfExists(path.resolve(old));
        }
        deleteMembers();
    }

    /// {@return a run that exists}
    ///
    /// @param out the folder of all runs
    /// @param given its folder, or its name below `out`
    /// @throws UsageError if there is none
    public static RunFolder existing(Path out, String given) {
        Path folder = Path.of(given);
        if (!Files.exists(folder.resolve(SETTINGS)) && Files.exists(out.resolve(given))) {
            folder = out.resolve(given);
        }
        if (!Files.exists(folder.resolve(SETTINGS))) {
            throw new UsageError(folder + " is not the folder of a run: it has no settings.json");
        }
        return new RunFolder(folder);
    }

    /// {@return the run that was started last}
    ///
    /// @param out the folder of all runs
    /// @param data only runs on these data; empty: any
    /// @throws UsageError if there is none
    /// @throws IOException if it cannot be read
    public static RunFolder latest(Path out, Optional<String> data) throws IOException {
        if (Files.isDirectory(out)) {
            try (var folders = Files.list(out)) {
                var latest = folders.filter(folder -> Files.exists(folder.resolve(SETTINGS)))
                        .sorted(Comparator.comparing(RunFolder::changed).reversed())
                        .map(RunFolder::new)
                        .filter(run -> data.isEmpty() || run.trainedOn(data.get()))
                        .findFirst();
                if (latest.isPresent()) {
                    return latest.get();
                }
            }
        }
        throw new UsageError("there is no run" + data.map(d -> " on " + d).orElse("") + " in " + out + " to resume");
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
            return Files.getLastModifiedTime(folder.resolve(SETTINGS));
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    /// `mnist-mlp`: the data, without folder and ending, and the model.
    private static String base(String given, String model) {
        Path file = Path.of(given).getFileName();
        String data = file == null ? "data" : file.toString().replaceFirst("(?i)\\.(csv|tsv|txt|jsonl|ndjson|json|parquet|sql)(\\.gz)?$", "");
        String base = (data.replaceAll("[^A-Za-z0-9._-]+", "-") + "-" + model).replaceFirst("^[.-]+", "");
        return base.length() > 100 ? base.substring(0, 100) : base;
    }

    /// {@return the name of the run: that of its folder}
    public String name() {
        return path.toAbsolutePath().normalize().getFileName().toString();
    }

    /// {@return where the model is, or will be, in the end}
    public Path model() {
        return path.resolve("model.safetensors");
    }

    /// {@return where the state to go on from is}
    public Path checkpoint() {
        return path.resolve("checkpoint.safetensors");
    }

    /// {@return where the page about the run is}
    public Path report() {
        return path.resolve("report.html");
    }

    /// {@return the folder of one of several networks that a run trains one after another}
    ///
    /// @param number from 0
    public RunFolder member(int number) {
        return new RunFolder(path.resolve(MEMBERS).resolve(Integer.toString(number + 1)));
    }

    /// {@return whether networks of a run are kept that is not complete}
    public boolean hasMembers() {
        return Files.isDirectory(path.resolve(MEMBERS));
    }

    /// Deletes the folders of networks, where there are any.
    ///
    /// @throws IOException if they cannot be deleted
    public void deleteMembers() throws IOException {
        Path folder = path.resolve(MEMBERS);
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (var inside = Files.walk(folder, 2)) {
            all = inside.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }

    /// {@return the settings of the run}
    ///
    /// @throws UsageError if the file cannot be understood
    /// @throws IOException if the file cannot be read
    public TrainSettings readSettings() throws IOException {
        Path file = path.resolve(SETTINGS);
        try {
            return SettingsJson.read(saved().get("settings"));
        } catch (IllegalArgumentException e) {
            throw new UsageError(file + " has no settings that can be gone on with: " + e.getMessage());
        }
    }

    private Map<String, Object> saved() throws IOException {
        Path file = path.resolve(SETTINGS);
        if (Files.size(file) > 1 << 24) {
            throw new UsageError(file + " is too large for settings");
        }
        try {
            return Json.readObject(Files.readString(file));
        } catch (IllegalArgumentException | java.nio.charset.CharacterCodingException e) {
            throw new UsageError(file + " cannot be read: " + e.getMessage());
        }
    }

    /// {@return the settings with the path of the data as it is seen from here: relative paths were given in the folder in which
    /// the run was started}
    ///
    /// @param settings of this run
    /// @throws IOException if the run's settings cannot be read
    public TrainSettings located(TrainSettings settings) throws IOException {
        boolean named = TrainData.NAMES.contains(settings.data());
        if (!named && Files.exists(path.resolve(SETTINGS)) && saved().get("folder") instanceof String folder) {
            Path there = Path.of(folder).resolve(settings.data());
            TrainSettings located = settings.located(Path.of(folder));
            return Files.exists(there) ? located.on(there.toString()) : located;
        }
        return settings;
    }

    /// {@return name and value of every setting, for reports}
    ///
    /// @param settings of any run
    public static Map<String, String> table(TrainSettings settings) {
        return SettingsJson.table(settings);
    }

    /// Writes the metrics of all epochs, for spreadsheets and for programs.
    ///
    /// @param epochs from the first on
    /// @throws IOException if the files cannot be written
    public void writeMetrics(List<EpochMetrics> epochs) throws IOException {
        write("metrics.csv", Metrics.csv(epochs));
        write("metrics.jsonl", Metrics.jsonLines(epochs));
    }

    /// {@return the metrics of all epochs, where there are any that can be read}
    ///
    /// @throws IOException if the file cannot be read
    public List<EpochMetrics> readMetrics() throws IOException {
        Path file = path.resolve("metrics.jsonl");
        return Files.exists(file) ? Metrics.read(Files.readString(file)) : List.of();
    }

    /// Writes what a search has tried.
    ///
    /// @param csv a line for each trial, below a header
    /// @throws IOException if the file cannot be written
    public void writeTrials(String csv) throws IOException {
        write(TRIALS, csv);
    }

    /// Writes how unusual the rows of a table are.
    ///
    /// @param csv a line for each row, below a header
    /// @return the file
    /// @throws IOException if the file cannot be written
    public Path writeOutliers(String csv) throws IOException {
        write(OUTLIERS, csv);
        return path.resolve(OUTLIERS);
    }

    /// Writes what the finished model is worth: by part of the data, by figure.
    ///
    /// @param scores by the name of the part, as `test`: figures by name, or further such maps
    /// @throws IOException if the file cannot be written
    public void writeScores(Map<String, Object> scores) throws IOException {
        write("metrics.json", Json.writePretty(finite(scores)) + "\n");
    }

    /// JSON knows no NaN.
    private static Map<String, Object> finite(Map<?, ?> values) {
        Map<String, Object> all = new LinkedHashMap<>();
        values.forEach((name, value) -> all.put((String) name, switch (value) {
            case Double number when !Double.isFinite(number) -> null;
            case Map<?, ?> inner -> finite(inner);
            case Object other -> other;
        }));
        return all;
    }

    /// {@return the state to go on from, where there is one, with what it tells of settings and data}
    ///
    /// @throws IOException if the file is damaged
    public Optional<CheckpointFile.Content> readCheckpoint() throws IOException {
        return Files.exists(checkpoint()) ? Optional.of(CheckpointFile.read(checkpoint())) : Optional.empty();
    }

    /// Writes the state to go on from.
    ///
    /// @param checkpoint where training stands
    /// @param provenance settings and data, which a resumed run is compared with
    /// @throws IOException if the file cannot be written
    public void writeCheckpoint(Checkpoint checkpoint, Provenance provenance) throws IOException {
        CheckpointFile.write(checkpoint, provenance.texts(), checkpoint());
    }

    /// Deletes what a process that was killed while it wrote has left beside the files.
    ///
    /// @throws IOException if a file cannot be deleted
    public void sweep() throws IOException {
        try (var unfinished = Files.newDirectoryStream(path, ".*.tmp")) {
            for (Path file : unfinished) {
                Files.deleteIfExists(file);
            }
        }
    }

    /// Deletes the state to go on from, where there is one.
    ///
    /// @throws IOException if it cannot be deleted
    public void deleteCheckpoint() throws IOException {
        Files.deleteIfExists(checkpoint());
    }

    /// Writes the page about the run.
    ///
    /// @param page HTML, complete in itself
    /// @throws IOException if the file cannot be written
    public void writeReport(String page) throws IOException {
        write("report.html", page);
    }

    private void write(String name, String text) throws IOException {
        AtomicFile.write(path.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }
}
