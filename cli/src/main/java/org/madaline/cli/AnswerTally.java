package org.madaline.cli;

import java.util.ArrayList;
import java.util.List;
import org.madaline.runs.Answers.Answer;
import org.madaline.runs.Text;
import org.madaline.runs.UsageError;

/// What is kept of answers that pass by: their number, the first of them, and the first remarks.
final class AnswerTally {
    /// More remarks than these are counted, not shown.
    private static final int MOST_NOTICES = 10;

    private final boolean strict;
    private final int limit;
    private final List<Answer> first = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private int count;
    private int remarks;

    /// @param strict whether what is remarkable is refused
    /// @param limit how many answers are kept
    AnswerTally(boolean strict, int limit) {
        this.strict = strict;
        this.limit = limit;
    }

    void add(List<Answer> answers) {
        for (Answer answer : answers) {
            count++;
            if (first.size() < limit) {
                first.add(answer);
            }
            answer.notices().forEach(notice -> remark(answer.name() + ": " + notice));
        }
    }

    private void remark(String text) {
        if (strict) {
            remarks++;
            throw new UsageError(text + "; without --strict there is an answer all the same");
        }
        remarks++;
        if (notices.size() < MOST_NOTICES) {
            notices.add(text);
        }
    }

    int count() {
        return count;
    }

    List<Answer> first() {
        return first;
    }

    /// Whether something was remarkable.
    boolean remarked() {
        return remarks > 0;
    }

    /// What was the matter with the input, for standard error: the answers stand, but their reader should know.
    List<String> remarks() {
        List<String> all = new ArrayList<>(notices);
        if (remarks > notices.size()) {
            all.add("... and " + Text.count(remarks - notices.size()) + " more remarks");
        }
        return all;
    }
}
