package org.madaline.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.madaline.data.ArrayDataset;
import org.madaline.data.Dataset;
import org.madaline.datasets.Digits;
import org.madaline.layer.Dense;
import org.madaline.layer.Network;
import org.madaline.loss.MeanSquaredError;
import org.madaline.model.Model;
import org.madaline.optimizer.Sgd;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;
import org.madaline.train.Trainer;

/// The examples of steps and loops of one's own do what they say.
class StepExamplesTest {
    private static final Dataset DIGITS = Digits.load();

    @Test
    void ownLoop() {
        Model model = OwnLoopExample.train(DIGITS, 5);
        assertThat(model.evaluate(DIGITS, null).accuracy()).isGreaterThan(0.95);
        assertThat(model.classNames()).hasSize(10);
        assertThat(model.preparation()).isEqualTo(DIGITS.preparation());
    }

    /// The forged points lie where the real ones do, and lean like them.
    @Test
    void gan() {
        Model forger = GanExample.train(1_500);
        double x = 0;
        double y = 0;
        double lean = 0;
        int batches = 20;
        for (int i = 0; i < batches; i++) {
            Tensor forged = forger.outputs(GanExample.noise(-1 - i));
            x += GanExample.mean(forged, 0) / batches;
            y += GanExample.mean(forged, 1) / batches;
            for (int j = 0; j < forged.shape().dim(0); j++) {
                lean += (forged.get(2 * j) - 2) * (forged.get(2 * j + 1) + 1) / forged.shape().dim(0) / batches;
            }
        }
        assertThat(x).isCloseTo(2, within(0.3));
        assertThat(y).isCloseTo(-1, within(0.3));
        assertThat(lean).isCloseTo(0.3, within(0.2));
        assertThat(forger.tensors().keySet()).containsExactly("0.weight", "0.bias", "2.weight", "2.bias");
    }

    @Test
    void multiTask() {
        Map<String, Double> figures = MultiTaskExample.train(DIGITS, 12);
        assertThat(figures.keySet()).containsExactly("loss", "digit", "ink", "digit accuracy", "ink rmse", "ink r2");
        assertThat(figures.get("digit accuracy")).isGreaterThan(0.95);
        assertThat(figures.get("ink r2")).isGreaterThan(0.9);
        assertThat(figures.get("ink rmse")).isCloseTo(Math.sqrt(figures.get("ink")), within(1e-4));
        assertThat(figures.get("loss")).isCloseTo(figures.get("digit") + 0.5 * figures.get("ink"), within(1e-9));
    }

    @Test
    void twoInputs() {
        assertThat(TwoInputsExample.accuracy(30)).isGreaterThan(0.95);
    }

    /// More numbers keep more; one matrix serves both ways.
    @Test
    void tiedWeights() {
        Model two = TiedWeightsExample.train(DIGITS, 2, 10);
        Model ten = TiedWeightsExample.train(DIGITS, 10, 10);
        assertThat(two.tensors().keySet()).containsExactly("0.weight", "0.code.bias", "0.bias");
        assertThat(TiedWeightsExample.error(two, DIGITS)).isBetween(0.03, 0.06);
        assertThat(TiedWeightsExample.error(ten, DIGITS)).isBetween(0.01, 0.025);
    }

    @Test
    void ownOperation() {
        assertThat(OwnOperationExample.gradientError()).isLessThan(1e-7);
        float[][] rows = new float[40][3];
        float[] sums = new float[40];
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < 3; k++) {
                rows[i][k] = (7 * i + 3 * k) % 11 / 11f;
                sums[i] += (3 - k) * rows[i][k];
            }
        }
        // The sum of running sums is what the last layer has to find: weights of 1.
        var network = Network.of(Shape.of(3), new OwnOperationExample.Accumulate(), new Dense(1));
        var data = ArrayDataset.numeric(rows, sums);
        var trainer = new Trainer(network, new MeanSquaredError(), new Sgd(0.2)).epochs(400).batchSize(40);
        Model model = trainer.threads(1).fit(data).model();
        for (float weight : model.tensors().get("1.weight").toArray()) {
            assertThat(weight).isCloseTo(1, within(0.01f));
        }
        assertThat(trainer.threads(3).fit(data).model().tensors()).isEqualTo(model.tensors());
        assertThat(model.predict(1, 2, 3)[0]).isCloseTo(10, within(0.05f));
    }
}
