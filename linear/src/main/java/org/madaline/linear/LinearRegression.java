package org.madaline.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.madaline.data.Dataset;

/// Linear regression of one number, y = wᵀφ(x) + b: least squares, with an l2 penalty ridge regression, with an l1 penalty
/// the lasso, with both the elastic net. What is minimized is ½ Σᵢ sᵢ (wᵀφ(xᵢ) + b - yᵢ)² + l1 |w|₁ + l2/2 |w|²; in terms of
/// other libraries: their `Ridge(alpha)` has l2 = alpha, their `Lasso(alpha)`, which divides by the m rows, l1 = m alpha.
///
/// ```java
/// var model = new LinearRegression(Settings.DEFAULT.withPenalty(Penalty.l2(1))).fit(x, y);
/// double[] answers = model.scores(x);
/// ```
///
/// @param settings class weights are not heeded
public record LinearRegression(Settings settings) {
    /// Least squares, with all defaults.
    public LinearRegression() {
        this(Settings.DEFAULT);
    }

    /// Learns from examples that all weigh 1.
    ///
    /// @param x m objects
    /// @param y one number for each row
    /// @return the model, with word on how well the fit converged
    /// @throws IllegalArgumentException as the other
    public LinearModel fit(DesignMatrix x, double... y) {
        double[] ones = new double[y.length];
        Arrays.fill(ones, 1);
        return fit(x, y, ones);
    }

    /// Learns from the rows of `x`, their numbers and the weights of the examples. Where columns depend on others, and there
    /// is no penalty, the coefficients are those of smallest norm.
    ///
    /// @param x m objects
    /// @param y a finite number for each
    /// @param sampleWeights one finite weight of at least 0 for each row, not all 0
    /// @return the model, with word on how well the fit converged
    /// @throws IllegalArgumentException if the data hold NaN or infinity, or numbers, weights and rows do not fit
    public LinearModel fit(DesignMatrix x, double[] y, double[] sampleWeights) {
        requireNumbers(x, y, sampleWeights);
        DesignMatrix phi = settings.basis().map(x::transform).orElse(x);
        phi.requireFinite();
        Collinearity collinearity = settings.penalty().isNone()
                ? Collinearity.of(phi, sampleWeights, settings.intercept())
                : Collinearity.none(phi.columns());
        Solver solver = settings.solverFor(phi.rows(), phi.columns() + (settings.intercept() ? 1 : 0));
        boolean reduced = !collinearity.isNone() && collinearity.kept().length > 0 && solver instanceof Newton;
        DesignMatrix independent = reduced ? collinearity.select(phi) : phi;
        var risk = new SquaredRisk(independent, y, sampleWeights, settings);
        SolverMemory.require(solver, risk.dimension());
        Minimum minimum = solver.minimize(risk, new double[risk.dimension()]);
        double[] found = Arrays.copyOf(minimum.point(), independent.columns());
        double[] w = reduced ? collinearity.expand(found) : found;
        double[] b = {settings.intercept() ? minimum.point()[independent.columns()] : 0};
        List<String> warnings = new ArrayList<>();
        minimum.warning().ifPresent(warnings::add);
        if (!collinearity.isNone()) {
            collinearity.smallest(w, b);
            warnings.addAll(collinearity.warnings(phi));
        }
        var convergence = new Convergence(minimum.iterations(), minimum.evaluations(), minimum.value(), minimum.residual(),
                minimum.converged(), minimum.reason(), warnings);
        return new LinearModel(LinearModel.Kind.REGRESSION, 0, w, b, settings.basis(), List.of(convergence));
    }

    /// Learns from a data set of numbers, each example of which counts by its own weight ([Dataset#weight]). Several numbers have a
    /// fit each.
    ///
    /// @param data examples whose y is one number, or several
    /// @return the model, with word on how well the fit converged
    /// @throws IllegalArgumentException as the others
    public LinearModel fit(Dataset data) {
        double[] x = new double[data.inputShape().size()];
        double[] own = new double[data.targetShape().size()];
        double[][] y = new double[own.length][data.size()];
        for (int i = 0; i < data.size(); i++) {
            data.read(i, x, 0, own, 0);
            for (int k = 0; k < own.length; k++) {
                y[k][i] = own[k];
            }
        }
        DesignMatrix matrix = LinearEstimator.matrix(data);
        double[] weights = LinearEstimator.weights(data);
        return together(Arrays.stream(y).map(each -> fit(matrix, each, weights)).toList());
    }

    private LinearModel together(List<LinearModel> fits) {
        return fits.size() == 1 ? fits.getFirst() : new LinearModel(
                LinearModel.Kind.REGRESSION,
                0,
                fits.stream().flatMapToDouble(fit -> Arrays.stream(fit.weights())).toArray(),
                fits.stream().flatMapToDouble(fit -> Arrays.stream(fit.intercepts())).toArray(),
                settings.basis(),
                fits.stream().flatMap(fit -> fit.convergence().stream()).toList());
    }

    private static void requireNumbers(DesignMatrix x, double[] y, double[] weights) {
        if (x.rows() == 0 || x.columns() == 0 || x.rows() != y.length || weights.length != y.length) {
            throw new IllegalArgumentException("training data need at least one row and one feature, and one number and one weight for"
                    + " each row; here are " + x.rows() + " rows of " + x.columns() + " features, " + y.length + " numbers and "
                    + weights.length + " weights");
        }
        x.requireFinite();
        for (int i = 0; i < y.length; i++) {
            if (!Double.isFinite(y[i])) {
                throw new IllegalArgumentException("y of row " + i + " is " + y[i] + ", no finite number");
            }
            if (!(weights[i] >= 0) || Double.isInfinite(weights[i])) {
                throw new IllegalArgumentException("sample weight " + i + " is " + weights[i] + "; weights are finite and at least 0");
            }
        }
        if (Arrays.stream(weights).allMatch(weight -> weight == 0)) {
            throw new IllegalArgumentException("all examples have the weight 0; nothing can be learned from them");
        }
    }
}
