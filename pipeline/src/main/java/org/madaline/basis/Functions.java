package org.madaline.basis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Functions that the user gives. As data they are known by their names alone; who reads them back has to supply
/// functions under the same names.
///
/// ```java
/// var basis = new Functions(2, List.of(Functions.named("radius", x -> Math.hypot(x[0], x[1]))));
/// ```
///
/// @param inputs    the number d of inputs
/// @param functions at least one, under different names
public record Functions(int inputs, List<Named> functions) implements Basis {

    /// A function and the name that it is saved under.
    ///
    /// @param name     under which it is saved
    /// @param function of one object, an array of d numbers
    public record Named(String name, ToDoubleFunction<double[]> function) {}

    /// Checks its components.
    ///
    /// @throws IllegalArgumentException if there is no input or no function, or two have one name
    public Functions {
        functions = List.copyOf(functions);
        if (inputs < 1 || functions.isEmpty()) {
            throw new IllegalArgumentException("a basis needs at least one input and one function, not " + inputs
                    + " and " + functions.size());
        }
        if (functions.stream().map(Named::name).distinct().count() < functions.size()) {
            throw new IllegalArgumentException("the functions of a basis need different names");
        }
    }

    /// {@return `function` under a name} It must not change the array that it is given.
    ///
    /// @param name     under which it is saved
    /// @param function of one object, an array of d numbers
    public static Named named(String name, ToDoubleFunction<double[]> function) {
        return new Named(name, function);
    }

    @Override
    public int size() {
        return functions.size();
    }

    @Override
    public void apply(double[] x, int from, double[] phi, int to) {
        double[] own = java.util.Arrays.copyOfRange(x, from, from + inputs);
        for (int k = 0; k < functions.size(); k++) {
            phi[to + k] = functions.get(k).function.applyAsDouble(own);
        }
    }

    @Override
    public List<String> names() {
        return functions.stream().map(Named::name).toList();
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", "functions");
        map.put("inputs", inputs);
        map.put("names", names());
        return map;
    }

    static Functions fromMap(Map<String, Object> map, Map<String, ToDoubleFunction<double[]>> known) {
        List<Named> functions = Fields.strings(map, "names").stream()
                .map(name -> {
                    if (!known.containsKey(name)) {
                        throw new IllegalArgumentException("the basis uses the function \"" + name
                                + "\", which is not among those supplied " + known.keySet()
                                + "; code is not saved: supply it under this name");
                    }
                    return new Named(name, known.get(name));
                })
                .toList();
        return new Functions(Fields.integer(map, "inputs"), functions);
    }
}
