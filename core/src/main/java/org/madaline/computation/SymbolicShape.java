package org.madaline.computation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.madaline.tensor.Shape;

/// A shape of which some sizes have names, such as `[N, 3, 224, 224]`, and are known only when a value is given.
///
/// @param axes the size of each axis: a whole number, or the name of one
public record SymbolicShape(List<String> axes) {
    /// Copies and checks the axes.
    ///
    /// @throws IllegalArgumentException if an axis is neither a size of at least 1 nor a name
    public SymbolicShape {
        axes = List.copyOf(axes);
        for (String axis : axes) {
            if (!axis.matches("[1-9][0-9]{0,9}|[A-Za-z_][A-Za-z_0-9]*")) {
                throw new IllegalArgumentException("an axis is a size of at least 1 or a name, not '" + axis + "'");
            }
        }
    }

    /// Sizes and names, as in `of("N", 3, 224, 224)`.
    ///
    /// @param axes whole numbers and names, outermost first
    /// @return the shape
    public static SymbolicShape of(Object... axes) {
        return new SymbolicShape(Arrays.stream(axes).map(Object::toString).toList());
    }

    /// Examples of a shape, as many as are given: `[N, ...]`.
    ///
    /// @param example the shape of one example
    /// @return that shape with an axis called `N` before it
    public static SymbolicShape batch(Shape example) {
        Object[] axes = new Object[example.rank() + 1];
        axes[0] = "N";
        for (int i = 0; i < example.rank(); i++) {
            axes[i + 1] = example.dim(i);
        }
        return of(axes);
    }

    private static boolean isName(String axis) {
        return !Character.isDigit(axis.charAt(0));
    }

    /// Learns the sizes from a value's shape.
    ///
    /// @param name of the input, for the message
    /// @param sizes that are known already, and get those that are learned
    /// @throws IllegalArgumentException if the shape does not fit
    void bind(String name, Shape given, Map<String, Integer> sizes) {
        boolean fits = given.rank() == axes.size();
        for (int i = 0; fits && i < axes.size(); i++) {
            String axis = axes.get(i);
            Integer wanted = isName(axis) ? sizes.putIfAbsent(axis, given.dim(i)) : Integer.valueOf(axis);
            fits = given.dim(i) > 0 && (wanted == null || wanted == given.dim(i));
        }
        if (!fits) {
            throw new IllegalArgumentException("input " + name + " takes " + this + ", not " + given
                    + (sizes.isEmpty() ? "" : "; with " + sizes));
        }
    }

    @Override
    public String toString() {
        return axes.toString();
    }
}
