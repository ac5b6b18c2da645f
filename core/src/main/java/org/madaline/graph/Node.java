package org.madaline.graph;

import java.util.List;
import org.madaline.tensor.Shape;

/// One value of a graph: an operation on other nodes, with a known shape. A node is identified by itself.
///
/// The methods build new nodes in the same graph; operands broadcast as in NumPy (axes aligned at the end, a size of 1
/// is repeated). A vector must not repeat the other: `[N, 1]` and `[N]` are refused.
public final class Node {
    private final Graph graph;
    private final int id;
    private final Op op;
    private final Shape shape;
    private final List<Node> inputs;
    private final String path;

    Node(Graph graph, int id, Op op, Shape shape, List<Node> inputs, String path) {
        this.graph = graph;
        this.id = id;
        this.op = op;
        this.shape = shape;
        this.inputs = List.copyOf(inputs);
        this.path = path;
    }

    public Graph graph() {
        return graph;
    }

    /// The position in the graph's order: inputs come before the nodes that use them.
    public int id() {
        return id;
    }

    public Op op() {
        return op;
    }

    public Shape shape() {
        return shape;
    }

    public List<Node> inputs() {
        return inputs;
    }

    public Node input(int i) {
        return inputs.get(i);
    }

    /// The layer that made this node, such as `layer1.0.conv1`.
    public String path() {
        return path;
    }

    public Node apply(UnaryFunction f) {
        return graph.apply(new Op.Unary(f), this);
    }

    public Node apply(BinaryFunction f, Node other) {
        return graph.binary(f, this, other);
    }

    public Node plus(Node y) {
        return apply(BinaryFunction.ADD, y);
    }

    public Node plus(double y) {
        return plus(graph.constant(y));
    }

    public Node minus(Node y) {
        return apply(BinaryFunction.SUB, y);
    }

    public Node minus(double y) {
        return minus(graph.constant(y));
    }

    public Node times(Node y) {
        return apply(BinaryFunction.MUL, y);
    }

    public Node times(double y) {
        return times(graph.constant(y));
    }

    public Node dividedBy(Node y) {
        return apply(BinaryFunction.DIV, y);
    }

    public Node dividedBy(double y) {
        return dividedBy(graph.constant(y));
    }

    public Node max(Node y) {
        return apply(BinaryFunction.MAX, y);
    }

    public Node max(double y) {
        return max(graph.constant(y));
    }

    public Node min(Node y) {
        return apply(BinaryFunction.MIN, y);
    }

    public Node min(double y) {
        return min(graph.constant(y));
    }

    public Node power(double y) {
        return apply(BinaryFunction.POW, graph.constant(y));
    }

    /// 1 where this is greater, else 0.
    public Node greater(Node y) {
        return apply(BinaryFunction.GREATER, y);
    }

    public Node greater(double y) {
        return greater(graph.constant(y));
    }

    public Node negative() {
        return apply(UnaryFunction.NEG);
    }

    public Node abs() {
        return apply(UnaryFunction.ABS);
    }

    public Node square() {
        return apply(UnaryFunction.SQUARE);
    }

    public Node sqrt() {
        return apply(UnaryFunction.SQRT);
    }

    public Node reciprocal() {
        return apply(UnaryFunction.RECIPROCAL);
    }

    public Node exp() {
        return apply(UnaryFunction.EXP);
    }

    public Node log() {
        return apply(UnaryFunction.LOG);
    }

    public Node sigmoid() {
        return apply(UnaryFunction.SIGMOID);
    }

    public Node tanh() {
        return apply(UnaryFunction.TANH);
    }

    public Node softplus() {
        return apply(UnaryFunction.SOFTPLUS);
    }

    public Node relu() {
        return apply(UnaryFunction.RELU);
    }

    public Node relu6() {
        return apply(UnaryFunction.RELU6);
    }

    /// x where this is not 0, else y.
    public Node select(Node x, Node y) {
        return graph.select(this, x, y);
    }

    /// The sum over some axes, which stay with size 1; over all axes where none is named. Negative axes count from
    /// the end.
    public Node sum(int... axes) {
        return graph.sum(this, axes);
    }

    /// The mean over some axes, which stay with size 1; over all axes where none is named.
    public Node mean(int... axes) {
        Node sum = sum(axes);
        return sum.times((double) sum.shape().size() / shape.size());
    }

    /// The sum of all elements as a scalar.
    public Node total() {
        return sum().reshape(Shape.SCALAR);
    }

    /// The same value, through which no gradient passes.
    public Node detach() {
        return graph.apply(new Op.Detach(), this);
    }

    public Node reshape(Shape other) {
        return graph.reshape(this, other);
    }

    public Node broadcast(Shape other) {
        return other.equals(shape) ? this : graph.apply(new Op.Broadcast(other), this);
    }

    /// Axis i of the result is axis `axes[i]` of this.
    public Node permute(Integer... axes) {
        return graph.apply(new Op.Permute(List.of(axes)), this);
    }

    public Node narrow(int axis, int from, int to) {
        return from == 0 && to == shape.dim(axis) ? this : graph.apply(new Op.Narrow(shape.axis(axis), from, to), this);
    }

    public Node matmul(Node other) {
        return graph.apply(new Op.MatMul(false, false), this, other);
    }

    /// This times the transpose of the other.
    public Node matmulTransposed(Node other) {
        return graph.apply(new Op.MatMul(false, true), this, other);
    }

    /// softmax along the last axis.
    public Node softmax() {
        return alongRows(new Op.Softmax(false));
    }

    /// ln softmax along the last axis.
    public Node logSoftmax() {
        return alongRows(new Op.Softmax(true));
    }

    private Node alongRows(Op op) {
        int columns = shape.dim(-1);
        Node rows = reshape(Shape.of(columns == 0 ? 0 : shape.size() / columns, columns));
        return graph.apply(op, rows).reshape(shape);
    }

    @Override
    public String toString() {
        return "%" + id + " " + op + " " + shape + (path.isEmpty() ? "" : " at " + path);
    }
}
