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

    /// This to the power y, by the rules of C: of a negative number where y is whole, else NaN.
    public Node power(Node y) {
        return apply(BinaryFunction.POW, y);
    }

    /// This to the power y, by the rules of C: of a negative number where y is whole, else NaN.
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

    public Node sin() {
        return apply(UnaryFunction.SIN);
    }

    public Node cos() {
        return apply(UnaryFunction.COS);
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

    /// The largest value along some axes, which stay with size 1; of all where none is named. NaN where there is one. The
    /// gradient goes to the largest; equal ones share it.
    public Node maximum(int... axes) {
        return graph.maximum(this, axes);
    }

    /// The smallest value along some axes, as [#maximum].
    public Node minimum(int... axes) {
        return negative().maximum(axes).negative();
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

    /// The rows of this table `[R, ...]` that the index `[I...]` names, `[I..., ...]`: embeddings. A negative index yields
    /// zeros; one that is not whole, or behind the last row, ends the run with an error. The gradient adds up what one
    /// row was used for, in the order of the index, so that it has the same bits on all threads.
    public Node gather(Node index) {
        return graph.apply(new Op.Gather(), this, index);
    }

    /// The parts of this along an axis that the index `[I...]` names; the index's axes take the axis's place.
    public Node gather(int axis, Node index) {
        return Products.gather(this, shape.axis(axis), index);
    }

    /// A table `[rows, ...]` of sums of this, `[I..., ...]`: row r is the sum of the values whose index is r.
    public Node scatterAdd(Node index, int rows) {
        return graph.apply(new Op.ScatterAdd(shape.drop(index.shape().rank()).prepend(rows)), index, this);
    }

    /// The matrix product of the last two axes, `[..., M, K]` and `[..., K, N]`. Axes before them, such as examples or
    /// heads, broadcast; all their products are one step.
    public Node matmul(Node other) {
        return matmul(other, false, false);
    }

    /// This times the transpose of the other.
    public Node matmulTransposed(Node other) {
        return matmul(other, false, true);
    }

    /// The matrix product of the last two axes, either of them transposed first.
    public Node matmul(Node other, boolean transposeThis, boolean transposeOther) {
        return Products.product(this, other, transposeThis, transposeOther);
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
