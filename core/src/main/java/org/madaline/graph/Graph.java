package org.madaline.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.madaline.init.Initializer;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// A network as a value under construction: nodes in the order they were made, the variables they refer to by name,
/// and the assignments to be made at the end of each run.
///
/// Shapes are checked as nodes are added; the message names the layer. Equal operations on the same inputs are the
/// same node, so that nothing is computed twice.
public final class Graph {
    /// A variable of the graph.
    ///
    /// @param name the path, equal to PyTorch's name where there is one: `0.weight`
    /// @param initializer its first value
    /// @param role what it is for
    /// @param node the node that reads it
    public record Variable(String name, Shape shape, Initializer initializer, Role role, Node node) {
        /// Whether training changes it along its gradient.
        public boolean trained() {
            return role == Role.PARAMETER;
        }
    }

    /// At the end of a run the variable takes the value.
    public record Assignment(Node variable, Node value) {}

    /// What a layer added to the graph: the nodes with ids from `first` to before `end`.
    ///
    /// @param path the layer's place, such as `layer1.0.conv1`
    /// @param type the kind of layer, for listings
    public record Part(String path, String type, Node input, Node output, int first, int end) {}

    /// A further output that helps to train: its loss is added with a weight.
    public record Auxiliary(Node output, double weight) {}

    private record Key(Op op, List<Node> inputs) {}

    /// What no network needs, and a small file can ask for: the largest of the zoo has some thousand operations.
    private static final int MAX_NODES = 1 << 20;

    private final Mode mode;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Key, Node> known = new HashMap<>();
    private final Map<String, Variable> variables = new LinkedHashMap<>();
    private final Map<String, Node> inputs = new LinkedHashMap<>();
    private final Map<String, Assignment> assignments = new LinkedHashMap<>();
    private final List<Auxiliary> auxiliaries = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final Deque<String> scopes = new ArrayDeque<>();
    private Predicate<String> frozen = name -> false;
    private boolean random = true;

    public Graph(Mode mode) {
        this.mode = mode;
    }

    public Mode mode() {
        return mode;
    }

    /// All nodes; inputs come before the nodes that use them.
    public List<Node> nodes() {
        return List.copyOf(nodes);
    }

    /// The variables by name, in the order of their making.
    public Map<String, Variable> variables() {
        return java.util.Collections.unmodifiableMap(variables);
    }

    /// The inputs by name.
    public Map<String, Node> inputs() {
        return java.util.Collections.unmodifiableMap(inputs);
    }

    public List<Assignment> assignments() {
        return List.copyOf(assignments.values());
    }

    /// Builds what `body` builds with `name` added to the path of nodes and variables.
    public <T> T scope(String name, Supplier<T> body) {
        scopes.addLast(name);
        try {
            return body.get();
        } finally {
            scopes.removeLast();
        }
    }

    /// Builds a layer as [#scope] does and notes which nodes are its own.
    public Node part(String name, String type, Node x, Supplier<Node> body) {
        int first = nodes.size();
        Node y = scope(name, body);
        parts.add(new Part(path().isEmpty() ? name : path() + "." + name, type, x, y, first, nodes.size()));
        return y;
    }

    /// The layers of the graph; inner ones come before the ones that hold them.
    public List<Part> parts() {
        return List.copyOf(parts);
    }

    /// Builds what `body` builds with the variables whose full names fulfil a condition left as they are in training:
    /// parameters become constants, and assignments are not made.
    public <T> T frozen(Predicate<String> names, Supplier<T> body) {
        Predicate<String> before = frozen;
        frozen = before.or(names);
        try {
            return body.get();
        } finally {
            frozen = before;
        }
    }

    /// Whether the variable that a layer calls `name` is to stay as it is.
    public boolean isFrozen(String name) {
        return frozen.test(qualified(name));
    }

    /// Builds what `body` builds without random choices: dropout and its kin change nothing.
    public <T> T deterministic(Supplier<T> body) {
        boolean before = random;
        random = false;
        try {
            return body.get();
        } finally {
            random = before;
        }
    }

    /// Whether layers make random choices: in training, unless they are told not to.
    public boolean isRandom() {
        return random && mode == Mode.TRAINING;
    }

    private String qualified(String name) {
        return scopes.isEmpty() ? name : path() + "." + name;
    }

    /// The path of the layer under construction, such as `layer1.0`.
    public String path() {
        return String.join(".", scopes);
    }

