package org.madaline.basis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Several bases side by side, on the same inputs.
///
/// @param parts their functions follow one another in this order
public record Union(List<Basis> parts) implements Basis {

    /// Checks its components.
    ///
    /// @throws IllegalArgumentException if there is no part, or two take different numbers of inputs
    public Union {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a union needs at least one basis");
        }
        long size = 0;
        for (Basis part : parts) {
            size += part.size();
            if (part.inputs() != parts.getFirst().inputs()) {
                throw new IllegalArgumentException("the bases of a union take the same inputs; these take "
                        + parts.getFirst().inputs() + " and " + part.inputs());
            }
        }
        Bases.requireCount(size, "the union");
    }

    @Override
    public int inputs() {
        return parts.getFirst().inputs();
    }

    @Override
    public int size() {
        return parts.stream().mapToInt(Basis::size).sum();
    }

    @Override
    public void apply(double[] x, int from, double[] phi, int to) {
        int at = to;
        for (Basis part : parts) {
            part.apply(x, from, phi, at);
            at += part.size();
        }
    }

    @Override
    public List<String> names() {
        return parts.stream().flatMap(p -> p.names().stream()).toList();
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", "union");
        map.put("parts", parts.stream().map(Basis::toMap).toList());
        return map;
    }
}
