package org.madaline.linear;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.madaline.train.Penalty;

/// The penalized empirical risk of a linear model with K scores,
///
/// J(θ) = 1/S (Σᵢ sᵢ ℓ(yᵢ, W xᵢ + b) + l1 |W|₁ + l2/2 |W|²),  S = Σᵢ sᵢ,                      (book, eq. 2.13)
///
/// with weights sᵢ of the examples. θ holds W, K rows of d, and then the K intercepts unless there are none. The data
/// are read once for each evaluation; a one-vs-rest model shares them between its classes.
final class LinearRisk implements Objective.TwiceDifferentiable, Objective.Sampled, Objective.Preconditioned {
    /// The sample of the preconditioner: at least so many rows a column, and as many as cost 30 evaluations, which is
    /// all rows up to 120 columns.
    private static final int SAMPLED = 10;

    private static final int AFFORDABLE = 120;
    private static final int MOST_COLUMNS = 2048;
    /// The least p (1 - p) that counts.
    private static final double NEXT_TO_NOTHING = 1e-4;

    private final DesignMatrix x;
    private final int[] labels;
    private final double[] sampleWeights;
    private final Link link;
    private final boolean intercept;
    private final double l1;
    private final double l2;
    private final double total;
    private final Spares gradients;
    private DoubleConsumer monitor = _ -> {};

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
        this.gradients = new Spares(dimension());
    }

    /// Tells `observer` the value at each evaluation over all examples.
    LinearRisk watchedBy(DoubleConsumer observer) {
        monitor = observer;
        return this;
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
        Arrays.fill(gradient, 0);
        var loss = new Object() {
            private double sum;
        };
        RowChunks.inOrder(x, dimension(), (from, to) -> partial(theta, from, to), part -> {
            loss.sum += part.loss;
            addUp(part.gradient, gradient);
        });
        double value = finish(theta, loss.sum, total, gradient);
        monitor.accept(value);
        return value;
    }

    /// Zeros for the gradient of some rows.
    private double[] zeros() {
        double[] gradient = gradients.take();
        Arrays.fill(gradient, 0);
        return gradient;
    }

    private void addUp(double[] part, double[] gradient) {
        Vectors.add(gradient, 1, part);
        gradients.give(part);
    }

    private Partial partial(double[] theta, int from, int to) {
        double[] gradient = zeros();
        double[] z = ThreadArrays.scores((to - from) * link.outputs());
        scores(theta, from, to, z);
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
        scores(theta, from, to, z);
        return z;
    }

    private void scores(double[] theta, int from, int to, double[] z) {
        int outputs = link.outputs();
        x.scores(from, to, theta, outputs, z);
        if (intercept) {
            for (int i = 0; i < (to - from) * outputs; i++) {
                z[i] += theta[weights() + i % outputs];
            }
        }
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
        Arrays.fill(gradient, 0);
        double loss = 0;
        double sum = 0;
        for (int e = from; e < to; e++) {
            Partial p = partial(theta, examples[e], examples[e] + 1);
            loss += p.loss;
            sum += weight(examples[e]);
            addUp(p.gradient, gradient);
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
            Arrays.fill(result, 0);
            RowChunks.inOrder(x, dimension(), (from, to) -> curvature(at, v, from, to), part -> addUp(part, result));
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
        double[] result = zeros();
        addGradient(from, to, u, result);
        return result;
    }

    @Override
    public void hessian(double[] theta, double[][] h) {
        int outputs = link.outputs();
        double[] p = probabilities(theta);
        double[] s = new double[x.rows()];
        for (int k = 0; k < outputs; k++) {
            for (int l = 0; l <= k; l++) {
                for (int i = 0; i < s.length; i++) {
                    double pk = p[i * outputs + k];
                    s[i] = weight(i) * pk * ((k == l ? 1 : 0) - p[i * outputs + l]) / total;
                }
                place(block(s), k, l, h);
            }
        }
    }

    private double[] probabilities(double[] theta) {
        int outputs = link.outputs();
        double[] p = new double[DesignMatrix.checkedSize(x.rows(), outputs)];
        RowChunks.map(x, (from, to) -> {
            double[] z = scores(theta, from, to);
            for (int i = from; i < to; i++) {
                link.probabilities(z, (i - from) * outputs);
            }
            System.arraycopy(z, 0, p, from * outputs, z.length);
            return to;
        });
        return p;
    }

    /// Σᵢ sᵢ xᵢ xᵢᵀ as a lower triangle, where xᵢ has a last component of 1 if there is an intercept.
    private double[][] block(double[] s) {
        int d = x.columns();
        double[][] gram = x.gram(s);
        if (!intercept) {
            return gram;
        }
        double[][] h = Arrays.copyOf(gram, d + 1);
        h[d] = new double[d + 1];
        x.addGradient(0, x.rows(), s, 1, h[d]);
        for (double v : s) {
            h[d][d] += v;
        }
        return h;
    }

    /// Puts the second derivatives by the parameters of classes k and l ≤ k where they belong.
    private void place(double[][] block, int k, int l, double[][] h) {
        for (int j = 0; j < block.length; j++) {
            for (int c = 0; c <= j; c++) {
                h[Math.max(index(k, j), index(l, c))][Math.min(index(k, j), index(l, c))] = block[j][c];
                h[Math.max(index(k, c), index(l, j))][Math.min(index(k, c), index(l, j))] = block[j][c];
            }
            if (k == l && j < x.columns()) {
                h[index(k, j)][index(k, j)] += l2;
            }
        }
    }

    /// Where parameter j of class k lies in θ; j = d is the intercept.
    private int index(int k, int j) {
        return j < x.columns() ? k * x.columns() + j : weights() + k;
    }

    /// The inverse of the Hessian's diagonal blocks, one for each class, on the directions that add up to 0 over the
    /// classes (adding the same to all scores changes no probability, so only those matter), as estimated from rows
    /// spread evenly over the data. Rows whose class is nearly certain weigh next to nothing and are left out.
    @Override
    public Optional<UnaryOperator<double[]>> preconditioner(double[] theta) {
        int outputs = link.outputs();
        int d = x.columns();
        if (d > MOST_COLUMNS || (long) outputs * d > x.rows()) {
            return Optional.empty();
        }
        double[] p = probabilities(theta);
        int sampled = (int) Math.min(x.rows(), Math.max(SAMPLED * (long) d, AFFORDABLE * (long) x.rows() / d));
        Cholesky[] factors = new Cholesky[outputs];
        double[] s = new double[x.rows()];
        for (int k = 0; k < outputs; k++) {
            double sum = 0;
            for (int q = 0; q < sampled; q++) {
                int i = (int) ((long) q * x.rows() / sampled);
                double curvature = p[i * outputs + k] * (1 - p[i * outputs + k]);
                sum += weight(i);
                s[i] = curvature < NEXT_TO_NOTHING ? 0 : weight(i) * curvature;
            }
            for (int i = 0; i < s.length; i++) {
                s[i] /= sum;
            }
            double[][] h = block(s);
            for (int j = 0; j < d; j++) {
                h[j][j] += l2;
            }
            factors[k] = Cholesky.of(h);
        }
        return Optional.of(v -> solveByClass(factors, v));
    }

    private double[] solveByClass(Cholesky[] factors, double[] v) {
        double[] result = new double[v.length];
        int n = x.columns() + (intercept ? 1 : 0);
        IntStream.range(0, factors.length).parallel().forEach(k -> {
            double[] own = new double[n];
            for (int j = 0; j < n; j++) {
                own[j] = v[index(k, j)];
            }
            own = factors[k].solve(own);
            for (int j = 0; j < n; j++) {
                result[index(k, j)] = own[j];
            }
        });
        for (int j = 0; j < n && factors.length > 1; j++) {
            double sum = 0;
            for (int k = 0; k < factors.length; k++) {
                sum += result[index(k, j)];
            }
            for (int k = 0; k < factors.length; k++) {
                result[index(k, j)] -= sum / factors.length;
            }
        }
        return result;
    }
}
