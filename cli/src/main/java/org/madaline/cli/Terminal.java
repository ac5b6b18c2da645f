package org.madaline.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// Where the commands write, and what can be drawn there.
///
/// @param out standard output
/// @param err standard error
/// @param live whether `out` is a terminal on which a line can be drawn again
/// @param columns the width of the terminal, or of lines where it is none
/// @param colour whether colours are wanted: on a terminal, unless the environment has NO_COLOR or TERM=dumb
/// @param unicode whether the terminal shows more than ASCII
record Terminal(PrintWriter out, PrintWriter err, boolean live, int columns, boolean colour, boolean unicode) {
    private static final int DEFAULT_COLUMNS = 100;

    /// The terminal this process was started on. The script `madaline` passes the width, and only where there is one.
    static Terminal system() {
        Integer columns = Integer.getInteger("madaline.columns");
        boolean dumb = "dumb".equals(System.getenv("TERM"));
        boolean live = columns != null && !dumb;
        String noColour = System.getenv("NO_COLOR");
        return new Terminal(
                new PrintWriter(System.out, true),
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

    void line(String format, Object... values) {
        out.println(values.length == 0 ? format : Text.format(format, values));
    }

    /// Draws `text` over the current line, cut to the width, without ending it.
    void redraw(String text) {
        out.print("\r" + Text.cut(text, columns - 1) + "\u001b[K");
        out.flush();
    }

    /// Clears the line drawn by [#redraw].
    void clear() {
        redraw("");
    }

    String bold(String text) {
        return style("1", text);
    }

    String dim(String text) {
        return style("2", text);
    }

    String green(String text) {
        return style("32", text);
    }

    private String style(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