    /// A value given anew for each run.
    public Node input(String name, Shape shape) {
        Node known = inputs.get(name);
        if (known != null) {
            if (!known.shape().equals(shape)) {
                throw new ShapeException(path(), "input " + name + " has shape " + known.shape() + ", not " + shape);
            }
            return known;
        }
        Node node = add(new Op.Input(name), shape, List.of());
        inputs.put(name, node);
        return node;
    }

    /// A parameter: a value that training changes along its gradient.
    public Node parameter(String name, Shape shape, Initializer initializer) {
        return variable(name, shape, initializer, isFrozen(name) ? Role.CONSTANT : Role.PARAMETER);
    }

    /// A state: a value that stays from run to run and changes only by [#assign], such as running statistics.
    public Node state(String name, Shape shape, Initializer initializer) {
        return variable(name, shape, initializer, Role.STATE);
    }

    /// A variable with a role. Where the name is known already, its variable, which keeps its role.
    ///
    /// @throws ShapeException if it is known with another shape
    public Node variable(String name, Shape shape, Initializer initializer, Role role) {
        String full = qualified(name);
        Variable known = variables.get(full);
        if (known != null) {
            if (!known.shape().equals(shape)) {
                throw new ShapeException(path(), "variable " + full + " has shape " + known.shape() + ", not " + shape);
            }
            return known.node();
        }
        Node node = add(new Op.Variable(full, role), shape, List.of());
        variables.put(full, new Variable(full, shape, initializer, role, node));
        return node;
    }

    /// At the end of a run, the variable takes this value. A later assignment to the same variable replaces the first.
    public void assign(Node variable, Node value) {
        if (!(variable.op() instanceof Op.Variable v)) {
            throw new IllegalArgumentException("only a variable can be assigned to, not " + variable);
        }
        if (v.role() == Role.CONSTANT && !frozen.test(v.name())) {
            throw new IllegalArgumentException("variable " + v.name() + " is a constant, which nothing changes; make it a state to assign to it");
        }
        if (!variable.shape().equals(value.shape())) {
            throw new ShapeException(path(), "variable " + v.name() + " has shape " + variable.shape() + ", its new value " + value.shape());
        }
        if (frozen.test(v.name())) {
            return;
        }
        assignments.put(v.name(), new Assignment(variable, value));
    }

    /// What a variable holds once the assignments made so far are done: for layers that may stand in a graph more than once,
    /// so that each use goes on from the one before.
    public Node latest(Node variable) {
        Assignment made = variable.op() instanceof Op.Variable v ? assignments.get(v.name()) : null;
        return made == null ? variable : made.value();
    }

    /// Notes a further output, such as GoogLeNet's inner classifiers, for the same targets and loss as the network's
    /// own.
    public void auxiliary(Node output, double weight) {
        auxiliaries.add(new Auxiliary(output, weight));
    }

    /// The further outputs, whose losses are added to the network's own with their weights.
    public List<Auxiliary> auxiliaries() {
        return List.copyOf(auxiliaries);
    }

    public Node constant(double value) {
        return apply(new Op.Constant(value));
    }

    /// Fixed numbers; the same node for equal ones.
    public Node constant(Tensor values) {
        return values.shape().rank() == 0 ? constant(values.get(0)) : apply(new Op.Table(values));
    }

    /// Uniform numbers in [0, 1), anew at each step: a function of the seed, the path, the purpose, the step and the
    /// index. The input `step` must be given for each run.
    public Node uniform(String purpose, Shape shape) {
        return apply(new Op.Uniform(qualified(purpose), shape), input("step", Shape.SCALAR));
    }

    /// A node for the operation, or the one that is there already.
    ///
    /// @throws ShapeException if the inputs do not fit
    public Node apply(Op op, Node... operands) {
        List<Node> in = List.of(operands);
        for (Node node : in) {
            if (node.graph() != this) {
                throw new IllegalArgumentException(node + " belongs to another graph");
            }
        }
        Key key = new Key(op, in);
        Node node = known.get(key);
        if (node == null) {
            node = add(op, ShapeRules.infer(op, in, path()), in);
            known.put(key, node);
        }
        return node;
    }

    private Node add(Op op, Shape shape, List<Node> in) {
        if (nodes.size() >= MAX_NODES) {
            throw new ShapeException(path(), "the network has more than " + MAX_NODES + " operations; resize less, or use fewer layers");
        }
        Node node = new Node(this, nodes.size(), op, shape, in, path());
        nodes.add(node);
        return node;
    }

