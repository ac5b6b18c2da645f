/// See the description in pom.xml.
module org.madaline.examples {
    requires org.madaline.models;
}
