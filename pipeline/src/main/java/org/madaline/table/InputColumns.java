package org.madaline.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.madaline.data.Dataset;
import org.madaline.layer.OutputRange;
import org.madaline.loss.Loss;
import org.madaline.loss.MeanSquaredError;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.task.NumberTask;
import org.madaline.task.OutputForm;

/// What the numbers of an encoded row are, for networks that treat them differently.
///
/// @param numbers the places of those that measure something
/// @param others  of those that are 0 or 1
/// @param together how many neighbours of the others are of one column of the table
/// @param indices the places of those that are indices of categories
/// @param values  how many categories each of these has
record InputColumns(List<Integer> numbers, List<Integer> others, List<Integer> together, List<Integer> indices, List<Integer> values) {
    static InputColumns of(TableFeatures features) {
        InputColumns all = new InputColumns(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        int at = 0;
        for (ColumnEncoder column : features.columns()) {
            int first = at;
            int before = all.others.size();
            for (; at < first + column.width(); at++) {
                if (column.indexed() > 0 && at == first + column.width() - 1) {
                    all.indices.add(at);
                    all.values.add(column.indexed());
                } else {
                    (at < first + column.measures() ? all.numbers : all.others).add(at);
                }
            }
            if (all.others.size() > before) {
                all.together.add(all.others.size() - before);
            }
        }
        return all;
    }

    /// The features of rows that networks for tables take.
    ///
    /// @throws IllegalArgumentException if the rows are encoded otherwise
    static TableFeatures robust(Dataset train) {
        if (!(train.preparation().orElse(null) instanceof TableFeatures features) || !features.smooth()) {
            throw new IllegalArgumentException("this network takes rows of a table in the encoding ROBUST, see TableSettings.withEncoding");
        }
        return features;
    }

    /// How many outputs a network for the rows has.
    static int outputs(Dataset train) {
        return train.task().orElse(null) instanceof NumberTask numbers ? numbers.outputs()
                : train.classNames().isEmpty() ? train.targetShape().size() : train.classNames().size();
    }

    /// What its outputs cost.
    ///
    /// @param smoothing of the labels of classes
    static Loss loss(Dataset train, double smoothing) {
        if (!train.classNames().isEmpty()) {
            return new SoftmaxCrossEntropy().withSmoothing(smoothing);
        }
        return train.task().orElse(null) instanceof NumberTask numbers ? numbers.loss(numbers.outputs(), OutputForm.LOGITS) : new MeanSquaredError();
    }

    /// What brings numbers, and their quantiles, into the range that they have in the rows.
    static OutputRange range(Dataset train) {
        int numbers = train.targetShape().size();
        float[] x = new float[train.inputShape().size()];
        float[] y = new float[numbers];
        Double[] low = new Double[numbers];
        Double[] high = new Double[numbers];
        for (int i = 0; i < train.size(); i++) {
            train.read(i, x, 0, y, 0);
            for (int k = 0; k < numbers; k++) {
                low[k] = i == 0 ? y[k] : Math.min(low[k], y[k]);
                high[k] = i == 0 ? y[k] : Math.max(high[k], y[k]);
            }
        }
        int each = outputs(train) / numbers;
        return new OutputRange(repeated(each, low), repeated(each, high));
    }

    private static List<Double> repeated(int times, Double... bounds) {
        return Stream.of(bounds).flatMap(bound -> Collections.nCopies(times, bound).stream()).toList();
    }
}
