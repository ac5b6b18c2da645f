/// The contract between the engine and the arithmetic: kernels, their geometry, and the workers that run them.
@SuppressWarnings("module") // the modules named are compiled after this one
module org.madaline.kernels {
    exports org.madaline.kernels;
    exports org.madaline.kernels.spec to org.madaline.kernels.vector, org.madaline.core, org.madaline.linear;
    exports org.madaline.kernels.block to org.madaline.kernels.vector;
    exports org.madaline.kernels.composed to org.madaline.kernels.vector;
    exports org.madaline.kernels.constants to org.madaline.kernels.vector;
    exports org.madaline.kernels.spatial to org.madaline.kernels.vector;

    uses org.madaline.kernels.spec.KernelsProvider;
    provides org.madaline.kernels.spec.KernelsProvider with org.madaline.kernels.portable.PortableProvider;
}
