package org.madaline.pipeline;

import java.util.List;
import org.madaline.features.Example;
import org.madaline.features.Features;
import org.madaline.features.Unlabelled;
import org.madaline.tensor.Shape;

/// Raw examples as a data set without targets, so that they are prepared by all threads and go through the model in batches.
record Encoded(Features features, List<? extends Example> examples) implements Unlabelled {
    @Override
    public int size() {
        return examples.size();
    }

    @Override
    public Shape inputShape() {
        return features.shape();
    }

    @Override
    public double[] x(int index) {
        return features.encode(examples.get(index));
    }
}
