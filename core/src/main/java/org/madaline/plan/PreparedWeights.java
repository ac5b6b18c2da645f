package org.madaline.plan;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.kernels.Prepared;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.Workers;
import org.madaline.tensor.Shape;

/// What inference makes of the variables alone: weights with a normalization folded in, weights as the kernels pack and
/// transform them. All plans over the same variables share it, so it is there once, not for each plan, as long as one of
/// them is there; who comes first computes it. Plans may be made and prepared by several threads.
public final class PreparedWeights {
    /// So many values are told apart by what they compute before it begins anew.
    private static final int MOST_VALUES = 1 << 16;

    /// A node by what it computes, whichever graph it is of.
    private record Value(Op op, Shape shape, List<Integer> inputs) {}

    /// Packed weights: the memory that they are made of, and how.
    private record Packing(Object form, List<Memory> operands) {}

    private record Leaf(Op op, Layout layout) {}

    /// A piece of memory, by identity.
    record Memory(float[] array, int offset) {
        static Memory of(Slice slice) {
            return new Memory(slice.array(), slice.offset());
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Memory memory && memory.array == array && memory.offset == offset;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(array) + offset;
        }
    }

    /// Values that are computed together; plans that read them hold it.
    static final class Entry {
        private final Object values;
        private final long bytes;
        private long at = -1;

        private Entry(Object values, long bytes) {
            this.values = values;
            this.bytes = bytes;
        }
    }

    /// Steps that compute the values of an entry.
    record Task(Entry entry, List<Step> steps) {}

    private final Map<Value, Integer> values = new HashMap<>();
    private final Map<Object, WeakReference<Entry>> entries = new HashMap<>();
    private int next;
    private long version;

    /// Of no plan yet.
    public PreparedWeights() {}

    /// Has everything computed anew, as variables have changed; nobody may compute with them meanwhile.
    public synchronized void refresh() {
        version++;
    }

    /// How many values and packings there are.
    ///
    /// @return those that some plan still needs
    public synchronized int size() {
        purge();
        return entries.size();
    }

    /// The bytes of folded weights; what kernels pack comes on top.
    ///
    /// @return bytes
    public synchronized long bytes() {
        return entries.values().stream().map(WeakReference::get).mapToLong(e -> e == null ? 0 : e.bytes).sum();
    }

    private void purge() {
        entries.values().removeIf(reference -> reference.get() == null);
    }

    /// The numbers of values that depend on variables only; equal only for equal values, of whichever graphs.
    synchronized Map<Node, Integer> number(List<Node> nodes) {
        purge();
        if (values.size() > MOST_VALUES) {
            values.clear();
        }
        Map<Node, Integer> numbers = new HashMap<>();
        for (Node node : nodes) {
            List<Integer> inputs = node.inputs().stream().map(x -> numbers.get(Usage.resolve(x))).toList();
            if (!(node.op() instanceof Op.Input) && inputs.stream().noneMatch(Objects::isNull)) {
                numbers.put(node, values.computeIfAbsent(new Value(node.op(), node.shape(), inputs), _ -> next++));
            }
        }
        return numbers;
    }

    private Entry entry(Object key, Supplier<Entry> make) {
        WeakReference<Entry> reference = entries.get(key);
        Entry known = reference == null ? null : reference.get();
        if (known == null) {
            known = make.get();
            entries.put(key, new WeakReference<>(known));
        }
        return known;
    }

    /// Values that are computed together, each in memory of a given number of floats.
    ///
    /// @param key equal only for equal values
    synchronized Entry entry(Object key, List<Integer> sizes) {
        return entry(key, () -> new Entry(sizes.stream().map(Arena::aligned).toList(),
                sizes.stream().mapToLong(size -> 4L * Arena.roundUp(size)).sum()));
    }

    /// Where a value of an entry lies.
    static Slice slice(Entry entry, int i) {
        return (Slice) ((List<?>) entry.values).get(i);
    }

    /// Fixed numbers, in a layout.
    synchronized Entry leaf(Op op, Layout layout, Supplier<Slice> make) {
        return entry(new Leaf(op, layout), () -> {
            Slice slice = make.get();
            return new Entry(List.of(slice), 4L * slice.array().length);
        });
    }

    /// Has a step read the packed weights that are there already, or be the one to pack them.
    ///
    /// @param operands the step's operands that stay as they are
    synchronized Entry share(Step step, Prepared own, List<Slice> operands) {
        Packing key = new Packing(own.form(), operands.stream().map(Memory::of).toList());
        Entry known = entry(key, () -> new Entry(own, 0));
        if (known.values != own) {
            step.adopt((Prepared) known.values);
        }
        return known;
    }

    /// Computes, in order, what has not been computed since the variables changed.
    synchronized void prepare(List<Task> tasks, Workers workers) {
        List<Step> due = new ArrayList<>();
        tasks.stream().filter(task -> task.entry().at != version).forEach(task -> due.addAll(task.steps()));
        if (!due.isEmpty()) {
            workers.run(due.toArray(Step[]::new));
            tasks.forEach(task -> task.entry().at = version);
        }
    }
}
