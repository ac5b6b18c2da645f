package org.madaline.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;
import org.madaline.autodiff.Backpropagation;
import org.madaline.data.BatchField;
import org.madaline.data.BatchForm;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.graph.Role;
import org.madaline.init.Initializers;
import org.madaline.loss.LossTerms;
import org.madaline.optimizer.Update;
import org.madaline.tensor.Shape;

/// One training step as a graph: forward pass, losses, penalty, back-propagation, clipping, the optimizers' updates; or,
/// for a step of several batches, two graphs: one that gathers the gradients of a batch, and one that moves the parameters;
/// or the losses alone, in inference mode.
///
/// @param graph all of it; its assignments are the step
/// @param losses without the penalty; none in a graph that only moves
/// @param scalars inputs that depend on the step t = 1, 2, ..., such as bias corrections
public record TrainingGraph(Graph graph, Optional<Losses> losses, Map<String, LongToDoubleFunction> scalars) {
    /// The input that holds the learning rate of the first group.
    public static final String RATE = "rate";

    /// The names of gathered sums begin so.
    private static final String GATHERED = "gathered.";

    /// Losses whose gradients are gathered together, since one number divides them.
    ///
    /// @param name a part of the names of inputs and sums
    /// @param weight what the batch counts, where that depends on its values
    /// @param sums whether nothing divides
    record Pool(String name, List<Losses.Term> terms, Optional<Node> weight, boolean sums) {
        String sum(String variable) {
            return GATHERED + name + variable;
        }

        String total() {
            return GATHERED + name + "/total";
        }

        /// The input of a batch's share, where that follows from its size.
        String share() {
            return name + "share";
        }

        /// The input by which the sum is multiplied before it moves the parameters.
        String scale() {
            return name + "scale";
        }
    }

    /// The graph of a step of a trainer that moves the parameters at once.
    ///
    /// @param target the shape of one y
    /// @param trainer whose loss and updates make the step
    /// @param batch the number of examples
    /// @return the graph
    /// @throws IllegalArgumentException if the trainer has no loss
    public static TrainingGraph of(Trainer trainer, int batch, Shape target) {
        Goal goal = Goal.of(trainer.network(), trainer.loss().orElseThrow(() -> new IllegalArgumentException("no loss")));
        List<BatchField> fields = List.of(new BatchField("x", trainer.network().input()), new BatchField("y", target));
        return direct(goal, trainer.updates(), new BatchForm(fields, batch, 0));
    }

    static TrainingGraph direct(Goal goal, Updates updates, BatchForm form) {
        Graph g = new Graph(Mode.TRAINING);
        Losses losses = g.frozen(updates.frozen(), () -> goal.build(new BatchInputs(g, form)));
        TrainingGraph step = new TrainingGraph(g, Optional.of(losses), new LinkedHashMap<>());
        List<Graph.Variable> moved = moved(g, updates);
        Node small = Losses.sum(losses.terms());
        Node all = updates.penalty().isEmpty() ? small : small.plus(updates.penalty().get().build(moved));
        step.update(updates, gradients(all, moved));
        return step;
    }

    /// Tells the losses of a batch, in inference mode.
    static TrainingGraph judging(Goal goal, BatchForm form) {
        Graph g = new Graph(Mode.INFERENCE);
        return new TrainingGraph(g, Optional.of(goal.build(new BatchInputs(g, form))), Map.of());
    }

    /// Adds the shares of a batch in the gradients to what has been gathered.
    static TrainingGraph gathering(Goal goal, Updates updates, BatchForm form) {
        Graph g = new Graph(Mode.TRAINING);
        Losses losses = g.frozen(updates.frozen(), () -> goal.build(new BatchInputs(g, form)));
        Node begun = g.input("begun", Shape.SCALAR);
        for (Pool pool : pools(losses)) {
            Node share = pool.sums() ? g.constant(1) : pool.weight().orElseGet(() -> g.input(pool.share(), Shape.SCALAR));
            gradients(Losses.sum(pool.terms()), moved(g, updates)).forEach((variable, gradient) -> {
                Node sum = gathered(g, pool.sum(variable.name()), variable.shape());
                g.assign(sum, sum.times(begun).plus(gradient.times(share)));
            });
            pool.weight().ifPresent(w -> {
                Node sum = gathered(g, pool.total(), Shape.SCALAR);
                g.assign(sum, sum.times(begun).plus(w));
            });
        }
        return new TrainingGraph(g, Optional.of(losses), Map.of());
    }

