package org.madaline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.madaline.book.Book;
import org.madaline.book.BookItem;
import org.madaline.book.figures.FigureData;
import org.madaline.runs.UsageError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// Draws the figures of the textbook, or explains one of its numbered items.
@Command(
        description = "Draw all figures of the textbook and a page to read them on; with a number, run and explain that item.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  madaline book",
            "  madaline book 3.4.1",
            "  madaline book theorem 3.4.1",
            "  madaline book eq 3.52"
        })
final class BookCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Parameters(
            arity = "0..*",
            paramLabel = "ITEM",
            description = "A numbered definition, lemma, theorem, algorithm, example, remark, figure or equation.")
    private String[] item = {};

    @Option(names = "--list", description = "List all items.")
    private boolean list;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "book-figures",
            description = "Where the figures are written (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(names = "--data", paramLabel = "DIR", description = "Where the files of MNIST are looked for first.")
    private Path directory;

    @Override
    public Integer call() throws IOException {
        Terminal terminal = main.terminal;
        if (list) {
            var table = new Table("item", "title");
            for (BookItem each : Book.items()) {
                table.row(each.kind().word() + " " + each.number(), each.title());
            }
            table.print(terminal);
            return 0;
        }
        if (item.length > 0) {
            terminal.lines(explain(String.join(" ", item)));
            return 0;
        }
        FigureData data = directory == null
                ? FigureData.mnistOrDigits()
                : new FigureData("MNIST", 28, org.madaline.datasets.Mnist.load(directory));
        Path page = Book.write(out, data, text -> terminal.line("%s", text));
        terminal.line("");
        terminal.line("page     %s", page);
        return 0;
    }

    private static String explain(String query) {
        try {
            Book.find(query);
        } catch (IllegalArgumentException e) {
            throw new UsageError(e.getMessage());
        }
        return Book.run(query);
    }
}
