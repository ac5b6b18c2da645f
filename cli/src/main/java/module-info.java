/// The command line: one class per command.
module org.madaline.cli {
    requires org.madaline.linear;
    requires org.madaline.vision;
    requires org.madaline.datasets;
    requires org.madaline.plots;
    requires org.madaline.book;
    requires info.picocli;
    requires java.desktop;
    requires tools.jackson.databind;

    // Options are set, and settings written and read, by reflection.
    opens org.madaline.cli to
            info.picocli,
            tools.jackson.databind;
}
