package org.madaline.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.madaline.graph.BinaryFunction;
import org.madaline.graph.Node;
import org.madaline.graph.Op;

/// Decides which nodes share a kernel. Elementwise nodes go into the pass of the node that uses them; what several
/// passes use is either cheap enough to be computed in each, or stored by one of them.
final class Fusion {
    /// An expression of at most this many plain instructions is computed again rather than stored.
    private static final int CHEAP = 3;
    /// A pass holds no more instructions than this.
    private static final int LARGEST = 48;

    private final Usage usage;
    private final Set<Node> required;
    private final Map<Node, Unit> storedBy = new HashMap<>();
    private final Map<Node, Set<Unit>> computedIn = new HashMap<>();
    private final Map<Node, Integer> costs = new HashMap<>();
    private final List<Unit> units = new ArrayList<>();
    private final Compiler.Options options;
    private final Waiting waiting;

    private Fusion(Usage usage, Set<Node> required, Compiler.Options options) {
        this.usage = usage;
        this.required = required;
        this.options = options;
        this.waiting = new Waiting(options.work());
    }

    /// The units for all nodes of the usage that are not leaves or aliases.
    ///
    /// @param required nodes whose values must be stored: outputs, and values of assignments
    static List<Unit> fuse(Usage usage, Set<Node> required, Compiler.Options options) {
        Fusion fusion = new Fusion(usage, required, options);
        usage.nodes().forEach(fusion::cost);
        for (Node node : usage.nodes().reversed()) {
            if (!usage.isAlias(node) && !Usage.isLeaf(node) && !fusion.storedBy.containsKey(node)) {
                fusion.place(node);
            }
        }
        return fusion.units;
    }

    private void place(Node node) {
        if (node.op() instanceof Op.Sum || node.op() instanceof Op.Maximum) {
            open(new Unit(Unit.Kind.REDUCE, node.input(0).shape(), node));
        } else if (!node.op().elementwise()) {
            open(new Unit(Unit.Kind.OPERATION, null, node));
        } else if (!options.fuse()) {
            openOwn(node);
        } else if (!absorb(node)) {
            placeElementwise(node);
        }
    }

    private void placeElementwise(Node node) {
        Set<Unit> users = new LinkedHashSet<>();
        boolean stored = required.contains(node);
        for (Node user : usage.users(node)) {
            options.work().count();
            Set<Unit> in = fusable(node, user);
            stored |= in.isEmpty();
            users.addAll(in);
        }
        boolean roomy = users.stream().allMatch(unit -> unit.members.size() < LARGEST);
        if (!stored && roomy && (users.size() == 1 || costs.get(node) <= CHEAP)) {
            users.forEach(unit -> unit.members.add(node));
            computedIn.put(node, users);
            return;
        }
        for (Unit unit : users) {
            if (unit.kind == Unit.Kind.MAP && unit.members.size() < LARGEST && !leadsBack(node, unit)) {
                unit.outputs.add(node);
                unit.members.add(node);
                store(node, unit);
                return;
            }
        }
        openOwn(node);
    }

    private void openOwn(Node node) {
        Unit own = new Unit(Unit.Kind.MAP, node.shape(), node);
        own.members.add(node);
        open(own);
    }

    /// The units in which a user computes at the same places as the node, so that the node can be computed there too.
    private Set<Unit> fusable(Node node, Node user) {
        Set<Unit> in = unitsOf(user);
        boolean same = !in.isEmpty() && in.stream().allMatch(u -> u.kind != Unit.Kind.OPERATION && u.space.equals(node.shape()));
        return same ? in : Set.of();
    }

    private void open(Unit unit) {
        units.add(unit);
        store(unit.root(), unit);
    }

    private void store(Node node, Unit unit) {
        storedBy.put(node, unit);
        waiting.add(unit, readers(node));
    }

