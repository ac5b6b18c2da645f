package org.madaline.pipeline;

import java.util.List;
import org.madaline.data.Dataset;
import org.madaline.features.Example;
import org.madaline.features.Features;
import org.madaline.tensor.Shape;

/// Raw examples as a data set without targets, so that they are prepared by all threads and go through the model in batches.
record Encoded(Features features, List<? extends Example> examples) implements Dataset {
    @Override
    public int size() {
        return examples.size();
    }

    @Override
    public Shape inputShape() {
        return features.shape();
    }

    @Override
    public Shape targetShape() {
        return Shape.SCALAR;
    }

    @Override
    public List<String> classNames() {
        return List.of();
    }

    @Override
    public void read(int index, float[] x, int xOffset, float[] y, int yOffset) {
        double[] values = features.encode(examples.get(index));
        for (int j = 0; j < values.length; j++) {
            x[xOffset + j] = (float) values[j];
        }
        y[yOffset] = 0;
    }

    @Override
    public void read(int index, double[] x, int xOffset, double[] y, int yOffset) {
        double[] values = features.encode(examples.get(index));
        System.arraycopy(values, 0, x, xOffset, values.length);
        y[yOffset] = 0;
    }
}
