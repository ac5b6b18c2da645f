/// See the description in pom.xml.
module org.madaline.vision {
    requires transitive org.madaline.pipeline;

    exports org.madaline.explain;
    exports org.madaline.vision;

    provides org.madaline.layer.LayerTypes with
            org.madaline.vision.VisionLayers;
}
