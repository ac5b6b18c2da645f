package org.madaline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.madaline.data.Dataset;
import org.madaline.data.Split;
import org.madaline.data.Splits;
import org.madaline.datasets.Digits;
import org.madaline.layer.Activation;
import org.madaline.layer.Dense;
import org.madaline.layer.Network;
import org.madaline.linear.DesignMatrix;
import org.madaline.linear.LogisticRegression;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.optimizer.Adam;
import org.madaline.pipeline.Pipeline;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;
import org.madaline.train.Trainer;
import org.madaline.train.TrainingRun;

/// What a user of jshell, or of a notebook, sees of the library's values: one line that says what matters.
class ReadableTest {
    private static final Split DIGITS = Splits.stratified(Digits.load(), 0.2, 1);
    private static final Network NETWORK = Network.of(Shape.of(64), new Dense(32), Activation.RELU, new Dense(10));
    private static final TrainingRun RUN =
            new Trainer(NETWORK, new Adam(0.01)).epochs(2).validate(DIGITS.test()).fit(DIGITS.train());

    @Test
    void values() {
        assertThat(Shape.of(2, 3)).hasToString("[2, 3]");
        assertThat(Tensor.of(Shape.of(2), 1, 2)).hasToString("Tensor[2] [1.0, 2.0]");
        assertThat(Digits.load()).hasToString("1,797 examples of [64], 10 classes");
        assertThat(DIGITS).hasToString(
                "Split[train=1,437 examples of [64], 10 classes, test=360 examples of [64], 10 classes]");
        assertThat(RUN.model()).hasToString("model of 2,410 parameters from [64] to [10]: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9");
        assertThat(RUN.toString()).matches(
                "completed after 2 epochs, loss 0\\.\\d+, accuracy 0\\.\\d{4}; validation loss 0\\.\\d+, accuracy 0\\.\\d{4}");
        assertThat(RUN.checkpoint().toString()).matches("checkpoint of \\d+ tensors after 46 steps, 2 epochs finished");
        assertThat(RUN.model().evaluate(DIGITS.test(), new SoftmaxCrossEntropy()).toString())
                .matches("360 examples: loss 0\\.\\d+, accuracy 0\\.\\d{4}");
        Pipeline<?> pipeline = Pipeline.of(RUN.model());
        assertThat(pipeline).hasToString("pipeline from picture to 0, 1, 2, 3, 4, 5, 6, 7, 8, 9");
        assertThat(pipeline.evaluate(DIGITS.test()).toString()).matches("360 examples: accuracy 0\\.\\d{4}, .*log loss .*");
        var seven = new BufferedImage(20, 20, BufferedImage.TYPE_BYTE_GRAY);
        seven.createGraphics().drawLine(10, 3, 10, 17);
        assertThat(pipeline.predict(seven).toString()).matches("\\d 0\\.\\d{4}, \\d 0\\.\\d{4}, \\d 0\\.\\d{4}");
    }

    @Test
    void linearModels() {
        DesignMatrix x = DesignMatrix.of(new double[] {1, 2}, new double[] {3, 5}, new double[] {2, 2}, new double[] {2, 3});
        assertThat(x).hasToString("matrix of 4 rows and 2 columns in double precision");
        assertThat(new LogisticRegression().fit(x, new int[] {0, 1, 1, 0}))
                .hasToString("logistic model of 2 classes from 2 features");
    }

    /// Nothing shows where it lies in memory, as `Model@5674e1f2` does.
    @Test
    void nothingShowsAnAddress() {
        List<Object> all = new ArrayList<>(List.of(
                DIGITS, NETWORK, RUN, RUN.history(), RUN.model(), RUN.checkpoint(), Pipeline.of(RUN.model()),
                Pipeline.of(RUN.model()).estimator(), Pipeline.of(RUN.model()).features(), Pipeline.of(RUN.model()).task()));
        Dataset data = Digits.load();
        all.addAll(List.of(data.withInputShape(Shape.of(1, 8, 8)), data.subset(0, 1), data.concat(data)));
        assertThat(all).noneMatch(value -> value.toString().matches("(?s).*[\\w\\]]@[0-9a-f]{5,}.*"));
    }
}
