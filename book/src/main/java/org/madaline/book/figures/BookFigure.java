package org.madaline.book.figures;

import java.util.function.Function;
import org.madaline.plots.Figure;

/// A figure of the book, or one for what the text only says.
///
/// @param number as in the book: `2.1`; empty for figures that the book does not have
/// @param file the name of its files without an ending: `figure-2.1`
/// @param title a few words
/// @param caption what is to be seen, for the page; formulas in Unicode
/// @param plate draws it from the images of digits
public record BookFigure(String number, String file, String title, String caption, Function<FigureData, Plate> plate) {
    /// A drawn figure with its numbers.
    ///
    /// @param figure  to be written as a picture
    /// @param numbers what is drawn, as a table
    /// @param note    what the run found, such as an accuracy; may be empty
    public record Plate(Figure figure, Csv numbers, String note) {}
}
