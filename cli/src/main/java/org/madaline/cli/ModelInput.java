package org.madaline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.madaline.data.Dataset;
import org.madaline.data.Scaler;
import org.madaline.formats.Json;
import org.madaline.formats.csv.TableEncoding;
import org.madaline.formats.image.ImagePreprocessing;
import org.madaline.formats.image.Images;
import org.madaline.tensor.Shape;

/// What makes a network's input of files, and the meaning of its output: stored with the model, so that it predicts on
/// data treated as those that it was trained on. A part that does not apply is null.
///
/// @param image for pictures
/// @param table for rows of a table
/// @param scaler of the features of a table, fitted on the training part
/// @param target the scale of a number to be predicted: the network yields (y - offset) / scale
record ModelInput(ImagePreprocessing image, TableEncoding table, Scaler scaler, Scaler target) {
    private static final String KEY = "madaline.input";

    static ModelInput ofImages(ImagePreprocessing image) {
        return new ModelInput(image, null, null, null);
    }

    /// Whether a model's metadata say what its input is.
    static boolean isIn(Map<String, String> metadata) {
        return metadata.containsKey(KEY);
    }

    /// @throws UsageError if a model's metadata do not say what its input is
    @SuppressWarnings("unchecked")
    static ModelInput of(Map<String, String> metadata, Path file) {
        String json = metadata.get(KEY);
        if (json == null) {
            throw new UsageError(file + " does not say how its input is made; it was not trained by this program");
        }
        try {
            Map<String, Object> map = Json.readObject(json);
            var image = (Map<String, Object>) map.get("image");
            var table = (Map<String, Object>) map.get("table");
            return new ModelInput(
                    image == null ? null : ImagePreprocessing.fromMap(image),
                    table == null ? null : TableEncoding.fromMap(table),
                    scaler(map.get("scaler")),
                    scaler(map.get("target")));
        } catch (IllegalArgumentException | ClassCastException e) {
            throw new UsageError(file + " does not say soundly how its input is made: " + e.getMessage());
        }
    }

    /// What is stored with the model.
    Map<String, String> metadata() {
        var map = new LinkedHashMap<String, Object>();
        if (image != null) {
            map.put("image", image.toMap());
        }
        if (table != null) {
            map.put("table", table.toMap());
        }
        if (scaler != null) {
            map.put("scaler", map(scaler));
        }
        if (target != null) {
            map.put("target", map(target));
        }
        return Map.of(KEY, Json.write(map));
    }

    private static Map<String, Object> map(Scaler scaler) {
        var map = new LinkedHashMap<String, Object>();
        map.put("offset", DoubleStream.of(scaler.offset()).boxed().toList());
        map.put("scale", DoubleStream.of(scaler.scale()).boxed().toList());
        return map;
    }

    private static Scaler scaler(Object map) {
        return map instanceof Map<?, ?> m ? new Scaler(numbers(m.get("offset")), numbers(m.get("scale"))) : null;
    }

    private static double[] numbers(Object list) {
        return ((List<?>) list).stream().mapToDouble(x -> ((Number) x).doubleValue()).toArray();
    }

    /// The input for a picture.
    ///
    /// @throws UsageError if the model takes no pictures
    float[] picture(Path file, Shape input) throws IOException {
        if (image == null) {
            throw new UsageError(file + ": the model takes rows of a table, not pictures");
        }
        float[] x = image.apply(Images.read(file));
        if (x.length != input.size()) {
            throw new UsageError(file + ": the model takes " + input + ", its preprocessing makes " + image.shape());
        }
        return x;
    }

    /// A data set of a table's rows, scaled.
    Dataset scaled(Dataset dataset) {
        Dataset x = scaler == null ? dataset : scaler.apply(dataset);
        return target == null ? x : new ScaledTarget(x, target);
    }

    /// The number that an output stands for.
    double number(float output) {
        return target == null ? output : output * target.scale()[0] + target.offset()[0];
    }

    /// A data set whose y is a number on another scale.
    private record ScaledTarget(Dataset dataset, Scaler scaler) implements Dataset {
        @Override
        public int size() {
            return dataset.size();
        }

        @Override
        public Shape inputShape() {
            return dataset.inputShape();
        }

        @Override
        public Shape targetShape() {
            return dataset.targetShape();
        }

        @Override
        public List<String> classNames() {
            return List.of();
        }

        @Override
        public void read(int index, float[] x, int xOffset, float[] y, int yOffset) {
            dataset.read(index, x, xOffset, y, yOffset);
            y[yOffset] = scaler.apply(new float[] {y[yOffset]})[0];
        }
    }

    /// The scale of the numbers to be predicted in a data set.
    static Scaler targetScale(Dataset dataset) {
        float[] x = new float[dataset.inputShape().size()];
        float[] y = new float[1];
        var rows = new double[dataset.size()][];
        for (int i = 0; i < rows.length; i++) {
            dataset.read(i, x, 0, y, 0);
            rows[i] = new double[] {y[0]};
        }
        return Scaler.standard(rows);
    }
}
