package org.madaline.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Which columns of a matrix say nothing that the columns before them do not say: xⱼ = Σₖ aₖ xₖ + c for all rows.
///
/// Without a penalty the coefficients of such columns are not unique: t may be added to that of xⱼ if t aₖ is
/// subtracted from those of the others, and t c from the intercept. All of them give the same scores. [#smallest]
/// chooses the weights of least norm, which are also the limit of an l2 penalty that vanishes.
///
/// Columns are centred where there is an intercept, scaled, and taken in their order; one is dependent where less than
/// [#TOLERANCE] of its squares is left beside those before it: less than Newton's method can tell from nothing.
///
/// @param kept the columns that are independent, ascending; columns of zeros are among them, they do no harm
/// @param relations what the other columns are, in their order
record Collinearity(int[] kept, List<Relation> relations) {
    private static final double TOLERANCE = 1e-13;
    /// On a sample of the rows more has to be left for a column to pass.
    private static final double CERTAIN = 1e-10;
    /// The sample: so many rows a column, and this many at least.
    private static final int SAMPLED = 4;
    private static final int FEWEST = 256;
    /// Multiplications of a search through all rows.
    private static final double MOST_WORK = 2e10;
    /// Corrections of coefficients by their residuals; each gains three digits or more.
    private static final int CORRECTIONS = 3;
    private static final int MOST_NAMED = 4;
    /// Smaller coefficients are rounding errors of 0, those next to 1 of 1.
    private static final double ROUNDING = 1e-9;

    /// x_column = Σₖ factors[k] x_kept[k] + constant.
    record Relation(int column, double[] factors, double constant) {}

    /// A matrix in which all columns are independent, or nobody looked.
    static Collinearity none(int columns) {
        return new Collinearity(IntStream.range(0, columns).toArray(), List.of());
    }

    boolean isNone() {
        return relations.isEmpty();
    }

    /// Searches the rows of weight above 0.
    ///
    /// @param weights one for each row, or null for 1
    static Collinearity of(DesignMatrix x, double[] weights, boolean intercept) {
        int[] rows = IntStream.range(0, x.rows()).filter(i -> weights == null || weights[i] > 0).toArray();
        int d = x.columns();
        int sampled = Math.max(FEWEST, SAMPLED * d);
        if (sampled < rows.length) {
            int[] sample = IntStream.range(0, sampled)
                    .map(i -> rows[(int) ((long) i * rows.length / sampled)])
                    .toArray();
            Collinearity first = new Search(x, sample, intercept, CERTAIN).run();
            if (first.isNone() || (double) rows.length * d * d > MOST_WORK) {
                return none(d);
            }
        }
        return new Search(x, rows, intercept, TOLERANCE).run();
    }

    /// The columns kept.
    DesignMatrix select(DesignMatrix x) {
        int n = kept.length;
        double[] row = new double[x.columns()];
        double[] values = new double[DesignMatrix.checkedSize(x.rows(), n)];
        for (int i = 0; i < x.rows(); i++) {
            x.copyRow(i, row, 0);
            for (int k = 0; k < n; k++) {
                values[i * n + k] = row[kept[k]];
            }
        }
        return DesignMatrix.of(x.rows(), n, values);
    }

    /// Weights of all columns, K rows, from those of the columns kept; the others are 0.
    double[] expand(double[] weights) {
        int n = kept.length;
        int d = n + relations.size();
        double[] all = new double[weights.length / n * d];
        for (int i = 0; i < weights.length; i++) {
            all[i / n * d + kept[i % n]] = weights[i];
        }
        return all;
    }

    /// Replaces K rows of weights and K intercepts by those of smallest |W| with the same scores.
    void smallest(double[] weights, double[] intercepts) {
        int q = relations.size();
        int d = kept.length + q;
        double[][] directions = new double[q][d];
        for (int r = 0; r < q; r++) {
            Relation relation = relations.get(r);
            directions[r][relation.column()] = 1;
            for (int k = 0; k < kept.length; k++) {
                directions[r][kept[k]] = -relation.factors()[k];
            }
        }
        double[][] gram = Newton.triangle(q);
        for (int r = 0; r < q; r++) {
            for (int s = 0; s <= r; s++) {
                gram[r][s] = Vectors.dot(directions[r], directions[s]);
            }
        }
        Cholesky factors = Cholesky.of(gram);
        for (int k = 0; k < intercepts.length; k++) {
            double[] w = Arrays.copyOfRange(weights, k * d, (k + 1) * d);
            // Once more for what the first pass left of its rounding errors.
            for (int pass = 0; pass < 2; pass++) {
                double[] along = new double[q];
                for (int r = 0; r < q; r++) {
                    along[r] = Vectors.dot(directions[r], w);
                }
                along = factors.solve(along);
                for (int r = 0; r < q; r++) {
                    Vectors.add(w, -along[r], directions[r]);
                    intercepts[k] += along[r] * relations.get(r).constant();
                }
            }
            System.arraycopy(w, 0, weights, k * d, d);
        }
    }

