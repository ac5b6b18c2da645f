package org.madaline.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.madaline.tensor.Shape;

/// Examples of named fields, held in memory as floats.
///
/// ```java
/// var data = FieldArrays.of(1000).with("picture", Shape.of(1, 28, 28), pixels).with("age", Shape.SCALAR, ages)
///         .withSequences("text", Shape.SCALAR, tokens);
/// ```
public final class FieldArrays implements FieldDataset {
    private record Column(BatchField field, float[] flat, float[][] sequences) {}

    private final int size;
    private final List<Column> columns;
    private final List<BatchField> fields;

    private FieldArrays(int size, List<Column> columns) {
        this.size = size;
        this.columns = List.copyOf(columns);
        this.fields = columns.stream().map(Column::field).toList();
    }

    /// So many examples, as yet without fields.
    ///
    /// @param size the number of examples
    /// @return examples to which fields are added by [#with]
    public static FieldArrays of(int size) {
        return new FieldArrays(size, List.of());
    }

    /// The fields `x` and `y` of a data set, read into memory, to which others can be added; and `weight`, where it has.
    ///
    /// @param data is read once, from first to last
    /// @return a copy in memory
    public static FieldArrays copyOf(Dataset data) {
        int width = data.inputShape().size();
        int depth = data.targetShape().size();
        float[] x = new float[Math.multiplyExact(data.size(), width)];
        float[] y = new float[Math.multiplyExact(data.size(), depth)];
        float[] weights = new float[data.size()];
        for (int i = 0; i < data.size(); i++) {
            data.read(i, x, i * width, y, i * depth);
            weights[i] = data.weight(i);
        }
        FieldArrays fields = of(data.size()).with("x", data.inputShape(), x).with("y", data.targetShape(), y);
        return data.weighted() ? fields.with("weight", Shape.SCALAR, weights) : fields;
    }

    /// The same with another field.
    ///
    /// @param shape of one value
    /// @param values one after the other; not copied, must not change any more
    /// @param name of the field
    /// @return these examples with one field more
    /// @throws IllegalArgumentException if there are not as many as examples, or the field is there already
    public FieldArrays with(String name, Shape shape, float... values) {
        if (values.length != (long) size * shape.size()) {
            throw new IllegalArgumentException("field " + name + " of shape " + shape + " needs " + (long) size * shape.size()
                    + " values for " + size + " examples, not " + values.length);
        }
        return and(new Column(new BatchField(name, shape), values, null));
    }

    /// The same with a sequence of places for each example.
    ///
    /// @param place the shape of one place: scalar for a token's index
    /// @param sequences one for each example, each a multiple of `place.size()` values
    /// @param name of the field; its mask is `name.mask`
    /// @return these examples with one field more
    /// @throws IllegalArgumentException if there are not as many as examples, or one is no sequence of places
    public FieldArrays withSequences(String name, Shape place, float[]... sequences) {
        if (sequences.length != size) {
            throw new IllegalArgumentException("field " + name + " has " + sequences.length + " sequences for " + size + " examples");
        }
        int longest = 0;
        for (int i = 0; i < size; i++) {
            if (sequences[i].length % place.size() != 0) {
                throw new IllegalArgumentException("example " + i + " of field " + name + " has " + sequences[i].length
                        + " values, which is no number of places of shape " + place);
            }
            longest = Math.max(longest, sequences[i].length / place.size());
        }
        return and(new Column(new BatchField(name, place.prepend(longest), true), null, sequences));
    }

    private FieldArrays and(Column column) {
        if (fields.stream().anyMatch(f -> f.name().equals(column.field().name()))) {
            throw new IllegalArgumentException("there is a field " + column.field().name() + " already");
        }
        List<Column> more = new ArrayList<>(columns);
        more.add(column);
        return new FieldArrays(size, more);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public List<BatchField> fields() {
        return fields;
    }

    @Override
    public int length(int index, int field) {
        Column c = columns.get(field);
        int place = c.field().shape().drop(1).size();
        return c.field().sequence() ? c.sequences()[index].length / place : c.field().shape().dim(0);
    }

    @Override
    public void read(int index, float[][] values, int[] offsets) {
        Objects.checkIndex(index, size);
        for (int f = 0; f < columns.size(); f++) {
            Column c = columns.get(f);
            float[] from = c.field().sequence() ? c.sequences()[index] : c.flat();
            int count = c.field().sequence() ? from.length : c.field().shape().size();
            System.arraycopy(from, c.field().sequence() ? 0 : index * count, values[f], offsets[f], count);
        }
    }
}
