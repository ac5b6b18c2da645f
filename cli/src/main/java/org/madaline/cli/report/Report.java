package org.madaline.cli.report;

import java.util.List;
import java.util.Map;
import org.madaline.tensor.Shape;

/// What the page of a training run shows.
///
/// @param title of the page, the run's name
/// @param summary name and value of the figures at the top
/// @param notes what has to be known before anything else, such as warnings
/// @param tables about the model
/// @param charts of the learning
/// @param confusion the confusion matrix on the test data, or null for a regression
/// @param mistakes the confident errors, the worst first; empty where the inputs are no images
/// @param weights the first layer's weights as images; empty where the inputs are no images
/// @param settings name and value of every setting
public record Report(
        String title,
        Map<String, String> summary,
        List<String> notes,
        List<Table> tables,
        List<LineChart> charts,
        Confusion confusion,
        List<Mistake> mistakes,
        List<Weights> weights,
        Map<String, String> settings) {

    /// @param note a sentence below the title; may be empty
    /// @param rows the header first; a name in it that begins with `>` aligns its column to the right
    public record Table(String title, String note, List<List<String>> rows) {}

    /// @param counts `counts[t][p]` objects of class t were taken for class p
    public record Confusion(List<String> classNames, long[][] counts) {
        long row(int i) {
            long sum = 0;
            for (long count : counts[i]) {
                sum += count;
            }
            return sum;
        }

        long column(int j) {
            long sum = 0;
            for (long[] row : counts) {
                sum += row[j];
            }
            return sum;
        }
    }

    /// An object that was misclassified.
    ///
    /// @param name its file, or its number in the data
    /// @param shape `[H, W]` or `[C, H, W]`
    /// @param probability what the model gave to the wrong class
    public record Mistake(
            String name, Shape shape, float[] values, String actual, String predicted, double probability) {}

    /// The weights of one unit or filter of the first layer.
    public record Weights(String name, int height, int width, float[] values) {}
}
