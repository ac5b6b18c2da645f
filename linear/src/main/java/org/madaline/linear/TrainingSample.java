package org.madaline.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Checked training data: feature vectors, labels 0 ... K-1 all of which occur, the weights of the examples, and which
/// columns depend on others; that is looked for only where there is no penalty, which makes coefficients unique.
record TrainingSample(DesignMatrix x, int[] labels, double[] weights, int classes, Collinearity collinearity) {
    /// Scores beyond which a probability differs from 0 or 1 by less than 10⁻¹⁰.
    private static final double CERTAIN = 23;

    /// What a solver found: K x d weights, K intercepts.
    record Fit(double[] weights, double[] intercepts, Convergence convergence) {}

    static TrainingSample of(DesignMatrix x, int[] labels, double[] sampleWeights, Settings settings) {
        if (x.rows() != labels.length || x.rows() == 0) {
            throw new IllegalArgumentException("training data need one label for each row and at least one row; here "
                    + "are " + x.rows() + " rows and " + labels.length + " labels");
        }
        if (x.columns() == 0) {
            throw new IllegalArgumentException("training data need at least one feature");
        }
        x.requireFinite();
        int[] counts = counts(labels);
        double[] weights = null;
        if (sampleWeights != null || !settings.classWeights().equals(ClassWeights.EQUAL)) {
            weights = weights(labels, counts.length, sampleWeights, settings.classWeights());
        }
        DesignMatrix features = x;
        if (settings.basis().isPresent()) {
            features = x.transform(settings.basis().get());
            features.requireFinite();
        }
        Collinearity collinearity = settings.penalty().isNone()
                ? Collinearity.of(features, weights, settings.intercept())
                : Collinearity.none(features.columns());
        return new TrainingSample(features, labels, weights, counts.length, collinearity);
    }

