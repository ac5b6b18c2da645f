package org.madaline.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.madaline.autodiff.Backpropagation;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.interpret.Interpreter;
import org.madaline.kernels.CounterRandom;
import org.madaline.layer.Network;
import org.madaline.loss.Loss;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// Compares the gradients that back-propagation yields (book, section 3.4) with central differences, both in double
/// precision:
///
/// ∂E/∂w ≈ (E(w - 2h) - 8 E(w - h) + 8 E(w + h) - E(w + 2h)) / 12h
///
/// The step h is made smaller where the first one does not agree, since the difference may straddle a kink such as
/// ReLU's; a wrong gradient disagrees at every step.
///
/// @param parameters what was found for each parameter, and for the input as `x`
public record GradientCheck(List<Result> parameters) {
    private static final double[] STEPS = {1e-3, 1e-4, 1e-5, 1e-6, 1e-7};
    private static final double GOOD = 1e-8;
    /// Gradients below this share of the largest one count as zero: there is nothing to compare a difference with.
    private static final double FLOOR = 1e-3;

    /// What was found for one parameter.
    ///
    /// @param checked the number of elements that were compared
    /// @param error the largest relative error: |analytic - numeric| over the larger magnitude, or over a thousandth of
    ///     the largest gradient of all parameters where both are smaller than that
    /// @param worst the flat index of the element with that error
    /// @param name of the parameter, or `x`
    /// @param shape of the parameter
    /// @param analytic the gradient that back-propagation yields for the worst element
    /// @param numeric the central difference for it
    public record Result(
            String name, Shape shape, int checked, double error, int worst, double analytic, double numeric) {}

    private record Sample(String name, Shape shape, int index, double analytic, double numeric) {
        double error(double floor) {
            double size = Math.max(Math.max(Math.abs(analytic), Math.abs(numeric)), floor);
            return size == 0 ? 0 : Math.abs(analytic - numeric) / size;
        }
    }

    /// Which elements are compared: so many of each parameter, chosen at random, but no more than `total` of all. Where
    /// those do not go round, they are shared among parameters chosen at random.
    ///
    /// @param each of one parameter, all of them where there are fewer; at least 1
    /// @param total of all parameters; at least 1
    public record Elements(int each, int total) {
        /// Checks the numbers.
        ///
        /// @throws IllegalArgumentException if one is less than 1
        public Elements {
            if (each < 1 || total < 1) {
                throw new IllegalArgumentException("a gradient check compares at least one element, not " + each
                        + " of each parameter and " + total + " of all");
            }
        }

        /// So many of each parameter.
        ///
        /// @param each of one parameter; at least 1
        /// @return elements without a bound on their total
        public static Elements each(int each) {
            return new Elements(each, Integer.MAX_VALUE);
        }
    }

    /// Is told after each element how many of how many were compared.
    @FunctionalInterface
    public interface Progress {
        /// Tells of progress.
        ///
        /// @param done elements that were compared
        /// @param of all that will be
        void compared(int done, int of);
    }

    /// Copies the list.
    public GradientCheck {
        parameters = List.copyOf(parameters);
    }

    /// Checks a network in training mode, on random inputs, with random parameters from its initializers.
    ///
    /// @param network what is checked, together with the loss
    /// @param loss compares the output with the targets
    /// @param targets one y for each example of the batch, in the form that the loss takes
    /// @param elements which are compared
    /// @param seed of inputs, parameters, dropout and the choice of elements
    /// @param progress is told after each element
    /// @return what was found
    public static GradientCheck of(
            Network network, Loss loss, Tensor targets, Elements elements, long seed, Progress progress) {
        return of(Mode.TRAINING, network, loss, targets, elements, seed, progress);
    }

    /// How many multiplications and other operations one evaluation of the error takes; an element that is compared
    /// needs four to twelve of them.
    ///
    /// @param batch the number of examples
    /// @param network what would be checked
    /// @return operations, about
    public static long work(Network network, int batch) {
        return (long) Effort.of(network.build(new Graph(Mode.TRAINING), batch).graph());
    }

