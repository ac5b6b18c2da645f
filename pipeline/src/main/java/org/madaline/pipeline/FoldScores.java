package org.madaline.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.madaline.formats.FormatException;
import org.madaline.table.SplitBy;
import org.madaline.table.TableData;
import org.madaline.table.TableParts;

/// What k-fold cross-validation shows: for each fold a model is trained on the others and judged on it.
///
/// ```java
/// var scores = FoldScores.of(TableData.of(table, new TableSettings("species")), 5, 1, train -> {
///     var network = Network.of(train.inputShape(), new Dense(16), Activation.RELU, new Dense(3));
///     return Pipeline.of(new Trainer(network, new SoftmaxCrossEntropy(), new Adam(0.01)).epochs(50).fit(train).model());
/// });
/// scores.mean("accuracy");
/// ```
///
/// @param folds what each model is worth, in order
public record FoldScores(List<Assessment> folds) {
    /// Trains a model.
    @FunctionalInterface
    public interface Maker {
        /// {@return the model, with the features of the data it was trained on}
        ///
        /// @param train what it is trained on
        /// @throws IOException if it has to read something and cannot
        Pipeline<?> train(TableData train) throws IOException;
    }

    /// Checks and copies.
    ///
    /// @throws IllegalArgumentException if there is no fold
    public FoldScores {
        folds = List.copyOf(folds);
        if (folds.isEmpty()) {
            throw new IllegalArgumentException("cross-validation has two folds at least");
        }
    }

    /// Cross-validation with folds by chance, in which classes are spread evenly.
    ///
    /// @param data all rows
    /// @param k how many folds, usually 5 or 10
    /// @param seed of the folds
    /// @param maker trains a model
    /// @return what the k models are worth
    /// @throws IllegalArgumentException if there are too few rows
    /// @throws IOException if the maker throws it
    public static FoldScores of(TableData data, int k, long seed, Maker maker) throws IOException {
        try {
            return of(TableParts.folds(data, k, 0, SplitBy.CHANCE, seed), maker);
        } catch (FormatException e) {
            throw new IllegalStateException("no column was asked for", e);
        }
    }

    /// Cross-validation with given parts.
    ///
    /// @param parts as of [TableParts#folds], with a test part each
    /// @param maker trains a model on the training part
    /// @return what the models are worth on the test parts
    /// @throws IOException if the maker throws it
    public static FoldScores of(List<TableParts> parts, Maker maker) throws IOException {
        List<Assessment> folds = new ArrayList<>();
        for (TableParts each : parts) {
            folds.add(maker.train(each.train()).evaluate(each.test().orElseThrow()));
        }
        return new FoldScores(folds);
    }

    /// {@return the names of the figures that all folds have, as of [Assessment#figures]}
    public List<String> figures() {
        return folds.getFirst().figures().keySet().stream()
                .filter(name -> folds.stream().allMatch(fold -> fold.figures().containsKey(name)))
                .toList();
    }

    /// {@return the mean of a figure over the folds}
    ///
    /// @param figure its name
    public double mean(String figure) {
        return folds.stream().mapToDouble(fold -> value(fold, figure)).average().orElseThrow();
    }

    /// {@return the standard deviation of a figure between folds, that of a sample: divided by their number less one; NaN of one
    ///     fold}
    ///
    /// @param figure its name
    public double deviation(String figure) {
        double mean = mean(figure);
        double squares = folds.stream().mapToDouble(fold -> value(fold, figure) - mean).map(d -> d * d).sum();
        return folds.size() > 1 ? Math.sqrt(squares / (folds.size() - 1)) : Double.NaN;
    }

    private static double value(Assessment fold, String figure) {
        Double value = fold.figures().get(figure);
        if (value == null) {
            throw new IllegalArgumentException("there is no figure " + figure + " of each fold; there are " + String.join(", ", fold.figures().keySet()));
        }
        return value;
    }
}
