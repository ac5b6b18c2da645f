package org.madaline.kernels.block;

/// Where the elements of a matrix lie that a product reads without copying it first: element (i, l) at
/// `rows[i] + steps[l]` from the matrix's origin.
///
/// Rows and columns of a matrix in memory, of its transpose, and the patches of an image are all of this form.
public record Addresses(int[] rows, int[] steps) {

    /// A matrix whose neighbouring rows are `rowStride` apart and whose neighbouring columns `stepStride`.
    public static Addresses strided(int rows, int rowStride, int steps, int stepStride) {
        return new Addresses(multiples(rows, rowStride), multiples(steps, stepStride));
    }

    /// The same matrix, its rows taken for columns.
    public Addresses transposed() {
        return new Addresses(steps, rows);
    }

    private static int[] multiples(int count, int stride) {
        int[] offsets = new int[count];
        for (int i = 0; i < count; i++) {
            offsets[i] = i * stride;
        }
        return offsets;
    }
}
