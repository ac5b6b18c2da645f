/// From a raw example to an answer: bases of functions, features, pipelines and their files.
module org.madaline.pipeline {
    requires transitive org.madaline.formats;
    requires java.desktop;

    exports org.madaline.basis;
    exports org.madaline.features;
    exports org.madaline.insight;
    exports org.madaline.pipeline;
    exports org.madaline.table;

    uses org.madaline.pipeline.EstimatorFormat;
    provides org.madaline.pipeline.EstimatorFormat with org.madaline.pipeline.NetworkFormat;
    provides org.madaline.model.ModelFormat with org.madaline.pipeline.NetworkFormat;
}
