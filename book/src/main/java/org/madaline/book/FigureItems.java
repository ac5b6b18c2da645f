package org.madaline.book;

import java.util.List;
import org.madaline.book.figures.BookFigure;
import org.madaline.book.figures.BookFigure.Plate;
import org.madaline.book.figures.FigureData;

/// The book's figures as items: their example draws the figure and prints its numbers.
final class FigureItems {
    private static final int ROWS = 12;

    private FigureItems() {}

    static BookItem item(BookFigure figure) {
        return new BookItem(
                Kind.FIGURE,
                figure.number(),
                figure.title(),
                figure.caption(),
                List.of("org.madaline.book.figures.Figures#all"),
                "org.madaline.book.figures.FiguresTest#everyFigureIsDrawnWithItsNumbers",
                sheet -> numbers(sheet, figure));
    }

    private static void numbers(Sheet sheet, BookFigure figure) {
        Plate plate = figure.plate().apply(FigureData.digits());
        if (!plate.note().isEmpty()) {
            sheet.text(plate.note(), "");
        }
        List<List<Object>> rows = plate.numbers().rows();
        sheet.table(plate.numbers().head(), rows.subList(0, Math.min(ROWS, rows.size())));
        if (rows.size() > ROWS) {
            sheet.text("  ... and " + (rows.size() - ROWS) + " rows more");
        }
        sheet.text("", "`./madaline book` writes " + figure.file() + ".svg, .png and .csv.");
    }
}
