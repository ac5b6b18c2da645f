package org.madaline.cli;

import java.util.ArrayList;
import java.util.List;
import org.madaline.runs.Text;
import org.madaline.runs.UsageError;

/// What is the matter with input that is taken all the same: the first remarks, and how many there are.
final class Remarks {
    /// More than these are counted, not shown.
    private static final int MOST = 10;

    private final boolean strict;
    private final String otherwise;
    private final List<String> first = new ArrayList<>();
    private int count;

    /// @param strict    whether what is remarkable is refused
    /// @param otherwise what is done if it is not
    Remarks(boolean strict, String otherwise) {
        this.strict = strict;
        this.otherwise = otherwise;
    }

    /// @throws UsageError where it is refused
    void add(String text) {
        count++;
        if (strict) {
            throw new UsageError(text + "; without --strict " + otherwise);
        }
        if (first.size() < MOST) {
            first.add(text);
        }
    }

    /// Whether something was remarkable.
    boolean any() {
        return count > 0;
    }

    /// For standard error.
    List<String> lines() {
        List<String> all = new ArrayList<>(first);
        if (count > first.size()) {
            all.add("... and " + Text.count(count - first.size()) + " more remarks");
        }
        return all;
    }
}
