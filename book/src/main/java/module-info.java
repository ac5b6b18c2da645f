/// See the description in pom.xml.
module org.madaline.book {
    requires org.madaline.models;
    requires org.madaline.plots;
}
