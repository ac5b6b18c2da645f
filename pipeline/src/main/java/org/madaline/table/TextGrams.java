package org.madaline.table;

import java.text.Normalizer;
import java.util.Locale;

/// What a text is made of: its words and the pairs of words side by side; or, where texts are names rather than sentences, its words and
/// the runs of two to four characters in them, ends of words included. Each has a number by its own hash, the same wherever it is met.
///
/// A word is a run of letters, marks and digits, with an apostrophe inside perhaps, in small letters and in Unicode's form NFKC; in
/// scripts without blanks between words each character is one.
///
/// @param text       the words, a blank before, between and behind them
/// @param characters whether runs of characters are looked at, and not pairs of words
record TextGrams(String text, boolean characters) {
    /// So many numbers there are: what has the same is not told apart.
    static final int BUCKETS = 1 << 20;

    private static final int SHORTEST = 2;
    private static final int LONGEST = 4;
    private static final long BASIS = 0xcbf29ce484222325L;

    /// Hears of all there is, in the order of the text.
    interface Visitor {
        /// @param bucket its number, from 0
        /// @param from   where it begins in the text
        /// @param to     where it ends
        void gram(int bucket, int from, int to);
    }

    static TextGrams of(String cell, boolean characters) {
        boolean plain = cell.chars().allMatch(c -> c < 128);
        String lower = (plain ? cell : Normalizer.normalize(cell, Normalizer.Form.NFKC)).toLowerCase(Locale.ROOT);
        var words = new StringBuilder(lower.length() + 2).append(' ');
        for (int i = 0; i < lower.length(); ) {
            int c = lower.codePointAt(i);
            int next = i + Character.charCount(c);
            if (isAlone(c)) {
                end(words);
                words.appendCodePoint(c).append(' ');
            } else if (isOfWord(c)) {
                words.appendCodePoint(c);
            } else if (isApostrophe(c) && words.charAt(words.length() - 1) != ' ' && next < lower.length() && isOfWord(lower.codePointAt(next))) {
                words.append('\'');
            } else {
                end(words);
            }
            i = next;
        }
        end(words);
        return new TextGrams(words.toString(), characters);
    }

    private static void end(StringBuilder words) {
        if (words.charAt(words.length() - 1) != ' ') {
            words.append(' ');
        }
    }

    private static boolean isApostrophe(int c) {
        return c == '\'' || c == 0x2019;
    }

    private static boolean isOfWord(int c) {
        if (c < 128) {
            return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
        }
        int type = Character.getType(c);
        return Character.isLetterOrDigit(c) || type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isAlone(int c) {
        if (c < 0x0E00) {
            return false;
        }
        return Character.isIdeographic(c) || Character.isLetter(c) && switch (Character.UnicodeScript.of(c)) {
            case HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }

    int words() {
        return (int) text.chars().filter(c -> c == ' ').count() - 1;
    }

    void visit(Visitor visitor) {
        long before = 0;
        int begin = -1;
        for (int from = 1; from < text.length(); ) {
            int to = text.indexOf(' ', from);
            long hash = hash(BASIS, from, to);
            visitor.gram(bucket(hash), from, to);
            if (characters) {
                runs(visitor, from - 1, to + 1);
            } else if (begin >= 0) {
                visitor.gram(bucket(hash(before, from - 1, to)), begin, to);
            }
            before = hash;
            begin = from;
            from = to + 1;
        }
    }

    /// The runs of characters of a word with the blanks around it, but for the word itself.
    private void runs(Visitor visitor, int first, int last) {
        for (int from = first; from < last; from++) {
            for (int to = from + SHORTEST; to <= Math.min(last, from + LONGEST); to++) {
                if (from != first + 1 || to != last - 1) {
                    visitor.gram(bucket(hash(BASIS, from, to)), from, to);
                }
            }
        }
    }

    /// {@return a hash of the whole text}
    int hashed() {
        return bucket(hash(BASIS, 0, text.length()));
    }

    /// The hash of Fowler, Noll and Vo (FNV-1a), over UTF-16.
    private long hash(long start, int from, int to) {
        long hash = start;
        for (int i = from; i < to; i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    private static int bucket(long hash) {
        return (int) ((hash ^ hash >>> 32) * 0x9E3779B97F4A7C15L >>> 44);
    }
}
