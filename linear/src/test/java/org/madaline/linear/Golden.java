package org.madaline.linear;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Reference data and results, carried as resources.
public final class Golden {
    /// Objects and labels.
    public record Data(double[][] x, int[] y) {
        public Data rows(int[] indices) {
            double[][] rows = new double[indices.length][];
            int[] labels = new int[indices.length];
            for (int i = 0; i < indices.length; i++) {
                rows[i] = x[indices[i]];
                labels[i] = y[indices[i]];
            }
            return new Data(rows, labels);
        }

        public Data columns(int[] indices) {
            double[][] rows = new double[x.length][indices.length];
            for (int i = 0; i < x.length; i++) {
                for (int j = 0; j < indices.length; j++) {
                    rows[i][j] = x[i][indices[j]];
                }
            }
            return new Data(rows, y);
        }

        /// The rows of two classes, relabelled 0 and 1.
        public Data pair(int zero, int one) {
            int[] kept = java.util.stream.IntStream.range(0, y.length)
                    .filter(i -> y[i] == zero || y[i] == one)
                    .toArray();
            return rows(kept).binary(one);
        }

        public Data binary(int one) {
            return new Data(x, java.util.Arrays.stream(y).map(k -> k == one ? 1 : 0).toArray());
        }

        public DesignMatrix matrix() {
            return DesignMatrix.of(x);
        }
    }

    private Golden() {}

    public static JsonNode json(String name) {
        return new ObjectMapper().readTree(text(name));
    }

    public static double[] doubles(JsonNode node) {
        double[] values = new double[node.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = node.get(i).asDouble();
        }
        return values;
    }

    public static double[][] table(JsonNode node) {
        double[][] rows = new double[node.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = doubles(node.get(i));
        }
        return rows;
    }

    public static int[] ints(JsonNode node) {
        return java.util.Arrays.stream(doubles(node)).mapToInt(v -> (int) v).toArray();
    }

    /// All rows of a data set, as they are in the file.
    public static Data read(String data) {
        List<String> lines = text(data + ".csv").lines().skip(1).toList();
        double[][] x = new double[lines.size()][];
        int[] y = new int[lines.size()];
        for (int i = 0; i < x.length; i++) {
            String[] fields = lines.get(i).split(",");
            x[i] = new double[fields.length - 1];
            for (int j = 0; j < x[i].length; j++) {
                x[i][j] = Double.parseDouble(fields[j]);
            }
            y[i] = Integer.parseInt(fields[fields.length - 1]);
        }
        return new Data(x, y);
    }

    /// The rows of `part`, "train" or "test".
    public static Data raw(String data, String part) {
        return read(data).rows(ints(json("data.json").get(data).get(part)));
    }

    /// The rows of `part`, standardized as the training rows are.
    public static Data standardized(String data, String part) {
        Data raw = raw(data, part);
        double[] mean = doubles(json("data.json").get(data).get("mean"));
        double[] scale = doubles(json("data.json").get(data).get("scale"));
        for (double[] row : raw.x) {
            for (int j = 0; j < row.length; j++) {
                row[j] = (row[j] - mean[j]) / scale[j];
            }
        }
        return raw;
    }

    static String text(String name) {
        try (InputStream in = Golden.class.getResourceAsStream("golden/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
