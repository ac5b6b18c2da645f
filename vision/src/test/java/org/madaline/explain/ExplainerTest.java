package org.madaline.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.kernels.CounterRandom;
import org.madaline.layer.Activation;
import org.madaline.layer.BatchNorm;
import org.madaline.layer.Convolution;
import org.madaline.layer.Dense;
import org.madaline.layer.Flatten;
import org.madaline.layer.GlobalAveragePool;
import org.madaline.layer.MaxPool;
import org.madaline.layer.Network;
import org.madaline.model.Model;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

class ExplainerTest {
    private static final Shape INPUT = Shape.of(2, 7, 6);

    private static Model model(Network network) {
        Graph g = new Graph(Mode.INFERENCE);
        network.build(g, 1);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        g.variables().values().forEach(v -> tensors.put(v.name(), v.initializer().initialize(v.shape(), CounterRandom.key(5, v.name()))));
        return new Model(network, tensors, List.of("a", "b", "c"), Map.of());
    }

    private static final Model SMOOTH = model(Network.of(INPUT, new Convolution(4, 3, 1, 1), new BatchNorm(), Activation.TANH,
            new Convolution(5, 3, 2, 1), Activation.SILU, new Flatten(), new Dense(3)));

    private static float[] input(int seed) {
        float[] x = new float[INPUT.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = CounterRandom.normal(seed, 0, i);
        }
        return x;
    }

    @Test
    void saliencyIsTheGradient() {
        float[] x = input(1);
        Tensor gradient = new Explainer(SMOOTH).saliency(x, 2);
        assertThat(gradient.shape()).isEqualTo(INPUT);
        for (int i = 0; i < x.length; i++) {
            float[] up = x.clone();
            float[] down = x.clone();
            up[i] += 0.01f;
            down[i] -= 0.01f;
            double slope = (SMOOTH.predict(up)[2] - SMOOTH.predict(down)[2]) / 0.02;
            assertThat((double) gradient.get(i)).isEqualTo(slope, within(3e-4));
        }
    }

    @Test
    void integratedGradientsAddUpToTheDifferenceOfTheScores() {
        float[] x = input(1);
        float[] baseline = input(2);
        Tensor parts = new Explainer(SMOOTH).integratedGradients(x, baseline, 1, 100);
        double sum = 0;
        for (float part : parts.toArray()) {
            sum += part;
        }
        assertThat(sum).isEqualTo(SMOOTH.predict(x)[1] - SMOOTH.predict(baseline)[1], within(2e-4));
    }

    @Test
    void occlusionIsTheFallOfTheScore() {
        float[] x = input(3);
        Tensor map = new Explainer(SMOOTH).occlusion(x, 0, 3, 3, 0.5f);
        assertThat(map.shape()).isEqualTo(Shape.of(7, 6));
        // The square at the upper left does not overlap with others.
        float[] covered = x.clone();
        for (int i = 0; i < x.length; i++) {
            if (i / 6 % 7 < 3 && i % 6 < 3) {
                covered[i] = 0.5f;
            }
        }
        double fall = SMOOTH.predict(x)[0] - SMOOTH.predict(covered)[0];
        assertThat((double) map.at(1, 1)).isEqualTo(fall, within(1e-5));
        assertThat(new Explainer(SMOOTH).occlusion(x, 0, 3, 1, 0).size()).isEqualTo(42);
    }

    @Test
    void gradCamIsTheClassActivationMapBeforeGlobalPooling() {
        // With global pooling and one dense layer, α_c is the layer's weight over the number of pixels (Zhou et al. 2016).
        Model model = model(Network.of(INPUT, new Convolution(4, 3, 1, 1), Activation.RELU, new MaxPool(2), new GlobalAveragePool(),
                new Flatten(), new Dense(3)));
        Explainer explainer = new Explainer(model);
        assertThat(explainer.mapLayers()).containsExactly("0", "1", "2");
        assertThat(explainer.convolutions()).containsExactly("0");
        assertThat(explainer.filters()).containsOnlyKeys("0.weight");
        float[] x = input(4);
        Tensor maps = explainer.features(x, "2");
        assertThat(maps.shape()).isEqualTo(Shape.of(4, 3, 3));
        Tensor weight = model.tensors().get("5.weight");
        for (int k = 0; k < 3; k++) {
            Tensor cam = explainer.gradCam(x, k, "2");
            for (int i = 0; i < 9; i++) {
                double sum = 0;
                for (int c = 0; c < 4; c++) {
                    sum += weight.at(k, c) / 9 * maps.get(c * 9 + i);
                }
                assertThat((double) cam.get(i)).isEqualTo(Math.max(0, sum), within(1e-6));
            }
        }
    }

    @Test
    void refusesWhatIsNotThere() {
        Explainer explainer = new Explainer(SMOOTH);
        float[] x = input(1);
        assertThatThrownBy(() -> explainer.saliency(x, 3)).hasMessageContaining("outputs 0 to 2");
        assertThatThrownBy(() -> explainer.saliency(new float[3], 0)).hasMessageContaining("[2, 7, 6]");
        assertThatThrownBy(() -> explainer.gradCam(x, 0, "layer4")).hasMessageContaining("there are 0, 1, 2");
        assertThatThrownBy(() -> explainer.occlusion(x, 0, 9, 1, 0)).hasMessageContaining("stride");
    }
}
