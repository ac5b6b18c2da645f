/// The textbook, executable.
module org.madaline.book {
    requires transitive org.madaline.linear;
    requires transitive org.madaline.datasets;
    requires transitive org.madaline.plots;

    exports org.madaline.book;
    exports org.madaline.book.figures;
    exports org.madaline.book.logistic;
    exports org.madaline.book.network;
}
