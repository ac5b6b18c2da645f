package org.madaline.train;

import org.madaline.data.BatchField;
import org.madaline.data.BatchForm;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.tensor.Shape;

/// The fields of a batch as inputs of a graph: what an [Goal] is a function of.
public final class BatchInputs {
    private final Graph graph;
    private final BatchForm form;

    BatchInputs(Graph graph, BatchForm form) {
        this.graph = graph;
        this.form = form;
    }

    /// The graph under construction.
    ///
    /// @return for constants, for example
    public Graph graph() {
        return graph;
    }

    /// The number N of examples.
    ///
    /// @return N
    public int size() {
        return form.size();
    }

    /// Whether examples have such a field.
    ///
    /// @param name of a field, such as `weight`
    /// @return whether [#get] takes it
    public boolean has(String name) {
        return form.fields().stream().anyMatch(f -> f.name().equals(name));
    }

    /// A field, `[N, ...]`; a sequence is padded with zeros, `[N, L, ...]`.
    ///
    /// @param name of the field
    /// @return the input's node; the same each time
    /// @throws IllegalArgumentException if there is none of this name
    public Node get(String name) {
        return graph.input(name, field(name).padded(form.length()).prepend(form.size()));
    }

    /// 1 for each place that a sequence has, 0 for padding: `[N, L]`.
    ///
    /// @param name of a field that is a sequence
    /// @return the input's node
    /// @throws IllegalArgumentException if there is no sequence of this name
    public Node mask(String name) {
        BatchField field = field(name);
        if (!field.sequence()) {
            throw new IllegalArgumentException("field " + name + " of shape " + field.shape() + " is no sequence, so it has no mask");
        }
        return graph.input(field.mask(), Shape.of(form.size(), field.padded(form.length()).dim(0)));
    }

    private BatchField field(String name) {
        return form.fields().stream().filter(f -> f.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("examples have no field " + name + "; they have "
                        + String.join(", ", form.fields().stream().map(BatchField::name).toList())));
    }
}
