package org.madaline.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.madaline.formats.VisibleText;
import org.madaline.runs.Text;

/// Where the commands write, and what can be drawn there. Whatever comes from outside, such as the name of a class, is
/// shown as [VisibleText]: only this class writes what steers a terminal.
///
/// @param out standard output
/// @param err standard error
/// @param live whether `out` is a terminal on which a line can be drawn again
/// @param columns the width of the terminal, or of lines where it is none
/// @param colour whether colours are wanted: on a terminal, unless the environment has NO_COLOR or TERM=dumb
/// @param unicode whether the terminal shows more than ASCII
record Terminal(PrintWriter out, PrintWriter err, boolean live, int columns, boolean colour, boolean unicode) {
    private static final int DEFAULT_COLUMNS = 100;

    /// Text that is safe to show, with marks of a style around it where there are colours.
    record Styled(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    /// The terminal this process was started on. The script `madaline` passes the width, and only where there is one.
    static Terminal system() {
        Integer columns = Integer.getInteger("madaline.columns");
        boolean dumb = "dumb".equals(System.getenv("TERM"));
        boolean live = columns != null && !dumb;
        String noColour = System.getenv("NO_COLOR");
        return new Terminal(
                StandardOutput.system(),
                new PrintWriter(System.err, true),
                live,
                columns == null ? DEFAULT_COLUMNS : Math.clamp(columns, 40, 200),
                live && (noColour == null || noColour.isEmpty()),
                StandardCharsets.UTF_8.equals(System.out.charset()));
    }

    /// A terminal that is none: plain lines into the two writers.
    static Terminal plain(PrintWriter out, PrintWriter err) {
        return new Terminal(out, err, false, DEFAULT_COLUMNS, false, false);
    }

    /// Writes one line; texts among the values, and a format without values, are made visible.
    void line(String format, Object... values) {
        out.println(values.length == 0 ? VisibleText.of(format) : Text.format(format, visible(values)));
    }

    private static Object[] visible(Object[] values) {
        return Arrays.stream(values)
                .map(value -> value instanceof Number || value instanceof Styled ? value : VisibleText.of(String.valueOf(value)))
                .toArray();
    }

    /// Writes text of several lines.
    void lines(String text) {
        text.lines().forEach(each -> line("%s", each));
    }

    /// Writes one line to standard error.
    void complain(String text) {
        err.println(VisibleText.of(text));
    }

    /// Draws `text` over the current line, cut to the width, without ending it.
    void redraw(String text) {
        out.print("\r" + VisibleText.cut(VisibleText.of(text), columns - 1) + "\u001b[K");
        out.flush();
    }

    /// Clears the line drawn by [#redraw].
    void clear() {
        redraw("");
    }

    Styled bold(String text) {
        return style("1", text);
    }

    Styled dim(String text) {
        return style("2", text);
    }

    Styled green(String text) {
        return style("32", text);
    }

    private Styled style(String code, String text) {
        String visible = VisibleText.of(text);
        return new Styled(colour ? "\u001b[" + code + "m" + visible + "\u001b[0m" : visible);
    }
}
