/// See the description in pom.xml.
module org.madaline.plots {
    requires java.desktop;
}
