package org.madaline.formats.csv;

import java.nio.charset.Charset;
import java.util.Objects;
import java.util.Optional;

/// How a table file is to be read. What is empty is told from the file ([CsvDialect]).
///
/// @param separator between the cells: told from comma, semicolon, tab and `|`
/// @param quote     around cells that hold separators or line ends; `\0` for none
/// @param decimal   the decimal mark, `.` or `,`: told column by column
/// @param thousands the only thousands mark; else any
/// @param header    whether the first line holds the names of the columns
/// @param encoding  of the text
/// @param comment   the character that begins lines to be left out; `\0` for none
/// @param ragged    what becomes of a row with too many or too few cells
/// @param limit     how many rows are kept of a long table
public record CsvOptions(
        Optional<Character> separator,
        Optional<Character> quote,
        Optional<Character> decimal,
        Optional<Character> thousands,
        Optional<Boolean> header,
        Optional<Charset> encoding,
        Optional<Character> comment,
        Ragged ragged,
        RowLimit limit) {
    /// All told from the file; a ragged row is an error.
    public static final CsvOptions DETECT = new CsvOptions(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Ragged.REFUSE,
            RowLimit.NONE);

    /// What becomes of a row that has more or fewer cells than there are columns.
    public enum Ragged {
        /// An error that names file and line.
        REFUSE,
        /// The row is kept with the cells that it has, and with the fault ([RawTable#fault(int)]).
        MARK
    }

    /// All that is known or required of a file.
    ///
    /// @throws IllegalArgumentException if two of the characters are the same, one is a line end, or the decimal mark is none
    public CsvOptions {
        Objects.requireNonNull(ragged, "ragged");
        Objects.requireNonNull(limit, "limit");
        decimal.ifPresent(mark -> new NumberStyle(mark, thousands.filter(m -> m != mark.charValue())));
        check("separator", separator);
        check("quote", quote);
        check("comment character", comment);
        distinct("separator", separator, "quote", quote);
        distinct("separator", separator, "comment character", comment);
        distinct("quote", quote.filter(c -> c != 0), "comment character", comment.filter(c -> c != 0));
        if (separator.filter(c -> c == 0).isPresent()) {
            throw new IllegalArgumentException("the separator cannot be a NUL character");
        }
    }

    private static void check(String what, Optional<Character> character) {
        if (character.filter(c -> c == '\n' || c == '\r').isPresent()) {
            throw new IllegalArgumentException("the " + what + " cannot be a line end");
        }
    }

    private static void distinct(String what, Optional<Character> one, String other, Optional<Character> two) {
        if (one.isPresent() && one.equals(two)) {
            throw new IllegalArgumentException("the " + what + " cannot be the " + other + ", too: '" + one.get() + "'");
        }
    }

    /// {@return the same with the given separator}
    ///
    /// @param character no line end, no NUL
    public CsvOptions withSeparator(char character) {
        return new CsvOptions(Optional.of(character), quote, decimal, thousands, header, encoding, comment, ragged, limit);
    }

    /// {@return the same with the given quote; `\0`: quotes mean nothing}
    ///
    /// @param character no line end; `\0` for none
    public CsvOptions withQuote(char character) {
        return new CsvOptions(separator, Optional.of(character), decimal, thousands, header, encoding, comment, ragged, limit);
    }

    /// {@return the same with the given decimal mark}
    ///
    /// @param mark `.` or `,`
    public CsvOptions withDecimal(char mark) {
        return new CsvOptions(separator, quote, Optional.of(mark), thousands, header, encoding, comment, ragged, limit);
    }

    /// {@return the same with the given thousands mark}
    ///
    /// @param mark a comma, point, apostrophe or blank, other than the decimal mark
    public CsvOptions withThousands(char mark) {
        return new CsvOptions(separator, quote, decimal, Optional.of(mark), header, encoding, comment, ragged, limit);
    }

    /// {@return the same, the first line being names or not}
    ///
    /// @param names whether the first line holds the names of the columns
    public CsvOptions withHeader(boolean names) {
        return new CsvOptions(separator, quote, decimal, thousands, Optional.of(names), encoding, comment, ragged, limit);
    }

    /// {@return the same with the given encoding}
    ///
    /// @param charset of the text; a mark of byte order that fits it is passed over
    public CsvOptions withEncoding(Charset charset) {
        return new CsvOptions(separator, quote, decimal, thousands, header, Optional.of(charset), comment, ragged, limit);
    }

    /// {@return the same with the given character before comments; `\0`: there are none}
    ///
    /// @param character at the beginning of a line; `\0` for none
    public CsvOptions withComment(char character) {
        return new CsvOptions(separator, quote, decimal, thousands, header, encoding, Optional.of(character), ragged, limit);
    }

    /// {@return the same with another rule for ragged rows}
    ///
    /// @param rule default: a ragged row is an error
    public CsvOptions withRagged(Ragged rule) {
        return new CsvOptions(separator, quote, decimal, thousands, header, encoding, comment, rule, limit);
    }

    /// {@return the same of a table that may be too long}
    ///
    /// @param most default: all rows
    public CsvOptions withLimit(RowLimit most) {
        return new CsvOptions(separator, quote, decimal, thousands, header, encoding, comment, ragged, most);
    }
}
