/// Graphs, back-propagation, plans, layers, training. No dependency but the kernels.
module org.madaline.core {
    requires transitive org.madaline.kernels;

    exports org.madaline.tensor;
    exports org.madaline.data;
}
