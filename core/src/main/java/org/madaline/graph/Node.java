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

    /// {@return the graph that it belongs to}
    public Graph graph() {
        return graph;
    }

    /// {@return the position in the graph's order: inputs come before the nodes that use them}
    public int id() {
        return id;
    }

    /// {@return what it computes}
    public Op op() {
        return op;
    }

    /// {@return the shape of its value}
    public Shape shape() {
        return shape;
    }

    /// {@return the operation's operands, in order}
    public List<Node> inputs() {
        return inputs;
    }

    /// {@return an operand}
    ///
    /// @param i its place, from 0
    public Node input(int i) {
        return inputs.get(i);
    }

    /// {@return the path of the layer that made this node, such as `layer1.0.conv1`}
    public String path() {
        return path;
    }

    /// {@return f(x) for each element x}
    ///
    /// @param f the function
    public Node apply(UnaryFunction f) {
        return graph.apply(new Op.Unary(f), this);
    }

    /// {@return f(x, y) for each element x and its partner y}
    ///
    /// @param f the function
    /// @param other y, which broadcasts with this
    public Node apply(BinaryFunction f, Node other) {
        return Rewrites.binary(graph, f, this, other);
    }

    /// {@return x + y}
    /// @param y broadcasts with this
    public Node plus(Node y) {
        return apply(BinaryFunction.ADD, y);
    }

    /// {@return x + y}
    /// @param y the same for all elements
    public Node plus(double y) {
        return plus(graph.constant(y));
    }

    /// {@return x - y}
    /// @param y broadcasts with this
    public Node minus(Node y) {
        return apply(BinaryFunction.SUB, y);
    }

    /// {@return x - y}
    /// @param y the same for all elements
    public Node minus(double y) {
        return minus(graph.constant(y));
    }

    /// {@return x y, element by element}
    /// @param y broadcasts with this
    public Node times(Node y) {
        return apply(BinaryFunction.MUL, y);
    }

    /// {@return x y}
    /// @param y the same for all elements
    public Node times(double y) {
        return times(graph.constant(y));
    }

    /// {@return x / y, element by element}
    /// @param y broadcasts with this
    public Node dividedBy(Node y) {
        return apply(BinaryFunction.DIV, y);
    }

    /// {@return x / y}
    /// @param y the same for all elements
    public Node dividedBy(double y) {
        return dividedBy(graph.constant(y));
    }

    /// {@return the larger one of x and y}
    /// @param y broadcasts with this
    public Node max(Node y) {
        return apply(BinaryFunction.MAX, y);
    }

    /// {@return the larger one of x and y}
    /// @param y the same for all elements
    public Node max(double y) {
        return max(graph.constant(y));
    }

    /// {@return the smaller one of x and y}
    /// @param y broadcasts with this
    public Node min(Node y) {
        return apply(BinaryFunction.MIN, y);
    }

    /// {@return the smaller one of x and y}
    /// @param y the same for all elements
    public Node min(double y) {
        return min(graph.constant(y));
    }

    /// {@return x to the power y, by the rules of C: of a negative number where y is whole, else NaN}
    /// @param y broadcasts with this
    public Node power(Node y) {
        return apply(BinaryFunction.POW, y);
    }

    /// {@return x to the power y, by the rules of C: of a negative number where y is whole, else NaN}
    /// @param y the same for all elements
    public Node power(double y) {
        return apply(BinaryFunction.POW, graph.constant(y));
    }

    /// {@return 1 where x > y, else 0}
    /// @param y broadcasts with this
    public Node greater(Node y) {
        return apply(BinaryFunction.GREATER, y);
    }

    /// {@return 1 where x > y, else 0}
    /// @param y the same for all elements
    public Node greater(double y) {
        return greater(graph.constant(y));
    }

    /// {@return -x}
    public Node negative() {
        return apply(UnaryFunction.NEG);
    }

    /// {@return |x|}
    public Node abs() {
        return apply(UnaryFunction.ABS);
    }

    /// {@return x²}
    public Node square() {
        return apply(UnaryFunction.SQUARE);
    }

    /// {@return √x, NaN below 0}
    public Node sqrt() {
        return apply(UnaryFunction.SQRT);
    }

    /// {@return 1 / x}
    public Node reciprocal() {
        return apply(UnaryFunction.RECIPROCAL);
    }

    /// {@return eˣ}
    public Node exp() {
        return apply(UnaryFunction.EXP);
    }

    /// {@return ln x, NaN below 0}
    public Node log() {
        return apply(UnaryFunction.LOG);
    }

    /// {@return sin x, x in radians}
    public Node sin() {
        return apply(UnaryFunction.SIN);
    }

    /// {@return cos x, x in radians}
    public Node cos() {
        return apply(UnaryFunction.COS);
    }

    /// {@return σ(x) = 1 / (1 + e⁻ˣ)}
    public Node sigmoid() {
        return apply(UnaryFunction.SIGMOID);
    }

    /// {@return tanh x}
    public Node tanh() {
        return apply(UnaryFunction.TANH);
    }

    /// {@return ln(1 + eˣ)}
    public Node softplus() {
        return apply(UnaryFunction.SOFTPLUS);
    }

    /// {@return max(0, x)}
    public Node relu() {
        return apply(UnaryFunction.RELU);
    }

    /// {@return min(max(0, x), 6)}
    public Node relu6() {
        return apply(UnaryFunction.RELU6);
    }

    /// {@return x where this is not 0, else y}
    ///
    /// @param x broadcasts with this
    /// @param y broadcasts with this
    public Node select(Node x, Node y) {
        return Rewrites.select(graph, this, x, y);
    }

    /// {@return the sum over some axes, which stay with size 1; over all axes where none is named}
    ///
    /// @param axes negative ones count from the end
    public Node sum(int... axes) {
        return Rewrites.sum(graph, this, axes);
    }

    /// {@return the mean over some axes, which stay with size 1; over all axes where none is named}
    ///
    /// @param axes negative ones count from the end
    public Node mean(int... axes) {
        Node sum = sum(axes);
        return sum.times((double) sum.shape().size() / shape.size());
    }

    /// {@return the largest value along some axes, which stay with size 1; of all where none is named} NaN where there is one.
    /// The gradient goes to the largest; equal ones share it.
    ///
    /// @param axes negative ones count from the end
    public Node maximum(int... axes) {
        return Rewrites.maximum(graph, this, axes);
    }

    /// {@return the smallest value along some axes, as [#maximum]}
    ///
    /// @param axes negative ones count from the end
    public Node minimum(int... axes) {
        return negative().maximum(axes).negative();
    }

    /// {@return the sum of all elements as a scalar}
    public Node total() {
        return sum().reshape(Shape.SCALAR);
    }

    /// {@return the same value, through which no gradient passes}
    public Node detach() {
        return graph.apply(new Op.Detach(), this);
    }

    /// {@return the same values, row-major, in another shape}
    ///
    /// @param other a shape of as many elements
    public Node reshape(Shape other) {
        return Rewrites.reshape(graph, this, other);
    }

    /// {@return this repeated along axes of size 1, and along new axes in front of a scalar}
    ///
    /// @param other the shape of the result
    public Node broadcast(Shape other) {
        return other.equals(shape) ? this : graph.apply(new Op.Broadcast(other), this);
    }

    /// {@return this with its axes in another order: axis i of the result is axis `axes[i]` of this}
    ///
    /// @param axes each axis once
    public Node permute(Integer... axes) {
        return graph.apply(new Op.Permute(List.of(axes)), this);
    }

    /// {@return a part of an axis}
    ///
    /// @param axis negative ones count from the end
    /// @param from the first place that is taken
    /// @param to the place behind the last one
    public Node narrow(int axis, int from, int to) {
        return from == 0 && to == shape.dim(axis) ? this : graph.apply(new Op.Narrow(shape.axis(axis), from, to), this);
    }

    /// {@return the rows of this table `[R, ...]` that the index `[I...]` names, `[I..., ...]`: embeddings} A negative index yields
    /// zeros; one that is not whole, or behind the last row, ends the run with an error. The gradient adds up what one row
    /// was used for, in the order of the index, so that it has the same bits on all threads.
    ///
    /// @param index row numbers, of any shape
    public Node gather(Node index) {
        return graph.apply(new Op.Gather(), this, index);
    }

    /// {@return the parts of this along an axis that the index `[I...]` names; the index's axes take the axis's place}
    ///
    /// @param axis negative ones count from the end
    /// @param index places along the axis, of any shape
    public Node gather(int axis, Node index) {
        return Products.gather(this, shape.axis(axis), index);
    }

    /// {@return a table `[rows, ...]` of sums of this, `[I..., ...]`: row r is the sum of the values whose index is r}
    ///
    /// @param index row numbers `[I...]`; a negative one adds nothing
    /// @param rows of the table
    public Node scatterAdd(Node index, int rows) {
        return graph.apply(new Op.ScatterAdd(shape.drop(index.shape().rank()).prepend(rows)), index, this);
    }

    /// {@return the matrix product of the last two axes, `[..., M, K]` and `[..., K, N]`} Axes before them, such as examples or
    /// heads, broadcast; all their products are one step.
    ///
    /// @param other the right factor
    public Node matmul(Node other) {
        return matmul(other, false, false);
    }

    /// {@return this times the transpose of the other}
    ///
    /// @param other the right factor, `[..., N, K]`
    public Node matmulTransposed(Node other) {
        return matmul(other, false, true);
    }

    /// {@return the matrix product of the last two axes, either of them transposed first}
    ///
    /// @param other the right factor
    /// @param transposeThis whether this is `[..., K, M]`
    /// @param transposeOther whether the other is `[..., N, K]`
    public Node matmul(Node other, boolean transposeThis, boolean transposeOther) {
        return Products.product(this, other, transposeThis, transposeOther);
    }

    /// {@return softmax along the last axis}
    public Node softmax() {
        return alongRows(new Op.Softmax(false));
    }

    /// {@return ln softmax along the last axis}
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
