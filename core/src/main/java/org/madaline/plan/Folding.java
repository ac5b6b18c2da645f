package org.madaline.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.madaline.graph.BinaryFunction;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.tensor.Shape;

/// Folds what follows a product and is the same for all examples into the product's weights: in inference
/// ((a Wᵀ + b) - mean) s + β becomes a (s W)ᵀ + ((b - mean) s + β), so that a batch normalization costs nothing.
final class Folding {
    /// A graph with the nodes that stand for the wanted ones.
    record Folded(Graph graph, List<Node> outputs) {}

    private final Graph from;
    private final Graph to;
    private final Map<Node, Node> images = new HashMap<>();
    private final Map<Node, Integer> uses = new HashMap<>();
    private final Set<Node> fixed = new HashSet<>();

    private Folding(Graph from, List<Node> outputs) {
        this.from = from;
        this.to = new Graph(from.mode());
        from.nodes().forEach(node -> node.inputs().forEach(x -> uses.merge(x, 1, Integer::sum)));
        outputs.forEach(node -> uses.merge(node, 1, Integer::sum));
        for (Node node : from.nodes()) {
            if (isFixed(node)) {
                fixed.add(node);
            }
        }
    }

    static Folded fold(Graph graph, List<Node> outputs) {
        Folding folding = new Folding(graph, outputs);
        graph.nodes().forEach(node -> folding.images.put(node, folding.image(node)));
        return new Folded(folding.to, outputs.stream().map(folding.images::get).toList());
    }

    /// Whether a value depends on variables and constants only.
    private boolean isFixed(Node node) {
        return node.op() instanceof Op.Variable || node.op() instanceof Op.Constant
                || !node.inputs().isEmpty() && fixed.containsAll(node.inputs());
    }

    private Node image(Node node) {
        return switch (node.op()) {
            case Op.Input op -> to.input(op.name(), node.shape());
            case Op.Variable op -> {
                Graph.Variable v = from.variables().get(op.name());
                yield v.trained()
                        ? to.parameter(v.name(), v.shape(), v.initializer())
                        : to.state(v.name(), v.shape(), v.initializer());
            }
            default -> to.scope(node.path(), () -> affine(node).flatMap(this::folded).orElseGet(
                    () -> to.apply(node.op(), node.inputs().stream().map(images::get).toArray(Node[]::new))));
        };
    }

    /// z = product · scale + shift, gathered from a chain of additions and multiplications by fixed values.
    private record Affine(Node product, List<Node> chain) {}

    private Optional<Affine> affine(Node end) {
        List<Node> chain = new ArrayList<>();
        Node node = end;
        boolean scaled = false;
        while (node.op() instanceof Op.Binary b && isStep(b.function(), node) && (node == end || uses.get(node) == 1)) {
            chain.add(node);
            scaled |= b.function() == BinaryFunction.MUL;
            node = node.input(0);
        }
        boolean product = (node.op() instanceof Op.MatMul m && !m.transposeA() && m.transposeB() || node.op() instanceof Op.Convolution)
                && node != end && uses.get(node) == 1 && fixed.contains(node.input(1)) && !fixed.contains(node.input(0));
        return product && scaled ? Optional.of(new Affine(node, chain.reversed())) : Optional.empty();
    }

    /// Whether a node adds, subtracts or multiplies by one fixed number for each column or channel.
    private boolean isStep(BinaryFunction f, Node node) {
        Node x = node.input(1);
        boolean perChannel = x.shape().rank() == node.shape().rank() && x.shape().rank() >= 2
                && x.shape().size() == x.shape().dim(1) && x.shape().dim(1) == node.shape().dim(1);
        return (f == BinaryFunction.ADD || f == BinaryFunction.SUB || f == BinaryFunction.MUL)
                && node.input(0).shape().equals(node.shape()) && fixed.contains(x) && perChannel;
    }

    private Optional<Node> folded(Affine affine) {
        Node scale = to.constant(1);
        Node shift = to.constant(0);
        for (Node step : affine.chain()) {
            Node x = images.get(step.input(1));
            switch (((Op.Binary) step.op()).function()) {
                case ADD -> shift = shift.plus(x);
                case SUB -> shift = shift.minus(x);
                default -> {
                    shift = shift.times(x);
                    scale = scale.times(x);
                }
            }
        }
        Node product = affine.product();
        Node weight = images.get(product.input(1));
        int[] rows = new int[weight.shape().rank()];
        java.util.Arrays.fill(rows, 1);
        rows[0] = weight.shape().dim(0);
        Node folded = weight.times(scale.reshape(Shape.of(rows)));
        return Optional.of(to.apply(product.op(), images.get(product.input(0)), folded).plus(shift));
    }
}
