/// See the description in pom.xml.
module org.madaline.kernels.vector {
    requires org.madaline.kernels;
    requires jdk.incubator.vector;
}
