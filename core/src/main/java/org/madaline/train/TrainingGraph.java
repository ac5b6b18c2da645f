package org.madaline.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;
import org.madaline.autodiff.Backpropagation;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.tensor.Shape;

/// One training step as a graph: forward pass, loss, penalty, back-propagation, clipping, the optimizer's updates.
///
/// @param graph all of it; its assignments are the step
/// @param prediction what the network yields for the batch
/// @param loss without the penalty
/// @param scalars inputs that depend on the step t = 1, 2, ..., such as bias corrections
public record TrainingGraph(Graph graph, Node prediction, Node loss, Map<String, LongToDoubleFunction> scalars) {
    /// The input that holds the learning rate.
    public static final String RATE = "rate";

    /// The graph of a step that moves the parameters at once.
    ///
    /// @param target the shape of one y
    public static TrainingGraph of(Trainer trainer, int batch, Shape target) {
        Graph g = new Graph(Mode.TRAINING);
        Forward forward = Forward.build(trainer, g, batch, target);
        TrainingGraph step = new TrainingGraph(g, forward.prediction(), forward.loss(), new LinkedHashMap<>());
        step.update(trainer, forward.gradients(trainer));
        return step;
    }

    /// The graph of a part of a large batch: adds `share` times its gradients to what has been gathered.
    static TrainingGraph gathering(Trainer trainer, int batch, Shape target) {
        Graph g = new Graph(Mode.TRAINING);
        Forward forward = Forward.build(trainer, g, batch, target);
        Node share = g.input("share", Shape.SCALAR);
        Node begun = g.input("begun", Shape.SCALAR);
        forward.gradients(trainer).forEach((variable, gradient) -> {
            Node sum = gathered(g, variable);
            g.assign(sum, sum.times(begun).plus(gradient.times(share)));
        });
        return new TrainingGraph(g, forward.prediction(), forward.loss(), Map.of());
    }

    /// The graph that moves the parameters along the gathered gradients.
    static TrainingGraph moving(Trainer trainer, List<Graph.Variable> parameters) {
        Graph g = new Graph(Mode.TRAINING);
        Map<Graph.Variable, Node> gradients = new LinkedHashMap<>();
        for (Graph.Variable p : parameters) {
            g.parameter(p.name(), p.shape(), p.initializer());
            gradients.put(g.variables().get(p.name()), gathered(g, p));
        }
        TrainingGraph step = new TrainingGraph(g, null, null, new LinkedHashMap<>());
        step.update(trainer, gradients);
        return step;
    }

    private static Node gathered(Graph g, Graph.Variable variable) {
        return g.state("gathered." + variable.name(), variable.shape(), org.madaline.init.Initializers.ZEROS);
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
    private record Forward(Graph graph, Node prediction, Node loss, Node objective) {
        static Forward build(Trainer trainer, Graph g, int batch, Shape target) {
            Node prediction = g.frozen(trainer.frozen(), () -> trainer.network().build(g, batch));
            Node y = g.input("y", target.prepend(batch));
            Node loss = trainer.loss().build(prediction, y);
            Node objective = loss;
            for (Graph.Auxiliary further : g.auxiliaries()) {
                objective = objective.plus(trainer.loss().build(further.output(), y).times(further.weight()));
            }
            return new Forward(g, prediction, loss, objective);
        }

        Map<Graph.Variable, Node> gradients(Trainer trainer) {
            List<Graph.Variable> trained = graph.variables().values().stream().filter(Graph.Variable::trained).toList();
            Node small = trainer.penalty() == null ? objective : objective.plus(trainer.penalty().build(trained));
            Map<Node, Node> byNode = Backpropagation.gradients(small, trained.stream().map(Graph.Variable::node).toList());
            Map<Graph.Variable, Node> gradients = new LinkedHashMap<>();
            trained.forEach(v -> gradients.put(v, byNode.get(v.node())));
            return gradients;
        }
    }
}
