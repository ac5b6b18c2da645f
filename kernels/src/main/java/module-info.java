/// The contract between the engine and the arithmetic: kernels, their geometry, and the workers that run them.
module org.madaline.kernels {
    exports org.madaline.kernels;

    uses org.madaline.kernels.Kernels;
}
