package org.madaline.cli.report;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.madaline.tensor.Shape;

/// What the page of a training run shows.
///
/// @param title of the page, the run's name
/// @param summary name and value of the figures at the top
/// @param notes what has to be known before anything else, such as warnings
/// @param parts all else, in the order of the page
public record Report(String title, Map<String, String> summary, List<String> notes, List<Part> parts) {

    /// A part of the page, below a heading of its own; one that has nothing to show is left out.
    public sealed interface Part {}

    /// Charts side by side.
    ///
    /// @param title  the heading
    /// @param note   a sentence below the heading; may be empty
    /// @param charts those with nothing to draw are left out
    public record Charts(String title, String note, List<Chart> charts) implements Part {}

    /// Rows of cells.
    ///
    /// @param title the heading
    /// @param note  a sentence below the title; may be empty
    /// @param rows  the header first; a name in it that begins with `>` aligns its column to the right
    public record Table(String title, String note, List<List<String>> rows) implements Part {}

    /// Sentences, one below the other.
    ///
    /// @param title the heading
    /// @param lines one sentence each
    public record Lines(String title, List<String> lines) implements Part {}

    /// Names and values, without a header.
    ///
    /// @param title  the heading
    /// @param values by their names, in order
    public record Pairs(String title, Map<String, String> values) implements Part {}

    /// True and predicted classes.
    ///
    /// @param title above the matrix
    /// @param classNames in the order of the indices
    /// @param counts `counts[t][p]` objects of class t were taken for class p
    /// @param recall of each class; NaN where it has none
    /// @param precision of each class; NaN where it was never named
    /// @param weighted whether objects count by their weights in recall and precision
    public record Confusion(
            String title, List<String> classNames, long[][] counts, List<Double> recall, List<Double> precision, boolean weighted)
            implements Part {
        /// How often objects of one class were taken for another.
        ///
        /// @param actual    the true class
        /// @param predicted the class that the model named
        /// @param count     how often
        public record Pair(int actual, int predicted, long count) {}

        long row(int i) {
            return LongStream.of(counts[i]).sum();
        }
    }

    /// Pictures that were misclassified, the worst first.
    ///
    /// @param title    the heading
    /// @param pictures those with something to show
    public record Mistakes(String title, List<Mistake> pictures) implements Part {}

    /// A picture that was misclassified.
    ///
    /// @param name        its file, or its number in the data
    /// @param shape       `[1, H, W]` or `[3, H, W]`
    /// @param values      from 0, black, to 1, white
    /// @param actual      the name of the true class
    /// @param predicted   the name of the class that the model named
    /// @param probability what the model gave to the wrong class
    public record Mistake(
            String name, Shape shape, float[] values, String actual, String predicted, double probability) {}

    /// The first layer's weights as pictures.
    ///
    /// @param units the first ones
    /// @param all how many units there are; the pictures may be of the first ones only
    public record FirstWeights(List<Weights> units, int all) implements Part {}

    /// The weights of one unit or filter of the first layer.
    ///
    /// @param name   of the unit
    /// @param shape  `[1, H, W]` for grey pictures, `[3, H, W]` for colour
    /// @param values row-major, of any size: each picture has a scale of its own
    public record Weights(String name, Shape shape, float[] values) {}
}
