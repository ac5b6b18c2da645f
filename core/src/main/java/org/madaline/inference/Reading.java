package org.madaline.inference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.madaline.data.BatchField;
import org.madaline.data.BatchForm;
import org.madaline.data.Gather;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.spec.Kernels;
import org.madaline.plan.ExecutionPlan;
import org.madaline.tensor.Shape;

/// A plan whose runs begin with reading a batch into its inputs.
///
/// @param gather reads
/// @param steps all steps: reading, then those of the plan
public record Reading(Gather gather, Step[] steps) {
    /// Puts the reading of batches before a plan.
    ///
    /// @param graph whose plan it is
    /// @param batch the form of those to be read
    /// @param kept fields that can be read after a run as well, where the plan's own inputs may be overwritten
    /// @param plan whose inputs are written
    /// @param kernels copy what is kept
    /// @return both
    /// @throws IllegalArgumentException if the batch lacks an input, or has another shape
    public static Reading of(ExecutionPlan plan, Graph graph, Kernels kernels, BatchForm batch, Set<String> kept) {
        Map<String, Slice> into = new HashMap<>();
        List<Step> copies = new ArrayList<>();
        for (BatchField field : batch.fields()) {
            Shape shape = field.padded(batch.length()).prepend(batch.size());
            add(plan, graph, field.name(), shape, into);
            if (field.sequence()) {
                add(plan, graph, field.mask(), Shape.of(shape.dim(0), shape.dim(1)), into);
            }
            if (kept.contains(field.name())) {
                Slice input = into.put(field.name(), Slice.allocate(shape.size()));
                if (input != null) {
                    copies.add(kernels.copy(new int[] {shape.size()}, new int[] {1}, new int[] {1}, into.get(field.name()), input));
                }
            }
        }
        Gather gather = new Gather(batch, into);
        return new Reading(gather, gather.before(copies, plan.steps()));
    }

    private static void add(ExecutionPlan plan, Graph graph, String name, Shape shape, Map<String, Slice> into) {
        Node input = graph.inputs().get(name);
        if (input != null && input.shape().size() != shape.size()) {
            throw new IllegalArgumentException("the network takes a batch of " + name + " of shape " + input.shape()
                    + ", but the data have " + shape);
        }
        if (plan.inputs().contains(name)) {
            into.put(name, plan.input(name));
        }
    }
}
