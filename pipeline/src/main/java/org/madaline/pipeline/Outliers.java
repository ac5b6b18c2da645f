package org.madaline.pipeline;

import java.util.Map;
import org.madaline.model.Model;
import org.madaline.table.OutlierData;
import org.madaline.table.OutlierNetwork;
import org.madaline.task.OutlierPrediction;

/// Makes pipelines that tell outliers.
public final class Outliers {
    private Outliers() {}

    /// {@return what tells outliers by a model of the usual rows}
    ///
    /// @param data  the rows that the model was trained on
    /// @param model of [OutlierNetwork]
    /// @param share of these rows that are outliers, in (0, 1): the threshold of scores is that of the last of them
    public static Pipeline<OutlierPrediction> of(OutlierData data, Model model, double share) {
        var estimator = new NetworkEstimator(model);
        return new Pipeline<>(data.features(), estimator, OutlierNetwork.task(data, estimator.outputs(data), share), Map.of());
    }
}
