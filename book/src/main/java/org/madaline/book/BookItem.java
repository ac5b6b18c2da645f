package org.madaline.book;

import java.util.List;
import java.util.function.Consumer;

/// A numbered item of the book with its place in the software.
///
/// @param kind what it is
/// @param number its number in the book: `3.4.1`
/// @param title a few words; may be empty for an equation
/// @param statement what it says, as a formula in Unicode, with the book's slips mended
/// @param code where it is computed: `org.madaline.book.network.FeedForward#forward`
/// @param test what asserts it: `org.madaline.book.network.FeedForwardTest#name`
/// @param example writes a worked example with all intermediate values
public record BookItem(
        Kind kind,
        String number,
        String title,
        String statement,
        List<String> code,
        String test,
        Consumer<Sheet> example) {
    /// The places in the code are copied.
    ///
    /// @throws IllegalArgumentException if the item has no statement, no place in the code or no test
    public BookItem {
        code = List.copyOf(code);
        if (statement.isBlank() || code.isEmpty() || test.isBlank()) {
            throw new IllegalArgumentException(
                    kind.word() + " " + number + " needs a statement, a place in the code and a test");
        }
    }

    /// {@return its name in the book: `Theorem 3.4.1`, or `Equation (3.37)`}
    public String name() {
        return kind == Kind.EQUATION ? "Equation (" + number + ")" : kind.word() + " " + number;
    }

    /// {@return the page of this item: name, formula, places, and the worked example}
    public String page() {
        Sheet sheet = new Sheet();
        sheet.text(title.isEmpty() ? name() : name() + ": " + title);
        sheet.text("=".repeat(sheet.toString().strip().length()), "");
        statement.lines().forEach(line -> sheet.text("    " + line));
        sheet.text("");
        code.forEach(place -> sheet.text("code  " + place));
        sheet.text("test  " + test, "");
        example.accept(sheet);
        return sheet.toString();
    }
}
