package org.madaline.autodiff;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;

/// Error back-propagation (book, section 3.4) as a function from graph to graph: the gradients are nodes beside the
/// forward pass, to be compiled, inspected or differentiated like all others.
public final class Backpropagation {
    private Backpropagation() {}

    /// The gradients of a scalar with respect to some nodes. Walking from the loss towards the inputs, each node's
    /// error delta (book, eq. 3.32) is complete when all its users have been passed, and its rule passes it on.
    ///
    /// @param loss a scalar node
    /// @param wrt nodes of the same graph
    /// @return the gradient of each node of `wrt`, in their order; zeros where the loss does not depend on it
    /// @throws IllegalArgumentException if the loss is not a scalar
    public static Map<Node, Node> gradients(Node loss, Collection<Node> wrt) {
        if (loss.shape().rank() != 0) {
            throw new IllegalArgumentException("gradients are taken of a scalar, not of a value of shape " + loss.shape()
                    + "; sum or average it first");
        }
        Graph graph = loss.graph();
        List<Node> nodes = graph.nodes().subList(0, loss.id() + 1);
        boolean[] leads = leadsTo(nodes, wrt);
        Map<Node, Node> deltas = new HashMap<>();
        deltas.put(loss, graph.constant(1));
        for (Node y : nodes.reversed()) {
            Node delta = deltas.get(y);
            if (delta == null || !leads[y.id()] || y.inputs().isEmpty()) {
                continue;
            }
            List<Node> gradients = graph.scope("gradient", () -> GradientRules.gradients(y, delta));
            for (int i = 0; i < gradients.size(); i++) {
                Node x = y.input(i);
                Node gradient = gradients.get(i);
                if (gradient != null && leads[x.id()]) {
                    deltas.merge(x, gradient, Node::plus);
                }
            }
        }
        Map<Node, Node> result = new LinkedHashMap<>();
        for (Node x : wrt) {
            Node delta = deltas.get(x);
            result.put(x, delta == null ? graph.constant(0).broadcast(x.shape()) : delta.broadcast(x.shape()));
        }
        return result;
    }

    /// Which nodes depend on one of `wrt`, so that an error must pass through them.
    private static boolean[] leadsTo(List<Node> nodes, Collection<Node> wrt) {
        boolean[] leads = new boolean[nodes.size()];
        wrt.stream().filter(x -> x.id() < leads.length).forEach(x -> leads[x.id()] = true);
        for (Node node : nodes) {
            leads[node.id()] |= node.inputs().stream().anyMatch(x -> leads[x.id()]);
        }
        return leads;
    }
}
