package org.madaline.plan;

import java.util.ArrayDeque;
import java.util.Deque;
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
    private final Map<Node, Affine> affine = new HashMap<>();
    private final Map<Node, Line> lines = new HashMap<>();

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
        return node.op() instanceof Op.Variable || node.op() instanceof Op.Constant || node.op() instanceof Op.Table
                || !node.inputs().isEmpty() && fixed.containsAll(node.inputs());
    }

    private Node image(Node node) {
        return switch (node.op()) {
            case Op.Input op -> to.input(op.name(), node.shape());
            case Op.Variable op -> {
                Graph.Variable v = from.variables().get(op.name());
                yield to.variable(v.name(), v.shape(), v.initializer(), v.role());
            }
            case Op.Constant _, Op.Table _, Op.Uniform _, Op.Unary _, Op.Binary _, Op.Select _, Op.Broadcast _,
                    Op.Detach _, Op.Sum _, Op.Maximum _, Op.Reshape _, Op.Permute _, Op.Narrow _, Op.Pad _,
                    Op.Concat _, Op.MatMul _, Op.BatchMatMul _, Op.Gather _, Op.ScatterAdd _, Op.Softmax _,
                    Op.CrossEntropy _, Op.CrossEntropyGradient _, Op.ClassCrossEntropy _,
                    Op.ClassCrossEntropyGradient _, Op.OneHot _, Op.Convolution _, Op.ConvolutionInputGradient _,
                    Op.ConvolutionWeightGradient _, Op.MaxPool _, Op.MaxPoolGradient _, Op.AveragePool _,
                    Op.AveragePoolGradient _, Op.Custom _ ->
                to.scope(node.path(), () -> affine(node).map(line -> folded(node, line)).orElseGet(
                    () -> to.apply(node.op(), node.inputs().stream().map(images::get).toArray(Node[]::new))));
        };
    }

    /// The end of a chain of additions and multiplications by fixed values.
    ///
    /// @param start what the chain begins with
    /// @param scaled whether there is a multiplication among them
    private record Affine(Node start, boolean scaled) {}

    /// What a chain makes of its start: start · scale + shift.
    private record Line(Node scale, Node shift) {}

    private Optional<Line> affine(Node end) {
        if (!(end.op() instanceof Op.Binary b) || !isStep(b.function(), end)) {
            return Optional.empty();
        }
        Node below = end.input(0);
        Affine inner = uses.get(below) == 1 ? affine.get(below) : null;
        boolean scaled = b.function() == BinaryFunction.MUL || inner != null && inner.scaled();
        Affine all = new Affine(inner == null ? below : inner.start(), scaled);
        affine.put(end, all);
        return scaled && isProduct(all.start()) ? Optional.of(line(end, all.start())) : Optional.empty();
    }

    private boolean isProduct(Node node) {
        boolean product = node.op() instanceof Op.MatMul m && !m.transposeA() && m.transposeB() || node.op() instanceof Op.Convolution;
        return product && uses.get(node) == 1 && fixed.contains(node.input(1)) && !fixed.contains(node.input(0));
    }

    private Line line(Node end, Node start) {
        Deque<Node> chain = new ArrayDeque<>();
        Node node = end;
        while (node != start && !lines.containsKey(node)) {
            chain.push(node);
            node = node.input(0);
        }
        Line line = lines.getOrDefault(node, new Line(to.constant(1), to.constant(0)));
        for (Node step : chain) {
            Node x = images.get(step.input(1));
            Node shift = line.shift();
            line = switch (((Op.Binary) step.op()).function()) {
                case ADD -> new Line(line.scale(), shift.plus(x));
                case SUB -> new Line(line.scale(), shift.minus(x));
                default -> scaled(line, x);
            };
            lines.put(step, line);
        }
        return line;
    }

    private static Line scaled(Line line, Node x) {
        Node shift = line.shift().times(x);
        return new Line(line.scale().times(x), shift);
    }

    /// Whether a node adds, subtracts or multiplies by one fixed number for each column or channel.
    private boolean isStep(BinaryFunction f, Node node) {
        Node x = node.input(1);
        boolean perChannel = x.shape().rank() == node.shape().rank() && x.shape().rank() >= 2
                && x.shape().size() == x.shape().dim(1) && x.shape().dim(1) == node.shape().dim(1);
        return (f == BinaryFunction.ADD || f == BinaryFunction.SUB || f == BinaryFunction.MUL)
                && node.input(0).shape().equals(node.shape()) && fixed.contains(x) && perChannel;
    }

    /// The product with weights that take in the scale, plus the shift.
    private Node folded(Node end, Line line) {
        Node product = affine.get(end).start();
        Node weight = images.get(product.input(1));
        int[] rows = new int[weight.shape().rank()];
        java.util.Arrays.fill(rows, 1);
        rows[0] = weight.shape().dim(0);
        Node folded = weight.times(line.scale().reshape(Shape.of(rows)));
        return to.apply(product.op(), images.get(product.input(0)), folded).plus(line.shift());
    }
}
