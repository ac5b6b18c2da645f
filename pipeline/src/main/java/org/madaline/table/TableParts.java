package org.madaline.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.madaline.data.Split;
import org.madaline.formats.FormatException;

/// A table in parts that no row is in twice, all prepared as the training part says.
///
/// @param train      what a model is fitted to
/// @param validation what chooses between models; empty where nothing was set aside
/// @param test       what judges the model; empty where nothing was set aside
public record TableParts(TableData train, Optional<TableData> validation, Optional<TableData> test) {
    /// The parts of a table, all with the features and the scale of the training part.
    ///
    /// @param all its rows
    /// @param test the share held back, 0 for none
    /// @param validation the share of the rest held back, 0 for none
    /// @param by what decides which rows these are
    /// @param seed of what is left to chance
    /// @return no row is in two
    /// @throws FormatException if there is no such column, or it holds no times
    /// @throws IllegalArgumentException if a part would be empty
    public static TableParts of(TableData all, double test, double validation, SplitBy by, long seed) throws FormatException {
        Optional<Split> outer = test > 0 ? Optional.of(by.split(all, test, seed)) : Optional.empty();
        return of(outer.map(TableParts::train).orElse(all), outer.map(split -> (TableData) split.test()), validation, by, seed);
    }

    /// The parts of k-fold cross-validation, each with the features and the scale of its own training part.
    ///
    /// @param all rows, each of which is in one test part, but for a class of a single row; by time, those of the first piece
    ///     are in none
    /// @param k how many
    /// @param validation the share of each training part that is held back, 0 for none
    /// @param by what decides which rows these are
    /// @param seed of what is left to chance
    /// @return k
    /// @throws FormatException if there is no such column, or it holds no times
    /// @throws IllegalArgumentException if a part would be empty
    public static List<TableParts> folds(TableData all, int k, double validation, SplitBy by, long seed) throws FormatException {
        List<TableParts> folds = new ArrayList<>();
        for (Split split : by.folds(all, k, seed)) {
            folds.add(of(train(split), Optional.of((TableData) split.test()), validation, by, seed));
        }
        return folds;
    }

    /// {@return what makes scores doubtful, a line each: rows that are in two parts, columns that alone tell the label or are
    /// distributed otherwise in the test part, values that training has not seen}
    public List<String> doubts() {
        return doubts(SplitBy.CHANCE);
    }

    /// {@return the same of parts that were not made by chance}
    ///
    /// @param by a time is later in the test part, which is no news
    public List<String> doubts(SplitBy by) {
        return TableDoubts.of(this, by);
    }

    private static TableData train(Split split) {
        return (TableData) split.train();
    }

    private static TableParts of(TableData rest, Optional<TableData> test, double validation, SplitBy by, long seed) throws FormatException {
        Optional<Split> inner = validation > 0 ? Optional.of(by.split(rest, validation, seed)) : Optional.empty();
        TableData train = inner.map(TableParts::train).orElse(rest).refitted();
        return new TableParts(train, inner.map(split -> ((TableData) split.test()).like(train)), test.map(part -> part.like(train)));
    }
}
