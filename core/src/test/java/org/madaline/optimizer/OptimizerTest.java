package org.madaline.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.LongToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.madaline.autodiff.Backpropagation;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.init.Initializers;
import org.madaline.schedule.Schedule;
import org.madaline.tensor.Shape;
import org.madaline.testing.Golden;
import org.madaline.testing.Runner;
import tools.jackson.databind.JsonNode;

final class OptimizerTest {
    private static final String FILE = "optimizers/first_order";
    /// Optimizers that are not offered, and a reference that its own authors call wrong.
    private static final List<String> LEFT_OUT = List.of("adamax", "asgd", "rprop", "nadam_torch113_loop_bug");

    static Stream<String> ids() {
        return Golden.cases(FILE).stream().map(c -> c.get("id").asString()).filter(id -> !LEFT_OUT.contains(id));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void minimizesTheQuadraticLikePyTorch(String id) {
        JsonNode problem = Golden.load(FILE).get("problems").get("quadratic");
        double[] a = Golden.values(problem.get("A"));
        double[] b = Golden.values(problem.get("b"));
        follow(id, "quadratic", Golden.values(problem.get("x0")), (g, x) -> {
            Node column = x.reshape(Shape.of(4, 1));
            Node product = g.input("A", Shape.of(4, 4)).matmul(column);
            return column.times(product).total().times(0.5).minus(g.input("b", Shape.of(4)).times(x).total());
        }, Map.of("A", a, "b", b));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void minimizesRosenbrocksFunctionLikePyTorch(String id) {
        double[] start = Golden.values(Golden.load(FILE).get("problems").get("rosenbrock").get("x0"));
        follow(id, "rosenbrock", start, (g, x) -> {
            Node x0 = x.narrow(0, 0, 1);
            Node x1 = x.narrow(0, 1, 2);
            return x0.minus(1).square().plus(x1.minus(x0.square()).square().times(100)).total();
        }, Map.of());
    }

    private static void follow(String id, String problem, double[] start, BiFunction<Graph, Node, Node> f,
            Map<String, double[]> constants) {
        // In double precision only: near the minimum the gradient is a small difference of large numbers.
        Runner runner = new Runner.Interpreted();
        JsonNode golden = Golden.find(FILE, id);
        JsonNode expected = golden.get("problems").get(problem);
        boolean maximize = golden.get("defaults").path("maximize").asBoolean(false);
        Graph g = new Graph(Mode.TRAINING);
        Node x = g.parameter("x", Shape.of(start.length), Initializers.ZEROS);
        Node loss = f.apply(g, x);
        Node gradient = Backpropagation.gradients(loss, List.of(x)).get(x);
        Map<String, LongToDoubleFunction> scalars = new LinkedHashMap<>();
        Optimizer optimizer = optimizer(golden, expected.get("lr").asDouble());
        step(optimizer, "x", x, maximize ? gradient.negative() : gradient, scalars);
        runner.setAll(g, Map.of("x", start));
        for (int t = 1; t <= expected.get("x").size(); t++) {
            Map<String, double[]> inputs = inputs(optimizer, scalars, t);
            inputs.putAll(constants);
            List<double[]> values = runner.run(g, List.of(loss, gradient), inputs);
            String at = id + " on " + problem + ", " + runner + ", step " + t;
            Golden.assertClose(at + ", loss", values.get(0), expected.get("loss").get(t - 1), runner.tolerance());
            Golden.assertClose(at + ", gradient", values.get(1), expected.get("grad").get(t - 1), runner.tolerance());
            Golden.assertClose(at + ", x", runner.get("x"), expected.get("x").get(t - 1), runner.tolerance());
        }
    }

    @ParameterizedTest
    @MethodSource("ids")
    void followsGivenGradientsLikePyTorch(String id) {
        Runner.all().forEach(runner -> followGiven(runner, id));
    }

    private static void followGiven(Runner runner, String id) {
        JsonNode golden = Golden.find(FILE, id);
        JsonNode init = Golden.load(FILE).get("problems").get("given").get("init");
        JsonNode expected = golden.get("problems").get("given");
        boolean maximize = golden.get("defaults").path("maximize").asBoolean(false);
        Graph g = new Graph(Mode.TRAINING);
        Map<String, LongToDoubleFunction> scalars = new LinkedHashMap<>();
        Optimizer optimizer = optimizer(golden, expected.get("lr").asDouble());
        Map<String, double[]> start = new HashMap<>();
        for (String name : List.of("a", "b")) {
            Node parameter = g.parameter(name, Golden.shape(init.get(name)), Initializers.ZEROS);
            Node gradient = g.input("gradient." + name, parameter.shape());
            step(optimizer, name, parameter, maximize ? gradient.negative() : gradient, scalars);
            start.put(name, Golden.values(init.get(name)));
        }
        runner.setAll(g, start);
        for (int t = 1; t <= 20; t++) {
            Map<String, double[]> inputs = inputs(optimizer, scalars, t);
            for (String name : List.of("a", "b")) {
                inputs.put("gradient." + name, Golden.formula("optgrad/" + name + "/step" + t, start.get(name).length, 1));
            }
            runner.run(g, List.of(), inputs);
            JsonNode after = expected.get("after").get(Integer.toString(t));
            if (after != null) {
                for (String name : List.of("a", "b")) {
                    Golden.assertClose(id + " " + name + ", " + runner + ", step " + t, runner.get(name), after.get(name),
                            runner.tolerance());
                }
            }
        }
    }

    private static void step(Optimizer optimizer, String name, Node parameter, Node gradient,
            Map<String, LongToDoubleFunction> scalars) {
        Graph g = parameter.graph();
        g.assign(parameter, optimizer.update(new Update(name, parameter, gradient, g.input("rate", Shape.SCALAR), scalars)));
    }

    private static Map<String, double[]> inputs(Optimizer optimizer, Map<String, LongToDoubleFunction> scalars, long t) {
        Map<String, double[]> inputs = new HashMap<>();
        inputs.put("rate", new double[] {optimizer.rate()});
        scalars.forEach((name, value) -> inputs.put(name, new double[] {value.applyAsDouble(t)}));
        return inputs;
    }

    private static Optimizer optimizer(JsonNode golden, double rate) {
        JsonNode c = golden.get("defaults");
        double decay = c.path("weight_decay").asDouble(0);
        double eps = c.path("eps").asDouble(0);
        double[] betas = c.has("betas") ? Golden.values(c.get("betas")) : null;
        return switch (golden.get("optimiser").asString()) {
            case "SGD" -> new Sgd(rate, c.get("momentum").asDouble(), c.get("dampening").asDouble(),
                    c.get("nesterov").asBoolean(), decay);
            case "Adagrad" -> new Adagrad(rate, c.get("lr_decay").asDouble(),
                    c.get("initial_accumulator_value").asDouble(), eps, decay);
            case "RMSprop" -> new RmsProp(rate, c.get("alpha").asDouble(), eps, c.get("momentum").asDouble(),
                    c.get("centered").asBoolean(), decay);
            case "Adadelta" -> new Adadelta(rate, c.get("rho").asDouble(), eps, decay);
            case "Adam" -> new Adam(rate, new Moments(betas[0], betas[1], eps), decay, c.get("amsgrad").asBoolean());
            case "AdamW" -> new AdamW(rate, new Moments(betas[0], betas[1], eps), decay, c.get("amsgrad").asBoolean());
            case "NAdam" -> new NAdam(rate, new Moments(betas[0], betas[1], eps), decay, c.get("momentum_decay").asDouble());
            case "RAdam" -> new RAdam(rate, new Moments(betas[0], betas[1], eps), decay);
            default -> throw new AssertionError(golden.get("optimiser"));
        };
    }

    @Test
    void defaultsAreThoseOfPyTorch() {
        for (JsonNode c : Golden.cases(FILE)) {
            if (c.get("config").isEmpty() && !LEFT_OUT.contains(c.get("id").asString())) {
                Optimizer plain = switch (c.get("optimiser").asString()) {
                    case "SGD" -> new Sgd(0.5);
                    case "Adagrad" -> new Adagrad(0.5);
                    case "RMSprop" -> new RmsProp(0.5);
                    case "Adadelta" -> new Adadelta(0.5);
                    case "Adam" -> new Adam(0.5);
                    case "AdamW" -> new AdamW(0.5);
                    case "NAdam" -> new NAdam(0.5);
                    default -> new RAdam(0.5);
                };
                assertThat(plain).isEqualTo(optimizer(c, 0.5));
            }
        }
    }

    /// With a constant decay it is AdamW; else the decay is that of the steps done.
    @Test
    void decayMayFade() {
        double eta = 0.3;
        double lambda = 0.2;
        double[] expected = {1.0};
        var adam = new Adam(eta).withBetas(0.9, 0.95);
        var faded = new FadingDecay(adam, lambda, (base, t) -> base / (t + 1));
        var constant = new FadingDecay(adam, lambda, Schedule.CONSTANT);
        assertThat(after(constant, 5)).isCloseTo(after(new AdamW(eta).withBetas(0.9, 0.95).withDecay(lambda), 5),
                org.assertj.core.data.Offset.offset(1e-12));
        for (int t = 1; t <= 5; t++) {
            // The gradient is 1 throughout, so that Adam's step is η.
            expected[0] -= eta + eta * lambda / t * expected[0];
            assertThat(after(faded, t)).as("after %d steps", t).isCloseTo(expected[0], org.assertj.core.data.Offset.offset(1e-6));
        }
    }

    private static double after(Optimizer optimizer, int steps) {
        Graph g = new Graph(Mode.TRAINING);
        Map<String, LongToDoubleFunction> scalars = new LinkedHashMap<>();
        Node x = g.parameter("x", Shape.of(1), Initializers.ONES);
        step(optimizer, "x", x, g.input("gradient", Shape.of(1)), scalars);
        Runner runner = new Runner.Interpreted();
        runner.setAll(g, Map.of());
        for (int t = 1; t <= steps; t++) {
            Map<String, double[]> inputs = inputs(optimizer, scalars, t);
            inputs.put("gradient", new double[] {1});
            runner.run(g, List.of(), inputs);
        }
        return runner.get("x")[0];
    }

    @Test
    void impossibleSettingsAreRefused() {
        assertThatThrownBy(() -> new Sgd(-1)).hasMessageContaining("learning rate").hasMessageContaining("-1");
        assertThatThrownBy(() -> new Sgd(0.1).withMomentum(1)).hasMessageContaining("momentum");
        assertThatThrownBy(() -> new Sgd(0.1).withNesterov()).hasMessageContaining("Nesterov");
        assertThatThrownBy(() -> new Adam(Double.NaN)).hasMessageContaining("learning rate");
        assertThatThrownBy(() -> new Adam(0.1).withBetas(0.9, 1)).hasMessageContaining("beta2");
        assertThatThrownBy(() -> new AdamW(0.1).withEps(0)).hasMessageContaining("eps");
        assertThatThrownBy(() -> new RmsProp(0.1).withAlpha(-0.1)).hasMessageContaining("alpha");
        assertThatThrownBy(() -> Clipping.byNorm(0)).hasMessageContaining("limit");
    }

    @Test
    void clippingAgreesWithPyTorch() {
        List<JsonNode> cases = Golden.cases("optimizers/clipping");
        assertThat(cases).isNotEmpty();
        for (JsonNode c : cases) {
            Clipping clipping = new Clipping(switch (c.get("kind").asString()) {
                case "value" -> Clipping.Kind.VALUE;
                case "norm1" -> Clipping.Kind.NORM_1;
                case "norminf" -> Clipping.Kind.NORM_MAX;
                default -> Clipping.Kind.NORM_2;
            }, c.get("limit").asDouble());
            Graph g = new Graph(Mode.TRAINING);
            Map<String, Node> gradients = new LinkedHashMap<>();
            Map<String, double[]> values = new HashMap<>();
            (c.has("grads") ? c.get("grads") : c.get("raw_grads")).forEachEntry((name, tensor) -> {
                values.put(name, Golden.values(tensor));
                gradients.put(name, g.input(name, Shape.of(values.get(name).length)));
            });
            Map<String, Node> clipped = clipping.apply(gradients);
            for (Runner runner : Runner.all()) {
                List<double[]> results = runner.run(g, List.copyOf(clipped.values()), values);
                int i = 0;
                for (String name : clipped.keySet()) {
                    Golden.assertClose(c.get("id").asString() + " " + name + " " + runner, results.get(i++),
                            c.get("clipped").get(name), runner.tolerance());
                }
            }
        }
    }
}
