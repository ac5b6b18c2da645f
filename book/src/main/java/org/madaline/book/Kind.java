package org.madaline.book;

/// What a numbered item of the book is.
public enum Kind {
    DEFINITION("Definition"),
    LEMMA("Lemma"),
    THEOREM("Theorem"),
    ALGORITHM("Algorithm"),
    EXAMPLE("Example"),
    REMARK("Remark"),
    FIGURE("Figure"),
    EQUATION("Equation"),
    /// A section whose matter has no number of its own.
    SECTION("Section");

    private final String word;

    Kind(String word) {
        this.word = word;
    }

    /// The word in a title: `Definition`.
    public String word() {
        return word;
    }
}
