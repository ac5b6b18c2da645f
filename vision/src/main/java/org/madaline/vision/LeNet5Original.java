package org.madaline.vision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.graph.ShapeException;
import org.madaline.graph.Window;
import org.madaline.init.Initializer;
import org.madaline.init.Initializers;
import org.madaline.kernels.CounterRandom;
import org.madaline.layer.AveragePool;
import org.madaline.layer.Convolution;
import org.madaline.layer.Dense;
import org.madaline.layer.Layer;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// LeNet-5 as in the paper (LeCun, Bottou, Bengio and Haffner 1998, section II.B): 60,000 trained parameters.
///
/// - C1: 6 maps, 5x5: 156 parameters; S2: sums of 2x2 pixels, times a coefficient, plus a bias: 12;
/// - C3: 16 maps, 5x5, connected to some maps of S2 (table I): 1516; S4 as S2: 32;
/// - C5: 120 maps, 5x5: 48,120; F6: 84 units: 10,164;
/// - output: for each class the squared distance of F6 from a picture of 7x12 pixels with values -1 and 1, fixed.
///
/// All layers up to F6 end in A tanh(S a), A = 1.7159, S = 2/3 (eq. 6). The results are the distances with a minus
/// sign, so
/// that they can serve as logits: the cross-entropy of them is the paper's criterion (eq. 9) without its constant for
/// rubbish. The pictures are drawn in the manner of the paper's figure 3.
///
/// Input `[N, 1, 32, 32]`; smaller images are centred in zeros. Result `[N, 10]`.
public record LeNet5Original() implements Layer {
    /// Table I: the maps of S2 that each map of C3 is connected to.
    private static final int[][] C3 = {
        {0, 1, 2},
        {1, 2, 3},
        {2, 3, 4},
        {3, 4, 5},
        {0, 4, 5},
        {0, 1, 5},
        {0, 1, 2, 3},
        {1, 2, 3, 4},
        {2, 3, 4, 5},
        {0, 3, 4, 5},
        {0, 1, 4, 5},
        {0, 1, 2, 5},
        {0, 1, 3, 4},
        {1, 2, 4, 5},
        {0, 2, 3, 5},
        {0, 1, 2, 3, 4, 5}
    };

    @Override
    public Node build(Graph g, Node x) {
        if (x.shape().rank() != 4 || x.shape().dim(1) != 1) {
            throw new ShapeException(g.path(), "LeNet-5 takes gray images [N, 1, H, W], not " + x.shape());
        }
        Node y = squash(new Convolution(6, 5).withWeight(uniform(25)).at(g, "C1", LeNet5.centred(g, x)));
        y = ((Layer) LeNet5Original::subsampling).at(g, "S2", y);
        y = squash(((Layer) LeNet5Original::partial).at(g, "C3", y));
        y = ((Layer) LeNet5Original::subsampling).at(g, "S4", y);
        y = squash(new Convolution(120, 5).withWeight(uniform(400)).at(g, "C5", y));
        if (y.shape().dim(2) != 1 || y.shape().dim(3) != 1) {
            throw new ShapeException(
                    g.path(), "the original LeNet-5 takes images of at most 32x32 pixels, not " + x.shape());
        }
        Node flat = y.reshape(Shape.of(y.shape().dim(0), 120));
        Node f6 = squash(new Dense(84).withWeight(uniform(120)).at(g, "F6", flat));
        return ((Layer) LeNet5Original::distances).at(g, "output", f6);
    }

    /// A tanh(S a)                                                                 (eq. 6)
    private static Node squash(Node a) {
        return a.times(2.0 / 3).tanh().times(1.7159);
    }

    /// The sum of 2x2 pixels times a trained coefficient plus a trained bias, for each map.
    private static Node subsampling(Graph g, Node x) {
        int maps = x.shape().dim(1);
        Shape wide = Shape.of(1, maps, 1, 1);
        Node sum = new AveragePool(2).build(g, x).times(4);
        Initializer mean = (shape, _) -> Tensor.of(shape, filled(shape.size(), 0.25f));
        Node w = g.parameter("weight", Shape.of(maps), mean).reshape(wide);
        return squash(sum.times(w)
                .plus(g.parameter("bias", Shape.of(maps), Initializers.ZEROS).reshape(wide)));
    }

    private static float[] filled(int size, float value) {
        float[] values = new float[size];
        Arrays.fill(values, value);
        return values;
    }

    /// The convolution whose maps see some of the channels only: 60 kernels, zeros in the place of the others.
    private static Node partial(Graph g, Node x) {
        Node kernels = g.parameter("weight", Shape.of(60, 5, 5), uniform(25 * 60 / 16));
        Node zero = g.constant(0).broadcast(Shape.of(1, 5, 5));
        List<Node> all = new ArrayList<>();
        int next = 0;
        for (int[] maps : C3) {
            for (int s2 = 0; s2 < 6; s2++) {
                boolean connected = Arrays.binarySearch(maps, s2) >= 0;
                all.add(connected ? kernels.narrow(0, next, ++next) : zero);
            }
        }
        Node w = g.concat(0, all).reshape(Shape.of(16, 6, 5, 5));
        return g.apply(new Op.Convolution(Window.square(5, 1, 0), 1), x, w)
                .plus(g.parameter("bias", Shape.of(16), Initializers.ZEROS).reshape(Shape.of(1, 16, 1, 1)));
    }

    /// Uniform between -2.4 / F and 2.4 / F for units with F inputs.                (appendix A)
    private static Initializer uniform(int inputs) {
        return (shape, key) -> {
            float[] values = new float[shape.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (2.4 / inputs * (2 * CounterRandom.uniform(key, 0, i) - 1));
            }
            return Tensor.wrap(shape, values);
        };
    }

    /// -Σⱼ (xⱼ - wᵢⱼ)²                                                             (eq. 7)
    private static Node distances(Graph g, Node x) {
        Node w = g.state("weight", Shape.of(10, 84), (shape, _) -> Tensor.wrap(shape, Bitmaps.digits()));
        Node difference = x.reshape(Shape.of(x.shape().dim(0), 1, 84)).minus(w.reshape(Shape.of(1, 10, 84)));
        return difference
                .square()
                .sum(2)
                .reshape(Shape.of(x.shape().dim(0), 10))
                .negative();
    }
}
