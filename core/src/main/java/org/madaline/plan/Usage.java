package org.madaline.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.Op;

/// What a plan computes and who uses it: the nodes that are needed, their users, how each lies in memory, and which
/// are only another name for the same memory.
final class Usage {
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Node, Set<Node>> users = new HashMap<>();
    private final Map<Node, Node> parents = new HashMap<>();
    private final Work work;
    private final Set<Node> transposed = new LinkedHashSet<>();

    /// @param targets the nodes whose values are wanted
    /// @param assignments which tie the layout of a value to that of its variable
    /// @param work counts the operands seen
    Usage(Graph graph, Collection<Node> targets, List<Graph.Assignment> assignments, Work work) {
        this.work = work;
        boolean[] needed = new boolean[graph.nodes().size()];
        targets.forEach(target -> needed[resolve(target).id()] = true);
        for (Node node : graph.nodes().reversed()) {
            if (needed[node.id()]) {
                node.inputs().forEach(x -> needed[resolve(x).id()] = true);
            }
        }
        for (Node node : graph.nodes()) {
            if (needed[node.id()]) {
                nodes.add(node);
                operands(node).forEach(x -> users.computeIfAbsent(x, _ -> new LinkedHashSet<>()).add(node));
            }
        }
        nodes.forEach(this::tieOperands);
        assignments.forEach(a -> tie(a.variable(), resolve(a.value())));
        for (Node node : nodes) {
            if (node.op() instanceof Op.Variable && node.shape().rank() == 2) {
                transposed.add(find(node));
            }
        }
        for (Graph.Assignment a : assignments) {
            if (a.variable().shape().rank() == 2) {
                transposed.add(find(a.variable()));
            }
        }
    }

    /// The needed nodes, inputs before users.
    List<Node> nodes() {
        return nodes;
    }

    /// The needed nodes that read this one.
    Set<Node> users(Node node) {
        return users.getOrDefault(node, Set.of());
    }

    /// The node behind a chain of detachments.
    static Node resolve(Node node) {
        Node base = node;
        while (base.op() instanceof Op.Detach) {
            base = base.input(0);
        }
        return base;
    }

    Node operand(Node node, int i) {
        return resolve(node.input(i));
    }

    List<Node> operands(Node node) {
        work.count(node.inputs().size());
        return node.inputs().stream().map(Usage::resolve).toList();
    }

    static boolean isLeaf(Node node) {
        return node.op() instanceof Op.Input || node.op() instanceof Op.Variable || node.op() instanceof Op.Constant
                || node.op() instanceof Op.Table;
    }

    /// Whether a node is a reshaping that leaves everything in its place.
    boolean isAlias(Node node) {
        if (!(node.op() instanceof Op.Reshape)) {
            return false;
        }
        Node x = operand(node, 0);
        return !(x.op() instanceof Op.Constant) && layout(x).isRowMajor(x.shape()) && layout(node).isRowMajor(node.shape());
    }

    boolean isTransposed(Node node) {
        return node.shape().rank() == 2 && transposed.contains(find(node));
    }

    /// How a node's value lies in memory. Inputs lie as they are given, row-major.
    Layout layout(Node node) {
        if (node.op() instanceof Op.Input) {
            return Layout.rowMajor(node.shape().rank());
        }
        return isTransposed(node) ? Layout.ofVariable(2) : Layout.ofValue(node.shape().rank());
    }

    /// Elementwise operands of equal shape are walked together, so they lie alike.
    private void tieOperands(Node node) {
        if (node.op().elementwise() && node.shape().rank() == 2) {
            for (Node x : operands(node)) {
                if (x.shape().equals(node.shape()) && !(x.op() instanceof Op.Input)) {
                    tie(node, x);
                }
            }
        }
    }

    private void tie(Node x, Node y) {
        Node a = find(x);
        Node b = find(y);
        if (a != b) {
            parents.put(a, b);
        }
    }

    /// The node that stands for all that lie alike. Whoever is passed on the way points to it from then on, since in a
    /// recurrent network all steps lie alike.
    private Node find(Node node) {
        Node root = node;
        for (Node parent = parents.get(root); parent != null; parent = parents.get(root)) {
            root = parent;
        }
        Node passed = node;
        while (passed != root) {
            work.count();
            passed = parents.put(passed, root);
        }
        return root;
    }
}