    private static int[] counts(int[] labels) {
        int classes = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= Math.max(2, labels.length)) {
                throw new IllegalArgumentException("label " + labels[i] + " of row " + i
                        + " does not fit: labels are 0, 1, ... K-1 for K classes");
            }
            classes = Math.max(classes, labels[i] + 1);
        }
        int[] counts = new int[Math.max(2, classes)];
        for (int label : labels) {
            counts[label]++;
        }
        for (int k = 0; k < counts.length; k++) {
            if (counts[k] == labels.length) {
                throw new IllegalArgumentException("all " + counts[k] + " labels are " + k
                        + "; a classifier learns from at least two classes");
            }
        }
        for (int k = 0; k < counts.length; k++) {
            if (counts[k] == 0) {
                throw new IllegalArgumentException("no row has the label " + k + " although labels run to "
                        + (counts.length - 1) + "; number the classes without gaps");
            }
        }
        return counts;
    }

    private static double[] weights(int[] labels, int classes, double[] sampleWeights, ClassWeights ofClasses) {
        if (sampleWeights != null && sampleWeights.length != labels.length) {
            throw new IllegalArgumentException("there are " + labels.length + " rows and " + sampleWeights.length
                    + " sample weights; give one for each row");
        }
        double[] weights = new double[labels.length];
        double[] counts = new double[classes];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = sampleWeights == null ? 1 : sampleWeights[i];
            if (!(weights[i] >= 0) || Double.isInfinite(weights[i])) {
                throw new IllegalArgumentException("sample weight " + i + " is " + weights[i] + "; weights are finite and at least 0");
            }
            counts[labels[i]] += weights[i];
        }
        double[] factors = ofClasses.resolve(counts);
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= factors[labels[i]];
            sum += weights[i];
        }
        if (!(sum > 0)) {
            throw new IllegalArgumentException("all examples have the weight 0; nothing can be learned from them");
        }
        return weights;
    }

    /// Minimizes the risk. Where columns depend on others the coefficients are those of smallest norm: solvers that
    /// store second derivatives, whose matrix would be singular, see independent columns only; the others stay among
    /// the columns' combinations by themselves.
    Fit minimize(Link link, Settings settings) {
        if (collinearity.isNone()) {
            return minimize(link, settings, this);
        }
        Solver solver = settings.solverFor(x.rows(), link.outputs() * (x.columns() + (settings.intercept() ? 1 : 0)));
        boolean second = switch (solver) {
            case Newton _, ProximalNewton _ -> true;
            case Lbfgs _, GradientDescent _, StochasticGradientDescent _, ProximalGradient _ -> false;
        };
        boolean reduced = second && collinearity.kept().length > 0;
        TrainingSample independent = reduced
                ? new TrainingSample(collinearity.select(x), labels, weights, classes, Collinearity.none(collinearity.kept().length))
                : this;
        Fit fit = independent.minimize(link, settings.withSolver(solver), this);
        double[] w = reduced ? collinearity.expand(fit.weights) : fit.weights;
        collinearity.smallest(w, fit.intercepts);
        return new Fit(w, fit.intercepts, fit.convergence);
    }

    private Fit minimize(Link link, Settings settings, TrainingSample whole) {
        LinearRisk risk = new LinearRisk(x, labels, weights, link, settings.intercept(), settings.penalty())
                .watchedBy(settings.monitor());
        Solver solver = settings.solverFor(x.rows(), risk.dimension());
        SolverMemory.require(solver, risk.dimension());
        Minimum minimum = solver.minimize(risk, new double[risk.dimension()]);
        int cut = link.outputs() * x.columns();
        double[] w = Arrays.copyOf(minimum.point(), cut);
        double[] b = settings.intercept()
                ? Arrays.copyOfRange(minimum.point(), cut, minimum.point().length)
                : new double[link.outputs()];
        List<String> warnings = new ArrayList<>();
        minimum.warning().ifPresent(warnings::add);
        if (settings.penalty().isNone()) {
            estimate(risk, link, w, b, minimum).ifPresent(warnings::add);
            warnings.addAll(whole.collinearity.warnings(whole.x));
        }
        Convergence convergence = new Convergence(minimum.iterations(), minimum.evaluations(), minimum.value(),
                minimum.residual(), minimum.converged(), minimum.reason(), warnings);
        return new Fit(w, b, convergence);
    }

    /// What keeps a maximum-likelihood estimate from existing.
    private Optional<String> estimate(LinearRisk risk, Link link, double[] w, double[] b, Minimum minimum) {
        Margins margins = margins(link, w, b);
        if (margins.smallest > 0) {
            return Optional.of("the classes are linearly separable: no maximum-likelihood estimate exists, the likelihood "
                    + "grows with |w| without end (book, section 2.6.1) and these coefficients only tell where the "
                    + "solver stopped; use a penalty");
        }
        if (margins.largest > CERTAIN && stillMoving(risk, minimum)) {
            return Optional.of("the classes are separable but for points on the boundary: no maximum-likelihood estimate "
                    + "exists, some coefficients grow without end and only tell where the solver stopped; use "
                    + "a penalty");
        }
        return Optional.empty();
    }

    /// Whether one more Newton step would move a score by more than 1/2. At a minimum it moves none; where the risk
    /// falls towards infinity, as e⁻ᶻ does, each step moves z by 1 however small the gradient has become.
    private boolean stillMoving(LinearRisk risk, Minimum minimum) {
        if (risk.dimension() > Settings.MOST_DENSE) {
            return false;
        }
        double[] gradient = new double[risk.dimension()];
        risk.evaluate(minimum.point(), gradient);
        double[] step = Newton.direct(risk, minimum.point(), gradient);
        return Vectors.normInf(risk.scores(step, 0, x.rows())) > 0.5;
    }

    /// The smallest and the largest lead of the right class over the others, over all examples of weight above 0.
    private record Margins(double smallest, double largest) {}

    private Margins margins(Link link, double[] w, double[] b) {
        List<Margins> parts = RowChunks.map(x, (from, to) -> {
            int outputs = link.outputs();
            double[] z = new double[(to - from) * outputs];
            x.scores(from, to, w, outputs, z);
            double smallest = Double.POSITIVE_INFINITY;
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = from; i < to; i++) {
                if (weights == null || weights[i] > 0) {
                    double margin = margin(link, z, (i - from) * outputs, b, labels[i]);
                    smallest = Math.min(smallest, margin);
                    largest = Math.max(largest, margin);
                }
            }
            return new Margins(smallest, largest);
        });
        return parts.stream()
                .reduce((p, q) -> new Margins(Math.min(p.smallest, q.smallest), Math.max(p.largest, q.largest)))
                .orElseThrow();
    }

    private static double margin(Link link, double[] z, int at, double[] b, int label) {
        return switch (link) {
            case Link.Sigmoid(int positive) -> label == positive ? z[at] + b[0] : -(z[at] + b[0]);
            case Link.Softmax(int outputs) -> {
                double other = Double.NEGATIVE_INFINITY;
                for (int k = 0; k < outputs; k++) {
                    other = k == label ? other : Math.max(other, z[at + k] + b[k]);
                }
                yield z[at + label] + b[label] - other;
            }
        };
    }
}
