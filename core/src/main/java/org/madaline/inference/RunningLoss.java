package org.madaline.inference;

/// The loss of a set from those of its parts: Σ wℓ / Σ w, however the set is cut; Σ ℓ where losses add up.
public final class RunningLoss {
    private final boolean sums;
    private double sum;
    private double weight;

    /// @param sums whether the losses of parts add up, as with the reduction SUM
    public RunningLoss(boolean sums) {
        this.sums = sums;
    }

    /// Adds a part.
    ///
    /// @param loss of the part
    /// @param share what it counts: the number of its examples, or the sum of their weights
    public void add(double loss, double share) {
        sum += sums ? loss : loss * share;
        weight += share;
    }

    /// Goes on from what was summed up before.
    public void set(double sum, double weight) {
        this.sum = sum;
        this.weight = weight;
    }

    /// The loss so far; 0 where no part has a weight.
    public double value() {
        return sums || sum == 0 && weight == 0 ? sum : sum / weight;
    }

    /// The numerator.
    public double sum() {
        return sum;
    }

    /// The denominator.
    public double weight() {
        return weight;
    }
}
