package org.madaline.plan;

import java.util.List;
import java.util.Map;
import org.madaline.graph.Node;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.Workers;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// A graph compiled for one batch size: a list of bound kernels over one arena. A run allocates nothing. Not
/// thread-safe: each thread that runs a graph has a plan of its own.
public final class ExecutionPlan {
    /// What is computed before the first run.
    ///
    /// @param leaves fixed numbers that are read; held so that others find them
    record Preparation(PreparedWeights weights, boolean shared, List<PreparedWeights.Task> tasks, List<PreparedWeights.Entry> leaves) {}

    private final Preparation preparation;
    private final Step[] steps;
    private final Map<String, Slice> inputs;
    private final List<Slice> outputs;
    private final List<Shape> shapes;
    private final Map<String, Node> declared;
    private final long bytes;

    ExecutionPlan(Preparation preparation, Step[] steps, Map<String, Slice> inputs, List<Slice> outputs, List<Shape> shapes,
            Map<String, Node> declared, long bytes) {
        this.preparation = preparation;
        this.steps = steps;
        this.inputs = inputs;
        this.outputs = outputs;
        this.shapes = shapes;
        this.declared = declared;
        this.bytes = bytes;
    }

    /// The inputs that the outputs depend on.
    ///
    /// @return their names
    public java.util.Set<String> inputs() {
        return inputs.keySet();
    }

    /// Where an input is to be written, row-major, before each run.
    ///
    /// @param name of the input
    /// @return a place in the arena
    /// @throws IllegalArgumentException if the plan has no such input
    public Slice input(String name) {
        Slice slice = inputs.get(name);
        if (slice == null) {
            throw new IllegalArgumentException("the plan reads no input " + name + "; it reads " + inputs.keySet());
        }
        return slice;
    }

    /// Copies a value into an input.
    ///
    /// @param name of the input
    /// @param values row-major
    /// @throws IllegalArgumentException if there is no such input or the length is another
    public void set(String name, float... values) {
        Slice slice = input(name);
        int size = declared.get(name).shape().size();
        if (values.length != size) {
            throw new IllegalArgumentException("input " + name + " of shape " + declared.get(name).shape() + " takes " + size
                    + " values, not " + values.length);
        }
        System.arraycopy(values, 0, slice.array(), slice.offset(), size);
    }

    /// Computes what depends on variables only, such as weights with a batch normalization folded in. To be called before
    /// the first run, and again when variables have changed that the plan does not itself assign to. What is shared with other
    /// plans is computed by the first of them, and anew after [PreparedWeights#refresh].
    ///
    /// @param workers threads to compute with
    public void prepare(Workers workers) {
        if (!preparation.tasks().isEmpty()) {
            if (!preparation.shared()) {
                preparation.weights().refresh();
            }
            preparation.weights().prepare(preparation.tasks(), workers);
        }
    }

    /// Computes the outputs and makes the assignments.
    ///
    /// @param workers threads to compute with
    public void run(Workers workers) {
        workers.run(steps);
    }

    /// Where output `i` lies, row-major, after a run and until the next.
    ///
    /// @param i its place among the outputs that were asked for
    /// @return a place in the arena, or a variable's
    public Slice output(int i) {
        return outputs.get(i);
    }

    /// The value of a scalar output.
    ///
    /// @param i its place among the outputs that were asked for
    /// @return the first value
    public float scalar(int i) {
        return outputs.get(i).array()[outputs.get(i).offset()];
    }

    /// A copy of output `i`.
    ///
    /// @param i its place among the outputs that were asked for
    /// @return row-major
    public Tensor tensor(int i) {
        Slice slice = outputs.get(i);
        return Tensor.wrap(shapes.get(i), java.util.Arrays.copyOfRange(slice.array(), slice.offset(), slice.offset() + shapes.get(i).size()));
    }

    /// The bytes of the arena; variables come on top.
    ///
    /// @return bytes
    public long bytes() {
        return bytes;
    }

    /// The steps in order, for profiles and listings.
    ///
    /// @return as they are run
    public List<Step> steps() {
        return List.of(steps);
    }
}
