package org.madaline.book.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.madaline.autodiff.Backpropagation;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.interpret.Interpreter;
import org.madaline.layer.Activation;
import org.madaline.layer.Dense;
import org.madaline.layer.Layer;
import org.madaline.layer.Network;
import org.madaline.tensor.Shape;

/// The third form of back-propagation: the library's own, a function from graph to graph, for the same network.
public final class LibraryGradients {
    private LibraryGradients() {}

    /// {@return the gradient of the softmax loss of one object, by [Backpropagation] and evaluated in double precision}
    ///
    /// @param f a network whose last activation is softmax
    /// @param x one object, n₀ numbers
    /// @param y its label as a unit vector
    public static Gradients of(FeedForward f, double[] x, double[] y) {
        Graph graph = new Graph(Mode.TRAINING);
        Node output = network(f).build(graph, 1);
        Node target = graph.input("y", Shape.of(1, y.length));
        Node loss = target.times(output.log()).sum().negative().reshape(Shape.SCALAR);
        Interpreter interpreter = new Interpreter(0);
        List<Node> parameters = new ArrayList<>();
        for (int l = 0; l < f.depth(); l++) {
            String name = Integer.toString(2 * l);
            interpreter.set(name + ".weight", flatten(f.layers().get(l).w()));
            interpreter.set(name + ".bias", f.layers().get(l).b());
            parameters.add(graph.variables().get(name + ".weight").node());
            parameters.add(graph.variables().get(name + ".bias").node());
        }
        Map<Node, Node> gradients = Backpropagation.gradients(loss, parameters);
        Map<String, double[]> inputs = new HashMap<>(Map.of("x", x, "y", y));
        interpreter.evaluate(inputs, List.copyOf(gradients.values()));
        List<double[][]> w = new ArrayList<>();
        List<double[]> b = new ArrayList<>();
        for (int l = 0; l < f.depth(); l++) {
            w.add(rows(interpreter.value(gradients.get(parameters.get(2 * l))), f.width(l)));
            b.add(interpreter.value(gradients.get(parameters.get(2 * l + 1))));
        }
        return new Gradients(w, b, List.of());
    }

    /// {@return the same network in the library's layers, each a dense one and its activation}
    ///
    /// @param f a network
    public static Network network(FeedForward f) {
        List<Layer> layers = new ArrayList<>();
        for (FeedForward.Layer layer : f.layers()) {
            layers.add(new Dense(layer.b().length));
            layers.add(
                    switch (layer.g()) {
                        case ActivationFunction.Softmax _ -> Activation.SOFTMAX;
                        case ActivationFunction.Scalar g ->
                            switch (g) {
                                case SIGMOID -> Activation.SIGMOID;
                                case RELU -> Activation.RELU;
                                case TANH -> Activation.TANH;
                                case HARD_TANH -> Activation.HARD_TANH;
                                case IDENTITY -> Activation.IDENTITY;
                            };
                    });
        }
        return Network.of(Shape.of(f.width(0)), layers.toArray(Layer[]::new));
    }

    private static double[] flatten(double[][] rows) {
        double[] flat = new double[rows.length * rows[0].length];
        for (int j = 0; j < rows.length; j++) {
            System.arraycopy(rows[j], 0, flat, j * rows[j].length, rows[j].length);
        }
        return flat;
    }

    private static double[][] rows(double[] flat, int columns) {
        double[][] rows = new double[flat.length / columns][columns];
        for (int j = 0; j < rows.length; j++) {
            System.arraycopy(flat, j * columns, rows[j], 0, columns);
        }
        return rows;
    }
}