    /// Checks a network in training mode, on random inputs, with random parameters from its initializers.
    ///
    /// @param targets one y for each example of the batch, in the form that the loss takes
    /// @param samples how many elements of each parameter are compared, chosen at random; all where there are fewer
    /// @param seed of inputs, parameters, dropout and the choice of elements
    /// @param network what is checked, together with the loss
    /// @param loss compares the output with the targets
    /// @return what was found
    public static GradientCheck of(Network network, Loss loss, Tensor targets, int samples, long seed) {
        return of(network, loss, targets, Elements.each(samples), seed, (_, _) -> {});
    }

    /// The same in a chosen mode: in inference, the gradient that explanations of a trained network take.
    ///
    /// @param mode for which the network is built
    /// @param network what is checked, together with the loss
    /// @param loss compares the output with the targets
    /// @param targets one y for each example of the batch, in the form that the loss takes
    /// @param samples how many elements of each parameter are compared, chosen at random
    /// @param seed of inputs, parameters, dropout and the choice of elements
    /// @return what was found
    public static GradientCheck of(Mode mode, Network network, Loss loss, Tensor targets, int samples, long seed) {
        return of(mode, network, loss, targets, Elements.each(samples), seed, (_, _) -> {});
    }

    private static GradientCheck of(
            Mode mode, Network network, Loss loss, Tensor targets, Elements elements, long seed, Progress progress) {
        int batch = targets.shape().dim(0);
        var graph = new Graph(mode);
        Node output = network.build(graph, batch);
        Node error = loss.build(output, graph.input("y", targets.shape()));

        var inputs = new HashMap<String, double[]>();
        inputs.put("x", normal(network.input().prepend(batch).size(), CounterRandom.key(seed, "gradient check")));
        inputs.put("y", doubles(targets));
        inputs.put("step", new double[] {1});
        var interpreter = new Interpreter(seed);
        graph.variables()
                .forEach((name, variable) -> interpreter.set(
                        name,
                        doubles(variable.initializer().initialize(variable.shape(), CounterRandom.key(seed, name)))));
        return of(error, inputs, interpreter, elements, seed, progress);
    }

    /// Checks the gradient of a scalar with respect to the input `x`, if there is one, and to all trained parameters.
    ///
    /// @param error the scalar
    /// @param inputs the values of the graph's inputs by name
    /// @param interpreter holds the values of the graph's variables, which stay as they are
    /// @param samples how many elements of each parameter are compared, chosen at random
    /// @param seed of the choice of elements
    /// @return what was found
    public static GradientCheck of(
            Node error, Map<String, double[]> inputs, Interpreter interpreter, int samples, long seed) {
        return of(error, inputs, interpreter, Elements.each(samples), seed, (_, _) -> {});
    }

    private static GradientCheck of(
            Node error, Map<String, double[]> inputs, Interpreter interpreter, Elements elements, long seed,
            Progress progress) {
        Graph graph = error.graph();
        var wrt = new ArrayList<Node>();
        var names = new ArrayList<String>();
        if (graph.inputs().containsKey("x")) {
            wrt.add(graph.inputs().get("x"));
            names.add("x");
        }
        graph.variables().values().stream().filter(Graph.Variable::trained).forEach(variable -> {
            wrt.add(variable.node());
            names.add(variable.name());
        });
        Map<Node, Node> gradients = Backpropagation.gradients(error, wrt);
        int[] counts = share(wrt, elements, seed);
        progress.compared(0, Arrays.stream(counts).sum());
        interpreter.evaluate(inputs, List.copyOf(gradients.values()));
        var analytic = wrt.stream().map(node -> interpreter.value(gradients.get(node))).toList();

        var found = new ArrayList<Sample>();
        for (int p = 0; p < wrt.size(); p++) {
            Shape shape = wrt.get(p).shape();
            int[] order = CounterRandom.permutation(CounterRandom.key(seed, names.get(p)), 0, shape.size());
            boolean input = p == 0 && names.getFirst().equals("x");
            for (int i = 0; i < counts[p]; i++) {
                var at = new Point(error, inputs, interpreter, input, names.get(p), order[i]);
                double gradient = analytic.get(p)[order[i]];
                found.add(new Sample(names.get(p), shape, order[i], gradient, at.slope(gradient)));
                progress.compared(found.size(), Arrays.stream(counts).sum());
            }
        }
        return summarize(found);
    }