    Node binary(BinaryFunction f, Node x, Node y) {
        if (x.op() instanceof Op.Constant a && y.op() instanceof Op.Constant b) {
            return constant(f.apply(a.value(), b.value()));
        }
        if (y.op() instanceof Op.Constant c && isNeutral(f, c.value())) {
            return x;
        }
        if (x.op() instanceof Op.Constant c && (f == BinaryFunction.ADD || f == BinaryFunction.MUL) && isNeutral(f, c.value())) {
            return y;
        }
        // A number changes what is repeated before it is repeated.
        if (x.op() instanceof Op.Broadcast && y.op() instanceof Op.Constant) {
            return binary(f, x.input(0), y).broadcast(x.shape());
        }
        Shape widest = widest(x, y);
        return apply(new Op.Binary(f), lift(x, widest), lift(y, widest));
    }

    Node select(Node condition, Node x, Node y) {
        Shape widest = widest(condition, x, y);
        return apply(new Op.Select(), lift(condition, widest), lift(x, widest), lift(y, widest));
    }

    private static boolean isNeutral(BinaryFunction f, double value) {
        return switch (f) {
            case ADD, SUB -> value == 0;
            case MUL, DIV, POW -> value == 1;
            case MAX, MIN, GREATER, WHERE_POSITIVE, WHERE_INSIDE -> false;
        };
    }

    /// The shape with the most axes; of several the one that is largest.
    private static Shape widest(Node... operands) {
        return Arrays.stream(operands).map(Node::shape)
                .max(Comparator.comparingInt(Shape::rank).thenComparingInt(Shape::size)).orElseThrow();
    }

    /// Adds axes of size 1 in front, as NumPy does; a scalar stays one. A vector is repeated along the axes of the other,
    /// never the other along its own: `[N, 1]` and `[N]` would become `[N, N]`, each example with every other.
    private Node lift(Node x, Shape widest) {
        int rank = widest.rank();
        int[] old = x.shape().dims();
        if (old.length == 0 || old.length == rank) {
            return x;
        }
        int[] dims = new int[rank];
        Arrays.fill(dims, 1);
        System.arraycopy(old, 0, dims, rank - old.length, old.length);
        Shape lifted = Shape.of(dims);
        if (old.length == 1 && old[0] != 1 && widest.dim(-1) == 1) {
            throw new ShapeException(path(), "values of shapes " + widest + " and " + x.shape()
                    + " would be combined each with every other, since axes are aligned at the end; reshape " + x.shape()
                    + " to " + lifted + " if this is meant, or both to one shape to combine them element by element");
        }
        return reshape(x, lifted);
    }

    /// The axes to reduce over, all where none is named; those of size 1 need no reduction.
    private static List<Integer> reduced(Node x, int... axes) {
        int[] all = axes.length > 0 ? axes : java.util.stream.IntStream.range(0, x.shape().rank()).toArray();
        return Arrays.stream(all).map(x.shape()::axis).filter(i -> x.shape().dim(i) != 1).sorted().distinct().boxed().toList();
    }

    Node maximum(Node x, int... axes) {
        List<Integer> sorted = reduced(x, axes);
        return sorted.isEmpty() ? x : apply(new Op.Maximum(sorted), x);
    }

    Node sum(Node x, int... axes) {
        List<Integer> sorted = reduced(x, axes);
        if (sorted.isEmpty()) {
            return x;
        }
        // A sign and a factor that is the same for all summands move out of the sum: less to do for each of them.
        if (x.op() instanceof Op.Unary u && u.function() == UnaryFunction.NEG) {
            return sum(x.input(0), axes).negative();
        }
        if (x.op() instanceof Op.Binary b && b.function() == BinaryFunction.MUL) {
            for (int i = 0; i < 2; i++) {
                if (isConstantAlong(x.input(i), sorted)) {
                    return sum(x.input(1 - i).broadcast(x.shape()), axes).times(x.input(i));
                }
            }
        }
        return apply(new Op.Sum(sorted), x);
    }

    private static boolean isConstantAlong(Node x, List<Integer> axes) {
        return x.shape().rank() == 0 || axes.stream().allMatch(axis -> x.shape().dim(axis) == 1);
    }

    Node reshape(Node x, Shape shape) {
        if (x.op() instanceof Op.Reshape) {
            return reshape(x.input(0), shape);
        }
        return x.shape().equals(shape) ? x : apply(new Op.Reshape(shape), x);
    }

    /// The values one after the other along an axis.
    public Node concat(int axis, List<Node> parts) {
        return parts.size() == 1 ? parts.get(0) : apply(new Op.Concat(parts.get(0).shape().axis(axis)), parts.toArray(Node[]::new));
    }
}
