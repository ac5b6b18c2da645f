/// See the description in pom.xml.
module org.madaline.formats {
    requires transitive org.madaline.core;
    requires tools.jackson.databind;
    requires de.siegmar.fastcsv;
    requires java.desktop;
}
