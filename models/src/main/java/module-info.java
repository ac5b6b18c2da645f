/// See the description in pom.xml.
module org.madaline.models {
    exports org.madaline.models.analysis;
    exports org.madaline.models.explain;
    exports org.madaline.models.vision;
    exports org.madaline.models.linear;
    exports org.madaline.models.basis;
    requires transitive org.madaline.formats;
    requires hipparchus.optim;
    requires hipparchus.core;

    provides org.madaline.layer.LayerTypes with org.madaline.models.vision.VisionLayers;
}
