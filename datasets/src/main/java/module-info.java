/// The data sets with their verified sources. The only module that starts processes and opens connections.
module org.madaline.datasets {
    requires transitive org.madaline.pipeline;
    requires java.net.http;

    exports org.madaline.datasets;
}
