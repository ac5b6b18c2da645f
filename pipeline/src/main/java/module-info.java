/// See the description in pom.xml.
module org.madaline.pipeline {
    requires transitive org.madaline.formats;

    exports org.madaline.basis;
}