    /// How many elements of each parameter are compared. Where all would be too many, parameters take turns in an order
    /// chosen at random.
    private static int[] share(List<Node> wrt, Elements elements, long seed) {
        int[] most = wrt.stream().mapToInt(node -> Math.min(elements.each(), node.shape().size())).toArray();
        if (Arrays.stream(most).asLongStream().sum() <= elements.total()) {
            return most;
        }
        int[] turns = CounterRandom.permutation(CounterRandom.key(seed, "gradient check of some"), 0, most.length);
        int[] counts = new int[most.length];
        for (int left = elements.total(); left > 0; ) {
            for (int p : turns) {
                if (left > 0 && counts[p] < most[p]) {
                    counts[p]++;
                    left--;
                }
            }
        }
        return counts;
    }

    /// The largest relative error of all parameters.
    ///
    /// @return 0 for equal gradients; NaN where one is not a number
    public double error() {
        return parameters.stream().mapToDouble(Result::error).max().orElse(0);
    }

    /// The number of elements compared.
    ///
    /// @return of all parameters together
    public int compared() {
        return parameters.stream().mapToInt(Result::checked).sum();
    }

    private static GradientCheck summarize(List<Sample> found) {
        double largest = found.stream().mapToDouble(s -> Math.abs(s.analytic())).max().orElse(0);
        double floor = FLOOR * largest;
        var results = new ArrayList<Result>();
        for (int i = 0; i < found.size(); ) {
            Sample worst = found.get(i);
            int first = i;
            for (; i < found.size() && found.get(i).name().equals(worst.name()); i++) {
                // A NaN is the worst of all.
                if (!(found.get(i).error(floor) <= worst.error(floor))) {
                    worst = found.get(i);
                }
            }
            results.add(new Result(
                    worst.name(),
                    worst.shape(),
                    i - first,
                    worst.error(floor),
                    worst.index(),
                    worst.analytic(),
                    worst.numeric()));
        }
        return new GradientCheck(results);
    }

    /// One element of a parameter or of the input, to be moved a little.
    private record Point(
            Node error, Map<String, double[]> inputs, Interpreter interpreter, boolean input, String name, int index) {
        /// The central difference that comes nearest to the gradient.
        double slope(double gradient) {
            double best = Double.NaN;
            for (double step : STEPS) {
                double h = step * Math.max(1, Math.abs(value()));
                double slope = (at(-2 * h) - 8 * at(-h) + 8 * at(h) - at(2 * h)) / (12 * h);
                if (Double.isNaN(best) || Math.abs(slope - gradient) < Math.abs(best - gradient)) {
                    best = slope;
                }
                if (Math.abs(best - gradient) <= GOOD * Math.abs(gradient)) {
                    break;
                }
            }
            return best;
        }

        private double value() {
            return (input ? inputs.get(name) : interpreter.get(name))[index];
        }

        /// The error with the element moved by `change`.
        private double at(double change) {
            double[] old = input ? inputs.get(name) : interpreter.get(name);
            double[] moved = old.clone();
            moved[index] += change;
            set(moved);
            interpreter.evaluate(inputs, List.of(error));
            double result = interpreter.value(error)[0];
            set(old);
            return result;
        }

        private void set(double[] values) {
            if (input) {
                inputs.put(name, values);
            } else {
                interpreter.set(name, values);
            }
        }
    }

    private static double[] normal(int size, long key) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = CounterRandom.normal(key, 0, i);
        }
        return values;
    }

    private static double[] doubles(Tensor tensor) {
        double[] values = new double[tensor.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.get(i);
        }
        return values;
    }
}
