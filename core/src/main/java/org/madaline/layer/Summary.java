package org.madaline.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.tensor.Shape;

/// What a network consists of and what it costs, layer by layer, for one example.
///
/// @param rows the layers in the order of their execution; those that only hold others are left out
/// @param parameters the number of trained values
/// @param states the number of values kept but not trained, such as running statistics
/// @param multiplyAdds the products of convolutions and dense layers; additions of biases, normalizations, activations
///         and poolings are not counted
/// @param outputElements the values of all rows' outputs together: what training must keep, at most
public record Summary(List<Row> rows, long parameters, long states, long multiplyAdds, long outputElements) {
    /// One layer.
    ///
    /// @param path its place, such as `layer1.0.conv1`
    /// @param type the kind of layer
    /// @param output the shape of its output for one example
    /// @param parameters the trained values that it brings; a layer used twice brings them once
    /// @param multiplyAdds its products for one example
    public record Row(String path, String type, Shape output, long parameters, long multiplyAdds) {
        /// The memory of the parameters and of one output, in single precision.
        ///
        /// @return bytes, for a batch of one
        public long bytes() {
            return Float.BYTES * (parameters + output.size());
        }
    }

    /// Copies the list.
    public Summary {
        rows = List.copyOf(rows);
    }

    /// The summary of the network that predicts.
    ///
    /// @param network which one
    /// @return its layers in inference
    public static Summary of(Network network) {
        return of(network, Mode.INFERENCE);
    }

    /// The summary of the network that predicts or of the one that is trained, which may have further heads.
    ///
    /// @param network which one
    /// @param mode for which the graph is built
    /// @return its layers in that mode, counted for one example
    public static Summary of(Network network, Mode mode) {
        // Training normalizes over a batch, so it needs two examples.
        int batch = mode == Mode.TRAINING ? 2 : 1;
        Graph g = new Graph(mode);
        network.build(g, batch);
        List<Graph.Part> parts = g.parts().reversed();
        boolean[] holder = new boolean[parts.size()];
        List<List<Node>> own = ownNodes(g, parts, holder);
        List<Integer> order = IntStream.range(0, parts.size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> parts.get(i).first()))
                .toList();
        List<Row> rows = new ArrayList<>();
        for (int i : order) {
            Graph.Part part = parts.get(i);
            long parameters = parameters(own.get(i), true);
            if (!holder[i] || parameters > 0) {
                rows.add(new Row(
                        part.path(),
                        part.type(),
                        part.output().shape().drop(1),
                        parameters,
                        products(own.get(i)) / batch));
            }
        }
        return new Summary(
                rows,
                parameters(g.nodes(), true),
                parameters(g.nodes(), false),
                products(g.nodes()) / batch,
                rows.stream().mapToLong(row -> row.output().size()).sum());
    }

    /// The nodes of each part that belong to no inner one. Outer parts come first, so inner ones take nodes from them.
    private static List<List<Node>> ownNodes(Graph g, List<Graph.Part> parts, boolean[] holder) {
        List<Node> nodes = g.nodes();
        int[] owner = new int[nodes.size()];
        Arrays.fill(owner, -1);
        List<List<Node>> own = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Graph.Part part = parts.get(i);
            own.add(new ArrayList<>());
            if (part.first() < part.end() && owner[part.first()] >= 0) {
                holder[owner[part.first()]] = true;
            }
            Arrays.fill(owner, part.first(), part.end(), i);
        }
        for (Node node : nodes) {
            if (owner[node.id()] >= 0) {
                own.get(owner[node.id()]).add(node);
            }
        }
        return own;
    }

    private static long parameters(List<Node> nodes, boolean trained) {
        return nodes.stream()
                .filter(node -> node.op() instanceof Op.Variable v && v.trained() == trained)
                .mapToLong(node -> node.shape().size())
                .sum();
    }

    /// Each output of a product or a convolution is the sum of as many products as one row of weights has values.
    private static long products(List<Node> nodes) {
        return nodes.stream()
                .mapToLong(node -> switch (node.op()) {
                    case Op.MatMul op ->
                        (long) node.shape().size() * node.input(0).shape().dim(op.transposeA() ? 0 : 1);
                    case Op.BatchMatMul op ->
                        (long) node.shape().size() * node.input(0).shape().dim(op.transposeA() ? 1 : 2);
                    case Op.Convolution _ ->
                        (long) node.shape().size()
                                * node.input(1).shape().drop(1).size();
                    case Op.ConvolutionInputGradient _ ->
                        (long) node.input(0).shape().size()
                                * node.input(1).shape().drop(1).size();
                    case Op.Input _, Op.Variable _, Op.Constant _, Op.Table _, Op.Uniform _, Op.Unary _, Op.Binary _,
                            Op.Select _, Op.Broadcast _, Op.Detach _, Op.Sum _, Op.Maximum _, Op.Reshape _,
                            Op.Permute _, Op.Narrow _, Op.Pad _, Op.Concat _, Op.Gather _, Op.ScatterAdd _,
                            Op.Softmax _, Op.CrossEntropy _, Op.CrossEntropyGradient _, Op.ClassCrossEntropy _,
                            Op.ClassCrossEntropyGradient _, Op.OneHot _, Op.ConvolutionWeightGradient _,
                            Op.MaxPool _, Op.MaxPoolGradient _, Op.AveragePool _, Op.AveragePoolGradient _,
                            Op.Custom _ -> 0L;
                })
                .sum();
    }

    /// The memory of all trained values and states, in single precision.
    ///
    /// @return bytes, four for each value
    public long parameterBytes() {
        return Float.BYTES * (parameters + states);
    }

    /// A table to print: one line for each layer and one for the totals.
    ///
    /// @return lines that end with a line break, columns aligned by spaces
    public String table() {
        int path = Math.max(
                5, rows.stream().mapToInt(row -> row.path().length()).max().orElse(0));
        int type = Math.max(
                5, rows.stream().mapToInt(row -> row.type().length()).max().orElse(0));
        String format = "%-" + path + "s  %-" + type + "s  %-16s %,14d %,18d %10s%n";
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                format.replace(",14d", "14s").replace(",18d", "18s"),
                "layer",
                "type",
                "output",
                "parameters",
                "multiply-adds",
                "memory"));
        for (Row row : rows) {
            table.append(String.format(
                    Locale.ROOT,
                    format,
                    row.path(),
                    row.type(),
                    row.output(),
                    row.parameters(),
                    row.multiplyAdds(),
                    size(row.bytes())));
        }
        return table.append(String.format(
                        Locale.ROOT,
                        format,
                        "total",
                        "",
                        "",
                        parameters,
                        multiplyAdds,
                        size(parameterBytes() + Float.BYTES * outputElements)))
                .toString();
    }

    private static String size(long bytes) {
        return bytes < 1 << 20
                ? String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0)
                : String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
    }
}