    /// What keeps coefficients from being unique, in one sentence for each kind of column. Where there are fewer rows than
    /// columns, naming each would be long.
    List<String> warnings(DesignMatrix x) {
        if (x.columns() > x.rows()) {
            return List.of("there are more features (" + x.columns() + ") than rows (" + x.rows()
                    + "): the coefficients are not unique, these are the smallest of all that predict the same; "
                    + "use a penalty");
        }
        List<String> warnings = new ArrayList<>();
        List<String> combined = new ArrayList<>();
        for (Relation relation : relations) {
            String terms = terms(relation);
            if (terms.isEmpty()) {
                warnings.add("feature " + relation.column() + " is constant: its coefficient and the intercept are not "
                        + "determined one by one, only their sum is; it is given to the intercept");
            } else {
                combined.add("feature " + relation.column() + " = " + terms);
            }
        }
        if (!combined.isEmpty()) {
            int more = combined.size() - MOST_NAMED;
            warnings.add("features are collinear (" + String.join("; ", combined.subList(0, Math.min(MOST_NAMED, combined.size())))
                    + (more > 0 ? "; and " + more + " more" : "") + "): their coefficients are not unique, these are the "
                    + "smallest of all that predict the same; leave features out or use a penalty");
        }
        return warnings;
    }

    /// Such as `1.8 · feature 0 + 32`; empty for a constant.
    private String terms(Relation relation) {
        StringBuilder text = new StringBuilder();
        int terms = 0;
        for (int k = 0; k < kept.length; k++) {
            double a = relation.factors()[k];
            if (Math.abs(a) <= ROUNDING) {
                continue;
            }
            if (terms++ < MOST_NAMED) {
                text.append(text.isEmpty() ? (a < 0 ? "-" : "") : a < 0 ? " - " : " + ");
                text.append(Math.abs(Math.abs(a) - 1) <= ROUNDING ? "" : number(Math.abs(a)) + " · ");
                text.append("feature ").append(kept[k]);
            }
        }
        if (terms > MOST_NAMED) {
            return text + " + ... (" + terms + " features)";
        }
        double c = relation.constant();
        if (terms > 0 && Math.abs(c) > ROUNDING) {
            text.append(c < 0 ? " - " : " + ").append(number(Math.abs(c)));
        }
        return text.toString();
    }

    private static String number(double v) {
        String text = String.format(Locale.ROOT, "%.6g", v);
        return text.contains("e") || !text.contains(".") ? text : text.replaceAll("\\.?0+$", "");
    }

    /// One pass of Cholesky's method through the correlations of the columns, which skips what is dependent.
    private static final class Search {
        private final DesignMatrix x;
        private final int[] rows;
        private final double tolerance;
        private final double[] mean;
        private final double[] scale;

        Search(DesignMatrix x, int[] rows, boolean intercept, double tolerance) {
            this.x = x;
            this.rows = rows;
            this.tolerance = tolerance;
            int d = x.columns();
            this.mean = new double[d];
            this.scale = new double[d];
            double[] row = new double[d];
            double[] squares = new double[d];
            if (intercept) {
                for (int i : rows) {
                    x.copyRow(i, row, 0);
                    Vectors.add(mean, 1.0 / rows.length, row);
                }
            }
            for (int i : rows) {
                x.copyRow(i, row, 0);
                for (int j = 0; j < d; j++) {
                    squares[j] = Math.fma(row[j], row[j], squares[j]);
                    double v = row[j] - mean[j];
                    scale[j] = Math.fma(v, v, scale[j]);
                }
            }
            for (int j = 0; j < d; j++) {
                // What is left of a constant by rounding its mean is nothing.
                boolean varies = scale[j] > 1e-26 * squares[j];
                scale[j] = varies ? 1 / Math.sqrt(scale[j]) : 0;
            }
        }

