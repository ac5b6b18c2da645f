package org.madaline.kernels.spec;

/// Row numbers and class numbers, which travel as floats.
public final class Indices {
    private Indices() {}

    /// The index as a whole number; -1 for all negative ones, which mean none.
    ///
    /// @param position where it stands, for the message
    /// @param limit the number of rows or classes
    /// @param what what is counted: `class` or `row`
    /// @param index as it stands among the values
    /// @return from -1 to `limit` - 1
    /// @throws IllegalArgumentException if it is not whole, or `limit` or more
    public static int checked(float index, int position, int limit, String what) {
        if (index < 0) {
            return -1;
        }
        int whole = (int) index;
        if (whole == index && whole < limit) {
            return whole;
        }
        String all = what + (what.endsWith("s") ? "es" : "s");
        throw new IllegalArgumentException(whole != index
                ? "index " + position + " is " + index + ", which is no whole number; " + all + " are counted 0, 1, 2, ..."
                : "index " + position + " is " + what + " " + whole + ", but there are only " + limit + " " + all
                        + ", counted from 0; raise the number of " + all + " or correct the index");
    }
}
