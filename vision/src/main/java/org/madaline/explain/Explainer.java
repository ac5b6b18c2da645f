package org.madaline.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.madaline.autodiff.Backpropagation;
import org.madaline.computation.Computation;
import org.madaline.computation.PlanPool;
import org.madaline.computation.SymbolicShape;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.model.Model;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// Tells which parts of an input decide about an output of a model. The score S that is explained is the network's output
/// itself, for a classifier the logit of a class. Inputs are what the network takes, after the preprocessing.
///
/// Weights are the model's own, and any number of threads may ask at once.
public final class Explainer {
    /// Examples that are computed at once: their memory is that of so many predictions.
    private static final int BATCH = 16;

    private static final PlanPool.Bounds BOUNDS = new PlanPool.Bounds(1, 2, 1 << 26);

    private final Model model;
    private final Graph single;
    private final Computation scores;
    private final Computation gradients;
    private final Computation maps;
    private final Computation mapGradients;

    /// Builds nothing large yet: plans are made where they are asked for.
    ///
    /// @param model whose outputs are to be explained
    public Explainer(Model model) {
        this.model = model;
        this.single = new Graph(Mode.INFERENCE);
        model.network().build(single, 1);
        this.scores = computation((g, sizes) -> Map.of("result", scores(g, sizes)));
        this.gradients = computation((g, sizes) -> {
            Node scores = scores(g, sizes);
            return Map.of("result", gradient(scores, g.inputs().get("x")));
        });
        this.maps = computation((g, sizes) -> {
            model.network().build(g, 1);
            return Map.of("result", maps(g, sizes));
        });
        this.mapGradients = computation((g, sizes) -> {
            Node scores = scores(g, sizes);
            Node maps = maps(g, sizes);
            return Map.of("maps", maps, "gradient", gradient(scores, maps));
        });
    }

    private Computation computation(Computation.Definition definition) {
        return model.computation(Map.of("x", SymbolicShape.batch(model.network().input())), definition, BOUNDS);
    }

    /// The scores of the examples, `[N, 1]`.
    private Node scores(Graph g, Map<String, Integer> sizes) {
        Node z = model.network().build(g, sizes.get("N"));
        int output = sizes.get("output");
        return z.reshape(Shape.of(sizes.get("N"), model.output().size())).narrow(1, output, output + 1);
    }

    private static Node maps(Graph g, Map<String, Integer> sizes) {
        return g.parts().get(sizes.get("layer")).output();
    }

    /// Asks a computation about an output.
    private Map<String, Tensor> run(Computation computation, float[] x, Map<String, Integer> numbers) {
        int size = model.network().input().size();
        int outputs = model.output().size();
        int output = numbers.getOrDefault("output", 0);
        if (output < 0 || output >= outputs) {
            throw new IllegalArgumentException("the model has the outputs 0 to " + (outputs - 1) + ", not " + output);
        }
        return computation.run(Map.of("x", Tensor.of(model.network().input().prepend(x.length / size), x)), numbers);
    }

    private float[] requireOne(float[] x) {
        if (x.length != model.network().input().size()) {
            throw new IllegalArgumentException("the model takes " + model.network().input() + ", not " + x.length + " values");
        }
        return x;
    }

    /// The examples do not depend on each other, so the gradient of the sum holds that of each.
    private static Node gradient(Node scores, Node wrt) {
        return Backpropagation.gradients(scores.total(), List.of(wrt)).get(wrt);
    }

    /// {@return the gradient ∂S/∂x (Simonyan, Vedaldi and Zisserman 2013), in the shape of x}
    ///
    /// @param x      one input, `model.network().input().size()` numbers
    /// @param output which of the outputs, from 0
    public Tensor saliency(float[] x, int output) {
        return run(gradients, requireOne(x), Map.of("output", output)).get("result").reshape(model.network().input());
    }