    /// A bias added to a product, and a ReLU or ReLU6 after it, become part of the product's kernel. Called for the
    /// later node.
    private boolean absorb(Node node) {
        Clipped clipped = Clipped.of(usage, node);
        Node sum = clipped.of();
        if (sum != node && !isReadOnce(sum)) {
            return false;
        }
        Node product = sum;
        boolean biased = isBiased(sum);
        if (biased) {
            product = usage.operand(sum, 0);
        }
        boolean isProduct = product.op() instanceof Op.MatMul || product.op() instanceof Op.Convolution;
        if (product == node || !isProduct || !isReadOnce(product)) {
            return false;
        }
        Unit unit = new Unit(Unit.Kind.OPERATION, null, node);
        unit.members.add(product);
        if (biased) {
            unit.members.add(sum);
        }
        open(unit);
        unit.members.forEach(member -> storedBy.put(member, unit));
        return true;
    }

    /// Whether a node has one user and need not be stored otherwise.
    private boolean isReadOnce(Node node) {
        return usage.users(node).size() == 1 && !required.contains(node);
    }

    /// Whether a node adds one number for each column of a matrix or channel of an image.
    private boolean isBiased(Node node) {
        if (!(node.op() instanceof Op.Binary b) || b.function() != BinaryFunction.ADD || node.shape().rank() < 2) {
            return false;
        }
        Node bias = node.input(1);
        return node.input(0).shape().equals(node.shape())
                && bias.shape().rank() == node.shape().rank()
                && bias.shape().dim(1) == node.shape().dim(1)
                && bias.shape().size() == node.shape().dim(1)
                && !usage.isTransposed(node);
    }

    /// Whether storing the node in this unit would make the unit wait for itself, through another user of the node.
    private boolean leadsBack(Node node, Unit unit) {
        Set<Unit> others = new LinkedHashSet<>();
        for (Node user : usage.users(node)) {
            Set<Unit> in = unitsOf(user);
            if (in.isEmpty() && readers(user).contains(unit)) {
                return true;
            }
            others.addAll(in.isEmpty() ? readers(user) : in);
        }
        others.remove(unit);
        return waiting.waits(unit, others);
    }

    /// The units that read a node, itself or under another name.
    private Set<Unit> readers(Node node) {
        Set<Unit> readers = new LinkedHashSet<>();
        for (Node user : usage.users(node)) {
            Set<Unit> in = unitsOf(user);
            readers.addAll(in.isEmpty() ? readers(user) : in);
        }
        return readers;
    }

    private Set<Unit> unitsOf(Node node) {
        Unit stored = storedBy.get(node);
        return stored != null ? Set.of(stored) : computedIn.getOrDefault(node, Set.of());
    }

    /// How many plain instructions the expression down to stored values takes, at least; functions count more.
    private void cost(Node node) {
        int own = switch (node.op()) {
            case Op.Unary u -> switch (u.function()) {
                case NEG, ABS, SIGN, STEP, SQUARE, RELU, RELU6, FLOOR -> 1;
                case SQRT, RECIPROCAL -> 4;
                case EXP, LOG, SIGMOID, TANH, SOFTPLUS, ERF, SIN, COS -> 20;
            };
            case Op.Binary b -> switch (b.function()) {
                case ADD, SUB, MUL, MAX, MIN, GREATER, WHERE_POSITIVE, WHERE_INSIDE -> 1;
                case DIV -> 4;
                case POW -> 40;
            };
            case Op.Select _ -> 1;
            case Op.Uniform _ -> 10;
            case Op.Input _, Op.Variable _, Op.Constant _, Op.Table _, Op.Broadcast _, Op.Detach _, Op.Sum _,
                    Op.Maximum _, Op.Reshape _, Op.Permute _, Op.Narrow _, Op.Pad _, Op.Concat _, Op.MatMul _,
                    Op.BatchMatMul _, Op.Gather _, Op.ScatterAdd _, Op.Softmax _, Op.CrossEntropy _,
                    Op.CrossEntropyGradient _, Op.ClassCrossEntropy _, Op.ClassCrossEntropyGradient _, Op.OneHot _,
                    Op.Convolution _, Op.ConvolutionInputGradient _, Op.ConvolutionWeightGradient _, Op.MaxPool _,
                    Op.MaxPoolGradient _, Op.AveragePool _, Op.AveragePoolGradient _, Op.Custom _ -> 0;
        };
        for (Node x : node.inputs()) {
            if (node.op().elementwise() && x.op().elementwise() && x.shape().equals(node.shape())) {
                own += costs.getOrDefault(x, 0);
            }
        }
        costs.put(node, Math.min(own, 1000));
    }
}
