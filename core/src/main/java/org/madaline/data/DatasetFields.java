package org.madaline.data;

import java.util.ArrayList;
import java.util.List;

/// The fields of a [Dataset].
record DatasetFields(Dataset data, List<BatchField> fields) implements FieldDataset {
    DatasetFields(Dataset data) {
        this(data, fieldsOf(data));
    }

    static List<BatchField> fieldsOf(Examples data) {
        List<BatchField> fields = new ArrayList<>(List.of(new BatchField("x", data.inputShape()), new BatchField("y", data.targetShape())));
        if (data.weighted()) {
            fields.add(new BatchField("weight", org.madaline.tensor.Shape.SCALAR));
        }
        return List.copyOf(fields);
    }

    @Override
    public int size() {
        return data.size();
    }

    @Override
    public void read(int index, float[][] values, int[] offsets) {
        data.read(index, values[0], offsets[0], values[1], offsets[1]);
        if (values.length > 2) {
            values[2][offsets[2]] = data.weight(index);
        }
    }

    @Override
    public FieldDataset at(int epoch) {
        Dataset now = data.at(epoch);
        return now == data ? this : new DatasetFields(now, fields);
    }
}
