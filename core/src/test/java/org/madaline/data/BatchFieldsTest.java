package org.madaline.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// Batches of named fields: pictures with numbers beside them, sequences of different lengths, weights.
class BatchFieldsTest {
    private static final FieldArrays DATA = FieldArrays.of(3).with("picture", Shape.of(1, 2), 1, 2, 3, 4, 5, 6)
            .with("age", Shape.SCALAR, 30, 40, 50)
            .withSequences("text", Shape.SCALAR, new float[] {7}, new float[] {8, 9, 10}, new float[] {})
            .withSequences("path", Shape.of(2), new float[] {1, 1, 2, 2}, new float[] {3, 3}, new float[] {4, 4, 5, 5});

    @Test
    void fieldsAreReadByName() {
        Batch batch = Batch.of(DATA, new int[] {2, 0});
        assertThat(batch.get("picture")).isEqualTo(Tensor.of(Shape.of(2, 1, 2), 5, 6, 1, 2));
        assertThat(batch.get("age")).isEqualTo(Tensor.of(Shape.of(2), 50, 30));
        assertThat(batch.size()).isEqualTo(2);
        assertThat(Batch.of(DATA, 1, 2).get("age")).isEqualTo(Tensor.of(Shape.of(2), 40, 50));
        assertThatThrownBy(() -> batch.get("name")).hasMessageContaining("no field name").hasMessageContaining("picture, age");
        assertThatThrownBy(() -> Batch.of(DATA, 2, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    /// All sequences of a batch share the longest one's length, within the largest that their field has.
    @Test
    void sequencesArePaddedAndMasked() {
        Batch batch = Batch.of(DATA, 0, 3);
        assertThat(batch.length()).isEqualTo(3);
        assertThat(batch.get("text")).isEqualTo(Tensor.of(Shape.of(3, 3), 7, 0, 0, 8, 9, 10, 0, 0, 0));
        assertThat(batch.get("text.mask")).isEqualTo(Tensor.of(Shape.of(3, 3), 1, 0, 0, 1, 1, 1, 0, 0, 0));
        assertThat(batch.get("path")).isEqualTo(Tensor.of(Shape.of(3, 2, 2), 1, 1, 2, 2, 3, 3, 0, 0, 4, 4, 5, 5));
        assertThat(batch.get("path.mask")).isEqualTo(Tensor.of(Shape.of(3, 2), 1, 1, 1, 0, 1, 1));
        assertThat(Batch.of(DATA, new int[] {0, 2}).get("text")).isEqualTo(Tensor.of(Shape.of(2, 2), 7, 0, 0, 0));
    }

    /// What stood in a buffer before does not shine through the padding.
    @Test
    void paddingIsWrittenForEachBatch() {
        Batch full = Batch.of(DATA, null, 1, 1, 3);
        Gather gather = new Gather(full.form(), Map.of());
        for (Batch batch : List.of(full, Batch.of(DATA, null, 0, 1, 3))) {
            gather.at(batch);
            gather.run(0, 0);
        }
        assertThat(java.util.Arrays.copyOf(gather.slice("text").array(), 3)).containsExactly(7, 0, 0);
        assertThat(java.util.Arrays.copyOf(gather.slice("text.mask").array(), 3)).containsExactly(1, 0, 0);
        gather.at(Batch.of(DATA, null, 1, 1, 2));
        Gather narrow = new Gather(Batch.of(DATA, null, 1, 1, 2).form(), Map.of());
        narrow.at(Batch.of(DATA, null, 1, 1, 2));
        assertThatThrownBy(() -> narrow.run(0, 0)).hasMessageContaining("text").hasMessageContaining("length 3");
    }

    private static FieldArrays texts(int size) {
        float[][] texts = new float[size][];
        float[] number = new float[size];
        for (int i = 0; i < size; i++) {
            texts[i] = new float[1 + i * 7 % 40];
            number[i] = i;
        }
        return FieldArrays.of(size).withSequences("text", Shape.SCALAR, texts).with("number", Shape.SCALAR, number);
    }

    @Test
    void bucketsHoldAboutEqualLengths() {
        Buckets buckets = new Buckets(texts(100), 8, 5);
        assertThat(buckets.lengths()).containsExactly(8, 16, 32, 40);
        Set<Float> seen = new HashSet<>();
        Set<BatchForm> forms = new HashSet<>();
        for (Batch batch : buckets.epoch(3)) {
            assertThat(batch.size()).isLessThanOrEqualTo(8);
            int shorter = buckets.lengths().indexOf(batch.length()) == 0 ? 0 : buckets.lengths().get(buckets.lengths().indexOf(batch.length()) - 1);
            for (float number : batch.get("number").toArray()) {
                assertThat(seen.add(number)).isTrue();
                assertThat(1 + (int) number * 7 % 40).isBetween(shorter + 1, batch.length());
            }
            forms.add(batch.form());
        }
        assertThat(seen).hasSize(100);
        assertThat(forms).hasSizeLessThanOrEqualTo(8);
        assertThat(numbers(buckets.epoch(3))).isEqualTo(numbers(buckets.epoch(3))).isNotEqualTo(numbers(buckets.epoch(4)))
                .isNotEqualTo(numbers(new Buckets(texts(100), 8, 6).epoch(3)));
        assertThat(new Buckets(texts(100), 8, List.of(20), 1).lengths()).containsExactly(20, 40);
        assertThatThrownBy(() -> new Buckets(texts(9), 8, List.of(20, 10), 1)).hasMessageContaining("[20, 10]");
        assertThatThrownBy(() -> new Buckets(texts(9), 0, 1)).hasMessageContaining("not 0");
    }

    private static List<Float> numbers(List<Batch> batches) {
        List<Float> all = new ArrayList<>();
        for (Batch batch : batches) {
            for (float number : batch.get("number").toArray()) {
                all.add(number);
            }
        }
        return all;
    }

    /// Without sequences there is one bucket, and the order is that of a data set's batches.
    @Test
    void bucketsOfOneLengthAreShuffledBatches() {
        FieldArrays plain = FieldArrays.of(10).with("number", Shape.SCALAR, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        float[] x = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        Dataset data = new ArrayDataset(10, Shape.of(1), Shape.SCALAR, x, x, List.of());
        List<Float> expected = new ArrayList<>();
        Batches.shuffled(data, 4, 9).epoch(2).forEach(batch -> {
            for (float value : batch.get("y").toArray()) {
                expected.add(value);
            }
        });
        assertThat(numbers(new Buckets(plain, 4, 9).epoch(2))).isEqualTo(expected);
    }

    @Test
    void aDataSetHasFields() {
        Dataset data = new ArrayDataset(2, Shape.of(2), Shape.SCALAR, new float[] {1, 2, 3, 4}, new float[] {5, 6}, List.of());
        Batch batch = Batch.of(FieldDataset.of(data.withWeights(0.5f, 2)), new int[] {1});
        assertThat(batch.fields()).extracting(BatchField::name).containsExactly("x", "y", "weight");
        assertThat(batch.get("x")).isEqualTo(Tensor.of(Shape.of(1, 2), 3, 4));
        assertThat(batch.get("weight")).isEqualTo(Tensor.of(Shape.of(1), 2));
        assertThat(FieldDataset.of(data).fields()).hasSize(2);
        Batch values = Batch.of(Map.of("z", Tensor.of(Shape.of(2, 1), 7, 8)));
        assertThat(values.get("z")).isEqualTo(Tensor.of(Shape.of(2, 1), 7, 8));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> FieldArrays.of(2).with("a", Shape.of(2), 1, 2, 3)).hasMessageContaining("field a").hasMessageContaining("4");
        assertThatThrownBy(() -> DATA.with("age", Shape.SCALAR, 1, 2, 3)).hasMessageContaining("age already");
        assertThatThrownBy(() -> FieldArrays.of(2).withSequences("t", Shape.SCALAR, new float[1])).hasMessageContaining("1 sequences for 2");
        assertThatThrownBy(() -> FieldArrays.of(1).withSequences("t", Shape.of(2), new float[3])).hasMessageContaining("3 values");
        assertThatThrownBy(() -> new BatchField("", Shape.SCALAR)).hasMessageContaining("name");
        assertThatThrownBy(() -> new BatchField("t", Shape.SCALAR, true)).hasMessageContaining("no axis");
        assertThatThrownBy(() -> Batch.of(Map.of("a", Tensor.of(Shape.of(2), 1, 2), "b", Tensor.of(Shape.of(3), 1, 2, 3))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
