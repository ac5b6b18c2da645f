package org.madaline.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.madaline.kernels.CounterRandom;

/// A temperature that is known is found again.
class TemperatureTest {
    private static final ClassTask CLASSES = new ClassTask(List.of("a", "b", "c"));
    private static final int EXAMPLES = 20_000;

    /// Logits, and labels drawn with the probabilities that these have at a temperature.
    private static int[] labels(double[][] logits, ClassTask task) {
        long key = CounterRandom.key(1, "labels");
        var labels = new int[logits.length];
        for (int i = 0; i < labels.length; i++) {
            double[] p = task.probabilities(logits[i], OutputForm.LOGITS);
            double u = CounterRandom.uniform(key, 0, i);
            labels[i] = u < p[0] ? 0 : u < p[0] + p[1] ? 1 : 2;
        }
        return labels;
    }

    private static double[][] logits() {
        long key = CounterRandom.key(1, "logits");
        var logits = new double[EXAMPLES][3];
        for (int i = 0; i < EXAMPLES; i++) {
            for (int k = 0; k < 3; k++) {
                logits[i][k] = 3 * CounterRandom.normal(key, k, i);
            }
        }
        return logits;
    }

    @Test
    void theTemperatureOfTheLabelsIsFound() {
        double[][] logits = logits();
        for (double t : new double[] {0.5, 1, 2.5}) {
            int[] labels = labels(logits, CLASSES.withTemperature(t));
            assertThat(Temperature.fit(logits, OutputForm.LOGITS, labels, CLASSES)).isCloseTo(t, within(0.05 * t));
        }
    }

    @Test
    void decisionsStayAndProbabilitiesMove() {
        double[] logits = {1, 3, 2};
        ClassPrediction sure = CLASSES.decode(logits, OutputForm.LOGITS);
        ClassPrediction unsure = CLASSES.withTemperature(4).decode(logits, OutputForm.LOGITS);
        assertThat(unsure.best()).isEqualTo(sure.best()).isEqualTo("b");
        assertThat(unsure.probability("b")).isLessThan(sure.probability("b"));
        assertThat(unsure.probability("b") / unsure.probability("c")).isCloseTo(Math.exp(0.25), within(1e-12));
        assertThat(new ClassTask(List.of("n", "y"), 2).decode(new double[] {2}, OutputForm.LOGITS).probability("y"))
                .isCloseTo(1 / (1 + Math.exp(-1)), within(1e-12));
        assertThatThrownBy(() -> CLASSES.withTemperature(0)).hasMessageContaining("a temperature is a positive number, not 0.0");
    }
}
