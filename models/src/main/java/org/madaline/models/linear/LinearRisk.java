package org.madaline.models.linear;

import java.util.List;

/// The penalized empirical risk of a linear model with K scores,
///
/// J(θ) = 1/S (Σᵢ sᵢ ℓ(yᵢ, W xᵢ + b) + l1 |W|₁ + l2/2 |W|²),  S = Σᵢ sᵢ,                      (book, eq. 2.13)
///
/// with weights sᵢ of the examples. θ holds W, K rows of d, and then the K intercepts unless there are none. The data
/// are read once for each evaluation; a one-vs-rest model shares them between its classes.
final class LinearRisk implements Objective.TwiceDifferentiable, Objective.Sampled {
    private final DesignMatrix x;
    private final int[] labels;
    private final double[] sampleWeights;
    private final Link link;
    private final boolean intercept;
    private final double l1;
    private final double l2;
    private final double total;

    /// @param sampleWeights one for each row, or null for 1
    LinearRisk(DesignMatrix x, int[] labels, double[] sampleWeights, Link link, boolean intercept, Penalty penalty) {
        this.x = x;
        this.labels = labels;
        this.sampleWeights = sampleWeights;
        this.link = link;
        this.intercept = intercept;
        double sum = 0;
        for (int i = 0; i < x.rows(); i++) {
            sum += weight(i);
        }
        this.total = sum;
        this.l1 = penalty.l1() / total;
        this.l2 = penalty.l2() / total;
    }

    private record Partial(double loss, double[] gradient) {}

    @Override
    public int dimension() {
        return link.outputs() * (x.columns() + (intercept ? 1 : 0));
    }

    /// In single precision the weights themselves are rounded to 24 bits, which moves the mean loss by less.
    @Override
    public double noise(double value) {
        return x instanceof FloatMatrix ? 0x1p-26 * value : Objective.TwiceDifferentiable.super.noise(value);
    }

    private int weights() {
        return link.outputs() * x.columns();
    }

    @Override
    public int examples() {
        return x.rows();
    }

    @Override
    public double l1(int j) {
        return j < weights() ? l1 : 0;
    }

    private double weight(int i) {
        return sampleWeights == null ? 1 : sampleWeights[i];
    }

    @Override
    public double evaluate(double[] theta, double[] gradient) {
        List<Partial> partials = RowChunks.map(x, (from, to) -> partial(theta, from, to));
        java.util.Arrays.fill(gradient, 0);
        double loss = 0;
        for (Partial p : partials) {
            loss += p.loss;
            Vectors.add(gradient, 1, p.gradient);
        }
        return finish(theta, loss, total, gradient);
    }

    private Partial partial(double[] theta, int from, int to) {
        double[] gradient = new double[dimension()];
        double[] z = scores(theta, from, to);
        double loss = 0;
        for (int i = from; i < to; i++) {
            int at = (i - from) * link.outputs();
            double s = weight(i);
            loss += s * link.loss(z, at, labels[i]);
            for (int k = 0; k < link.outputs(); k++) {
                z[at + k] *= s;
            }
        }
        addGradient(from, to, z, gradient);
        return new Partial(loss, gradient);
    }

    /// The scores W xᵢ + b of rows `from` to `to`.
    double[] scores(double[] theta, int from, int to) {
        int outputs = link.outputs();
        double[] z = new double[(to - from) * outputs];
        x.scores(from, to, theta, outputs, z);
        if (intercept) {
            for (int i = 0; i < z.length; i++) {
                z[i] += theta[weights() + i % outputs];
            }
        }
        return z;
    }

    private void addGradient(int from, int to, double[] r, double[] gradient) {
        int outputs = link.outputs();
        x.addGradient(from, to, r, outputs, gradient);
        if (intercept) {
            for (int i = 0; i < (to - from) * outputs; i++) {
                gradient[weights() + i % outputs] += r[i];
            }
        }
    }

