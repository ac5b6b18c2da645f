package org.madaline.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import org.madaline.tensor.Shape;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reference values of PyTorch and scikit-learn for the tests, from the resources under `golden/`.
///
/// Weights and inputs are not stored: each is a function of a name and an index, so that both sides start from the
/// same numbers, exactly representable as floats.
public final class Golden {
    private static final Map<String, JsonNode> LOADED = new ConcurrentHashMap<>();

    private Golden() {}

    /// A file such as `losses/bce`.
    public static JsonNode load(String file) {
        return LOADED.computeIfAbsent(file, f -> JsonMapper.shared().readTree(text(f + ".json")));
    }

    /// The cases of a file.
    public static List<JsonNode> cases(String file) {
        return load(file).get("cases").valueStream().toList();
    }

    /// The case with an id.
    public static JsonNode find(String file, String id) {
        return cases(file).stream().filter(c -> c.get("id").asString().equals(id)).findFirst().orElseThrow();
    }

    /// The text of a compressed resource, such as `digits.csv`.
    public static String text(String file) {
        String path = "/golden/" + file + ".gz";
        try (InputStream in = Golden.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no test resource " + path);
            }
            return new String(new GZIPInputStream(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The values of a tensor, given by formula or in full; numbers alone and nested arrays are read as well.
    public static double[] values(JsonNode tensor) {
        if (tensor.has("gen")) {
            double[] values = formula(tensor);
            double[] check = flat(tensor.get("check"));
            assertThat(values).as(tensor.get("gen").asString()).startsWith(check);
            return values;
        }
        return flat(tensor.has("data") ? tensor.get("data") : tensor);
    }

    public static Shape shape(JsonNode tensor) {
        return Shape.of(tensor.get("shape").valueStream().mapToInt(JsonNode::asInt).toArray());
    }

    /// A number; NaN and infinities are strings.
    public static double number(JsonNode value) {
        return value.isString() ? Double.parseDouble(value.asString()) : value.asDouble();
    }

    private static double[] flat(JsonNode node) {
        if (!node.isArray()) {
            return new double[] {number(node)};
        }
        return node.valueStream().flatMapToDouble(x -> java.util.Arrays.stream(flat(x))).toArray();
    }

    /// The formula's values for a name: uniform in [-scale, scale].
    public static double[] formula(String name, int size, double scale) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) (scale * (2 * (bits(name, i) * 0x1p-24) - 1));
        }
        return values;
    }

    private static double[] formula(JsonNode t) {
        String name = t.get("gen").asString();
        double[] values = new double[shape(t).size()];
        boolean whole = t.get("kind").asString().equals("int");
        for (int i = 0; i < values.length; i++) {
            long k = bits(name, i);
            if (whole) {
                values[i] = (k * t.get("bound").asLong()) >>> 24;
            } else {
                double u = k * 0x1p-24;
                double b = t.get("base").asString().equals("unit") ? u : 2 * u - 1;
                values[i] = (float) (t.get("offset").asDouble() + t.get("scale").asDouble() * b);
            }
        }
        return values;
    }

    /// 24 bits: the finalizer of SplitMix64 on the FNV-1a hash of the name, plus the index.
    static long bits(String name, long index) {
        long hash = 0xCBF29CE484222325L;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001B3L;
        }
        long z = hash + index + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return (z ^ (z >>> 31)) >>> 40;
    }

    /// Asserts that max |a - b| is at most `tolerance` times max |reference|, over the tensor or over the samples that
    /// the reference holds of it, together with its sum and norm. NaN and infinities must be equal.
    public static void assertClose(String what, double[] actual, JsonNode reference, double tolerance) {
        if (!reference.has("n")) {
            double[] expected = values(reference);
            assertClose(what, actual, expected, tolerance);
            return;
        }
        assertThat(actual).as(what).hasSize(reference.get("n").asInt());
        double scale = reference.get("maxabs").asDouble();
        double[] first = flat(reference.get("first"));
        for (int i = 0; i < first.length; i++) {
            assertNear(what + "[" + i + "]", actual[i], first[i], tolerance * scale);
        }
        double[] sampled = flat(reference.get("val"));
        for (int i = 0; i < sampled.length; i++) {
            int at = reference.get("idx").get(i).asInt();
            assertNear(what + "[" + at + "]", actual[at], sampled[i], tolerance * scale);
        }
        double sum = 0;
        double squares = 0;
        for (double x : actual) {
            sum += x;
            squares += x * x;
        }
        double norm = reference.get("l2").asDouble();
        assertNear("sum of " + what, sum, reference.get("sum").asDouble(), tolerance * norm * Math.sqrt(actual.length));
        assertNear("norm of " + what, Math.sqrt(squares), norm, tolerance * norm);
    }

    /// Asserts that max |a - b| is at most `tolerance` times max |reference|.
    public static void assertClose(String what, double[] actual, double[] expected, double tolerance) {
        assertThat(actual).as(what).hasSize(expected.length);
        double scale = 0;
        for (double x : expected) {
            scale = Double.isFinite(x) ? Math.max(scale, Math.abs(x)) : scale;
        }
        for (int i = 0; i < expected.length; i++) {
            assertNear(what + "[" + i + "]", actual[i], expected[i], tolerance * (scale == 0 ? 1 : scale));
        }
    }

    private static void assertNear(String what, double actual, double expected, double error) {
        boolean near = Double.isFinite(expected) ? Math.abs(actual - expected) <= error
                : Double.valueOf(actual).equals(expected);
        assertThat(near).as("%s is %s, not %s, which is %s away; allowed are %s", what, actual, expected,
                Math.abs(actual - expected), error).isTrue();
    }
}
