package org.madaline.basis;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Reads typed fields out of plain data, with an error that names the field.
final class Fields {
    private Fields() {}

    static int integer(Map<String, Object> map, String key) {
        if (map.get(key) instanceof Number n && n.doubleValue() == n.intValue()) {
            return n.intValue();
        }
        throw wrong(map, key, "a whole number");
    }

    static double number(Map<String, Object> map, String key) {
        if (map.get(key) instanceof Number n) {
            return n.doubleValue();
        }
        throw wrong(map, key, "a number");
    }

    static boolean flag(Map<String, Object> map, String key) {
        if (map.get(key) instanceof Boolean b) {
            return b;
        }
        throw wrong(map, key, "true or false");
    }

    static double[] numbers(Map<String, Object> map, String key) {
        if (map.get(key) instanceof List<?> list && list.stream().allMatch(Number.class::isInstance)) {
            return list.stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray();
        }
        throw wrong(map, key, "a list of numbers");
    }

    static List<String> strings(Map<String, Object> map, String key) {
        if (map.get(key) instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw wrong(map, key, "a list of names");
    }

    static double[][] table(Map<String, Object> map, String key) {
        if (map.get(key) instanceof List<?> rows) {
            return rows.stream().map(row -> numbers(Map.of(key, row), key)).toArray(double[][]::new);
        }
        throw wrong(map, key, "a list of lists of numbers");
    }

    static Map<String, Object> map(Map<String, Object> map, String key) {
        return asMap(map, key, map.get(key));
    }

    static List<Map<String, Object>> maps(Map<String, Object> map, String key) {
        if (map.get(key) instanceof List<?> list) {
            return list.stream().map(value -> asMap(map, key, value)).toList();
        }
        throw wrong(map, key, "a list of objects");
    }

    private static Map<String, Object> asMap(Map<String, Object> owner, String key, Object value) {
        if (value instanceof Map<?, ?> inner && inner.keySet().stream().allMatch(String.class::isInstance)) {
            Map<String, Object> copy = new java.util.LinkedHashMap<>();
            inner.forEach((k, v) -> copy.put((String) k, v));
            return copy;
        }
        throw wrong(owner, key, "an object");
    }

    static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    static List<List<Double>> lists(double[][] values) {
        return Arrays.stream(values).map(Fields::list).toList();
    }

    private static IllegalArgumentException wrong(Map<String, Object> map, String key, String expected) {
        return new IllegalArgumentException("the description of a basis needs \"" + key + "\" to be " + expected
                + ", not " + map.get(key));
    }
}
