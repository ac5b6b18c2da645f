package org.madaline.pipeline;

/// How well one class is told from the others; of examples that weigh differently each counts by its weight.
///
/// @param precision of what was taken for the class, the part that belongs to it: 0 where nothing was
/// @param recall of the class, the part that was taken for it; NaN where the class has no example
/// @param f1 the harmonic mean of the two: 0 where one of them is
/// @param examples of the class
/// @param weight what they count together
/// @param named what those taken for the class count together
public record ClassFigures(double precision, double recall, double f1, long examples, double weight, double named) {
    /// @param hit what those examples of the class count that were taken for it
    static ClassFigures of(double hit, double named, double weight, long examples) {
        return new ClassFigures(named == 0 ? 0 : hit / named, weight == 0 ? Double.NaN : hit / weight,
                named + weight == 0 ? 0 : 2 * hit / (named + weight), examples, weight, named);
    }

    /// {@return whether the class occurs, or was named: then it counts in the means of precision and F1}
    public boolean counts() {
        return weight + named > 0;
    }
}
