package org.madaline.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.madaline.tensor.Shape;

class DatasetTest {
    private static final Dataset FIVE = Numbers.of(5, 2);

    @Test
    void viewsShowTheRightExamples() {
        assertThat(Numbers.ids(FIVE.subset(4, 0, 4))).containsExactly(4, 0, 4);
        assertThat(Numbers.ids(FIVE.take(2))).containsExactly(0, 1);
        assertThat(Numbers.ids(FIVE.take(9))).containsExactly(0, 1, 2, 3, 4);
        assertThat(Numbers.ids(FIVE.take(2).concat(FIVE.subset(3)))).containsExactly(0, 1, 3);
        assertThat(FIVE.labels()).containsExactly(0, 1, 0, 1, 0);
        assertThat(FIVE.classCounts()).containsExactly(3, 2);
        Dataset mapped = FIVE.mapInput(Shape.of(1), x -> new float[] {x[0] * 10});
        assertThat(Numbers.ids(mapped)).containsExactly(0, 10, 20, 30, 40);
        assertThat(mapped.labels()).isEqualTo(FIVE.labels());
        Dataset reshaped = FIVE.withInputShape(Shape.of(1, 2, 1));
        assertThat(reshaped.inputShape()).isEqualTo(Shape.of(1, 2, 1));
        assertThat(Numbers.ids(ArrayDataset.copyOf(reshaped))).containsExactly(0, 1, 2, 3, 4);
    }

    /// A copy says what its original says.
    @Test
    void copiesKeepMeaningAndWeights() {
        Preparation preparation = () -> Shape.of(2);
        Dataset original = FIVE.withWeights(0, 1, 2, 3, 4).preparedBy(preparation).withClassNames(List.of("class 1", "class 0"));
        Dataset copy = ArrayDataset.copyOf(original);
        assertThat(copy.task()).isEqualTo(original.task());
        assertThat(copy.preparation()).contains(preparation);
        assertThat(copy.labels()).isEqualTo(original.labels());
        assertThat(copy.subset(3).weight(0)).isEqualTo(3);
        assertThat(ArrayDataset.copyOf(FIVE).weighted()).isFalse();
        assertThat(original.concat(copy).weight(7)).isEqualTo(2);
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> FIVE.subset(5)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> FIVE.withInputShape(Shape.of(3)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FIVE.concat(Numbers.of(5, 3)))
                .withMessageContaining("classes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArrayDataset.classified(new float[2][3], new int[] {0, 2}, List.of("a", "b")))
                .withMessage("example 1 has label 2, but there are 2 classes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArrayDataset.numeric(new float[][] {{1}, {1, 2}}, new float[2]));
        assertThatThrownBy(() -> ArrayDataset.numeric(new float[][] {{1}}, new float[] {0.5f}).labels())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("0.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ByteDataset(Shape.of(2), new byte[4], 1, new byte[] {0, -1}, List.of("a")))
                .withMessageContaining("label 255");
    }

    @Test
    void bytesAreUnsignedAndScaled() {
        byte[] all = new byte[256];
        IntStream.range(0, 256).forEach(i -> all[i] = (byte) i);
        Dataset bytes = new ByteDataset(Shape.of(128), all, 1f / 255, new byte[] {1, 0}, List.of("a", "b"));
        float[] x = new float[130];
        float[] y = new float[2];
        bytes.read(1, x, 2, y, 1);
        for (int i = 0; i < 128; i++) {
            assertThat(x[i + 2]).isEqualTo((128 + i) * (1f / 255));
        }
        assertThat(x[129]).isEqualTo(1);
        bytes.read(0, x, 0, y, 0);
        assertThat(y[0]).isEqualTo(1);
        assertThatThrownBy(() -> bytes.read(2, x, 0, y, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
