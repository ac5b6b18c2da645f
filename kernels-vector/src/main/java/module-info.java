/// The kernels on the Vector API: the only module that requires the incubator module.
module org.madaline.kernels.vector {
    requires org.madaline.kernels;
    requires jdk.incubator.vector;

    provides org.madaline.kernels.spec.KernelsProvider with org.madaline.kernels.vector.VectorProvider;
}
