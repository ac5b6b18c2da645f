package org.madaline.table;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A text as what its words say of the label: a linear model's answer for each class, of two classes for the second, or of a number.
/// The model is the mean of five, each estimated without a fifth of the training rows (ridge regression).
///
/// Where a network learnt the words themselves it would learn the training rows by heart. The numbers of a training row are those of
/// the model that was estimated without it, so that they say no more than those of a new row.
///
/// @param column     its name
/// @param vocabulary what the model knows
/// @param outputs    what the numbers are answers for
/// @param weights    of each bucket of the vocabulary, one for each output, one after the other
/// @param intercepts one for each output
/// @param indicator  whether a last number says that the cell is missing
public record TextScorer(
        String column, TextVocabulary vocabulary, List<String> outputs, List<Double> weights, List<Double> intercepts, boolean indicator)
        implements ColumnEncoder {
    /// Checks that there are so many weights as are needed.
    ///
    /// @throws IllegalArgumentException if there are more or fewer
    public TextScorer {
        outputs = List.copyOf(outputs);
        weights = List.copyOf(weights);
        intercepts = List.copyOf(intercepts);
        if ((long) vocabulary.size() * outputs.size() != weights.size() || outputs.size() != intercepts.size() || outputs.isEmpty()) {
            throw new IllegalArgumentException("column " + column + " has " + vocabulary.size() + " buckets of texts and " + outputs.size()
                    + " outputs, but " + weights.size() + " weights and " + intercepts.size() + " intercepts");
        }
        if (!Stream.concat(weights.stream(), intercepts.stream()).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("a weight of column " + column + " is no number");
        }
    }

    @Override
    public List<String> names() {
        Stream<String> all = outputs.stream().map(output -> column + " says " + output);
        return (indicator ? Stream.concat(all, Stream.of(column + " missing")) : all).toList();
    }

    @Override
    public int width() {
        return outputs.size() + (indicator ? 1 : 0);
    }

    @Override
    public int measures() {
        return outputs.size();
    }

    @Override
    public TableField field() {
        return new TableField(column, ColumnType.TEXT, OptionalDouble.empty(), OptionalDouble.empty(), List.of(), indicator);
    }

    @Override
    public void encode(Object cell, Set<String> missing, double[] x, int at, Consumer<TableNotice> notices) {
        int size = outputs.size();
        for (int k = 0; k < size; k++) {
            x[at + k] = intercepts.get(k);
        }
        if (Cell.isMissing(cell, missing)) {
            if (indicator) {
                x[at + size] = 1;
            } else {
                notices.accept(ColumnEncoder.missing(column, "it counts as a text without words"));
            }
            return;
        }
        boolean known = vocabulary.visit(Cell.text(cell), (place, value) -> {
            for (int k = 0; k < size; k++) {
                x[at + k] += value * weights.get(place * size + k);
            }
        });
        if (!known) {
            notices.accept(TextVocabulary.unknown(column, cell));
        }
    }
}
