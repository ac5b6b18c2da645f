package org.madaline.book;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The index of the book, `docs/book/index.md`, generated from the items: number, statement, code, test.
public final class BookIndex {
    private BookIndex() {}

    /// {@return the text of the index}
    public static String markdown() {
        StringBuilder out = new StringBuilder("""
                # The book in the software

                Each numbered item of *Artificial Neural Networks (ANNs)* by Suvinava Basak (2025), the formula as the software
                has it, where it is computed and which test asserts it. `./madaline book 3.4.1` runs and explains an item;
                `./madaline book` draws the figures. Where the formula differs from the print, [errata.md](errata.md) says why.

                This file is generated: `org.madaline.book.BookIndex` writes it, and a test fails where it is stale.
                """);
        section(out, "Chapter 1", "1.", List.of(Kind.FIGURE, Kind.SECTION));
        section(out, "Chapter 2, logistic regression", "2.", List.of(Kind.values()));
        section(out, "Chapter 3, artificial neural networks", "3.", List.of(Kind.values()));
        return out.toString();
    }

    private static void section(StringBuilder out, String title, String prefix, List<Kind> kinds) {
        out.append("\n## ").append(title).append("\n\n| item | statement | code | test |\n|---|---|---|---|\n");
        for (Kind kind : kinds) {
            for (BookItem item : Book.items()) {
                if (item.kind() == kind && item.number().startsWith(prefix)) {
                    out.append(row(item));
                }
            }
        }
    }

    private static String row(BookItem item) {
        String name = item.name() + (item.title().isEmpty() ? "" : ": " + item.title());
        String code =
                String.join("<br>", item.code().stream().map(BookIndex::place).toList());
        String statement = item.statement().replace("|", "\\|").replaceAll("\\s*\n\\s*", "; ");
        return "| " + name + " | " + statement + " | " + code + " | " + place(item.test()) + " |\n";
    }

    /// `` `FeedForward#forward` ``: the class without its package.
    private static String place(String full) {
        int hash = full.indexOf('#');
        return "`" + full.substring(full.lastIndexOf('.', hash) + 1).replace('$', '.') + "`";
    }

    /// Writes the index into the file given.
    ///
    /// @param args the file to write, `docs/book/index.md`
    /// @throws IOException if it cannot be written
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            throw new IllegalArgumentException("expected one argument, the file to write: docs/book/index.md");
        }
        Files.writeString(Path.of(args[0]), markdown());
    }
}
