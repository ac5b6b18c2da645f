package org.madaline.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.madaline.data.ArrayDataset;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.layer.Activation;
import org.madaline.layer.BatchNorm;
import org.madaline.layer.Convolution;
import org.madaline.layer.Dense;
import org.madaline.layer.Flatten;
import org.madaline.layer.Layer;
import org.madaline.layer.Network;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.optimizer.Sgd;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// What stays as it is, and what trains along.
class FreezingTest {
    private static final Network NETWORK = Network.of(Shape.of(1, 4, 4), new Convolution(3, 3, 1, 1), new BatchNorm(),
            Activation.RELU, new Flatten(), new Dense(2));

    private static ArrayDataset data() {
        float[] x = new float[8 * 16];
        float[] y = new float[8];
        for (int i = 0; i < x.length; i++) {
            x[i] = (i * 37 % 101) / 50f - 1;
            y[i / 16] = i / 16 % 2;
        }
        return new ArrayDataset(8, Shape.of(1, 4, 4), Shape.SCALAR, x, y, List.of());
    }

    private static Map<String, Tensor> train(Trainer trainer) {
        return trainer.epochs(2).batchSize(4).fit(data()).model().tensors();
    }

    @Test
    void frozenPartsKeepTheirParametersAndStatistics() {
        Trainer trainer = new Trainer(NETWORK, new SoftmaxCrossEntropy(), new Sgd(0.1));
        Map<String, Tensor> free = train(trainer);
        Map<String, Tensor> again = train(trainer.weights(free).freeze(name -> !name.startsWith("4.")));
        for (String name : List.of("0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var")) {
            assertThat(again.get(name)).as(name).isEqualTo(free.get(name));
        }
        assertThat(again.get("4.weight")).isNotEqualTo(free.get("4.weight"));
        assertThat(again.keySet()).isEqualTo(free.keySet());
    }

    /// A second head that brings all the gradient that the first layer gets.
    @Test
    void furtherOutputsTrainTheLayersBelowThem() {
        Layer heads = (g, x) -> {
            Node y = new Dense(3).at(g, "below", new Flatten().build(g, x));
            further(g, y);
            return new Dense(2).at(g, "head", y.detach());
        };
        Trainer trainer = new Trainer(new Network(Shape.of(1, 4, 4), heads), new SoftmaxCrossEntropy(), new Sgd(0.1));
        Map<String, Tensor> once = train(trainer);
        Map<String, Tensor> more = train(trainer.weights(once));
        assertThat(more.get("below.weight")).isNotEqualTo(once.get("below.weight"));
        assertThat(more.get("further.weight")).isNotEqualTo(once.get("further.weight"));
    }

    private static void further(Graph g, Node y) {
        g.auxiliary(new Dense(2).at(g, "further", y), 0.3);
    }
}
