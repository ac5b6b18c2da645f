package org.madaline.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.madaline.inference.RunningLoss;
import org.madaline.metric.Metric;

/// What is told of batches, from the first on: means of losses, and metrics.
final class Tally {
    private record Mean(double factor, RunningLoss loss) {}

    private final Map<String, Mean> losses = new LinkedHashMap<>();
    private final Map<String, Metric.Tally> metrics = new LinkedHashMap<>();
    private final Map<String, List<Double>> earlier;
    private long examples;

    /// Begins with nothing.
    Tally() {
        this(new Checkpoint.Counts(0, Map.of()));
    }

    /// Goes on.
    Tally(Checkpoint.Counts counts) {
        examples = counts.examples();
        earlier = new LinkedHashMap<>(counts.sums());
    }

    /// Adds a batch after its run.
    void add(StepPlans.Plan plan, StepResult result) {
        examples += result.size();
        for (int i = 0; i < plan.terms().size(); i++) {
            Losses.Term term = plan.terms().get(i);
            if (term.told()) {
                StepResult.Part part = result.parts().get(i);
                mean(term).loss().add(part.value(), part.weight());
            }
            for (Metric metric : term.metrics()) {
                var z = plan.prediction(i);
                var y = plan.target(i);
                tally(term, metric, result.size()).add(z.array(), z.offset(), y.array(), y.offset(), result.size());
            }
        }
    }

    private Mean mean(Losses.Term term) {
        return losses.computeIfAbsent(term.name(), name -> {
            RunningLoss loss = new RunningLoss(term.loss().sums());
            List<Double> before = earlier.remove(name);
            if (before != null) {
                if (before.size() != 2) {
                    throw new IllegalArgumentException("the loss " + name + " cannot go on from " + before.size() + " numbers, but from 2");
                }
                loss.set(before.get(0), before.get(1));
            }
            return new Mean(term.factor(), loss);
        });
    }

    private Metric.Tally tally(Losses.Term term, Metric metric, int size) {
        return metrics.computeIfAbsent(term.named(metric.name()), name -> {
            Metric.Tally tally = metric.tally(term.prediction().shape().size() / size, term.target().shape().size() / size);
            List<Double> before = earlier.remove(name);
            if (before != null) {
                tally.restore(before.stream().mapToDouble(Double::doubleValue).toArray());
            }
            return tally;
        });
    }

    /// The sum of the losses with their factors.
    double loss() {
        return losses.values().stream().mapToDouble(m -> m.factor() * m.loss().value()).sum();
    }

    long examples() {
        return examples;
    }

    /// `loss`, the losses by name, and the metrics.
    Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(Losses.LOSS, loss());
        losses.forEach((name, mean) -> figures.putIfAbsent(name, mean.loss().value()));
        metrics.forEach((name, tally) -> figures.put(name, tally.value()));
        return figures;
    }

    Checkpoint.Counts counts() {
        Map<String, List<Double>> sums = new LinkedHashMap<>(earlier);
        losses.forEach((name, mean) -> sums.put(name, List.of(mean.loss().sum(), mean.loss().weight())));
        metrics.forEach((name, tally) -> sums.put(name, DoubleStream.of(tally.state()).boxed().toList()));
        return new Checkpoint.Counts(examples, sums);
    }
}
