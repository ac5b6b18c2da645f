package org.madaline.formats.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.madaline.formats.FormatException;
import org.madaline.formats.Json;
import org.madaline.formats.safetensors.SafeTensors;
import org.madaline.schedule.OnPlateau;
import org.madaline.tensor.Tensor;
import org.madaline.train.Checkpoint;
import org.madaline.train.EpochMetrics;

/// Checkpoints in safetensors files: all variables, the best ones so far as `best/…`, and in the metadata where the run
/// stands. Numbers in double precision are written so that they are read as the same bits.
public final class CheckpointFile {
    private static final String PROGRESS = "madaline.progress";
    private static final String HISTORY = "madaline.history";
    private static final String BEST = "best/";
    /// So many epochs are told of at most, or twice as many, so that the file's head stays small however long a run is.
    private static final int EPOCHS = 1024;

    private CheckpointFile() {}

    /// Writes the file, whole or not at all.
    ///
    /// @param checkpoint where the run stands
    /// @param settings   texts that a resumed run is compared with
    /// @param file       replaced as a whole, or not at all
    /// @throws IOException naming the file, if it cannot be written
    public static void write(Checkpoint checkpoint, Map<String, String> settings, Path file) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>(checkpoint.tensors());
        checkpoint.best().forEach((name, tensor) -> tensors.put(BEST + name, tensor));
        Map<String, String> metadata = new LinkedHashMap<>(settings);
        metadata.put(PROGRESS, Json.write(progress(checkpoint.progress())));
        metadata.put(HISTORY, Json.write(told(checkpoint.history()).stream().map(CheckpointFile::numbers).toList()));
        SafeTensors.of(tensors, metadata).write(file);
    }

    /// The epochs that are told of: of a long run every second, fourth ..., and the last. Which ones they are follows from the
    /// last one alone, so that a run that was interrupted tells of the same.
    private static List<EpochMetrics> told(List<EpochMetrics> history) {
        if (history.isEmpty()) {
            return history;
        }
        int last = history.getLast().epoch();
        int every = Integer.highestOneBit(Math.max(1, (last - 1) / EPOCHS));
        return history.stream().filter(e -> e.epoch() % every == 0 || e.epoch() == last).toList();
    }

    /// A checkpoint and the settings beside it.
    ///
    /// @param checkpoint where the run stands
    /// @param settings   the texts that were written with it
    public record Content(Checkpoint checkpoint, Map<String, String> settings) {}

    /// {@return the checkpoint that a file holds, and the settings beside it}
    ///
    /// @param file written by [#write]
    /// @throws FormatException if the file is damaged or no checkpoint
    public static Content read(Path file) throws IOException {
        SafeTensors content = SafeTensors.read(file);
        Map<String, String> metadata = new LinkedHashMap<>(content.metadata());
        String progress = metadata.remove(PROGRESS);
        String history = metadata.remove(HISTORY);
        if (progress == null || history == null) {
            throw new FormatException(file, "is no checkpoint; it does not say where a run stands");
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Map<String, Tensor> best = new LinkedHashMap<>();
        content.tensors().forEach((name, tensor) -> {
            if (name.startsWith(BEST)) {
                best.put(name.substring(BEST.length()), tensor);
            } else {
                tensors.put(name, tensor);
            }
        });
        try {
            List<EpochMetrics> epochs = new ArrayList<>();
            ((List<?>) Json.read(history)).forEach(row -> epochs.add(metrics((List<?>) row)));
            return new Content(new Checkpoint(tensors, best, progress((Map<?, ?>) Json.read(progress)), epochs), metadata);
        } catch (IllegalArgumentException
                | ClassCastException
                | IndexOutOfBoundsException
                | NullPointerException e) {
            throw new FormatException(file.toString(), "does not say soundly where the run stands", e);
        }
    }

    private static Map<String, Object> progress(Checkpoint.Progress p) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("epoch", p.epoch());
        json.put("batch", p.batch());
        json.put("step", p.step());
        json.put("examples", p.counts().examples());
        Map<String, Object> sums = new LinkedHashMap<>();
        p.counts().sums().forEach((name, state) -> sums.put(name, state.stream().map(CheckpointFile::text).toList()));
        json.put("sums", sums);
        json.put("bestLoss", text(p.bestLoss()));
        json.put("bestEpoch", p.bestEpoch());
        json.put("rate", text(p.plateau().rate()));
        json.put("plateauBest", text(p.plateau().best()));
        json.put("plateauBad", p.plateau().bad());
        json.put("plateauResting", p.plateau().resting());
        return json;
    }

    private static Checkpoint.Progress progress(Map<?, ?> json) {
        var plateau = new OnPlateau.State(number(json.get("rate")), number(json.get("plateauBest")),
                (int) whole(json.get("plateauBad")), (int) whole(json.get("plateauResting")));
        Map<String, List<Double>> sums = new LinkedHashMap<>();
        if (json.get("sums") instanceof Map<?, ?> states) {
            states.forEach((name, state) -> sums.put((String) name, ((List<?>) state).stream().map(CheckpointFile::number).toList()));
        } else {
            // Earlier files: what a loss and an accuracy remember; in the first of them each example counted alike.
            Object counted = json.containsKey("counted") ? json.get("counted") : json.get("examples");
            Object weight = json.containsKey("lossWeight") ? json.get("lossWeight") : json.get("examples").toString();
            sums.put("loss", List.of(number(json.get("lossSum")), number(weight)));
            sums.put("accuracy", List.of((double) whole(json.get("correct")), (double) whole(counted)));
        }
        var counts = new Checkpoint.Counts(whole(json.get("examples")), sums);
        return new Checkpoint.Progress((int) whole(json.get("epoch")), (int) whole(json.get("batch")), whole(json.get("step")),
                counts, number(json.get("bestLoss")), (int) whole(json.get("bestEpoch")), plateau);
    }

    private static List<Object> numbers(EpochMetrics m) {
        return List.of(m.epoch(), m.step(), text(m.rate()), text(m.loss()), text(m.accuracy()), text(m.validationLoss()),
                text(m.validationAccuracy()), text(m.seconds()), text(m.examplesPerSecond()), figures(m.metrics()));
    }

    private static EpochMetrics metrics(List<?> row) {
        return new EpochMetrics((int) whole(row.get(0)), whole(row.get(1)), number(row.get(2)), number(row.get(3)),
                number(row.get(4)), number(row.get(5)), number(row.get(6)), number(row.get(7)), number(row.get(8)), figures(row));
    }

    private static Map<String, String> figures(Map<String, Double> metrics) {
        Map<String, String> texts = new LinkedHashMap<>();
        metrics.forEach((name, value) -> texts.put(name, text(value)));
        return texts;
    }

    /// Earlier files have no further metrics.
    private static Map<String, Double> figures(List<?> row) {
        Map<String, Double> figures = new LinkedHashMap<>();
        if (row.size() > 9) {
            ((Map<?, ?>) row.get(9)).forEach((name, value) -> figures.put((String) name, number(value)));
        }
        return figures;
    }

    private static String text(double value) {
        return Double.toString(value);
    }

    private static double number(Object text) {
        return Double.parseDouble((String) text);
    }

    private static long whole(Object number) {
        return ((Number) number).longValue();
    }
}
