package org.madaline.inference;

/// The loss of a set from those of its parts: Σ wℓ / Σ w, however the set is cut; Σ ℓ where losses add up.
public final class RunningLoss {
    private final boolean sums;
    private double sum;
    private double weight;

    /// The loss of no part yet.
    ///
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
    ///
    /// @param sum as [#sum] said
    /// @param weight as [#weight] said
    public void set(double sum, double weight) {
        this.sum = sum;
        this.weight = weight;
    }

    /// The loss so far; 0 where no part has a weight.
    ///
    /// @return Σ wℓ / Σ w, or Σ ℓ
    public double value() {
        return sums || sum == 0 && weight == 0 ? sum : sum / weight;
    }

    /// The numerator.
    ///
    /// @return Σ wℓ
    public double sum() {
        return sum;
    }

    /// The denominator.
    ///
    /// @return Σ w
    public double weight() {
        return weight;
    }
}
