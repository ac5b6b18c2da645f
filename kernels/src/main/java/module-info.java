/// The contract between the engine and the arithmetic: kernels, their geometry, and the workers that run them.
@SuppressWarnings("module") // the vector kernels are compiled after this module
module org.madaline.kernels {
    exports org.madaline.kernels;
    exports org.madaline.kernels.block to org.madaline.kernels.vector;
    exports org.madaline.kernels.composed to org.madaline.kernels.vector;
    exports org.madaline.kernels.spatial to org.madaline.kernels.vector;

    uses org.madaline.kernels.KernelsProvider;
    provides org.madaline.kernels.KernelsProvider with org.madaline.kernels.portable.PortableProvider;
}