    /// Moves the parameters along the gathered gradients.
    ///
    /// @param gathering the graph that gathers
    static TrainingGraph moving(Updates updates, TrainingGraph gathering) {
        Graph g = new Graph(Mode.TRAINING);
        moved(gathering.graph(), updates).forEach(p -> g.parameter(p.name(), p.shape(), p.initializer()));
        List<Graph.Variable> moved = moved(g, updates);
        Map<Graph.Variable, Node> gradients = new LinkedHashMap<>();
        for (Pool pool : gathering.pools()) {
            Optional<Node> total = pool.weight().map(_ -> gathered(g, pool.total(), Shape.SCALAR).max(LossTerms.TINY));
            for (Graph.Variable p : moved) {
                Node sum = gathered(g, pool.sum(p.name()), p.shape());
                boolean known = total.isEmpty() && !pool.sums();
                Node mean = known ? sum.times(g.input(pool.scale(), Shape.SCALAR)) : total.map(sum::dividedBy).orElse(sum);
                gradients.merge(p, mean, Node::plus);
            }
        }
        updates.penalty().ifPresent(penalty -> gradients(penalty.build(moved), moved)
                .forEach((p, gradient) -> gradients.merge(p, gradient, Node::plus)));
        TrainingGraph step = new TrainingGraph(g, Optional.empty(), new LinkedHashMap<>());
        step.update(updates, gradients);
        return step;
    }

    /// The losses by what divides them.
    List<Pool> pools() {
        return pools(losses.orElseThrow());
    }

    private static List<Pool> pools(Losses losses) {
        List<Losses.Term> summed = new ArrayList<>();
        List<Losses.Term> counted = new ArrayList<>();
        List<Pool> pools = new ArrayList<>();
        for (Losses.Term term : losses.terms()) {
            Optional<Node> weight = term.loss().weight();
            Optional<Pool> same = pools.stream().filter(p -> weight.isPresent() && p.weight().equals(weight)).findFirst();
            if (same.isPresent()) {
                same.get().terms().add(term);
            } else if (weight.isPresent()) {
                pools.add(new Pool("pool" + pools.size() + ".", new ArrayList<>(List.of(term)), weight, false));
            } else {
                (term.loss().sums() ? summed : counted).add(term);
            }
        }
        if (!summed.isEmpty()) {
            pools.add(new Pool("summed.", summed, Optional.empty(), true));
        }
        if (!counted.isEmpty()) {
            pools.add(new Pool("", counted, Optional.empty(), false));
        }
        return pools;
    }

    /// Whether a variable holds gathered gradients, which are done with between steps.
    static boolean isGathered(String variable) {
        return variable.startsWith(GATHERED);
    }

    private static Node gathered(Graph g, String name, Shape shape) {
        return g.variable(name, shape, Initializers.ZEROS, Role.OPTIMIZER);
    }

    /// The parameters that move.
    static List<Graph.Variable> moved(Graph g, Updates updates) {
        return g.variables().values().stream().filter(v -> v.trained() && updates.group(v.name()) >= 0).toList();
    }

    private static Map<Graph.Variable, Node> gradients(Node small, List<Graph.Variable> moved) {
        if (moved.isEmpty()) {
            throw new IllegalArgumentException("no parameter is to be moved: none of the graph's trained variables belongs to a group");
        }
        Map<Node, Node> byNode = Backpropagation.gradients(small, moved.stream().map(Graph.Variable::node).toList());
        Map<Graph.Variable, Node> gradients = new LinkedHashMap<>();
        moved.forEach(v -> gradients.put(v, byNode.get(v.node())));
        return gradients;
    }

    private void update(Updates updates, Map<Graph.Variable, Node> gradients) {
        Map<Graph.Variable, Node> clipped = updates.clipping().isEmpty() ? gradients : updates.clipping().get().apply(gradients);
        clipped.forEach((variable, gradient) -> {
            int k = updates.group(variable.name());
            Node rate = graph.input(rate(k), Shape.SCALAR);
            var update = new Update(variable.name(), variable.node(), gradient, rate, scalars, k == 0 ? "" : k + ".");
            graph.assign(variable.node(), updates.groups().get(k).optimizer().update(update));
        });
    }

    /// The input that holds the learning rate of a group.
    static String rate(int group) {
        return group == 0 ? RATE : RATE + "." + group;
    }

    /// The losses.
    List<Losses.Term> terms() {
        return losses.orElseThrow().terms();
    }

    /// The first loss.
    ///
    /// @return a scalar
    public Node loss() {
        return terms().getFirst().loss().loss();
    }

    /// What the first loss judges.
    ///
    /// @return the network's output, `[N, ...]`
    public Node prediction() {
        return terms().getFirst().prediction();
    }
}
