package org.madaline.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.madaline.data.BatchSource;
import org.madaline.layer.Network;
import org.madaline.metric.Metric;
import org.madaline.metric.Scores;

/// What is told of a network on examples beside its loss.
public final class Scoring {
    private static final String ACCURACY = "accuracy";

    private Scoring() {}

    /// The accuracy, where y is one of the classes, then the metrics that were asked for.
    ///
    /// @param ignored the class index of examples that do not count; NaN: none
    /// @param network whose outputs are judged
    /// @param data with the targets
    /// @param asked metrics that the user named
    /// @return metrics, each name once
    /// @throws IllegalArgumentException if the data do not fit the network
    public static List<Metric> of(Network network, BatchSource data, double ignored, List<Metric> asked) {
        if (data.size() == 0) {
            throw new IllegalArgumentException("the data set has no examples");
        }
        if (data.inputShape().size() != network.input().size()) {
            throw new IllegalArgumentException("the network takes examples of shape " + network.input()
                    + ", but the data have " + data.inputShape());
        }
        int targets = data.targetShape().size();
        boolean classes = !data.classNames().isEmpty() && (targets == 1 || targets == network.output().size());
        List<Metric> metrics = new ArrayList<>();
        if (classes && asked.stream().noneMatch(m -> m.name().equals(ACCURACY))) {
            metrics.add(Scores.accuracy(ignored));
        }
        metrics.addAll(asked);
        return metrics;
    }

    /// The accuracy among figures; NaN where none is told.
    ///
    /// @param figures by the names of metrics
    /// @return from 0 to 1, or NaN
    public static double accuracy(Map<String, Double> figures) {
        return figures.getOrDefault(ACCURACY, Double.NaN);
    }
}
