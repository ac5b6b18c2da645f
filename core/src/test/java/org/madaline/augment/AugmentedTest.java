package org.madaline.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.madaline.data.ArrayDataset;
import org.madaline.data.Dataset;
import org.madaline.kernels.CounterRandom;
import org.madaline.layer.Dense;
import org.madaline.layer.Flatten;
import org.madaline.layer.Network;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.optimizer.Sgd;
import org.madaline.tensor.Shape;
import org.madaline.train.Trainer;
import org.madaline.train.TrainingRun;

class AugmentedTest {
    private static final int SIZE = 30;

    private static Dataset pictures() {
        float[] x = new float[SIZE * 36];
        float[] y = new float[SIZE];
        for (int i = 0; i < x.length; i++) {
            x[i] = CounterRandom.uniform(3, 0, i);
        }
        for (int i = 0; i < SIZE; i++) {
            y[i] = i % 3;
        }
        return new ArrayDataset(SIZE, Shape.of(1, 6, 6), Shape.SCALAR, x, y, List.of("a", "b", "c"));
    }

    private static float[] read(Dataset data, int index) {
        float[] all = new float[data.inputShape().size() + data.targetShape().size()];
        data.read(index, all, 0, all, data.inputShape().size());
        return all;
    }

    @Test
    void examplesDependOnSeedEpochAndIndexOnly() {
        var augmented = new Augmented(pictures(), new Affine(20, 0.1, 0.1, 5), 1);
        assertThat(read(augmented.at(2), 4)).containsExactly(read(new Augmented(pictures(), new Affine(20, 0.1, 0.1, 5), 1).at(2), 4));
        assertThat(read(augmented.at(2), 4)).isNotEqualTo(read(augmented.at(3), 4));
        assertThat(read(augmented, 4)).isNotEqualTo(read(new Augmented(pictures(), new Affine(20, 0.1, 0.1, 5), 2), 4));
    }

    @Test
    void viewsPassTheEpochOn() {
        var augmented = new Augmented(pictures(), new RandomCrop(3), 1);
        Dataset view = augmented.subset(5, 4).mapInput(Shape.of(1, 6, 6), x -> x).withInputShape(Shape.of(36)).concat(
                augmented.subset(6).withInputShape(Shape.of(36)));
        assertThat(read(view.at(7), 1)).containsExactly(read(augmented.at(7), 4));
        assertThat(read(view.at(7), 2)).containsExactly(read(augmented.at(7), 6));
        Dataset plain = pictures().subset(1, 2);
        assertThat(plain.at(3)).isSameAs(plain);
    }

    @Test
    void mixturesShareTheirTargets() {
        for (Mixing mixing : List.of(new Mixing.Mixup(1), new Mixing.CutMix(1), new Mixing.Mixup(0.2).or(new Mixing.CutMix(1)))) {
            var augmented = new Augmented(pictures(), Augmentation.NONE, 1).withMixing(mixing);
            assertThat(augmented.targetShape()).isEqualTo(Shape.of(3));
            boolean mixed = false;
            for (int i = 0; i < SIZE; i++) {
                float[] y = Arrays.copyOfRange(read(augmented, i), 36, 39);
                assertThat(y[0] + y[1] + y[2]).isEqualTo(1, within(1e-6f));
                mixed |= y[i % 3] < 0.99;
            }
            assertThat(mixed).isTrue();
            assertThat(augmented.labels()).startsWith(0, 1, 2);
        }
    }

    @Test
    void mixupIsTheMeanOfTwoExamples() {
        Dataset plain = pictures();
        var augmented = new Augmented(plain, Augmentation.NONE, 1).withMixing(new Mixing.Mixup(1));
        Draw draw = new Draw(CounterRandom.key(1, "augment"), 0, 9);
        int other = draw.below(SIZE);
        float share = (float) draw.beta(1);
        float[] mixed = read(augmented, 9);
        for (int i = 0; i < 36; i++) {
            assertThat(mixed[i]).isEqualTo(share * read(plain, 9)[i] + (1 - share) * read(plain, other)[i], within(1e-6f));
        }
    }

    @Test
    void resumedTrainingSeesTheSameExamples() {
        Network network = Network.of(Shape.of(1, 6, 6), new Flatten(), new Dense(3));
        var data = new Augmented(pictures(), new Affine(20, 0.1, 0.1, 5).then(new RandomErasing()), 1).withMixing(new Mixing.CutMix(1));
        Trainer trainer = new Trainer(network, new SoftmaxCrossEntropy(), new Sgd(0.1)).epochs(4).batchSize(8).threads(1);
        TrainingRun whole = trainer.fit(data);
        int[] steps = {0};
        TrainingRun part = trainer.stopWhen(() -> ++steps[0] == 6).fit(data);
        TrainingRun rest = trainer.threads(2).resume(part.checkpoint()).fit(data);
        assertThat(rest.model().tensors()).isEqualTo(whole.model().tensors());
        assertThat(rest.history().getLast().loss()).isEqualTo(whole.history().getLast().loss());
        var still = new Augmented(pictures(), Augmentation.NONE, 1);
        assertThat(trainer.fit(still).model().tensors()).isNotEqualTo(whole.model().tensors());
    }

    @Test
    void refusesWhatIsNoPictureOrHasNoClass() {
        Dataset vectors = pictures().withInputShape(Shape.of(36));
        assertThatThrownBy(() -> new Augmented(vectors, Flip.HORIZONTAL, 1)).hasMessageContaining("[C, H, W]");
        Dataset weighted = pictures().withWeights(new float[pictures().size()]);
        assertThatThrownBy(() -> new Augmented(weighted, Augmentation.NONE, 1).withMixing(new Mixing.Mixup(1)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("weigh differently");
        assertThat(new Augmented(weighted, Augmentation.NONE, 1).weight(0)).isZero();
        var numbers = new ArrayDataset(1, Shape.of(1, 2, 2), Shape.SCALAR, new float[4], new float[1], List.of());
        assertThatThrownBy(() -> new Augmented(numbers, Flip.HORIZONTAL, 1).withMixing(new Mixing.Mixup(1)))
                .hasMessageContaining("class");
    }
}
