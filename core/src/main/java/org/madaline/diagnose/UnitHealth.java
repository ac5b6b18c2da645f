package org.madaline.diagnose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.madaline.data.Batch;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.graph.UnaryFunction;
import org.madaline.tensor.Tensor;

/// Units that say nothing: those of a rectifier that are 0 for every example of a sample, and those of a sigmoid or of tanh
/// that lie at an end of their range for nearly every one. No gradient passes through either. A unit of a picture's layer is
/// a channel.
///
/// @param examples in the sample
/// @param layers   those that have such functions, from the input on
public record UnitHealth(int examples, List<Layer> layers) {
    /// The share of the examples for which a unit must be at an end to be saturated.
    private static final double NEARLY_ALL = 0.95;

    /// How near to an end of its range, of the width 2, a value is at it.
    private static final double END = 0.99;

    /// The list is copied.
    public UnitHealth {
        layers = List.copyOf(layers);
    }

    /// The units of one layer.
    ///
    /// @param path     of the layer
    /// @param function `relu`, `relu6`, `sigmoid` or `tanh`
    /// @param units    how many there are
    /// @param silent   how many of them say nothing
    public record Layer(String path, String function, int units, int silent) {
        /// {@return the share of units that say nothing}
        public double share() {
            return (double) silent / units;
        }
    }

    /// Looks at the units of a network as training begins.
    ///
    /// @param subject network and examples
    /// @return their state on a sample of the examples
    public static UnitHealth atStart(Subject subject) {
        return of(subject, Mode.TRAINING, subject.weights());
    }

    /// Looks at the units of a trained network.
    ///
    /// @param subject network and examples
    /// @param weights of the network after training
    /// @return their state on a sample of the examples
    public static UnitHealth trained(Subject subject, Map<String, Tensor> weights) {
        return of(subject, Mode.INFERENCE, weights);
    }

    private static UnitHealth of(Subject subject, Mode mode, Map<String, Tensor> weights) {
        Batch batch = subject.sample();
        Map<Node, String> functions = new LinkedHashMap<>();
        List<Tensor> values = subject.values(mode, weights, batch, f -> {
            functions.putAll(functions(f.graph(), f.loss().id()));
            return functions.isEmpty() ? List.of(f.loss())
                    : functions.entrySet().stream().map(e -> silence(e.getKey(), e.getValue())).toList();
        });
        List<Layer> layers = new ArrayList<>();
        for (Map.Entry<Node, String> e : functions.entrySet()) {
            float[] shares = values.get(layers.size()).toArray();
            int silent = (int) IntStream.range(0, shares.length).filter(i -> shares[i] >= bound(e.getValue())).count();
            layers.add(new Layer(e.getKey().path(), e.getValue(), shares.length, silent));
        }
        return new UnitHealth(batch.size(), layers);
    }

    private static double bound(String function) {
        return function.startsWith("relu") ? 1 : NEARLY_ALL;
    }

    /// Rectifiers anywhere; the other functions where they are what a layer yields: within one they are gates, which may be
    /// open or shut.
    private static Map<Node, String> functions(Graph g, int end) {
        List<Node> outputs = g.parts().stream().map(Graph.Part::output).toList();
        Map<Node, String> found = new LinkedHashMap<>();
        for (Node node : g.nodes()) {
            if (node.id() < end && node.op() instanceof Op.Unary(UnaryFunction function) && node.shape().rank() > 1) {
                String name = function.name().toLowerCase(java.util.Locale.ROOT);
                boolean rectifier = function == UnaryFunction.RELU || function == UnaryFunction.RELU6;
                boolean bounded = function == UnaryFunction.SIGMOID || function == UnaryFunction.TANH;
                if (rectifier || bounded && outputs.contains(node)) {
                    found.put(node, name);
                }
            }
        }
        return found;
    }

    /// For each unit the share of its values that say nothing.
    private static Node silence(Node values, String function) {
        Node quiet = switch (function) {
            case "sigmoid" -> values.minus(0.5).abs().greater(END / 2);
            case "tanh" -> values.abs().greater(END);
            default -> values.greater(0).times(-1).plus(1);
        };
        return quiet.mean(IntStream.range(0, values.shape().rank()).filter(axis -> axis != 1).toArray());
    }
}
