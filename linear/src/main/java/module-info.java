/// See the description in pom.xml.
module org.madaline.linear {
    requires transitive org.madaline.pipeline;
    requires hipparchus.optim;
    requires hipparchus.core;

    exports org.madaline.analysis;
    exports org.madaline.linear;

    provides org.madaline.pipeline.EstimatorFormat with org.madaline.linear.LinearFormat;
}
