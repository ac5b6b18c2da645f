package org.madaline.linear;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;

/// The penalized empirical risk of a linear model of one number,
///
/// J(θ) = 1/S (½ Σᵢ sᵢ (wᵀxᵢ + b - yᵢ)² + l1 |w|₁ + l2/2 |w|²),  S = Σᵢ sᵢ,
///
/// with weights sᵢ of the examples. θ holds w and then the intercept b unless there is none. Its second derivatives are
/// the same everywhere, so that a step of Newton's method solves the normal equations, and one more corrects their rounding.
final class SquaredRisk implements Objective.TwiceDifferentiable, Objective.Sampled {
    private final DesignMatrix x;
    private final double[] y;
    private final double[] weights;
    private final boolean intercept;
    private final double l1;
    private final double l2;
    private final double total;
    private final DoubleConsumer monitor;

    /// @param weights one for each row
    SquaredRisk(DesignMatrix x, double[] y, double[] weights, Settings settings) {
        this.x = x;
        this.y = y;
        this.weights = weights;
        this.intercept = settings.intercept();
        this.total = Arrays.stream(weights).sum();
        this.l1 = settings.penalty().l1() / total;
        this.l2 = settings.penalty().l2() / total;
        this.monitor = settings.monitor();
    }

    private record Partial(double loss, double[] gradient) {}

    @Override
    public int dimension() {
        return x.columns() + (intercept ? 1 : 0);
    }

    /// How far off a value is: in single precision the weights and residuals have 24 bits. No step of a solver heeds it.
    @Override
    public double rounding(double value) {
        return x instanceof FloatMatrix ? 0x1p-26 * value : noise(value);
    }

    @Override
    public int examples() {
        return x.rows();
    }

    @Override
    public double l1(int j) {
        return j < x.columns() ? l1 : 0;
    }

    @Override
    public double evaluate(double[] theta, double[] gradient) {
        Arrays.fill(gradient, 0);
        double loss = 0;
        for (Partial p : RowChunks.map(x, (from, to) -> partial(theta, from, to))) {
            loss += p.loss;
            Vectors.add(gradient, 1, p.gradient);
        }
        double value = finish(theta, loss, total, gradient);
        monitor.accept(value);
        return value;
    }

    @Override
    public double evaluate(double[] theta, int[] examples, int from, int to, double[] gradient) {
        Arrays.fill(gradient, 0);
        double loss = 0;
        double sum = 0;
        for (int e = from; e < to; e++) {
            Partial p = partial(theta, examples[e], examples[e] + 1);
            loss += p.loss;
            sum += weights[examples[e]];
            Vectors.add(gradient, 1, p.gradient);
        }
        return finish(theta, loss, sum > 0 ? sum : 1, gradient);
    }

    private Partial partial(double[] theta, int from, int to) {
        double[] residuals = predictions(theta, from, to);
        double loss = 0;
        for (int i = from; i < to; i++) {
            double residual = residuals[i - from] - y[i];
            residuals[i - from] = weights[i] * residual;
            loss += weights[i] * residual * residual / 2;
        }
        return new Partial(loss, transposed(from, to, residuals));
    }

    /// wᵀxᵢ + b of rows `from` to `to`.
    private double[] predictions(double[] theta, int from, int to) {
        double[] z = new double[to - from];
        x.scores(from, to, theta, 1, z);
        for (int i = 0; i < z.length && intercept; i++) {
            z[i] += theta[x.columns()];
        }
        return z;
    }

    /// Xᵀ r of rows `from` to `to`, where rows end with a 1 if there is an intercept.
    private double[] transposed(int from, int to, double[] r) {
        double[] sums = new double[dimension()];
        x.addGradient(from, to, r, 1, sums);
        for (int i = 0; i < r.length && intercept; i++) {
            sums[x.columns()] += r[i];
        }
        return sums;
    }

    /// Divides by the sum of weights and adds the l2 penalty.
    private double finish(double[] theta, double loss, double sum, double[] gradient) {
        double square = 0;
        for (int j = 0; j < gradient.length; j++) {
            gradient[j] /= sum;
            if (j < x.columns()) {
                gradient[j] += l2 * theta[j];
                square += theta[j] * theta[j];
            }
        }
        return loss / sum + l2 / 2 * square;
    }

    @Override
    public HessianProduct hessianAt(double[] theta) {
        return (v, result) -> {
            List<double[]> partials = RowChunks.map(x, (from, to) -> {
                double[] z = predictions(v, from, to);
                for (int i = from; i < to; i++) {
                    z[i - from] *= weights[i];
                }
                return transposed(from, to, z);
            });
            Arrays.fill(result, 0);
            partials.forEach(p -> Vectors.add(result, 1, p));
            finish(v, 0, total, result);
        };
    }

    @Override
    public void hessian(double[] theta, double[][] h) {
        int d = x.columns();
        double[] s = weights.clone();
        Arrays.setAll(s, i -> s[i] / total);
        double[][] gram = x.gram(s);
        for (int j = 0; j < d; j++) {
            System.arraycopy(gram[j], 0, h[j], 0, j + 1);
            h[j][j] += l2;
        }
        if (intercept) {
            double[] sums = transposed(0, x.rows(), s);
            System.arraycopy(sums, 0, h[d], 0, d + 1);
        }
    }
}
