/// See the description in pom.xml.
module org.madaline.models {
    requires transitive org.madaline.formats;
    requires hipparchus.optim;
    requires hipparchus.core;
}
