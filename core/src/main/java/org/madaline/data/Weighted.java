package org.madaline.data;

/// Examples that weigh differently.
final class Weighted extends View {
    private final float[] weights;

    Weighted(Dataset source, float[] weights) {
        super(source);
        this.weights = weights;
        if (weights.length != source.size()) {
            throw new IllegalArgumentException("there are " + weights.length + " weights for " + source.size() + " examples");
        }
        for (int i = 0; i < weights.length; i++) {
            if (!(weights[i] >= 0) || Float.isInfinite(weights[i])) {
                throw new IllegalArgumentException("example " + source.name(i) + " has the weight " + weights[i]
                        + "; weights are finite numbers of at least 0");
            }
        }
    }

    @Override
    Dataset of(Dataset now, int epoch) {
        return new Weighted(now, weights);
    }

    @Override
    public boolean weighted() {
        return true;
    }

    @Override
    public float weight(int index) {
        return weights[index];
    }
}
