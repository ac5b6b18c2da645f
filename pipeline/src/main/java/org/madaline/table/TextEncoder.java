package org.madaline.table;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A text as a number for each word and pair of words, or run of characters, that its vocabulary knows. Texts are not centred, so that 0
/// is what is not there; they have a length of √10.
///
/// @param column     its name
/// @param vocabulary what has a number
/// @param grams      what was met first in each bucket of the vocabulary
/// @param indicator  whether a last number says that the cell is missing
public record TextEncoder(String column, TextVocabulary vocabulary, List<String> grams, boolean indicator) implements ColumnEncoder {
    /// As long as a text is. With a penalty of w²/2 as of the other columns, a linear model is to lean on texts more than on a
    /// single number.
    private static final double LENGTH = Math.sqrt(10);

    /// Checks that there is a name for each number.
    ///
    /// @throws IllegalArgumentException if there are more or fewer
    public TextEncoder {
        grams = List.copyOf(grams);
        if (grams.size() != vocabulary.size()) {
            throw new IllegalArgumentException("column " + column + " has " + vocabulary.size() + " buckets of texts, but " + grams.size() + " names of them");
        }
    }

    @Override
    public List<String> names() {
        Stream<String> all = grams.stream().map(gram -> column + ": " + gram);
        return (indicator ? Stream.concat(all, Stream.of(column + " missing")) : all).toList();
    }

    @Override
    public int width() {
        return vocabulary.size() + (indicator ? 1 : 0);
    }

    @Override
    public int scaled() {
        return vocabulary.size();
    }

    @Override
    public TableField field() {
        return new TableField(column, ColumnType.TEXT, OptionalDouble.empty(), OptionalDouble.empty(), List.of(), indicator);
    }

    @Override
    public void encode(Object cell, Set<String> missing, double[] x, int at, Consumer<TableNotice> notices) {
        if (Cell.isMissing(cell, missing)) {
            if (indicator) {
                x[at + vocabulary.size()] = 1;
            } else {
                notices.accept(ColumnEncoder.missing(column, "it counts as a text without words"));
            }
        } else if (!vocabulary.visit(Cell.text(cell), (place, value) -> x[at + place] = LENGTH * value)) {
            notices.accept(TextVocabulary.unknown(column, cell));
        }
    }
}
