package org.madaline.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.madaline.layer.Dense;
import org.madaline.layer.Network;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.optimizer.Adam;
import org.madaline.tensor.Shape;
import org.madaline.train.Trainer;
import org.madaline.train.TrainingRun;

/// Classes are matched by their names, not by their indices.
class ClassNamesTest {
    private static final Dataset TRAIN = ArrayDataset.classified(
            new float[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, new int[] {0, 1, 2}, List.of("blue", "green", "red"));
    private static final Dataset PART = ArrayDataset.classified(
            new float[][] {{0, 0, 1}, {0, 1, 0}}, new int[] {1, 0}, List.of("green", "red"));

    private static TrainingRun run() {
        return new Trainer(Network.of(Shape.of(3), new Dense(3)), new SoftmaxCrossEntropy(), new Adam(0.1)).epochs(60)
                .validate(PART).fit(TRAIN);
    }

    @Test
    void validationAndEvaluationFindClassesByName() {
        TrainingRun run = run();
        assertThat(run.history().getLast().validationAccuracy()).isEqualTo(1);
        assertThat(run.model().evaluate(PART, new SoftmaxCrossEntropy()).accuracy()).isEqualTo(1);
    }

    @Test
    void anUnknownClassIsRefusedByName() {
        Dataset other = ArrayDataset.classified(new float[][] {{0, 0, 1}}, new int[] {0}, List.of("purple"));
        assertThatThrownBy(() -> run().model().evaluate(other, new SoftmaxCrossEntropy()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("purple").hasMessageContaining("blue, green, red");
    }

    @Test
    void namesOfClassesThatDoNotOccurDoNotMatter() {
        Dataset named = ArrayDataset.classified(new float[][] {{0, 0, 1}}, new int[] {1}, List.of("purple", "red"));
        assertThat(named.withClassNames(List.of("blue", "green", "red")).labels()).containsExactly(2);
    }

    @Test
    void anIndexThatMarksAnExampleToBeIgnoredStays() {
        Dataset marked = new ArrayDataset(2, Shape.of(1), Shape.SCALAR, new float[] {0, 1}, new float[] {1, 255}, List.of("green", "red"));
        Dataset named = marked.withClassNames(List.of("red", "green"));
        float[] y = new float[2];
        named.read(0, new float[1], 0, y, 0);
        named.read(1, new float[1], 0, y, 1);
        assertThat(y).containsExactly(0, 255);
    }
}