    @Override
    public double evaluate(double[] theta, int[] examples, int from, int to, double[] gradient) {
        java.util.Arrays.fill(gradient, 0);
        double loss = 0;
        double sum = 0;
        for (int e = from; e < to; e++) {
            Partial p = partial(theta, examples[e], examples[e] + 1);
            loss += p.loss;
            sum += weight(examples[e]);
            Vectors.add(gradient, 1, p.gradient);
        }
        return finish(theta, loss, sum > 0 ? sum : 1, gradient);
    }

    /// Divides by the sum of weights and adds the l2 penalty.
    private double finish(double[] theta, double loss, double sum, double[] gradient) {
        double square = 0;
        for (int j = 0; j < gradient.length; j++) {
            gradient[j] /= sum;
            if (j < weights()) {
                gradient[j] += l2 * theta[j];
                square += theta[j] * theta[j];
            }
        }
        return loss / sum + l2 / 2 * square;
    }

    @Override
    public HessianProduct hessianAt(double[] theta) {
        double[] at = theta.clone();
        return (v, result) -> {
            List<double[]> partials = RowChunks.map(x, (from, to) -> curvature(at, v, from, to));
            java.util.Arrays.fill(result, 0);
            partials.forEach(p -> Vectors.add(result, 1, p));
            finish(v, 0, total, result);
        };
    }

    /// Xᵀ (S (X v)) over some rows, S = diag(p) - p pᵀ for each row.
    private double[] curvature(double[] theta, double[] v, int from, int to) {
        int outputs = link.outputs();
        double[] p = scores(theta, from, to);
        double[] u = scores(v, from, to);
        for (int i = from; i < to; i++) {
            int at = (i - from) * outputs;
            link.probabilities(p, at);
            double mean = 0;
            for (int k = 0; k < outputs; k++) {
                mean += p[at + k] * u[at + k];
            }
            for (int k = 0; k < outputs; k++) {
                u[at + k] = weight(i) * p[at + k] * (u[at + k] - mean);
            }
        }
        double[] result = new double[dimension()];
        addGradient(from, to, u, result);
        return result;
    }

    @Override
    public void hessian(double[] theta, double[][] h) {
        int outputs = link.outputs();
        double[] p = new double[x.rows() * outputs];
        RowChunks.map(x, (from, to) -> {
            double[] z = scores(theta, from, to);
            for (int i = from; i < to; i++) {
                link.probabilities(z, (i - from) * outputs);
            }
            System.arraycopy(z, 0, p, from * outputs, z.length);
            return to;
        });
        double[] s = new double[x.rows()];
        for (int k = 0; k < outputs; k++) {
            for (int l = 0; l <= k; l++) {
                for (int i = 0; i < s.length; i++) {
                    double pk = p[i * outputs + k];
                    s[i] = weight(i) * pk * ((k == l ? 1 : 0) - p[i * outputs + l]) / total;
                }
                hessianBlock(s, k, l, h);
            }
        }
    }

    /// The second derivatives by the weights and intercepts of classes k and l ≤ k.
    private void hessianBlock(double[] s, int k, int l, double[][] h) {
        int d = x.columns();
        double[][] gram = x.gram(s);
        for (int j = 0; j < d; j++) {
            for (int c = 0; c <= j; c++) {
                h[k * d + j][l * d + c] = gram[j][c];
                if (k != l) {
                    h[k * d + c][l * d + j] = gram[j][c];
                }
            }
            if (k == l) {
                h[k * d + j][k * d + j] += l2;
            }
        }
        if (intercept) {
            double[] sums = new double[d];
            x.addGradient(0, x.rows(), s, 1, sums);
            double sum = 0;
            for (double v : s) {
                sum += v;
            }
            System.arraycopy(sums, 0, h[weights() + k], l * d, d);
            System.arraycopy(sums, 0, h[weights() + l], k * d, d);
            h[weights() + k][weights() + l] = sum;
        }
    }
}
