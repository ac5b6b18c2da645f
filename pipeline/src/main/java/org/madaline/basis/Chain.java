package org.madaline.basis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One basis after another: second(first(x)).
///
/// @param first  takes x
/// @param second takes the values of the first
public record Chain(Basis first, Basis second) implements Basis {

    /// Checks its components.
    ///
    /// @throws IllegalArgumentException if the second does not take as many inputs as the first has functions
    public Chain {
        if (first.size() != second.inputs()) {
            throw new IllegalArgumentException("the first basis has " + first.size() + " functions and the second "
                    + "takes " + second.inputs() + " inputs; they must agree");
        }
    }

    @Override
    public int inputs() {
        return first.inputs();
    }

    @Override
    public int size() {
        return second.size();
    }

    @Override
    public void apply(double[] x, int from, double[] phi, int to) {
        double[] between = new double[first.size()];
        first.apply(x, from, between, 0);
        second.apply(between, 0, phi, to);
    }

    @Override
    public List<String> names() {
        return second.names();
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", "chain");
        map.put("first", first.toMap());
        map.put("second", second.toMap());
        return map;
    }
}
