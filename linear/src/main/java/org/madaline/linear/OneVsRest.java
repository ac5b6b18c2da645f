package org.madaline.linear;

import java.util.ArrayList;
import java.util.List;

/// K logistic regressions, each of one class against all others; the class of highest probability is chosen.
///                                                                                        (book, eq. 2.22, 2.23)
/// All K models read the same matrix.
///
/// @param settings how each of the K models is estimated
public record OneVsRest(Settings settings) implements Classifier {

    /// Maximum likelihood, with all defaults.
    public OneVsRest() {
        this(Settings.DEFAULT);
    }

    @Override
    public LinearModel fit(DesignMatrix x, int[] labels, double[] sampleWeights) {
        TrainingSample sample = TrainingSample.of(x, labels, sampleWeights, settings);
        int d = sample.x().columns();
        double[] weights = new double[sample.classes() * d];
        double[] intercepts = new double[sample.classes()];
        List<Convergence> convergence = new ArrayList<>();
        for (int k = 0; k < sample.classes(); k++) {
            TrainingSample.Fit fit = sample.minimize(new Link.Sigmoid(k), settings);
            System.arraycopy(fit.weights(), 0, weights, k * d, d);
            intercepts[k] = fit.intercepts()[0];
            convergence.add(fit.convergence());
        }
        return new LinearModel(LinearModel.Kind.ONE_VS_REST, sample.classes(), weights, intercepts, settings.basis(),
                convergence);
    }
}
