package org.madaline.book;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.madaline.book.figures.BookFigure;
import org.madaline.book.figures.FigureData;
import org.madaline.book.figures.Figures;
import org.madaline.formats.AtomicFile;

/// The textbook "Artificial Neural Networks (ANNs)" (S. Basak, 2025), executable: each numbered item with its
/// formula, its place in the code, its test and a worked example, and all figures.
public final class Book {
    private static final List<BookItem> ITEMS = collect();

    private Book() {}

    private static List<BookItem> collect() {
        List<BookItem> all = new ArrayList<>(Chapter2.items());
        all.addAll(Chapter3.items());
        all.addAll(Chapter3BackPropagation.items());
        all.addAll(SectionExamples.items());
        for (BookFigure figure : Figures.all()) {
            if (!figure.number().isEmpty()) {
                all.add(FigureItems.item(figure));
            }
        }
        return List.copyOf(all);
    }

    /// {@return all numbered items: chapter by chapter as the book has them, the figures last}
    public static List<BookItem> items() {
        return ITEMS;
    }

    /// The items that a reader means: `3.4.1` is each item of that number; `theorem 3.4.1`, `eq 3.38`, `(3.38)`
    /// and `figure 2.4` are one.
    ///
    /// @param query a number, with the kind before it where one number has several
    /// @return one item or more
    /// @throws IllegalArgumentException if there is none; the message names near ones
    public static List<BookItem> find(String query) {
        String text = query.strip().toLowerCase(Locale.ROOT).replaceAll("^\\((.*)\\)$", "eq $1");
        String[] words = text.split("\\s+");
        String number = words[words.length - 1].replaceAll("[().]+$|^\\(", "");
        List<BookItem> found = ITEMS.stream()
                .filter(item -> item.number().equals(number))
                .filter(item -> words.length == 1 || names(item.kind(), words[0]))
                .toList();
        if (found.isEmpty()) {
            List<String> near = ITEMS.stream()
                    .map(BookItem::number)
                    .distinct()
                    .filter(n -> near(n, number))
                    .toList();
            throw new IllegalArgumentException("the book has no item '" + query.strip() + "'; "
                    + (near.isEmpty()
                            ? "numbers run from 1.1 to 3.56, as in 3.4.1"
                            : "near it are " + String.join(", ", near)));
        }
        return found;
    }

    private static boolean names(Kind kind, String word) {
        String full = kind.word().toLowerCase(Locale.ROOT);
        String stem = word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
        return full.startsWith(stem) || kind == Kind.EQUATION && stem.equals("eqn");
    }

    private static boolean near(String number, String wanted) {
        int dot = wanted.lastIndexOf('.');
        return dot > 0 && number.startsWith(wanted.substring(0, dot + 1));
    }

    /// Runs the items that a reader means.
    ///
    /// @param query see [#find]
    /// @return their pages as text, one below the other
    /// @throws IllegalArgumentException if there is none
    public static String run(String query) {
        StringBuilder pages = new StringBuilder();
        for (BookItem item : find(query)) {
            pages.append(pages.isEmpty() ? "" : "\n\n").append(item.page());
        }
        return pages.toString();
    }

    /// Writes all figures as SVG, PNG and CSV and the page `index.html` into a folder, which is made.
    ///
    /// @param folder made where it does not exist
    /// @param data the images of digits, see [FigureData#mnistOrDigits]
    /// @param progress gets a line for each figure
    /// @return the page
    /// @throws IOException if a file cannot be written
    public static Path write(Path folder, FigureData data, Consumer<String> progress) throws IOException {
        Files.createDirectories(folder);
        Map<BookFigure, BookFigure.Plate> plates = new LinkedHashMap<>();
        for (BookFigure figure : Figures.all()) {
            BookFigure.Plate plate = figure.plate().apply(data);
            plate.figure().save(folder.resolve(figure.file()));
            Files.writeString(
                    folder.resolve(figure.file() + ".csv"), plate.numbers().text());
            plates.put(figure, plate);
            progress.accept((figure.number().isEmpty() ? "" : "figure " + figure.number() + ": ") + figure.title());
        }
        Path page = folder.resolve("index.html");
        AtomicFile.write(page, HtmlPage.of(plates).getBytes(StandardCharsets.UTF_8));
        return page;
    }
}