        Collinearity run() {
            int d = x.columns();
            double[][] gram = correlations();
            double[][] l = new double[d][];
            int[] kept = new int[d];
            int n = 0;
            List<Integer> dependent = new ArrayList<>();
            for (int j = 0; j < d; j++) {
                double[] own = new double[n + 1];
                for (int k = 0; k < n; k++) {
                    own[k] = (gram[j][kept[k]] - DoubleMatrix.dot(own, 0, l[k], 0, k)) / l[k][k];
                }
                double pivot = gram[j][j] - DoubleMatrix.dot(own, 0, own, 0, n);
                boolean zeros = scale[j] == 0 && zeros(j);
                if (pivot > tolerance || zeros) {
                    own[n] = zeros ? 1 : Math.sqrt(pivot);
                    l[n] = own;
                    kept[n++] = j;
                } else {
                    dependent.add(j);
                }
            }
            if (dependent.isEmpty()) {
                return none(d);
            }
            int[] columns = Arrays.copyOf(kept, n);
            return new Collinearity(columns, relations(Cholesky.ofFactor(Arrays.copyOf(l, n)), columns, gram, dependent));
        }

        private boolean zeros(int j) {
            return Arrays.stream(rows).allMatch(i -> x.get(i, j) == 0);
        }

        /// The products of centred and scaled columns, a lower triangle; each sum in the order of rows.
        private double[][] correlations() {
            int d = x.columns();
            int block = Math.clamp(d / 16, 8, 64);
            double[][] gram = Newton.triangle(d);
            IntStream.range(0, (d + block - 1) / block).parallel().forEach(t -> {
                double[] row = new double[d];
                for (int i : rows) {
                    read(i, row);
                    for (int j = t * block; j < Math.min(d, (t + 1) * block); j++) {
                        double v = row[j];
                        for (int l = 0; l <= j; l++) {
                            gram[j][l] = Math.fma(v, row[l], gram[j][l]);
                        }
                    }
                }
            });
            return gram;
        }

        private void read(int i, double[] row) {
            x.copyRow(i, row, 0);
            for (int j = 0; j < row.length; j++) {
                row[j] = (row[j] - mean[j]) * scale[j];
            }
        }

        /// The coefficients of each dependent column, solved for from correlations, which lose half of the digits, and
        /// corrected by what they leave of the rows.
        private List<Relation> relations(Cholesky factor, int[] kept, double[][] gram, List<Integer> dependent) {
            int n = kept.length;
            int q = dependent.size();
            double[][] a = new double[q][n];
            double[][] rest = new double[q][n];
            for (int r = 0; r < q; r++) {
                int j = dependent.get(r);
                for (int k = 0; k < n; k++) {
                    rest[r][k] = gram[Math.max(j, kept[k])][Math.min(j, kept[k])];
                }
            }
            for (int correction = 0; correction <= CORRECTIONS && n > 0; correction++) {
                for (int r = 0; r < q; r++) {
                    Vectors.add(a[r], 1, factor.solve(rest[r]));
                }
                if (correction < CORRECTIONS) {
                    rest = left(kept, dependent, a);
                }
            }
            List<Relation> relations = new ArrayList<>();
            for (int r = 0; r < q; r++) {
                relations.add(relation(dependent.get(r), kept, a[r]));
            }
            return relations;
        }

        /// Σᵢ xᵢₖ (xᵢⱼ - Σ a xᵢ) for each dependent column j and column k kept.
        private double[][] left(int[] kept, List<Integer> dependent, double[][] a) {
            int n = kept.length;
            double[][] left = new double[a.length][n];
            double[] row = new double[x.columns()];
            double[] independent = new double[n];
            for (int i : rows) {
                read(i, row);
                for (int k = 0; k < n; k++) {
                    independent[k] = row[kept[k]];
                }
                for (int r = 0; r < a.length; r++) {
                    double rest = row[dependent.get(r)] - Vectors.dot(a[r], independent);
                    Vectors.add(left[r], rest, independent);
                }
            }
            return left;
        }

        /// From centred and scaled columns back to the columns themselves.
        private Relation relation(int column, int[] kept, double[] a) {
            double[] factors = new double[kept.length];
            double constant = mean[column];
            for (int k = 0; k < kept.length && scale[column] > 0; k++) {
                factors[k] = a[k] * scale[kept[k]] / scale[column];
                constant -= factors[k] * mean[kept[k]];
            }
            return new Relation(column, factors, constant);
        }
    }
}
