package org.madaline.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.madaline.data.ArrayDataset;
import org.madaline.data.Dataset;
import org.madaline.layer.Dense;
import org.madaline.layer.Network;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.optimizer.Sgd;
import org.madaline.tensor.Shape;

final class CriterionTest {
    private static final List<String> CLASSES = List.of("left", "right");
    private static final Dataset TRAIN = new ArrayDataset(4, Shape.of(1), Shape.SCALAR, new float[] {-2, -1, 1, 2},
            new float[] {0, 0, 1, 1}, CLASSES);
    /// One of them has the wrong class, so that the loss grows as the weights do, while the accuracy stays.
    private static final Dataset WATCHED = new ArrayDataset(3, Shape.of(1), Shape.SCALAR, new float[] {-1, 1, -1},
            new float[] {0, 1, 1}, CLASSES);

    private static List<Integer> bests(Criterion criterion) {
        List<Integer> bests = new java.util.ArrayList<>();
        new Trainer(Network.of(Shape.of(1), new Dense(2)), new SoftmaxCrossEntropy(), new Sgd(1))
                .epochs(30).batchSize(4).validate(WATCHED).keepBest(true).criterion(criterion)
                .listen(event -> {
                    if (event instanceof TrainingEvent.EpochFinished finished && finished.best()) {
                        bests.add(finished.metrics().epoch());
                    }
                })
                .fit(TRAIN);
        return bests;
    }

    @Test
    void theSmallestLossIsTheFirstAndTheHighestAccuracyTheLastOfEquals() {
        assertThat(bests(Criterion.LOSS).getLast()).isLessThan(10);
        assertThat(bests(Criterion.ACCURACY).getLast()).isEqualTo(30);
    }
}
