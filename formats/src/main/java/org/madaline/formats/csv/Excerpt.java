package org.madaline.formats.csv;

/// Pieces of a user's file as they may stand in a message: short, on one line, without control characters.
final class Excerpt {
    private static final int MAX = 60;

    private Excerpt() {}

    /// The text in quotes, shortened, what does not print as `\\u001b`.
    static String of(String text) {
        var shown = new StringBuilder("'");
        int i = 0;
        while (i < text.length() && shown.length() < MAX) {
            int c = text.codePointAt(i);
            if (c == '\n') {
                shown.append("\\n");
            } else if (c == '\r') {
                shown.append("\\r");
            } else if (c == '\t') {
                shown.append("\\t");
            } else if (isPlain(c)) {
                shown.appendCodePoint(c);
            } else {
                shown.append(escape(c));
            }
            i += Character.charCount(c);
        }
        return shown.append(i < text.length() ? "...'" : "'").toString();
    }

    private static String escape(int c) {
        String hex = Integer.toHexString(c);
        return "\\u" + "0".repeat(Math.max(0, 4 - hex.length())) + hex;
    }

    private static boolean isPlain(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.UNASSIGNED;
    }
}
