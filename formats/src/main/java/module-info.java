/// Files: safetensors, IDX, CSV, images; the data sets with their verified sources.
module org.madaline.formats {
    requires transitive org.madaline.core;
    requires tools.jackson.core;
    requires de.siegmar.fastcsv;
    requires java.desktop;
    requires java.net.http;

    exports org.madaline.formats;
    exports org.madaline.formats.csv;
    exports org.madaline.formats.datasets;
    exports org.madaline.formats.idx;
    exports org.madaline.formats.image;
    exports org.madaline.formats.model;
    exports org.madaline.formats.record;
    exports org.madaline.formats.safetensors;

    provides org.madaline.model.ModelFormat with
            org.madaline.formats.model.ModelFile;
}
