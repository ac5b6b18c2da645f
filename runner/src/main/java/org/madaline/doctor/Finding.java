package org.madaline.doctor;

import org.madaline.runs.Text;

/// What one check has found.
///
/// @param level  how bad it is
/// @param check  what was looked at, in one or two words
/// @param text   what was seen
/// @param advice what to do about it; empty where nothing is
public record Finding(Level level, String check, String text, String advice) {
    /// How bad a finding is.
    public enum Level {
        /// as it should be
        GOOD,
        /// worth a look
        LOOK,
        /// to be mended
        WRONG
    }

    static Finding good(String check, String text, Object... values) {
        return new Finding(Level.GOOD, check, said(text, values), "");
    }

    static Finding look(String check, String advice, String text, Object... values) {
        return new Finding(Level.LOOK, check, said(text, values), advice);
    }

    static Finding wrong(String check, String advice, String text, Object... values) {
        return new Finding(Level.WRONG, check, said(text, values), advice);
    }

    /// A text without values may hold any sign.
    private static String said(String text, Object... values) {
        return values.length == 0 ? text : Text.format(text, values);
    }
}
