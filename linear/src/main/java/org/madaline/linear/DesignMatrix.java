package org.madaline.linear;

import java.util.stream.IntStream;
import org.madaline.basis.Bases;
import org.madaline.basis.Basis;
import org.madaline.data.Dataset;

/// The objects x⁽¹⁾ ... x⁽ᵐ⁾ of the training data (book, section 2.1), one a row: m rows, d columns, row-major.
///
/// The arrays are not copied; whoever changes them during a fit changes the data. Single precision halves the memory
/// and the time; its products are formed in single precision and summed over rows in double.
public sealed interface DesignMatrix permits DoubleMatrix, FloatMatrix {

    /// {@return the number m of objects}
    int rows();

    /// {@return the number d of features}
    int columns();

    /// {@return feature `column` of object `row`}
    ///
    /// @param row    from 0
    /// @param column from 0
    double get(int row, int column);

    /// Scores of rows `from` to `to` (exclusive): z\[(i - from) K + k] = Σⱼ w\[k d + j] xᵢⱼ.         (book, eq. 2.22)
    ///
    /// @param from    first row
    /// @param to      row after the last
    /// @param w       `[K, d]`, row-major
    /// @param outputs K
    /// @param z       `[to - from, K]`, row-major; written over
    void scores(int from, int to, double[] w, int outputs, double[] z);

    /// Adds Σᵢ r\[(i - from) K + k] xᵢⱼ to g\[k d + j] over rows `from` to `to` (exclusive): Xᵀ r.
    ///
    /// @param from    first row
    /// @param to      row after the last
    /// @param r       `[to - from, K]`, row-major
    /// @param outputs K
    /// @param g       `[K, d]`, row-major; added to
    void addGradient(int from, int to, double[] r, int outputs, double[] g);

    /// Rows `from` to `to` (exclusive) of the lower triangle of Xᵀ S X: h\[j]\[l] = Σᵢ sᵢ xᵢⱼ xᵢₗ for l ≤ j.
    ///
    /// @param s    a weight for each of the m objects
    /// @param from first row of the triangle
    /// @param to   row after the last
    /// @param h    `[d][d]`; added to
    default void gram(double[] s, int from, int to, double[][] h) {
        double[] row = new double[columns()];
        for (int i = 0; i < rows(); i++) {
            if (s[i] == 0) {
                continue;
            }
            copyRow(i, row, 0);
            for (int j = from; j < to; j++) {
                double v = s[i] * row[j];
                if (v == 0) {
                    continue;
                }
                double[] hj = h[j];
                for (int l = 0; l <= j; l++) {
                    hj[l] = Math.fma(v, row[l], hj[l]);
                }
            }
        }
    }

    /// {@return the lower triangle of Xᵀ S X, `h[j][l]` for l ≤ j, computed on all processors; its bits do not depend on them}
    ///
    /// @param s a weight for each of the m objects
    default double[][] gram(double[] s) {
        int block = Math.clamp(columns() / 16, 8, 64);
        double[][] h = Newton.triangle(columns());
        IntStream.range(0, (columns() + block - 1) / block)
                .parallel()
                .forEach(t -> gram(s, t * block, Math.min(columns(), (t + 1) * block), h));
        return h;
    }

    /// Copies object `row` into `out` from `offset`.
    ///
    /// @param row    from 0
    /// @param out    takes d numbers
    /// @param offset where they begin
    default void copyRow(int row, double[] out, int offset) {
        for (int j = 0; j < columns(); j++) {
            out[offset + j] = get(row, j);
        }
    }

    /// {@return the given rows in the given order, as a copy in double precision}
    ///
    /// @param indices of rows, from 0; one may occur twice
    default DesignMatrix select(int[] indices) {
        double[] values = new double[checkedSize(indices.length, columns())];
        for (int i = 0; i < indices.length; i++) {
            copyRow(indices[i], values, i * columns());
        }
        return new DoubleMatrix(indices.length, columns(), values);
    }

    /// {@return the feature vectors φ(x⁽ⁱ⁾) of all objects (book, eq. 2.18), in double precision}
    ///
    /// @param basis of as many inputs as there are columns
    /// @throws IllegalArgumentException if they would not fit into the memory there is
    default DesignMatrix transform(Basis basis) {
        if (basis.inputs() != columns()) {
            throw new IllegalArgumentException("the basis takes " + basis.inputs() + " inputs; the data have "
                    + columns() + " columns");
        }
        int n = basis.size();
        Bases.requireMemory(rows(), n);
        double[] values = new double[checkedSize(rows(), n)];
        RowChunks.map(this, (from, to) -> {
            double[] row = new double[columns()];
            for (int i = from; i < to; i++) {
                copyRow(i, row, 0);
                basis.apply(row, 0, values, i * n);
            }
            return to;
        });
        return new DoubleMatrix(rows(), n, values);
    }

    /// {@return a matrix over `values` in double precision, row-major}
    ///
    /// @param rows    m
    /// @param columns d
    /// @param values  m d numbers; not copied
    static DesignMatrix of(int rows, int columns, double[] values) {
        return new DoubleMatrix(rows, columns, values);
    }

    /// {@return a matrix over `values` in single precision, row-major}
    ///
    /// @param rows    m
    /// @param columns d
    /// @param values  m d numbers; not copied
    static DesignMatrix of(int rows, int columns, float[] values) {
        return new FloatMatrix(rows, columns, values);
    }

    /// {@return the objects x of a data set, in single precision as they are stored; its labels are [Dataset#labels]}
    ///
    /// @param data any shape of x: d is its size
    static DesignMatrix of(Dataset data) {
        int columns = data.inputShape().size();
        float[] values = new float[checkedSize(data.size(), columns)];
        float[] target = new float[data.targetShape().size()];
        for (int i = 0; i < data.size(); i++) {
            data.read(i, values, i * columns, target, 0);
        }
        return new FloatMatrix(data.size(), columns, values);
    }

    /// {@return a copy of the rows, which must have one length}
    ///
    /// @param rows of one length d
    /// @throws IllegalArgumentException if the lengths differ
    static DesignMatrix of(double[]... rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        double[] values = new double[checkedSize(rows.length, columns)];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != columns) {
                throw new IllegalArgumentException("row " + i + " has " + rows[i].length + " values where row 0 has "
                        + columns + "; all rows need the same features");
            }
            System.arraycopy(rows[i], 0, values, i * columns, columns);
        }
        return new DoubleMatrix(rows.length, columns, values);
    }

    /// {@return rows x columns, where an array can hold that many}
    ///
    /// @param rows    of the matrix
    /// @param columns of the matrix
    /// @throws IllegalArgumentException if it cannot
    static int checkedSize(long rows, long columns) {
        if (rows < 0 || columns < 0 || (columns > 0 && rows > (Integer.MAX_VALUE - 8) / columns)) {
            throw new IllegalArgumentException("a matrix of " + rows + " rows and " + columns
                    + " columns does not fit into one array; use fewer rows or features");
        }
        return (int) (rows * columns);
    }

    /// Checks that every value is a finite number.
    ///
    /// @throws IllegalArgumentException naming the first row and column that is not
    default void requireFinite() {
        RowChunks.map(this, (from, to) -> {
            for (int i = from; i < to; i++) {
                for (int j = 0; j < columns(); j++) {
                    if (!Double.isFinite(get(i, j))) {
                        throw new IllegalArgumentException("row " + i + ", column " + j + " of the data is " + get(i, j)
                                + "; a linear model needs finite numbers: drop the row or replace the value");
                    }
                }
            }
            return to;
        });
    }
}
