package org.madaline.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;
import org.madaline.autodiff.Backpropagation;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.graph.Role;
import org.madaline.init.Initializers;
import org.madaline.loss.LossTerms;
import org.madaline.tensor.Shape;

/// One training step as a graph: forward pass, loss, penalty, back-propagation, clipping, the optimizer's updates.
///
/// @param graph all of it; its assignments are the step
/// @param prediction what the network yields for the batch
/// @param loss without the penalty
/// @param weight what the loss counts in the mean over batches, where that is not the number of examples
/// @param sums whether the losses of batches add up
/// @param scalars inputs that depend on the step t = 1, 2, ..., such as bias corrections
public record TrainingGraph(Graph graph, Node prediction, Node loss, Optional<Node> weight, boolean sums,
        Map<String, LongToDoubleFunction> scalars) {
    /// The input that holds the learning rate.
    public static final String RATE = "rate";

    /// The state that holds the gathered weight; no variable of a network has such a name.
    private static final String WEIGHT = "gathered./weight";

    /// The graph of a step that moves the parameters at once.
    ///
    /// @param target the shape of one y
    public static TrainingGraph of(Trainer trainer, int batch, Shape target) {
        Graph g = new Graph(Mode.TRAINING);
        Forward forward = Forward.build(trainer, g, batch, target);
        TrainingGraph step = forward.step(new LinkedHashMap<>());
        step.update(trainer, forward.gradients(trainer.penalty()));
        return step;
    }

    /// Whether the share of a batch in a large one is known from its size alone.
    boolean shared() {
        return weight.isEmpty() && !sums;
    }

    /// The graph of a part of a large batch: adds its share of the gradients to what has been gathered. The share is given
    /// where it follows from sizes; where it depends on targets it is the loss's weight, gathered as well; where losses add
    /// up it is 1.
    static TrainingGraph gathering(Trainer trainer, int batch, Shape target) {
        Graph g = new Graph(Mode.TRAINING);
        Forward forward = Forward.build(trainer, g, batch, target);
        TrainingGraph step = forward.step(Map.of());
        Node begun = g.input("begun", Shape.SCALAR);
        Node share = step.shared() ? g.input("share", Shape.SCALAR) : step.weight().orElse(g.constant(1));
        forward.gradients(step.shared() ? trainer.penalty() : null).forEach((variable, gradient) -> {
            Node sum = gathered(g, variable);
            g.assign(sum, sum.times(begun).plus(gradient.times(share)));
        });
        step.weight().ifPresent(w -> {
            Node sum = g.variable(WEIGHT, Shape.SCALAR, Initializers.ZEROS, Role.OPTIMIZER);
            g.assign(sum, sum.times(begun).plus(w));
        });
        return step;
    }

    /// The graph that moves the parameters along the gathered gradients.
    ///
    /// @param parts the graph that gathers
    static TrainingGraph moving(Trainer trainer, List<Graph.Variable> parameters, TrainingGraph parts) {
        Graph g = new Graph(Mode.TRAINING);
        parameters.forEach(p -> g.parameter(p.name(), p.shape(), p.initializer()));
        List<Graph.Variable> trained = List.copyOf(g.variables().values());
        // With shares that add up to 1 the penalty's gradient was gathered with the others.
        Map<Node, Node> penalty = trainer.penalty() == null || parts.shared() ? Map.of()
                : Backpropagation.gradients(trainer.penalty().build(trained), trained.stream().map(Graph.Variable::node).toList());
        Optional<Node> weight = parts.weight().map(_ -> g.variable(WEIGHT, Shape.SCALAR, Initializers.ZEROS, Role.OPTIMIZER).max(LossTerms.TINY));
        Map<Graph.Variable, Node> gradients = new LinkedHashMap<>();
        for (Graph.Variable p : trained) {
            Node sum = gathered(g, p);
            Node mean = weight.map(sum::dividedBy).orElse(sum);
            Node further = penalty.get(p.node());
            gradients.put(p, further == null ? mean : mean.plus(further));
        }
        TrainingGraph step = new TrainingGraph(g, null, null, Optional.empty(), false, new LinkedHashMap<>());
        step.update(trainer, gradients);
        return step;
    }

    private static Node gathered(Graph g, Graph.Variable variable) {
        return g.variable("gathered." + variable.name(), variable.shape(), Initializers.ZEROS, Role.OPTIMIZER);
    }

    private void update(Trainer trainer, Map<Graph.Variable, Node> gradients) {
        Node rate = graph.input(RATE, Shape.SCALAR);
        Map<Graph.Variable, Node> clipped = trainer.clipping() == null ? gradients : trainer.clipping().apply(gradients);
        clipped.forEach((variable, gradient) -> {
            var update = new org.madaline.optimizer.Update(variable.name(), variable.node(), gradient, rate, scalars);
            graph.assign(variable.node(), trainer.optimizer().update(update));
        });
    }

    /// The forward pass and what is to be made small.
    ///
    /// @param objective the loss and those of further outputs
    private record Forward(Graph graph, Node prediction, LossTerms loss, Node objective) {
        static Forward build(Trainer trainer, Graph g, int batch, Shape target) {
            Node prediction = g.frozen(trainer.frozen(), () -> trainer.network().build(g, batch));
            Node y = g.input("y", target.prepend(batch));
            LossTerms loss = trainer.loss().terms(prediction, y).reduced();
            Node objective = loss.loss();
            for (Graph.Auxiliary further : g.auxiliaries()) {
                objective = objective.plus(trainer.loss().build(further.output(), y).times(further.weight()));
            }
            return new Forward(g, prediction, loss, objective);
        }

        TrainingGraph step(Map<String, LongToDoubleFunction> scalars) {
            return new TrainingGraph(graph, prediction, loss.loss(), loss.weight(), loss.sums(), scalars);
        }

        /// @param penalty null for none
        Map<Graph.Variable, Node> gradients(Penalty penalty) {
            List<Graph.Variable> trained = graph.variables().values().stream().filter(Graph.Variable::trained).toList();
            Node small = penalty == null ? objective : objective.plus(penalty.build(trained));
            Map<Node, Node> byNode = Backpropagation.gradients(small, trained.stream().map(Graph.Variable::node).toList());
            Map<Graph.Variable, Node> gradients = new LinkedHashMap<>();
            trained.forEach(v -> gradients.put(v, byNode.get(v.node())));
            return gradients;
        }
    }
}
