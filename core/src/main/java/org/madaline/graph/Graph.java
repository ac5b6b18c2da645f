package org.madaline.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
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
    /// @param shape of its value
    public record Variable(String name, Shape shape, Initializer initializer, Role role, Node node) {
        /// Whether training changes it along its gradient.
        ///
        /// @return true for parameters
        public boolean trained() {
            return role == Role.PARAMETER;
        }
    }

    /// At the end of a run the variable takes the value.
    ///
    /// @param variable the node that reads it
    /// @param value what it takes, of the same shape
    public record Assignment(Node variable, Node value) {}

    /// What a layer added to the graph: the nodes with ids from `first` to before `end`.
    ///
    /// @param path the layer's place, such as `layer1.0.conv1`
    /// @param type the kind of layer, for listings
    /// @param input the layer's x
    /// @param output the layer's result
    /// @param first the id of its first node
    /// @param end the id behind its last node
    public record Part(String path, String type, Node input, Node output, int first, int end) {}

    /// A further output that helps to train: its loss is added with a weight.
    ///
    /// @param output the logits, or what else the loss is a function of
    /// @param weight the factor of its loss in the sum
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

    /// An empty graph.
    ///
    /// @param mode what layers are to build
    public Graph(Mode mode) {
        this.mode = mode;
    }

    /// What the graph is built for.
    ///
    /// @return training or inference
    public Mode mode() {
        return mode;
    }

    /// All nodes; inputs come before the nodes that use them.
    ///
    /// @return a copy, in the order of their making
    public List<Node> nodes() {
        return List.copyOf(nodes);
    }

    /// The variables by name, in the order of their making.
    ///
    /// @return a view, by full name such as `0.weight`
    public Map<String, Variable> variables() {
        return java.util.Collections.unmodifiableMap(variables);
    }

    /// The inputs by name.
    ///
    /// @return a view, by name such as `x`
    public Map<String, Node> inputs() {
        return java.util.Collections.unmodifiableMap(inputs);
    }

    /// What variables take at the end of a run.
    ///
    /// @return a copy, in the order in which the variables were first assigned to
    public List<Assignment> assignments() {
        return List.copyOf(assignments.values());
    }

    /// Builds what `body` builds with `name` added to the path of nodes and variables.
    ///
    /// @param <T> what the body yields
    /// @param name one step of the path
    /// @param body builds
    /// @return what the body yields
    public <T> T scope(String name, Supplier<T> body) {
        scopes.addLast(name);
        try {
            return body.get();
        } finally {
            scopes.removeLast();
        }
    }

    /// Builds a layer as [#scope] does and notes which nodes are its own.
    ///
    /// @param name one step of the path
    /// @param type the kind of layer, for listings
    /// @param x the layer's input
    /// @param body builds the layer
    /// @return the layer's output
    public Node part(String name, String type, Node x, Supplier<Node> body) {
        int first = nodes.size();
        Node y = scope(name, body);
        parts.add(new Part(path().isEmpty() ? name : path() + "." + name, type, x, y, first, nodes.size()));
        return y;
    }

    /// The layers of the graph; inner ones come before the ones that hold them.
    ///
    /// @return a copy, in the order in which they were finished
    public List<Part> parts() {
        return List.copyOf(parts);
    }

    /// Builds what `body` builds with the variables whose full names fulfil a condition left as they are in training:
    /// parameters become constants, and assignments are not made.
    ///
    /// @param <T> what the body yields
    /// @param names takes full names such as `0.weight`
    /// @param body builds
    /// @return what the body yields
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
    ///
    /// @param name without the path
    /// @return whether a condition of [#frozen] takes its full name
    public boolean isFrozen(String name) {
        return frozen.test(qualified(name));
    }

    /// Builds what `body` builds without random choices: dropout and its kin change nothing.
    ///
    /// @param <T> what the body yields
    /// @param body builds
    /// @return what the body yields
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
    ///
    /// @return false in inference and within [#deterministic]
    public boolean isRandom() {
        return random && mode == Mode.TRAINING;
    }

    private String qualified(String name) {
        return scopes.isEmpty() ? name : path() + "." + name;
    }

    /// The path of the layer under construction, such as `layer1.0`.
    ///
    /// @return names joined by points; empty outside of all layers
    public String path() {
        return String.join(".", scopes);
    }

    /// A value given anew for each run.
    ///
    /// @param name in the whole graph, not below the path
    /// @param shape of the value
    /// @return the node that reads it; the same one for the same name
    /// @throws ShapeException if it is known with another shape
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
    ///
    /// @param name below the path, such as `weight`
    /// @param shape of the value
    /// @param initializer its first value
    /// @return the node that reads it; the same one for the same full name
    /// @throws ShapeException if it is known with another shape
    public Node parameter(String name, Shape shape, Initializer initializer) {
        return variable(name, shape, initializer, isFrozen(name) ? Role.CONSTANT : Role.PARAMETER);
    }

    /// A state: a value that stays from run to run and changes only by [#assign], such as running statistics.
    ///
    /// @param name below the path, such as `running_mean`
    /// @param shape of the value
    /// @param initializer its first value
    /// @return the node that reads it; the same one for the same full name
    /// @throws ShapeException if it is known with another shape
    public Node state(String name, Shape shape, Initializer initializer) {
        return variable(name, shape, initializer, Role.STATE);
    }

    /// A variable with a role. Where the name is known already, its variable, which keeps its role.
    ///
    /// @param name below the path
    /// @param shape of the value
    /// @param initializer its first value
    /// @param role what it is for
    /// @return the node that reads it
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
    ///
    /// @param variable the node that reads it
    /// @param value of the same shape; ignored for a variable that is frozen
    /// @throws IllegalArgumentException if the node reads no variable, or one that nothing changes
    /// @throws ShapeException if the shapes differ
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
    ///
    /// @param variable the node that reads it
    /// @return the value assigned to it last, or the node itself
    public Node latest(Node variable) {
        Assignment made = variable.op() instanceof Op.Variable v ? assignments.get(v.name()) : null;
        return made == null ? variable : made.value();
    }

    /// Notes a further output, such as GoogLeNet's inner classifiers, for the same targets and loss as the network's
    /// own.
    ///
    /// @param output the further output
    /// @param weight the factor of its loss, such as 0.3
    public void auxiliary(Node output, double weight) {
        auxiliaries.add(new Auxiliary(output, weight));
    }

    /// The further outputs, whose losses are added to the network's own with their weights.
    ///
    /// @return a copy, in the order in which they were noted
    public List<Auxiliary> auxiliaries() {
        return List.copyOf(auxiliaries);
    }

    /// A number, as a scalar.
    ///
    /// @param value rounded to single precision where it is used
    /// @return the node, the same one for the same number
    public Node constant(double value) {
        return apply(new Op.Constant(value));
    }

    /// Fixed numbers; the same node for equal ones.
    ///
    /// @param values row-major, with their shape
    /// @return the node, of that shape
    public Node constant(Tensor values) {
        return values.shape().rank() == 0 ? constant(values.get(0)) : apply(new Op.Table(values));
    }

    /// Uniform numbers in [0, 1), anew at each step: a function of the seed, the path, the purpose, the step and the
    /// index. The input `step` must be given for each run.
    ///
    /// @param purpose tells apart what a layer draws, such as `dropout`
    /// @param shape of the numbers
    /// @return the node
    public Node uniform(String purpose, Shape shape) {
        return apply(new Op.Uniform(qualified(purpose), shape), input("step", Shape.SCALAR));
    }

    /// A node for the operation, or the one that is there already.
    ///
    /// @param op what is computed
    /// @param operands nodes of this graph, in the operation's order
    /// @return the node
    /// @throws ShapeException if the inputs do not fit
    /// @throws IllegalArgumentException if an operand belongs to another graph
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

    /// The values one after the other along an axis.
    ///
    /// @param axis along which they lie; negative ones count from the end
    /// @param parts at least one; their shapes are equal but for that axis
    /// @return the node
    public Node concat(int axis, List<Node> parts) {
        return parts.size() == 1 ? parts.get(0) : apply(new Op.Concat(parts.get(0).shape().axis(axis)), parts.toArray(Node[]::new));
    }
}
