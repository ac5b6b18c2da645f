/// Graphs, back-propagation, plans, layers, training. No dependency but the kernels.
@SuppressWarnings("module") // Packages that only the project itself needs are exported to modules that are compiled later.
module org.madaline.core {
    requires transitive org.madaline.kernels;

    exports org.madaline.tensor;
    exports org.madaline.data;
    exports org.madaline.augment;
    exports org.madaline.metric;
    exports org.madaline.graph;
    exports org.madaline.autodiff to org.madaline.book, org.madaline.vision;
    exports org.madaline.interpret to org.madaline.book, org.madaline.linear, org.madaline.vision;
    exports org.madaline.init;
    exports org.madaline.layer;
    exports org.madaline.loss;
    exports org.madaline.optimizer;
    exports org.madaline.schedule;
    exports org.madaline.plan to org.madaline.vision;
    exports org.madaline.computation;
    exports org.madaline.task;
    exports org.madaline.evaluate;
    exports org.madaline.train;
    exports org.madaline.diagnose;
    exports org.madaline.model;

    uses org.madaline.layer.LayerTypes;
    uses org.madaline.model.ModelFormat;
}
