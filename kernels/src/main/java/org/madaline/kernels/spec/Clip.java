package org.madaline.kernels.spec;

/// What a product does to its sums at the end, after the bias. A NaN stays; -0 becomes 0.
public enum Clip {
    /// nothing
    NONE(Float.NaN),
    /// max(x, 0)
    RELU(Float.POSITIVE_INFINITY),
    /// min(max(x, 0), 6)
    RELU6(6);

    private final float most;

    Clip(float most) {
        this.most = most;
    }

    /// Whether there is anything to do.
    ///
    /// @return false for NONE alone
    public boolean clips() {
        return this != NONE;
    }

    /// The upper bound; the lower one is 0.
    ///
    /// @return NaN for NONE
    public float most() {
        return most;
    }

    /// The value for one sum.
    ///
    /// @param x a sum
    /// @return the clipped sum
    public float of(float x) {
        return clips() ? Math.min(Math.max(x, 0), most) : x;
    }
}
