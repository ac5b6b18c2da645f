/// The command line: one class per command.
module org.madaline.cli {
    requires org.madaline.models;
    requires java.desktop;
    requires org.madaline.plots;
    requires org.madaline.book;
    requires info.picocli;

    // The options of a command are set by reflection.
    opens org.madaline.cli to
            info.picocli;
}