    /// {@return integrated gradients (Sundararajan, Taly and Yan 2017): (x - x') ∫ ∂S/∂x(x' + t (x - x')) dt over t from 0 to 1,
    /// by the midpoint rule} Their sum is S(x) - S(x'), up to the error of the rule.
    ///
    /// @param x        one input
    /// @param baseline x', an input that shows nothing
    /// @param output   which of the outputs, from 0
    /// @param steps    the number of points, rounded up to a multiple of 16; 64 will do
    public Tensor integratedGradients(float[] x, float[] baseline, int output, int steps) {
        if (x.length != model.network().input().size() || baseline.length != x.length || steps < 1) {
            throw new IllegalArgumentException("integrated gradients need an input and a baseline " + model.network().input()
                    + " and at least 1 step, not " + x.length + " and " + baseline.length + " values and " + steps + " steps");
        }
        int points = Math.ceilDiv(steps, BATCH) * BATCH;
        double[] sum = new double[x.length];
        float[] batch = new float[BATCH * x.length];
        for (int first = 0; first < points; first += BATCH) {
            for (int i = 0; i < batch.length; i++) {
                float t = (first + i / x.length + 0.5f) / points;
                int at = i % x.length;
                batch[i] = baseline[at] + t * (x[at] - baseline[at]);
            }
            Tensor slopes = run(gradients, batch, Map.of("output", output)).get("result");
            for (int i = 0; i < batch.length; i++) {
                sum[i % x.length] += slopes.get(i);
            }
        }
        float[] result = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            result[i] = (float) ((x[i] - baseline[i]) * sum[i] / points);
        }
        return Tensor.wrap(model.network().input(), result);
    }

    /// {@return how much the score falls when a square is covered (Zeiler and Fergus 2014), `[H, W]`: for each pixel the mean
    /// over the squares that cover it} Where it is positive, what is there speaks for the output.
    ///
    /// @param x      one picture `[C, H, W]`
    /// @param output which of the outputs, from 0
    /// @param size   the side of the squares in pixels
    /// @param stride their distance, at most their size
    /// @param cover  what they are filled with
    public Tensor occlusion(float[] x, int output, int size, int stride, float cover) {
        Shape image = requireImage();
        int height = image.dim(1);
        int width = image.dim(2);
        if (stride < 1 || stride > size || size > Math.min(height, width)) {
            throw new IllegalArgumentException("squares need 1 <= stride <= size <= " + Math.min(height, width) + ", not stride " + stride
                    + " and size " + size);
        }
        float whole = run(scores, requireOne(x), Map.of("output", output)).get("result").get(0);
        List<int[]> corners = new ArrayList<>();
        for (int top : starts(height, size, stride)) {
            for (int left : starts(width, size, stride)) {
                corners.add(new int[] {top, left});
            }
        }
        double[] sum = new double[height * width];
        int[] count = new int[height * width];
        float[] batch = new float[BATCH * x.length];
        for (int first = 0; first < corners.size(); first += BATCH) {
            List<int[]> part = corners.subList(first, Math.min(corners.size(), first + BATCH));
            for (int i = 0; i < part.size(); i++) {
                System.arraycopy(x, 0, batch, i * x.length, x.length);
                for (int row = 0; row < image.dim(0) * size; row++) {
                    int at = i * x.length + ((row / size) * height + part.get(i)[0] + row % size) * width + part.get(i)[1];
                    Arrays.fill(batch, at, at + size, cover);
                }
            }
            Tensor covered = run(scores, batch, Map.of("output", output)).get("result");
            for (int i = 0; i < part.size(); i++) {
                for (int p = 0; p < size * size; p++) {
                    int at = (part.get(i)[0] + p / size) * width + part.get(i)[1] + p % size;
                    sum[at] += whole - covered.get(i);
                    count[at]++;
                }
            }
        }
        float[] map = new float[sum.length];
        for (int i = 0; i < map.length; i++) {
            map[i] = (float) (sum[i] / count[i]);
        }
        return Tensor.wrap(Shape.of(height, width), map);
    }

    /// Where squares begin so that all of the side is covered.
    private static List<Integer> starts(int side, int size, int stride) {
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < side - size; i += stride) {
            starts.add(i);
        }
        starts.add(side - size);
        return starts;
    }

    private Shape requireImage() {
        Shape input = model.network().input();
        if (input.rank() != 3) {
            throw new IllegalArgumentException("the model does not look at pictures [C, H, W]; it takes " + input);
        }
        return input;
    }

    /// {@return Grad-CAM (Selvaraju et al. 2017): relu(Σ α_c A_c) of the feature maps A of a layer, with α_c the mean of ∂S/∂A_c,
    /// `[h, w]` in the size of the maps}
    ///
    /// @param x      one picture `[C, H, W]`
    /// @param output which of the outputs, from 0
    /// @param layer  one of [#mapLayers]
    public Tensor gradCam(float[] x, int output, String layer) {
        var results = run(mapGradients, requireOne(x), Map.of("output", output, "layer", number(layer)));
        Tensor maps = results.get("maps");
        Tensor gradient = results.get("gradient");
        int plane = maps.shape().dim(2) * maps.shape().dim(3);
        float[] cam = new float[plane];
        for (int c = 0; c < maps.shape().dim(1); c++) {
            double alpha = 0;
            for (int i = 0; i < plane; i++) {
                alpha += gradient.get(c * plane + i);
            }
            alpha /= plane;
            for (int i = 0; i < plane; i++) {
                cam[i] += (float) (alpha * maps.get(c * plane + i));
            }
        }
        for (int i = 0; i < plane; i++) {
            cam[i] = Math.max(0, cam[i]);
        }
        return Tensor.wrap(maps.shape().drop(2), cam);
    }

    /// {@return the feature maps of a layer for an input, `[C, h, w]`}
    ///
    /// @param x one input
    /// @param layer one of [#mapLayers]
    public Tensor features(float[] x, String layer) {
        Tensor maps = run(this.maps, requireOne(x), Map.of("layer", number(layer))).get("result");
        Shape one = maps.shape().drop(1);
        // Of a network that looks at several views of a picture, those of the first.
        return Tensor.wrap(one, Arrays.copyOf(maps.toArray(), one.size()));
    }

    /// The number of a layer with feature maps among the parts of the graph.
    private int number(String layer) {
        return IntStream.range(0, single.parts().size())
                .filter(i -> single.parts().get(i).path().equals(layer) && hasMaps(single.parts().get(i))).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no layer " + layer + " with feature maps; there are "
                        + String.join(", ", paths(single))));
    }

    private static boolean hasMaps(Graph.Part part) {
        Shape shape = part.output().shape();
        return shape.rank() == 4 && shape.dim(2) * shape.dim(3) > 1;
    }

    private static List<String> paths(Graph g) {
        return g.parts().stream().filter(Explainer::hasMaps).map(Graph.Part::path).toList();
    }

    /// {@return the layers with feature maps of more than one pixel, in the order of their execution} Inner layers come before
    /// those that hold them. The last is the usual one for [#gradCam].
    public List<String> mapLayers() {
        return paths(single);
    }

    /// {@return the layers with maps that have a convolution of their own: where [#features] are worth seeing}
    public List<String> convolutions() {
        return single.parts().stream()
                .filter(part -> hasMaps(part) && part.type().equals("Convolution")).map(Graph.Part::path).toList();
    }

    /// {@return the weights of all convolutions by name, `[out, in / groups, h, w]`: the first ones can be seen as pictures}
    public Map<String, Tensor> filters() {
        Map<String, Tensor> filters = new java.util.LinkedHashMap<>();
        single.variables().forEach((name, variable) -> {
            if (variable.trained() && variable.shape().rank() == 4) {
                filters.put(name, model.tensors().get(name));
            }
        });
        return filters;
    }
}
