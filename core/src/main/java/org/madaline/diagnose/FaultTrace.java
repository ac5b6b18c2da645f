package org.madaline.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madaline.autodiff.Backpropagation;
import org.madaline.data.Batch;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.tensor.Tensor;
import org.madaline.train.TrainingStep;

/// The first steps of a training, and where in them a value first was no number.
///
/// @param losses of the batches, each before its step
/// @param fault  empty where all values stayed finite
public record FaultTrace(List<Double> losses, Optional<Fault> fault) {
    /// Kinds of values.
    public enum Place {
        /// x of an example
        INPUT,
        /// y of an example
        TARGET,
        /// a weight at the beginning, or after a step along a finite gradient
        WEIGHT,
        /// what a layer yields
        LAYER,
        /// the loss of outputs that are finite
        LOSS,
        /// the gradient of a finite loss
        GRADIENT
    }

    /// Where a value first was infinite or no number.
    ///
    /// @param step    in which it was found, from 1
    /// @param place   the kind of value
    /// @param name    of the layer or of the weights; empty for others
    /// @param type    of the layer; empty for others
    /// @param largest the largest magnitude among what went into it
    public record Fault(int step, Place place, String name, String type, double largest) {}

    /// The list is copied.
    public FaultTrace {
        losses = List.copyOf(losses);
    }

    /// Trains for some steps, and looks for the cause where a loss is no number, or a weight at the end.
    ///
    /// @param subject network and examples
    /// @param steps   how many, at least 1
    /// @return what happened
    public static FaultTrace of(Subject subject, int steps) {
        List<Double> losses = new ArrayList<>();
        TrainingStep step = subject.step();
        for (Batch batch : subject.batches(steps)) {
            losses.add(step.run(batch).loss());
            if (!Double.isFinite(losses.getLast())) {
                return new FaultTrace(losses, Optional.of(new Search(subject, losses.size()).find()));
            }
        }
        boolean sound = step.tensors().values().stream().allMatch(t -> Double.isFinite(FirstBatch.largest(t)));
        return new FaultTrace(losses, sound ? Optional.empty() : Optional.of(new Search(subject, steps + 1).find()));
    }

    /// Goes through a step whose loss is no number, in the order in which it is computed.
    ///
    /// @param number of the step, from 1
    private record Search(Subject subject, int number) {
        Fault find() {
            Batch batch = subject.batches(number).getLast();
            double x = FirstBatch.largest(batch.get("x"));
            if (!Double.isFinite(x)) {
                return fault(Place.INPUT, x);
            }
            double y = FirstBatch.largest(batch.get("y"));
            if (!Double.isFinite(y)) {
                return fault(Place.TARGET, y);
            }
            Map<String, Tensor> weights = weights(number - 1);
            for (Map.Entry<String, Tensor> weight : weights.entrySet()) {
                if (!Double.isFinite(FirstBatch.largest(weight.getValue()))) {
                    return number == 1 ? new Fault(1, Place.WEIGHT, weight.getKey(), "", Double.NaN) : step(weight.getKey());
                }
            }
            return forward(batch, weights, x);
        }

        private Fault fault(Place place, double largest) {
            return new Fault(number, place, "", "", largest);
        }

        /// The same steps as before lead to the same weights.
        private Map<String, Tensor> weights(int steps) {
            TrainingStep step = subject.step();
            subject.batches(Math.max(1, steps)).subList(0, steps).forEach(step::run);
            return steps == 0 ? subject.weights() : step.tensors();
        }

        /// The layers of the batch, one after the other.
        private Fault forward(Batch batch, Map<String, Tensor> weights, double x) {
            List<Graph.Part> parts = new ArrayList<>();
            List<Tensor> values = subject.values(Mode.TRAINING, weights, batch, f -> {
                parts.addAll(f.graph().parts());
                List<Node> all = new ArrayList<>(parts.stream().map(part -> largest(part.output())).toList());
                all.add(f.loss());
                return all;
            });
            double before = x;
            for (int i = 0; i < parts.size(); i++) {
                double largest = values.get(i).get(0);
                if (!Double.isFinite(largest)) {
                    return new Fault(number, Place.LAYER, parts.get(i).path(), parts.get(i).type(), before);
                }
                before = largest;
            }
            return fault(Place.LOSS, before);
        }

        /// The step before, after which a weight was no number: its gradient, or the way along it.
        private Fault step(String weight) {
            Map<String, Tensor> weights = weights(number - 2);
            List<Graph.Variable> trained = new ArrayList<>();
            List<Tensor> gradients = subject.values(Mode.TRAINING, weights, subject.batches(number - 1).getLast(), f -> {
                f.graph().variables().values().stream().filter(Graph.Variable::trained).forEach(trained::add);
                return Backpropagation.gradients(f.loss(), trained.stream().map(Graph.Variable::node).toList()).values().stream()
                        .map(Search::largest)
                        .toList();
            });
            for (int i = trained.size() - 1; i >= 0; i--) {
                if (!Double.isFinite(gradients.get(i).get(0))) {
                    return new Fault(number - 1, Place.GRADIENT, trained.get(i).name(), "", Double.NaN);
                }
            }
            double largest = gradients.stream().mapToDouble(g -> g.get(0)).max().orElse(Double.NaN);
            return new Fault(number - 1, Place.WEIGHT, weight, "", largest);
        }

        /// The largest magnitude; NaN where there is one.
        private static Node largest(Node values) {
            return values.abs().maximum(java.util.stream.IntStream.range(0, values.shape().rank()).toArray()).total();
        }
    }
}
