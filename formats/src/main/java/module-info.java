/// Files: safetensors, IDX, CSV, images.
@SuppressWarnings("module") // a package that only the project itself needs goes to modules that are compiled later
module org.madaline.formats {
    requires transitive org.madaline.core;
    requires tools.jackson.core;
    requires de.siegmar.fastcsv;
    requires java.desktop;
    requires java.sql;

    exports org.madaline.formats;
    exports org.madaline.formats.csv;
    exports org.madaline.formats.idx;
    exports org.madaline.formats.image;
    exports org.madaline.formats.model;
    exports org.madaline.formats.parquet;
    exports org.madaline.formats.codec to org.madaline.pipeline, org.madaline.runs;
    exports org.madaline.formats.safetensors;
    exports org.madaline.formats.table;
}
