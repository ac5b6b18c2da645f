package org.madaline.data;

import java.util.ArrayList;
import java.util.List;
import org.madaline.tensor.Shape;

/// A data set whose example i is x = (i, -i), y = i modulo the number of classes, and what the tests read from it.
final class Numbers {
    private Numbers() {}

    static Dataset of(int size, int classes) {
        float[][] rows = new float[size][];
        int[] labels = new int[size];
        List<String> names = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            names.add("class " + c);
        }
        for (int i = 0; i < size; i++) {
            rows[i] = new float[] {i, -i};
            labels[i] = i % classes;
        }
        Dataset dataset = ArrayDataset.classified(rows, labels, names);
        return size == 0 ? new ArrayDataset(0, Shape.of(2), Shape.SCALAR, new float[0], new float[0], names) : dataset;
    }

    /// The first feature of every example, which tells them apart.
    static List<Integer> ids(Dataset dataset) {
        List<Integer> ids = new ArrayList<>();
        float[] x = new float[dataset.inputShape().size()];
        float[] y = new float[1];
        for (int i = 0; i < dataset.size(); i++) {
            dataset.read(i, x, 0, y, 0);
            ids.add((int) x[0]);
        }
        return ids;
    }

    static List<Integer> ids(BatchStream batches, List<Integer> sizes) {
        List<Integer> ids = new ArrayList<>();
        try (batches) {
            while (batches.next()) {
                sizes.add(batches.size());
                for (int i = 0; i < batches.size(); i++) {
                    ids.add((int) batches.x()[2 * i]);
                }
            }
        }
        return ids;
    }
}
