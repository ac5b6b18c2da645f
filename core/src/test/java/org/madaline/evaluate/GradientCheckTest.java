package org.madaline.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.madaline.graph.CustomOp;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.layer.Activation;
import org.madaline.layer.BatchNorm;
import org.madaline.layer.Dense;
import org.madaline.layer.Dropout;
import org.madaline.layer.Network;
import org.madaline.loss.Loss;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

class GradientCheckTest {
    private static final Loss CROSS_ENTROPY = (z, y) -> z.graph()
            .apply(new Op.CrossEntropy(), z, z.graph().apply(new Op.OneHot(z.shape().dim(1)), y))
            .mean()
            .reshape(Shape.SCALAR);

    @Test
    void theBooksNetworkHasRightGradients() {
        var network = Network.of(
                Shape.of(12),
                new Dense(10),
                new BatchNorm(),
                Activation.RELU,
                new Dropout(0.2),
                new Dense(5),
                new BatchNorm(),
                Activation.RELU,
                new Dropout(0.2),
                new Dense(4));
        var check = GradientCheck.of(network, CROSS_ENTROPY, Tensor.of(Shape.of(6), 0, 1, 2, 3, 0, 1), 20, 1);
        assertThat(check.parameters()).hasSize(11).allMatch(p -> p.checked() > 0);
        assertThat(check.error()).isLessThan(1e-7);
    }

    @Test
    void aWrongGradientIsFound() {
        var network = Network.of(Shape.of(3), new Dense(4), (g, x) -> g.apply(new Op.Custom(new WrongSquare()), x));
        Loss sum = (z, y) -> z.times(y).total();
        var check = GradientCheck.of(network, sum, Tensor.of(Shape.of(2, 4), 1, 2, 3, 4, 5, 6, 7, 8), 5, 1);
        assertThat(check.error()).isBetween(0.3, 0.4);
        assertThat(check.parameters()).allMatch(p -> p.error() > 0.1);
    }

    /// A few elements of a network of many parameters: shared among them, the same for the same seed.
    @Test
    void someElementsOfAll() {
        var network = Network.of(Shape.of(5), new Dense(7), Activation.RELU, new Dense(6), Activation.RELU, new Dense(4));
        Tensor y = Tensor.of(Shape.of(3), 0, 1, 2);
        var seen = new ArrayList<String>();
        var few = GradientCheck.of(
                network, CROSS_ENTROPY, y, new GradientCheck.Elements(10, 4), 1, (done, of) -> seen.add(done + "/" + of));
        assertThat(seen).containsExactly("0/4", "1/4", "2/4", "3/4", "4/4");
        assertThat(few.compared()).isEqualTo(4);
        assertThat(few.parameters()).hasSize(4).allMatch(p -> p.checked() == 1);
        assertThat(few.error()).isLessThan(1e-7);
        var again = GradientCheck.of(network, CROSS_ENTROPY, y, new GradientCheck.Elements(10, 4), 1, (_, _) -> {});
        assertThat(again).isEqualTo(few);
        var other = GradientCheck.of(network, CROSS_ENTROPY, y, new GradientCheck.Elements(10, 4), 2, (_, _) -> {});
        assertThat(other.parameters()).extracting(GradientCheck.Result::name)
                .isNotEqualTo(few.parameters().stream().map(GradientCheck.Result::name).toList());

        var all = GradientCheck.of(network, CROSS_ENTROPY, y, 3, 1);
        assertThat(all.compared()).isEqualTo(7 * 3);
    }

    /// x², with the derivative 3x.
    private record WrongSquare() implements CustomOp {
        @Override
        public String name() {
            return "wrong square";
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            return inputs.getFirst();
        }

        @Override
        public void compute(List<double[]> inputs, List<Shape> shapes, double[] result) {
            for (int i = 0; i < result.length; i++) {
                result[i] = inputs.getFirst()[i] * inputs.getFirst()[i];
            }
        }

        @Override
        public List<Node> gradients(Node y, Node delta) {
            return List.of(delta.times(y.input(0)).times(3));
        }
    }
}
