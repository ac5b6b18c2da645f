package org.madaline.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.madaline.data.ArrayDataset;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.layer.Activation;
import org.madaline.layer.Dense;
import org.madaline.layer.Network;
import org.madaline.loss.BinaryCrossEntropy;
import org.madaline.loss.Pinball;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.optimizer.Sgd;
import org.madaline.tensor.Shape;
import org.madaline.train.Trainer;

/// From a row of outputs to an answer.
class TaskTest {
    private static final ClassTask KINDS = new ClassTask(List.of("a", "b", "c"));

    @Test
    void logitsOfClassesBecomeProbabilities() {
        ClassPrediction p = KINDS.decode(new double[] {1000, 999, 998}, OutputForm.LOGITS);
        assertThat(p.best()).isEqualTo("a");
        // 1 / (1 + e⁻¹ + e⁻²)
        assertThat(p.probability("a")).isCloseTo(0.6652409557748219, within(1e-15));
        assertThat(p.top(2)).extracting(ClassPrediction.Ranked::name).containsExactly("a", "b");
        assertThatThrownBy(() -> p.probability("d")).hasMessageContaining("'d'").hasMessageContaining("a, b, c");
    }

    @Test
    void probabilitiesAreNotSentThroughSoftmaxAgain() {
        assertThat(KINDS.decode(new double[] {0.2, 0.7, 0.1}, OutputForm.PROBABILITIES).byName())
                .containsEntry("b", 0.7);
        Network network = Network.of(Shape.of(2), new Dense(3), Activation.SOFTMAX);
        assertThat(OutputForm.of(network.build(new Graph(Mode.INFERENCE), 1))).isEqualTo(OutputForm.PROBABILITIES);
        assertThat(OutputForm.of(Network.of(Shape.of(2), new Dense(3)).build(new Graph(Mode.INFERENCE), 1))).isEqualTo(OutputForm.LOGITS);
        var data = ArrayDataset.classified(new float[][] {{0, 1}, {1, 0}}, new int[] {0, 1}, List.of("a", "b", "c"));
        assertThatThrownBy(() -> new Trainer(network, new SoftmaxCrossEntropy(), new Sgd(0.1)).fit(data))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("ends in softmax");
    }

    @Test
    void aSingleOutputSpeaksForTheSecondClass() {
        ClassPrediction p = new ClassTask(List.of("no", "yes")).decode(new double[] {-800}, OutputForm.LOGITS);
        assertThat(p.best()).isEqualTo("no");
        assertThat(p.probability("no")).isEqualTo(1);
        assertThat(new ClassTask(List.of("no", "yes")).loss(1, OutputForm.LOGITS)).isEqualTo(new BinaryCrossEntropy());
    }

    @Test
    void separateScoresAreSharesOfTheirSigmoids() {
        ClassPrediction p = KINDS.decode(new double[] {0, 0, 0}, OutputForm.SEPARATE_LOGITS);
        assertThat(p.probability("c")).isCloseTo(1.0 / 3, within(1e-15));
        assertThat(p.best()).isEqualTo("a");
    }

    @Test
    void labelsDoNotExcludeEachOther() {
        LabelPrediction p = new LabelTask(List.of("cat", "dog", "sun")).decode(new double[] {3, 2, -1}, OutputForm.LOGITS);
        assertThat(p.labels()).containsExactly("cat", "dog");
        assertThat(p.probability("sun")).isCloseTo(0.2689414213699951, within(1e-15));
    }

    @Test
    void aNumberMayBeLearntByItsLogarithm() {
        var price = new NumberTask.Target("price", 2, 0.5, true);
        assertThat(price.scaled(Math.E)).isCloseTo(-2, within(1e-12));
        assertThat(price.unscaled(-2)).isCloseTo(Math.E, within(1e-12));
        assertThatThrownBy(() -> price.scaled(0)).hasMessageContaining("price is predicted on a logarithmic scale, which has no place for 0.0");
    }

    @Test
    void numbersAreInTheUnitsOfTheData() {
        var task = new NumberTask(List.of(new NumberTask.Target("price", 200_000, 50_000), new NumberTask.Target("rooms")));
        NumberPrediction p = task.decode(new double[] {-0.5, 3}, OutputForm.LOGITS);
        assertThat(p.value("price")).isEqualTo(175_000);
        assertThat(p.value("rooms")).isEqualTo(3);
        assertThatThrownBy(p::value).hasMessageContaining("price, rooms");
        assertThat(task.targets().getFirst().scaled(175_000)).isEqualTo(-0.5);
    }

    @Test
    void quantilesAreInOrderAndInTheUnitsOfTheData() {
        var task = new NumberTask(List.of(new NumberTask.Target("price", 100, 10), new NumberTask.Target("rooms", 0, 1, true)), List.of(0.1, 0.5, 0.9));
        assertThat(task.outputs()).isEqualTo(6);
        assertThat(task.loss(6, OutputForm.LOGITS)).isEqualTo(new Pinball(List.of(0.1, 0.5, 0.9)));
        // The first and the second cross.
        NumberPrediction p = task.decode(new double[] {1, -1, 2, 0, 1, 2}, OutputForm.LOGITS);
        assertThat(p.values()).containsExactly(110.0, StrictMath.exp(1));
        assertThat(p.atQuantiles().getFirst()).containsExactly(90.0, 110.0, 120.0);
        assertThat(p.quantile("price", 0.9)).isEqualTo(120);
        assertThat(p.quantile("rooms", 0.1)).isEqualTo(1);
        assertThatThrownBy(() -> p.quantile("rooms", 0.2)).hasMessageContaining("[0.1, 0.5, 0.9]");
        assertThatThrownBy(() -> p.quantile(0.1)).hasMessageContaining("price, rooms");
        assertThatThrownBy(() -> new NumberTask("y").decode(new double[] {1}, OutputForm.LOGITS).quantile(0.5)).hasMessageContaining("no quantiles");
        assertThatThrownBy(() -> task.decode(new double[2], OutputForm.LOGITS)).hasMessageContaining("needs 6 outputs");
        assertThatThrownBy(() -> new NumberTask(task.targets(), List.of(0.1, 0.9))).hasMessageContaining("0.5 among them");
        assertThatThrownBy(() -> new NumberTask(task.targets(), List.of(0.5, 0.1))).hasMessageContaining("increasing");
    }

    @Test
    void outputsThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> KINDS.decode(new double[] {1, 2}, OutputForm.LOGITS)).hasMessageContaining("needs 3 outputs");
        assertThatThrownBy(() -> new ClassTask(List.of("a", "a"))).hasMessageContaining("same name");
        assertThatThrownBy(() -> new NumberTask.Target("y", 0, 0)).hasMessageContaining("y");
    }

    @Test
    void aDataSetSaysItsTask() {
        var classes = ArrayDataset.classified(new float[][] {{0}, {1}}, new int[] {0, 1}, List.of("n", "y"));
        assertThat(classes.task()).contains(new ClassTask(List.of("n", "y")));
        assertThat(ArrayDataset.numeric(new float[][] {{0}}, new float[] {1}).task()).contains(new NumberTask("y"));
    }
}
