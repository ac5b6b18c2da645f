package org.madaline.formats;

/// Text from outside, such as names of files, columns and classes, as it may be shown on a terminal or in a page:
/// what would steer the terminal, break the line or turn the order of letters around appears as an escape, `\x1b`.
public final class VisibleText {
    /// First and last code points of the letters and signs that take two columns on a terminal.
    private static final int[] WIDE = {
        0x1100, 0x115f, 0x2e80, 0x303e, 0x3041, 0xa4cf, 0xa960, 0xa97f, 0xac00, 0xd7a3, 0xf900, 0xfaff, 0xfe10, 0xfe19,
        0xfe30, 0xfe6f, 0xff00, 0xff60, 0xffe0, 0xffe6, 0x1f300, 0x1f64f, 0x1f680, 0x1f6ff, 0x1f900, 0x1f9ff, 0x1fa70,
        0x1faff, 0x20000, 0x3fffd
    };

    private VisibleText() {}

    /// {@return the text in one line without anything invisible that acts: control characters (C0, DEL, C1) as `\n` or
    /// `\x1b`, marks of direction and other format characters, separators of lines and half surrogates as `\u202e`}
    /// The joiners within words and emoji stay. Applied again it changes nothing.
    ///
    /// @param text of any origin
    public static String of(String text) {
        if (text.codePoints().noneMatch(VisibleText::acts)) {
            return text;
        }
        var visible = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (acts(c)) {
                visible.append(escape(c));
            } else {
                visible.appendCodePoint(c);
            }
        });
        return visible.toString();
    }

    private static boolean acts(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> true;
            case Character.FORMAT -> c != 0x200c && c != 0x200d;
            default -> false;
        };
    }

    private static String escape(int c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> {
                String digits = Integer.toHexString(c);
                yield c < 0x100 ? "\\x" + "0".repeat(2 - digits.length()) + digits
                        : c < 0x10000 ? "\\u" + "0".repeat(4 - digits.length()) + digits
                        : "\\u{" + digits + "}";
            }
        };
    }

    /// {@return how many columns of a terminal the text takes: two for letters of East Asia and emoji, none for marks that stand
    /// above or below the letter before them}
    ///
    /// @param text without control characters, as [#of] returns it
    public static int width(String text) {
        return text.codePoints().map(VisibleText::width).sum();
    }

    private static int width(int c) {
        if (c < 0x300) {
            return 1;
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        for (int i = 0; i < WIDE.length; i += 2) {
            if (c >= WIDE[i] && c <= WIDE[i + 1]) {
                return 2;
            }
        }
        return 1;
    }

    /// {@return the longest beginning of the text that takes at most `columns` columns}
    ///
    /// @param text    without control characters, as [#of] returns it
    /// @param columns of the terminal; below 0 counts as 0
    public static String cut(String text, int columns) {
        int left = Math.max(0, columns);
        int end = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            left -= width(c);
            if (left < 0) {
                break;
            }
            end += Character.charCount(c);
        }
        return text.substring(0, end);
    }
}
