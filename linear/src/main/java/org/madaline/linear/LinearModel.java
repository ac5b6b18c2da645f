package org.madaline.linear;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.madaline.basis.Basis;
import org.madaline.metric.Classification;

/// A trained linear model: scores zₖ = wₖᵀφ(x) + bₖ and the probabilities made of them; of a regression the scores are the
/// numbers predicted. Immutable; any number of threads may predict with it.
public final class LinearModel {

    /// How scores become probabilities.
    public enum Kind {
        /// One score; P(y = 1 | x) = σ(z).                                                     (book, eq. 2.20)
        LOGISTIC,
        /// K scores; σ(zₖ), divided by their sum so that they add up to 1.                      (book, eq. 2.22)
        ONE_VS_REST,
        /// K scores; e^zₖ / Σⱼ e^zⱼ.                                                            (book, eq. 2.24)
        SOFTMAX,
        /// A score for each number predicted, usually one; no classes.
        REGRESSION;

        /// @param intercepts that are there: a regression has as many scores
        int outputs(int classes, int intercepts) {
            return this == REGRESSION ? Math.max(1, intercepts) : this == LOGISTIC ? 1 : classes;
        }

        private boolean fits(int classes) {
            return switch (this) {
                case LOGISTIC -> classes == 2;
                case ONE_VS_REST, SOFTMAX -> classes >= 2;
                case REGRESSION -> classes == 0;
            };
        }
    }

    private final Kind kind;
    private final int classes;
    private final int features;
    private final double[] weights;
    private final double[] intercepts;
    private final Optional<Basis> basis;
    private final List<Convergence> convergence;

    /// All arrays are copied.
    ///
    /// @param kind        how scores become probabilities
    /// @param classes     the number K of classes, at least 2; 0 for a regression
    /// @param weights     one row of weights for each score, row-major
    /// @param intercepts  one for each score
    /// @param basis       what makes feature vectors of objects, if there is one
    /// @param convergence of each fit: one, or one for each class of a one-vs-rest model or number of a regression; empty if unknown
    /// @throws IllegalArgumentException if the numbers of classes, weights, intercepts and basis functions do not fit together
    public LinearModel(Kind kind, int classes, double[] weights, double[] intercepts, Optional<Basis> basis,
            List<Convergence> convergence) {
        int outputs = kind.outputs(classes, intercepts.length);
        if (!kind.fits(classes) || intercepts.length != outputs || weights.length % outputs != 0) {
            throw new IllegalArgumentException("a " + kind + " model of " + classes + " classes needs " + outputs
                    + " intercepts and rows of weights, not " + intercepts.length + " intercepts and " + weights.length
                    + " weights");
        }
        this.kind = kind;
        this.classes = classes;
        this.features = weights.length / outputs;
        this.weights = weights.clone();
        this.intercepts = intercepts.clone();
        this.basis = basis;
        this.convergence = List.copyOf(convergence);
        if (basis.isPresent() && basis.get().size() != features) {
            throw new IllegalArgumentException("the basis has " + basis.get().size() + " functions and the model "
                    + features + " weights a score; they must agree");
        }
    }

    /// {@return how scores become probabilities}
    public Kind kind() {
        return kind;
    }

    /// {@return the number K of classes; 0 for a regression}
    public int classes() {
        return classes;
    }

    /// {@return the number of feature values φ(x), which is the number of weights of a score}
    public int features() {
        return features;
    }

    /// {@return the number of inputs: that of the basis, or [#features]}
    public int inputs() {
        return basis.map(Basis::inputs).orElse(features);
    }

    /// {@return all weights, a row for each score, as a copy}
    public double[] weights() {
        return weights.clone();
    }

    /// {@return the weights wₖ of score k, as a copy; k = 0 for logistic regression}
    ///
    /// @param k from 0
    public double[] weights(int k) {
        return java.util.Arrays.copyOfRange(weights, k * features, (k + 1) * features);
    }

    /// {@return the intercepts bₖ, as a copy}
    public double[] intercepts() {
        return intercepts.clone();
    }

    /// {@return the intercept of a logistic regression}
    public double intercept() {
        return intercepts[0];
    }

    /// {@return the basis, if there is one}
    public Optional<Basis> basis() {
        return basis;
    }

    /// {@return how well the fits converged: one entry, or one for each class of a one-vs-rest model or number of a regression}
    public List<Convergence> convergence() {
        return convergence;
    }

    /// {@return whether all fits converged}
    public boolean converged() {
        return convergence.stream().allMatch(Convergence::converged);
    }

    /// {@return the scores of all rows, row-major: `[m]` for logistic regression and regression of one number, `[m, K]` otherwise}
    ///
    /// @param x m objects, with as many columns as [#inputs]
    public double[] scores(DesignMatrix x) {
        if (x.columns() != inputs()) {
            throw new IllegalArgumentException("the model takes " + inputs() + " features; the data have "
                    + x.columns());
        }
        int outputs = intercepts.length;
        DesignMatrix phi = basis.map(x::transform).orElse(x);
        double[] all = new double[DesignMatrix.checkedSize(phi.rows(), outputs)];
        RowChunks.map(phi, (from, to) -> {
            double[] z = new double[(to - from) * outputs];
            phi.scores(from, to, weights, outputs, z);
            for (int i = 0; i < z.length; i++) {
                z[i] += intercepts[i % outputs];
            }
            System.arraycopy(z, 0, all, from * outputs, z.length);
            return to;
        });
        return all;
    }

