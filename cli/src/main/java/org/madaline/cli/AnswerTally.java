package org.madaline.cli;

import java.util.ArrayList;
import java.util.List;
import org.madaline.runs.Answers.Answer;

/// What is kept of answers that pass by: their number, the first of them, and the first remarks.
final class AnswerTally {
    private final int limit;
    private final List<Answer> first = new ArrayList<>();
    private final Remarks remarks;
    private int count;

    /// @param strict whether what is remarkable is refused
    /// @param limit how many answers are kept
    AnswerTally(boolean strict, int limit) {
        this.remarks = new Remarks(strict, "there is an answer all the same");
        this.limit = limit;
    }

    void add(List<Answer> answers) {
        for (Answer answer : answers) {
            count++;
            if (first.size() < limit) {
                first.add(answer);
            }
            answer.notices().forEach(notice -> remarks.add(answer.name() + ": " + notice));
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
        return remarks.any();
    }

    /// What was the matter with the input, for standard error: the answers stand, but their reader should know.
    List<String> remarks() {
        return remarks.lines();
    }
}
