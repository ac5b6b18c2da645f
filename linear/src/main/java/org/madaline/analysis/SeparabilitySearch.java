package org.madaline.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.optim.MaxIter;
import org.hipparchus.optim.linear.LinearConstraint;
import org.hipparchus.optim.linear.LinearConstraintSet;
import org.hipparchus.optim.linear.LinearObjectiveFunction;
import org.hipparchus.optim.linear.NonNegativeConstraint;
import org.hipparchus.optim.linear.Relationship;
import org.hipparchus.optim.linear.SimplexSolver;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.madaline.basis.ScalingBasis;
import org.madaline.data.Scaler;
import org.madaline.linear.DesignMatrix;
import org.madaline.linear.LinearModel;
import org.madaline.linear.LogisticRegression;

/// The search behind [Separability], on standardized features, which separability does not depend on.
final class SeparabilitySearch {
    /// A common point may differ by this much, in standard deviations, between the two hulls.
    private static final double CLOSE = 1e-9;

    private static final int ROUNDS = 200;
    private static final int ROWS_A_ROUND = 50;

    private final DesignMatrix original;
    private final int[] labels;
    private final DesignMatrix x;
    private final Scaler scaler;

    SeparabilitySearch(DesignMatrix x, int[] labels) {
        this.original = x;
        this.labels = labels;
        double[][] rows = new double[x.rows()][x.columns()];
        for (int i = 0; i < rows.length; i++) {
            x.copyRow(i, rows[i], 0);
        }
        this.scaler = Scaler.standard(rows);
        this.x = x.transform(new ScalingBasis(scaler));
    }

    Separability decide() {
        LinearModel model = new LogisticRegression().fit(x, labels);
        Separability.Separable found = hyperplane(model.weights(0), model.intercept());
        if (found != null) {
            return found;
        }
        Separability.Inseparable common = commonPoint();
        if (common != null) {
            return common;
        }
        found = byRowGeneration();
        if (found == null) {
            throw new ArithmeticException("the two sets come closer to each other than rounding errors can tell; "
                    + "whether they touch cannot be decided in double precision");
        }
        return found;
    }

    /// The hyperplane in the original features, if it separates all points by more than its rounding errors.
    private Separability.Separable hyperplane(double[] standardized, double offset) {
        int d = x.columns();
        double[] w = new double[d];
        double b = offset;
        double[] scale = scaler.scale();
        double[] shift = scaler.offset();
        double square = 0;
        for (int j = 0; j < d; j++) {
            w[j] = standardized[j] / scale[j];
            b -= w[j] * shift[j];
            square += w[j] * w[j];
        }
        double margin = Double.POSITIVE_INFINITY;
        for (int i = 0; i < original.rows(); i++) {
            double z = b;
            double size = Math.abs(b);
            for (int j = 0; j < d; j++) {
                double term = w[j] * original.get(i, j);
                z += term;
                size += Math.abs(term);
            }
            double side = labels[i] == 1 ? z : -z;
            if (!(side > 2 * (d + 2) * 0x1p-53 * size)) {
                return null;
            }
            margin = Math.min(margin, side);
        }
        return new Separability.Separable(w, b, margin / Math.sqrt(square));
    }

    /// λ ≥ 0 with Σ₁ λᵢ xᵢ = Σ₀ λᵢ xᵢ and Σ₁ λᵢ = Σ₀ λᵢ = 1: a program of d + 2 rows and m columns.
    private Separability.Inseparable commonPoint() {
        int m = x.rows();
        List<LinearConstraint> constraints = new ArrayList<>();
        for (int j = 0; j < x.columns(); j++) {
            double[] row = new double[m];
            for (int i = 0; i < m; i++) {
                row[i] = labels[i] == 1 ? x.get(i, j) : -x.get(i, j);
            }
            if (Arrays.stream(row).anyMatch(v -> v != 0)) {
                constraints.add(new LinearConstraint(row, Relationship.EQ, 0));
            }
        }
        for (int side = 0; side < 2; side++) {
            double[] row = new double[m];
            for (int i = 0; i < m; i++) {
                row[i] = labels[i] == side ? 1 : 0;
            }
            constraints.add(new LinearConstraint(row, Relationship.EQ, 1));
        }
        double[] solution = solve(new double[m], constraints);
        return solution == null ? null : certificate(solution);
    }