    private void requireClasses() {
        if (kind == Kind.REGRESSION) {
            throw new IllegalStateException("a regression predicts a number, no class; its answers are the scores");
        }
    }

    /// {@return P(y = k | x) for each row and class: `[m][K]`}
    ///
    /// @param x m objects
    /// @throws IllegalStateException for a regression; so do all that speak of classes
    public double[][] probabilities(DesignMatrix x) {
        requireClasses();
        double[] z = scores(x);
        double[][] p = new double[x.rows()][classes];
        for (int i = 0; i < p.length; i++) {
            switch (kind) {
                case LOGISTIC -> {
                    p[i][0] = Logistic.sigmoid(-z[i]);
                    p[i][1] = Logistic.sigmoid(z[i]);
                }
                case ONE_VS_REST -> oneVsRest(z, i * classes, p[i]);
                case SOFTMAX -> {
                    System.arraycopy(z, i * classes, p[i], 0, classes);
                    new Link.Softmax(classes).probabilities(p[i], 0);
                }
                case REGRESSION -> throw new IllegalStateException("no classes");
            }
        }
        return p;
    }

    /// σ(zₖ) / Σⱼ σ(zⱼ), scaled by the largest so that it holds where all of them underflow.
    private static void oneVsRest(double[] z, int at, double[] p) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < p.length; k++) {
            p[k] = -Logistic.crossEntropyOfScore(1, z[at + k]);
            largest = Math.max(largest, p[k]);
        }
        double sum = 0;
        for (int k = 0; k < p.length; k++) {
            p[k] = StrictMath.exp(p[k] - largest);
            sum += p[k];
        }
        for (int k = 0; k < p.length; k++) {
            p[k] /= sum;
        }
    }

    /// {@return the most likely class of each row; of equals the first, but 1 for logistic regression}
    ///                                                                                  (book, eq. 2.8, 2.23, 2.25)
    ///
    /// @param x m objects
    public int[] predict(DesignMatrix x) {
        requireClasses();
        double[] z = scores(x);
        int[] predicted = new int[x.rows()];
        for (int i = 0; i < predicted.length; i++) {
            if (kind == Kind.LOGISTIC) {
                predicted[i] = z[i] >= 0 ? 1 : 0;
                continue;
            }
            for (int k = 1; k < classes; k++) {
                if (z[i * classes + k] > z[i * classes + predicted[i]]) {
                    predicted[i] = k;
                }
            }
        }
        return predicted;
    }

    /// {@return the share of rows whose class is predicted right}
    ///
    /// @param x      m objects
    /// @param labels the class of each
    public double accuracy(DesignMatrix x, int[] labels) {
        requireLabels(x.rows(), labels);
        return Classification.accuracy(labels, predict(x));
    }

    /// {@return the mean cross entropy -1/m Σᵢ ln P(yᵢ | xᵢ), without any penalty}                (book, eq. 2.13)
    ///
    /// @param x      m objects
    /// @param labels the class of each
    public double logLoss(DesignMatrix x, int[] labels) {
        return java.util.Arrays.stream(losses(x, labels)).sum() / labels.length;
    }

    /// {@return the cross entropy -ln P(yᵢ | xᵢ) of each row}                             (book, eq. 2.9, 3.16)
    ///
    /// @param x      m objects
    /// @param labels the class of each
    public double[] losses(DesignMatrix x, int[] labels) {
        requireLabels(x.rows(), labels);
        double[] losses = new double[labels.length];
        if (kind == Kind.ONE_VS_REST) {
            double[][] p = probabilities(x);
            for (int i = 0; i < p.length; i++) {
                losses[i] = -StrictMath.log(p[i][labels[i]]);
            }
            return losses;
        }
        double[] z = scores(x);
        Link link = kind == Kind.LOGISTIC ? new Link.Sigmoid(1) : new Link.Softmax(classes);
        for (int i = 0; i < labels.length; i++) {
            losses[i] = link.loss(z, i * link.outputs(), labels[i]);
        }
        return losses;
    }

    private void requireLabels(int rows, int[] labels) {
        requireClasses();
        if (labels.length != rows || rows == 0) {
            throw new IllegalArgumentException("there are " + rows + " rows and " + labels.length
                    + " labels; give one for each row and at least one row");
        }
        for (int label : labels) {
            if (label < 0 || label >= classes) {
                throw new IllegalArgumentException("label " + label + " does not fit: the model has " + classes
                        + " classes, 0 to " + (classes - 1));
            }
        }
    }

    /// Such as `logistic model of 2 classes from 4 features`.
    @Override
    public String toString() {
        String name = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return name + " model" + (classes > 0 ? " of " + classes + " classes" : "") + " from " + inputs() + (inputs() == 1 ? " feature" : " features");
    }
}
