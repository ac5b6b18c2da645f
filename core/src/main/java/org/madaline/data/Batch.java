package org.madaline.data;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.madaline.kernels.Slice;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// Some examples of a data set, which are read where they are used. Sequences are padded with zeros to one length.
public final class Batch {
    private final FieldDataset data;
    private final int[] order;
    private final int from;
    private final int size;
    private final int length;

    private Batch(FieldDataset data, int[] order, int from, int size, int length) {
        this.data = data;
        this.order = order;
        this.from = from;
        this.size = size;
        this.length = length;
        Objects.checkFromIndexSize(from, size, order == null ? data.size() : order.length);
    }

    /// The examples `order[from]` and those behind it, of a data set without sequences. The order is not copied.
    ///
    /// @param data the examples
    /// @param from a place in `order`
    /// @param size the number N of examples
    /// @param order indices into the data set
    /// @return a batch that reads when it is used
    public static Batch of(FieldDataset data, int from, int size, int[] order) {
        return new Batch(data, order, from, size, 0);
    }

    /// The examples `order[from]` and those behind it.
    ///
    /// @param length that sequences are padded to; no shorter than the longest of them
    static Batch of(FieldDataset data, int[] order, int from, int size, int length) {
        return new Batch(data, order, from, size, length);
    }

    /// Examples in the data set's order.
    ///
    /// @param data the examples
    /// @param from the index of the first one
    /// @param size the number N of examples
    /// @return a batch that reads when it is used
    public static Batch of(FieldDataset data, int from, int size) {
        return new Batch(data, null, from, size, longest(data, IntStream.range(from, from + size).toArray()));
    }

    /// Examples of the given indices, padded to the longest of them.
    ///
    /// @param data the examples
    /// @param indices of the examples, in the batch's order
    /// @return a batch that reads when it is used
    public static Batch of(FieldDataset data, int[] indices) {
        return new Batch(data, indices.clone(), 0, indices.length, longest(data, indices));
    }

    /// Values by name, `[N, ...]` each.
    ///
    /// @param values by the fields' names; axis 0 is the batch
    /// @return a batch of these values
    /// @throws IllegalArgumentException if they are of different numbers N
    public static Batch of(Map<String, Tensor> values) {
        int n = values.values().stream().mapToInt(t -> t.shape().dim(0)).findFirst().orElse(0);
        FieldArrays data = FieldArrays.of(n);
        for (Map.Entry<String, Tensor> value : new TreeMap<>(values).entrySet()) {
            data = data.with(value.getKey(), value.getValue().shape().drop(1), value.getValue().toArray());
        }
        return of(data, 0, n);
    }

    private static int longest(FieldDataset data, int[] indices) {
        boolean sequences = data.fields().stream().anyMatch(BatchField::sequence);
        return sequences ? Arrays.stream(indices).map(data::length).max().orElse(0) : 0;
    }

    /// The number N of examples.
    ///
    /// @return N, at least 0
    public int size() {
        return size;
    }

    /// What sequences are padded to; 0 where there are none.
    ///
    /// @return in places
    public int length() {
        return length;
    }

    /// What each example has.
    ///
    /// @return the fields of the data set, without masks
    public List<BatchField> fields() {
        return data.fields();
    }

    /// What plans depend on.
    ///
    /// @return fields, N and length
    public BatchForm form() {
        return new BatchForm(data.fields(), size, length);
    }

    FieldDataset data() {
        return data;
    }

    int example(int i) {
        return order == null ? from + i : order[from + i];
    }

    /// The values of a field, `[N, ...]`; or of a sequence's mask, `[N, L]`.
    ///
    /// @param name of the field or of its mask
    /// @return a copy, padded with zeros
    /// @throws IllegalArgumentException if there is no such field
    public Tensor get(String name) {
        Gather gather = new Gather(form(), Map.of());
        gather.at(this);
        for (int chunk = 0; chunk < gather.chunks(0); chunk++) {
            gather.run(0, chunk);
        }
        for (BatchField field : fields()) {
            if (field.name().equals(name)) {
                return tensor(field.padded(length).prepend(size), gather.slice(name));
            }
            if (field.sequence() && field.mask().equals(name)) {
                return tensor(Shape.of(size, field.padded(length).dim(0)), gather.slice(name));
            }
        }
        throw new IllegalArgumentException("the batch has no field " + name + "; it has " + fields().stream().map(BatchField::name).toList());
    }

    private static Tensor tensor(Shape shape, Slice slice) {
        return Tensor.wrap(shape, Arrays.copyOfRange(slice.array(), slice.offset(), slice.offset() + shape.size()));
    }
}
