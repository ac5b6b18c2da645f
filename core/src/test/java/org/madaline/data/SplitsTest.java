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

    private static int[] groupsOf(Dataset part, int[] groups) {
        return Numbers.ids(part).stream().mapToInt(id -> groups[id]).distinct().sorted().toArray();
    }

    @Test
    void noGroupIsInBothParts() {
        Dataset dataset = Numbers.of(100, 2);
        int[] groups = IntStream.range(0, 100).map(i -> i % 13 * (i % 13)).toArray();
        Split split = Splits.byGroup(dataset, groups, 0.3, 5);
        assertThat(split.test().size()).isBetween(24, 30);
        assertThat(split.train().size() + split.test().size()).isEqualTo(100);
        assertThat(groupsOf(split.test(), groups)).doesNotContain(groupsOf(split.train(), groups));
        assertThat(Numbers.ids(split.test())).isEqualTo(Numbers.ids(Splits.byGroup(dataset, groups, 0.3, 5).test()))
                .isNotEqualTo(Numbers.ids(Splits.byGroup(dataset, groups, 0.3, 6).test()));
        // Two large groups, of which neither fits: the smaller one.
        int[] two = IntStream.range(0, 100).map(i -> i < 40 ? 1 : 2).toArray();
        assertThat(Splits.byGroup(dataset, two, 0.1, 1).test().size()).isEqualTo(40);
        assertThatIllegalArgumentException().isThrownBy(() -> Splits.byGroup(dataset, new int[100], 0.1, 1)).withMessageContaining("1 groups");
        assertThatIllegalArgumentException().isThrownBy(() -> Splits.byGroup(dataset, new int[3], 0.1, 1)).withMessageContaining("3 groups for 100");
    }

    @Test
    void groupsAreSpreadOverTheFolds() {
        Dataset dataset = Numbers.of(100, 2);
        int[] groups = IntStream.range(0, 100).map(i -> (int) Math.sqrt(i)).toArray();
        List<Split> folds = Splits.groupFolds(dataset, groups, 4, 1);
        assertThat(folds.stream().map(fold -> fold.test().size())).allMatch(size -> size >= 23 && size <= 27);
        assertThat(folds.stream().flatMap(fold -> Numbers.ids(fold.test()).stream()).toList()).doesNotHaveDuplicates().hasSize(100);
        folds.forEach(fold -> assertThat(groupsOf(fold.test(), groups)).doesNotContain(groupsOf(fold.train(), groups)));
        assertThatIllegalArgumentException().isThrownBy(() -> Splits.groupFolds(dataset, groups, 11, 1)).withMessageContaining("10 groups");
    }

    @Test
    void theLatestAreHeldBack() {
        Dataset dataset = Numbers.of(10, 2);
        double[] times = {9, 1, 8, 2, 7, 3, 6, 4, 5, 0};
        Split split = Splits.byTime(dataset, times, 0.25);
        assertThat(Numbers.ids(split.test())).containsExactly(4, 2, 0);
        assertThat(Numbers.ids(split.train())).containsExactly(9, 1, 3, 5, 7, 8, 6);
        // Those of one time stay together: the part held back grows, or shrinks where it would be all.
        assertThat(Numbers.ids(Splits.byTime(dataset, new double[] {0, 1, 2, 3, 4, 5, 6, 6, 6, 6}, 0.2).test())).containsExactly(6, 7, 8, 9);
        assertThat(Numbers.ids(Splits.byTime(dataset, new double[] {6, 6, 6, 6, 6, 6, 6, 6, 6, 7}, 0.2).test())).containsExactly(9);
        assertThatIllegalArgumentException().isThrownBy(() -> Splits.byTime(dataset, new double[10], 0.2)).withMessageContaining("one time");
    }

    @Test
    void foldsGoForwardInTime() {
        double[] times = {9, 1, 8, 2, 7, 3, 6, 4, 5, 0, 10, 11};
        List<Split> folds = Splits.timeFolds(Numbers.of(12, 2), times, 3);
        assertThat(folds.stream().map(fold -> Numbers.ids(fold.test()))).containsExactly(List.of(5, 7, 8), List.of(6, 4, 2), List.of(0, 10, 11));
        assertThat(folds.stream().map(fold -> Numbers.ids(fold.train()).size())).containsExactly(3, 6, 9);
        assertThatIllegalArgumentException().isThrownBy(() -> Splits.timeFolds(Numbers.of(12, 2), new double[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 3))
                .withMessageContaining("fewer folds");
    }

    @Test
    void aClassOfASingleExampleIsAlwaysTrainedOn() {
        int[] y = IntStream.range(0, 31).map(i -> i == 30 ? 2 : i % 2).toArray();
        Dataset dataset = ArrayDataset.classified(IntStream.range(0, 31).mapToObj(i -> new float[] {i}).toArray(float[][]::new), y,
                List.of("a", "b", "rare"));
        List<Split> folds = Splits.folds(dataset, 5, 1);
        assertThat(folds).allMatch(fold -> fold.test().size() == 6 && fold.train().size() == 25 && Numbers.ids(fold.train()).contains(30));
        assertThat(folds).allMatch(fold -> fold.test().classCounts()[0] == 3 && fold.test().classCounts()[1] == 3);
        assertThat(folds.stream().flatMap(fold -> Numbers.ids(fold.test()).stream()).toList()).doesNotHaveDuplicates().hasSize(30);
    }

    /// A class of many and very many of a single example: the first is not used up by the part held back.
    @Test
    void aLongTailLeavesHalfOfAClassToTrain() {
        var labels = new int[150];
        for (int i = 0; i < 120; i++) {
            labels[30 + i] = 1 + i;
        }
        List<String> names = IntStream.rangeClosed(0, 120).mapToObj(i -> "c" + i).toList();
        Split split = Splits.stratified(ArrayDataset.classified(new float[150][1], labels, names), 0.2, 1);
        assertThat(IntStream.of(split.test().labels()).filter(label -> label == 0).count()).isEqualTo(15);
        assertThat(split.test().size()).isEqualTo(15);
    }
}
