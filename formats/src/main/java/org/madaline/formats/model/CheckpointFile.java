package org.madaline.formats.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.madaline.formats.FormatException;
import org.madaline.formats.safetensors.SafeTensors;
import org.madaline.schedule.OnPlateau;
import org.madaline.tensor.Tensor;
import org.madaline.train.Checkpoint;
import org.madaline.train.EpochMetrics;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Checkpoints in safetensors files: all variables, the best ones so far as `best/…`, and in the metadata where the run
/// stands. Numbers in double precision are written so that they are read as the same bits.
public final class CheckpointFile {
    private static final String PROGRESS = "madaline.progress";
    private static final String HISTORY = "madaline.history";
    private static final String BEST = "best/";

    private CheckpointFile() {}

    /// Writes the file, whole or not at all.
    ///
    /// @param settings texts that a resumed run is compared with
    public static void write(Checkpoint checkpoint, Map<String, String> settings, Path file) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>(checkpoint.tensors());
        checkpoint.best().forEach((name, tensor) -> tensors.put(BEST + name, tensor));
        Map<String, String> metadata = new LinkedHashMap<>(settings);
        metadata.put(PROGRESS, progress(checkpoint.progress()).toString());
        ArrayNode history = JsonMapper.shared().createArrayNode();
        checkpoint.history().forEach(metrics -> history.add(numbers(metrics)));
        metadata.put(HISTORY, history.toString());
        SafeTensors.of(tensors, metadata).write(file);
    }

    /// A checkpoint and the settings beside it.
    public record Content(Checkpoint checkpoint, Map<String, String> settings) {}

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
            JsonMapper.shared().readTree(history).valueStream().forEach(row -> epochs.add(metrics(row)));
            Checkpoint checkpoint = new Checkpoint(tensors, best, progress(JsonMapper.shared().readTree(progress)), epochs);
            return new Content(checkpoint, metadata);
        } catch (tools.jackson.core.JacksonException | IllegalArgumentException | NullPointerException e) {
            throw new FormatException(file.toString(), "does not say soundly where the run stands", e);
        }
    }

    private static ObjectNode progress(Checkpoint.Progress p) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("epoch", p.epoch()).put("batch", p.batch()).put("step", p.step());
        json.put("lossSum", text(p.lossSum())).put("correct", p.correct()).put("examples", p.examples());
        json.put("bestLoss", text(p.bestLoss())).put("bestEpoch", p.bestEpoch());
        json.put("rate", text(p.plateau().rate())).put("plateauBest", text(p.plateau().best()));
        json.put("plateauBad", p.plateau().bad()).put("plateauResting", p.plateau().resting());
        return json;
    }

    private static Checkpoint.Progress progress(JsonNode json) {
        var plateau = new OnPlateau.State(number(json.get("rate")), number(json.get("plateauBest")),
                json.get("plateauBad").intValue(), json.get("plateauResting").intValue());
        return new Checkpoint.Progress(json.get("epoch").intValue(), json.get("batch").intValue(), json.get("step").longValue(),
                number(json.get("lossSum")), json.get("correct").longValue(), json.get("examples").longValue(),
                number(json.get("bestLoss")), json.get("bestEpoch").intValue(), plateau);
    }

    private static ArrayNode numbers(EpochMetrics m) {
        ArrayNode row = JsonMapper.shared().createArrayNode();
        row.add(m.epoch()).add(m.step());
        for (double value : new double[] {m.rate(), m.loss(), m.accuracy(), m.validationLoss(), m.validationAccuracy(),
            m.seconds(), m.examplesPerSecond()}) {
            row.add(text(value));
        }
        return row;
    }

    private static EpochMetrics metrics(JsonNode row) {
        return new EpochMetrics(row.get(0).intValue(), row.get(1).longValue(), number(row.get(2)), number(row.get(3)),
                number(row.get(4)), number(row.get(5)), number(row.get(6)), number(row.get(7)), number(row.get(8)));
    }

    private static String text(double value) {
        return Double.toString(value);
    }

    private static double number(JsonNode json) {
        return Double.parseDouble(json.stringValue());
    }
}
