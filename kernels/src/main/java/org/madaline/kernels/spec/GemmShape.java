package org.madaline.kernels.spec;

/// The geometry of a matrix product C = op(A) op(B), all row-major in memory.
///
/// @param m rows of C
/// @param n columns of C
/// @param k length of each scalar product
/// @param transposeA false: A lies as `[m, k]`; true: as `[k, m]`
/// @param transposeB false: B lies as `[k, n]`; true: as `[n, k]`
/// @param accumulate false: C is overwritten; true: each chain of multiply-adds starts from C's old value
public record GemmShape(int m, int n, int k, boolean transposeA, boolean transposeB, boolean accumulate) {

    /// Checks the sizes.
    ///
    /// @throws IllegalArgumentException if a size is negative
    public GemmShape {
        if (m < 0 || n < 0 || k < 0) {
            throw new IllegalArgumentException("a matrix product needs sizes of at least 0, not " + m + "x" + n + "x" + k);
        }
    }

    /// C = A B with A `[m, k]` and B `[k, n]`.
    ///
    /// @param m rows of C
    /// @param n columns of C
    /// @param k columns of A and rows of B
    /// @return the shape; C is overwritten
    public static GemmShape of(int m, int n, int k) {
        return new GemmShape(m, n, k, false, false, false);
    }

    /// The multiply-adds of this product.
    ///
    /// @return m n k
    public long multiplyAdds() {
        return (long) m * n * k;
    }
}
