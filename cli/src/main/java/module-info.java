/// The command line: one class per command, over pipelines and runs.
module org.madaline.cli {
    requires org.madaline.runs;
    requires org.madaline.plots;
    requires org.madaline.book;
    requires info.picocli;
    requires java.desktop;

    // Options are set by reflection.
    opens org.madaline.cli to
            info.picocli;
}
