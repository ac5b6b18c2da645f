/// See the description in pom.xml.
module org.madaline.cli {
    requires org.madaline.models;
    requires org.madaline.plots;
    requires org.madaline.book;
    requires info.picocli;
}
