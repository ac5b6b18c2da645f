package org.madaline.book;

/// What a numbered item of the book is.
public enum Kind {
    /// What a word means.
    DEFINITION("Definition"),

    /// What a theorem needs.
    LEMMA("Lemma"),

    /// What is proved.
    THEOREM("Theorem"),

    /// What is to be done, line by line.
    ALGORITHM("Algorithm"),

    /// What is worked out with numbers.
    EXAMPLE("Example"),

    /// What is said beside.
    REMARK("Remark"),

    /// What is drawn.
    FIGURE("Figure"),

    /// A formula with a number in parentheses.
    EQUATION("Equation"),
    /// A section whose matter has no number of its own.
    SECTION("Section");

    private final String word;

    Kind(String word) {
        this.word = word;
    }

    /// {@return the word in a title: `Definition`}
    public String word() {
        return word;
    }
}
