package org.madaline.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SplitsTest {
    @Test
    void everyExampleIsInOnePart() {
        Dataset dataset = Numbers.of(103, 3);
        for (Split split : List.of(Splits.random(dataset, 0.2, 1), Splits.stratified(dataset, 0.2, 1))) {
            assertThat(split.test().size()).isEqualTo(21);
            assertThat(Numbers.ids(split.train().concat(split.test())))
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 103).boxed().toList());
        }
    }

    @Test
    void dependsOnTheSeedAlone() {
        Dataset dataset = Numbers.of(50, 2);
        assertThat(Numbers.ids(Splits.random(dataset, 0.5, 7).test()))
                .isEqualTo(Numbers.ids(Splits.random(dataset, 0.5, 7).test()))
                .isNotEqualTo(Numbers.ids(Splits.random(dataset, 0.5, 8).test()));
        assertThat(Numbers.ids(Splits.stratified(dataset, 0.5, 7).train()))
                .isEqualTo(Numbers.ids(Splits.stratified(dataset, 0.5, 7).train()))
                .isNotEqualTo(Numbers.ids(Splits.stratified(dataset, 0.5, 8).train()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iris", "breast_cancer", "digits", "wine"})
    void classesHaveTheSharesOfScikitLearn(String name) throws Exception {
        JsonNode counts;
        try (var in = getClass().getResourceAsStream("scaler.json")) {
            counts = new JsonMapper().readTree(in).path("counts").path(name);
        }
        List<String> names = new ArrayList<>();
        IntStream.Builder labels = IntStream.builder();
        for (JsonNode count : counts.path("class_counts")) {
            for (int i = 0; i < count.intValue(); i++) {
                labels.add(names.size());
            }
            names.add("class " + names.size());
        }
        int[] y = labels.build().toArray();
        Split split = Splits.stratified(ArrayDataset.classified(new float[y.length][1], y, names), 0.25, 0);
        // Classes of equal fraction compete for the last examples: which one gets it is chance in scikit-learn.
        int[] train = split.train().classCounts();
        int[] test = split.test().classCounts();
        assertThat(IntStream.of(test).sum()).isEqualTo((y.length + 3) / 4);
        for (int c = 0; c < train.length; c++) {
            int expected = counts.path("test_class_counts").get(c).intValue();
            boolean tie = name.equals("iris") || name.equals("digits");
            assertThat(test[c]).isBetween(tie ? expected - 1 : expected, tie ? expected + 1 : expected);
            assertThat(train[c] + test[c]).isEqualTo(counts.path("class_counts").get(c).intValue());
        }
    }

    @Test
    void foldsHoldEachExampleBackOnce() {
        Dataset dataset = Numbers.of(103, 4);
        for (List<Split> folds : List.of(Splits.kFold(dataset, 5, 3), Splits.stratifiedKFold(dataset, 5, 3))) {
            List<Integer> held = new ArrayList<>();
            for (Split fold : folds) {
                held.addAll(Numbers.ids(fold.test()));
                assertThat(fold.test().size()).isBetween(20, 21);
                assertThat(fold.train().size() + fold.test().size()).isEqualTo(103);
                assertThat(Numbers.ids(fold.train())).doesNotContainAnyElementsOf(Numbers.ids(fold.test()));
            }
            assertThat(held).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 103).boxed().toList());
        }
        for (Split fold : Splits.stratifiedKFold(dataset, 5, 3)) {
            for (int count : fold.test().classCounts()) {
                assertThat(count).isBetween(5, 6);
            }
        }
    }

    @Test
    void aClassOfOneExampleStaysInTraining() {
        int[] y = {0, 0, 0, 0, 1, 1, 1, 1, 2, 3};
        var dataset = ArrayDataset.classified(new float[y.length][1], y, List.of("a", "b", "c", "d"));
        for (int seed = 0; seed < 20; seed++) {
            Split split = Splits.stratified(dataset, 0.2, seed);
            assertThat(split.test().classCounts()).containsExactly(1, 1, 0, 0);
            assertThat(split.train().classCounts()).containsExactly(3, 3, 1, 1);
        }
        var single = ArrayDataset.classified(new float[3][1], new int[] {0, 1, 2}, List.of("a", "b", "c"));
        assertThatIllegalArgumentException().isThrownBy(() -> Splits.stratified(single, 0.3, 0)).withMessageContaining("single");
    }

    @Test
    void refusesTheImpossible() {
        Dataset dataset = Numbers.of(10, 3);
        for (double fraction : new double[] {0, 1, -0.1, Double.NaN, 0.99}) {
            assertThatIllegalArgumentException().isThrownBy(() -> Splits.random(dataset, fraction, 0));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Splits.kFold(dataset, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Splits.kFold(dataset, 11, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Splits.stratifiedKFold(dataset, 4, 0))
                .withMessageContaining("class 1 has 3 of the at least 4 examples");
    }
}