    /// Makes the weights add up to 1 and checks that both sums give one point.
    private Separability.Inseparable certificate(double[] solution) {
        int[] rows = IntStream.range(0, solution.length).filter(i -> solution[i] > 0).toArray();
        double[] sums = new double[2];
        for (int i : rows) {
            sums[labels[i]] += solution[i];
        }
        double[] weights = new double[rows.length];
        double[][] points = new double[2][x.columns()];
        double[] standardGap = new double[x.columns()];
        for (int r = 0; r < rows.length; r++) {
            int i = rows[r];
            weights[r] = solution[i] / sums[labels[i]];
            for (int j = 0; j < x.columns(); j++) {
                points[labels[i]][j] += weights[r] * original.get(i, j);
                standardGap[j] += (labels[i] == 1 ? weights[r] : -weights[r]) * x.get(i, j);
            }
        }
        boolean close = Arrays.stream(standardGap).allMatch(gap -> Math.abs(gap) <= CLOSE);
        return close ? new Separability.Inseparable(rows, weights, points[1]) : null;
    }

    /// The hyperplane of least |w|₁ with margin 1 on some rows; rows that it gets wrong are added until there are none.
    private Separability.Separable byRowGeneration() {
        int d = x.columns();
        boolean[] used = new boolean[x.rows()];
        List<LinearConstraint> constraints = new ArrayList<>();
        double[] w = new double[d];
        double b = 0;
        for (int round = 0; round < ROUNDS; round++) {
            if (addWorst(w, b, used, constraints) == 0) {
                return null;
            }
            double[] cost = new double[2 * d + 2];
            Arrays.fill(cost, 0, 2 * d, 1);
            double[] solution = solve(cost, constraints);
            if (solution == null) {
                return null;
            }
            for (int j = 0; j < d; j++) {
                w[j] = solution[j] - solution[d + j];
            }
            b = solution[2 * d] - solution[2 * d + 1];
            Separability.Separable found = hyperplane(w, b);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /// Adds the rows that are farthest on the wrong side; returns how many.
    private int addWorst(double[] w, double b, boolean[] used, List<LinearConstraint> constraints) {
        int d = x.columns();
        double[] side = new double[x.rows()];
        for (int i = 0; i < side.length; i++) {
            double z = b;
            for (int j = 0; j < d; j++) {
                z += w[j] * x.get(i, j);
            }
            side[i] = labels[i] == 1 ? z : -z;
        }
        int[] worst = IntStream.range(0, side.length)
                .filter(i -> !used[i] && side[i] < 1)
                .boxed()
                .sorted((p, q) -> Double.compare(side[p], side[q]))
                .limit(ROWS_A_ROUND)
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i : worst) {
            used[i] = true;
            double sign = labels[i] == 1 ? 1 : -1;
            double[] row = new double[2 * d + 2];
            for (int j = 0; j < d; j++) {
                row[j] = sign * x.get(i, j);
                row[d + j] = -row[j];
            }
            row[2 * d] = sign;
            row[2 * d + 1] = -sign;
            constraints.add(new LinearConstraint(row, Relationship.GEQ, 1));
        }
        return worst.length;
    }

    /// The minimum of a linear program over x ≥ 0, or null where no x fulfils the constraints.
    private static double[] solve(double[] cost, List<LinearConstraint> constraints) {
        try {
            return new SimplexSolver(1e-10, 10, 1e-11)
                    .optimize(
                            new MaxIter(1_000_000),
                            new LinearObjectiveFunction(cost, 0),
                            new LinearConstraintSet(constraints),
                            GoalType.MINIMIZE,
                            new NonNegativeConstraint(true))
                    .getPoint();
        } catch (MathIllegalStateException e) {
            return null;
        }
    }
}
