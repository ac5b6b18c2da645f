package org.madaline.plan;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.madaline.graph.Graph;
import org.madaline.graph.Role;
import org.madaline.kernels.CounterRandom;
import org.madaline.kernels.Slice;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;
import org.madaline.tensor.TensorSource;

/// The values that stay from run to run, shared by all plans over them: parameters, running statistics, the states of
/// an optimizer. Not thread-safe: a training run has its own.
public final class Variables {
    private record Entry(Shape shape, Layout layout, Role role, Slice slice) {}

    private final long seed;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /// No variables yet.
    ///
    /// @param seed keys the initial values
    public Variables(long seed) {
        this.seed = seed;
    }

    /// Adds the variables of a graph that are not there yet, with their initial values.
    ///
    /// @param variables of a graph
    /// @throws IllegalArgumentException if a known one has another shape
    public void add(Collection<Graph.Variable> variables) {
        for (Graph.Variable v : variables) {
            if (isNew(v)) {
                allocate(v);
                set(v.name(), v.initializer().initialize(v.shape(), CounterRandom.key(seed, v.name())));
            }
        }
    }

    /// Adds a variable with a value, in place of a random one that would be drawn for nothing.
    ///
    /// @param v the variable
    /// @param value of its shape; read once
    /// @throws IllegalArgumentException if it is known with another shape, or the value has another
    public void add(Graph.Variable v, TensorSource value) {
        if (isNew(v)) {
            allocate(v);
        }
        set(v.name(), value);
    }

    private boolean isNew(Graph.Variable v) {
        Entry known = entries.get(v.name());
        if (known != null && !known.shape().equals(v.shape())) {
            throw new IllegalArgumentException("variable " + v.name() + " has shape " + known.shape() + ", not " + v.shape());
        }
        return known == null;
    }

    private void allocate(Graph.Variable v) {
        entries.put(v.name(), new Entry(v.shape(), Layout.ofVariable(v.shape().rank()), v.role(), Arena.aligned(v.shape().size())));
    }

    /// The names, in the order in which they were added.
    ///
    /// @return a view
    public Set<String> names() {
        return java.util.Collections.unmodifiableSet(entries.keySet());
    }

    /// What a variable is for, as the graph said that brought it.
    ///
    /// @param name of a variable
    /// @return its role
    public Role role(String name) {
        return entry(name).role();
    }

    /// {@return the shape of a variable}
    ///
    /// @param name of a variable
    public Shape shape(String name) {
        return entry(name).shape();
    }

    /// A copy of the present value.
    ///
    /// @param name of a variable
    /// @return row-major
    public Tensor get(String name) {
        Entry e = entry(name);
        float[] values = new float[e.shape().size()];
        Copy.strided(e.shape(), e.layout().strides(e.shape()), e.shape().strides(), e.slice(), new Slice(values, 0));
        return Tensor.wrap(e.shape(), values);
    }

    /// Gives a variable another value.
    ///
    /// @param name of a variable
    /// @param value of its shape; read once
    /// @throws IllegalArgumentException if the shape is another
    public void set(String name, TensorSource value) {
        Entry e = entry(name);
        if (!e.shape().equals(value.shape())) {
            throw new IllegalArgumentException("variable " + name + " has shape " + e.shape() + ", the value given " + value.shape());
        }
        Copy.from(value, e.layout().strides(e.shape()), e.slice());
    }

    Slice slice(String name) {
        return entry(name).slice();
    }

    private Entry entry(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new IllegalArgumentException("there is no variable " + name + "; known are " + entries.keySet());
        }
        return entry;
    }
}
