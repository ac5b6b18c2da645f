package org.madaline.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.madaline.computation.Engine;
import org.madaline.data.Dataset;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.inference.Inference;
import org.madaline.kernels.CounterRandom;
import org.madaline.layer.Committee;
import org.madaline.layer.Layer;
import org.madaline.layer.Network;
import org.madaline.layer.NtkDense;
import org.madaline.layer.Sequential;
import org.madaline.plan.Variables;
import org.madaline.tensor.Tensor;

/// First weights and biases of the layers [NtkDense] of a network, made from examples, layer by layer (Holzmüller et al. 2024;
/// Steinwart 2019, "he+5"): each row of W is scaled so that W a has the standard deviation 1, and each bias is the negative of
/// a random convex combination of five of its values, so that the kinks of the activation lie where examples are.
///
/// Give them to [Trainer#weights].
public final class DataDrivenStart {
    /// So many examples tell the deviations.
    private static final int EXAMPLES = 4096;

    private static final int CORNERS = 5;

    private final Network network;
    private final Engine engine;
    private final long seed;
    private final Variables variables;

    private DataDrivenStart(Network network, Engine engine, long seed) {
        this.network = network;
        this.engine = engine;
        this.seed = seed;
        this.variables = new Variables(seed);
        Graph g = new Graph(Mode.INFERENCE);
        network.build(g, 1);
        variables.add(g.variables().values());
    }

    /// Makes the values: a function of the network, the examples and the seed.
    ///
    /// @param network a [Sequential]
    /// @param examples that it will be trained on; some of them are enough
    /// @param seed of the training
    /// @param engine what computes
    /// @return weights and biases by name
    /// @throws IllegalArgumentException if the network, or a member of its committee, is not a [Sequential]
    public static Map<String, Tensor> of(Network network, Dataset examples, long seed, Engine engine) {
        Map<String, Tensor> values = new LinkedHashMap<>();
        new DataDrivenStart(network, engine, seed).add("", network.layer(), sample(examples, seed), values);
        return values;
    }

    /// Goes through a network, or a member of a committee, whose parameters' names begin with `path`.
    private void add(String path, Layer layer, Tensor x, Map<String, Tensor> values) {
        if (!(layer instanceof Sequential(List<Layer> layers))) {
            throw new IllegalArgumentException("weights are made layer by layer in a Sequential, not in a " + layer.getClass().getSimpleName());
        }
        for (int i = 0; i < layers.size(); i++) {
            String name = path + i;
            if (layers.get(i) instanceof Committee committee && i == 0) {
                for (int k = 0; k < committee.members().size(); k++) {
                    add(name + "." + k + ".", committee.members().get(k), x, values);
                }
            } else if (layers.get(i) instanceof NtkDense) {
                Layer first = new Sequential(layers.subList(0, i + 1));
                Layer named = path.isEmpty() ? first : (g, node) -> g.scope(path.substring(0, path.length() - 1), () -> first.build(g, node));
                Tensor z = new Inference(new Network(network.input(), named), variables, () -> engine).outputs(x);
                fit(name + ".weight", name + ".bias", z);
                for (String parameter : List.of(name + ".weight", name + ".bias")) {
                    values.put(parameter, variables.get(parameter));
                }
            }
        }
    }

    /// @param z of the layer before its weights are scaled, without bias
    private void fit(String weight, String bias, Tensor z) {
        int rows = z.shape().dim(0);
        int width = z.shape().dim(1);
        float[] w = variables.get(weight).toArray();
        float[] b = new float[width];
        long key = CounterRandom.key(seed, bias);
        for (int j = 0; j < width; j++) {
            double deviation = deviation(z, j);
            double factor = deviation > 0 ? 1 / deviation : 1;
            for (int k = 0, in = w.length / width; k < in; k++) {
                w[j * in + k] *= (float) factor;
            }
            double sum = 0;
            double shares = 0;
            for (int c = 0; c < CORNERS; c++) {
                double share = -StrictMath.log1p(-CounterRandom.uniform(key, 1, j * CORNERS + c));
                sum += share * z.get(CounterRandom.below(key, 2, j * CORNERS + c, rows) * width + j);
                shares += share;
            }
            b[j] = (float) (shares > 0 ? -sum / shares * factor : 0);
        }
        variables.set(weight, Tensor.wrap(variables.shape(weight), w));
        variables.set(bias, Tensor.wrap(variables.shape(bias), b));
    }

    private static double deviation(Tensor z, int j) {
        int rows = z.shape().dim(0);
        int width = z.shape().dim(1);
        double mean = 0;
        for (int i = 0; i < rows; i++) {
            mean += z.get(i * width + j) / (double) rows;
        }
        double variance = 0;
        for (int i = 0; i < rows; i++) {
            double apart = z.get(i * width + j) - mean;
            variance += apart * apart / rows;
        }
        return Math.sqrt(variance);
    }

    /// All examples, or some of them.
    private static Tensor sample(Dataset examples, long seed) {
        int count = Math.min(EXAMPLES, examples.size());
        int size = examples.inputShape().size();
        float[] x = new float[Math.multiplyExact(count, size)];
        float[] y = new float[examples.targetShape().size()];
        int[] order = CounterRandom.permutation(CounterRandom.key(seed, "data-driven start"), 0, examples.size());
        for (int i = 0; i < count; i++) {
            examples.read(order[i], x, i * size, y, 0);
        }
        return Tensor.wrap(examples.inputShape().prepend(count), x);
    }
}
