package org.madaline.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every figure that scikit-learn gave for its own predictions is found again from those predictions.
class ClassificationTest {
    private static final Offset<Double> CLOSE = within(1e-12);

    static Stream<JsonNode> cases() throws Exception {
        try (var in = ClassificationTest.class.getResourceAsStream("logistic.json")) {
            return new JsonMapper().readTree(in).valueStream();
        }
    }

    private static double[] numbers(JsonNode node) {
        return node.valueStream().mapToDouble(JsonNode::doubleValue).toArray();
    }

    private static int[] labels(JsonNode node) {
        return node.valueStream().mapToInt(JsonNode::intValue).toArray();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithScikitLearn(JsonNode golden) {
        int[] y = labels(golden.path("y"));
        double[][] p = golden.path("predict_proba_test").valueStream()
                .map(ClassificationTest::numbers)
                .toArray(double[][]::new);
        int[] predicted = Stream.of(p).mapToInt(Classification::argMax).toArray();
        assertThat(predicted).isEqualTo(labels(golden.path("predicted_test")));
        List<String> names = IntStream.range(0, p[0].length).mapToObj(c -> "class " + c).toList();
        ConfusionMatrix matrix = ConfusionMatrix.of(y, predicted, names);
        for (int c = 0; c < names.size(); c++) {
            assertThat(matrix.toArray()[c])
                    .containsExactly(golden.path("confusion_matrix").get(c).valueStream()
                            .mapToLong(JsonNode::longValue)
                            .toArray());
        }
        assertClose(matrix.accuracy(), golden, "accuracy");
        assertClose(Classification.accuracy(y, predicted), golden, "accuracy");
        assertClose(Classification.topK(y, p, 1), golden, "accuracy");
        assertClose(matrix.f1(Average.MACRO), golden, "f1_macro");
        assertClose(matrix.precision(Average.MACRO), golden, "precision_macro");
        assertClose(matrix.recall(Average.MACRO), golden, "recall_macro");
        assertClose(Classification.logLoss(y, p), golden, "log_loss");
        if (p[0].length == 2) {
            binary(golden, y, p, matrix);
        } else {
            assertClose(RocCurve.macroArea(y, p), golden, "roc_auc_ovr_macro");
            assertClose(Classification.brier(y, p), golden, "brier_multiclass");
        }
    }

    private static void binary(JsonNode golden, int[] y, double[][] p, ConfusionMatrix matrix) {
        double[] scores = Stream.of(p).mapToDouble(row -> row[1]).toArray();
        boolean[] positive = new boolean[y.length];
        IntStream.range(0, y.length).forEach(i -> positive[i] = y[i] == 1);
        assertClose(matrix.f1(1), golden, "f1");
        assertClose(matrix.precision(1), golden, "precision");
        assertClose(matrix.recall(1), golden, "recall");
        assertClose(matrix.matthewsCorrelation(), golden, "mcc");
        assertClose(Classification.brier(positive, scores), golden, "brier");
        assertThat(Classification.brier(y, p)).isCloseTo(2 * Classification.brier(positive, scores), CLOSE);
        RocCurve roc = RocCurve.of(positive, scores);
        assertClose(roc.area(), golden, "roc_auc");
        assertThat(roc.falsePositiveRates()).containsExactly(numbers(golden.path("roc_curve").path("fpr")), CLOSE);
        assertThat(roc.truePositiveRates()).containsExactly(numbers(golden.path("roc_curve").path("tpr")), CLOSE);
        assertClose(PrecisionRecallCurve.of(positive, scores).averagePrecision(), golden, "average_precision");
        Calibration calibration = Calibration.of(positive, scores, 10);
        assertClose(calibration.expectedError(), golden, "ece_10_uniform_bins");
        JsonNode curve = golden.path("calibration_curve_uniform_10");
        assertThat(calibration.bins().stream().mapToDouble(Calibration.Bin::accuracy).toArray())
                .containsExactly(numbers(curve.path("fraction_positive")), CLOSE);
        assertThat(calibration.bins().stream().mapToDouble(Calibration.Bin::confidence).toArray())
                .containsExactly(numbers(curve.path("mean_predicted")), CLOSE);
        assertThat(Calibration.of(y, p, 10).expectedError()).isBetween(0.0, 1.0);
    }

    private static void assertClose(double actual, JsonNode golden, String name) {
        assertThat(golden.path(name).isNumber()).as(name).isTrue();
        assertThat(actual).as(golden.path("id") + " " + name).isCloseTo(golden.path(name).doubleValue(), CLOSE);
    }

    @Test
    void averagesByHand() {
        // Class 2 occurs but is never predicted; class 3 neither occurs nor is predicted.
        ConfusionMatrix matrix = ConfusionMatrix.of(
                new int[] {0, 0, 0, 1, 1, 2}, new int[] {0, 0, 1, 1, 1, 0}, List.of("a", "b", "c", "d"));
        assertThat(matrix.precision(0)).isCloseTo(2.0 / 3, CLOSE);
        assertThat(matrix.precision(2)).isZero();
        assertThat(matrix.recall(3)).isZero();
        assertThat(matrix.f1(1)).isCloseTo(0.8, CLOSE);
        assertThat(matrix.f1(Average.MACRO)).isCloseTo((2.0 / 3 + 0.8 + 0) / 3, CLOSE);
        assertThat(matrix.f1(Average.MICRO)).isCloseTo(4.0 / 6, CLOSE);
        assertThat(matrix.recall(Average.WEIGHTED)).isCloseTo(4.0 / 6, CLOSE);
        assertThat(matrix.precision(Average.WEIGHTED)).isCloseTo((3 * 2.0 / 3 + 2 * 2.0 / 3) / 6, CLOSE);
        assertThat(matrix.toString().lines()).hasSize(5).element(1).isEqualTo("a 2 1 0 0");
        ConfusionMatrix one = ConfusionMatrix.of(new int[] {0, 0}, new int[] {0, 0}, List.of("a", "b"));
        assertThat(one.accuracy()).isEqualTo(1);
        assertThat(one.matthewsCorrelation()).isZero();
    }

    @Test
    void topKCountsTheClassesBefore() {
        double[][] scores = {{0.1, 0.5, 0.4}, {0.2, 0.2, 0.6}, {1, 1, 1}};
        assertThat(Classification.topK(new int[] {2, 1, 2}, scores, 1)).isCloseTo(1.0 / 3, CLOSE);
        assertThat(Classification.topK(new int[] {2, 1, 0}, scores, 2)).isCloseTo(2.0 / 3, CLOSE);
        assertThat(Classification.topK(new int[] {0, 0, 0}, scores, 3)).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> Classification.topK(new int[3], scores, 4));
    }

    @Test
    void logLossStaysFinite() {
        double loss = Classification.logLoss(new int[] {0}, new double[][] {{0, 1}});
        assertThat(loss).isCloseTo(-Math.log(Math.ulp(1.0)), within(1e-9));
    }

    @Test
    void tiesCountOneHalf() {
        RocCurve roc = RocCurve.of(new boolean[] {true, false, true, false}, new double[] {1, 1, 1, 1});
        assertThat(roc.area()).isEqualTo(0.5);
        assertThat(roc.thresholds()).containsExactly(Double.POSITIVE_INFINITY, 1);
        PrecisionRecallCurve curve = PrecisionRecallCurve.of(
                new boolean[] {false, false, true, true}, new double[] {0.1, 0.4, 0.35, 0.8});
        assertThat(curve.precisions()).containsExactly(new double[] {0.5, 2.0 / 3, 0.5, 1, 1}, CLOSE);
        assertThat(curve.recalls()).containsExactly(1, 1, 0.5, 0.5, 0);
        assertThat(curve.thresholds()).containsExactly(0.1, 0.35, 0.4, 0.8);
        assertThat(curve.averagePrecision()).isCloseTo(0.8333333333333333, CLOSE);
        assertThat(curve.area()).isCloseTo(0.7916666666666666, CLOSE);
    }

    @Test
    void refusesWhatHasNoFigure() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RocCurve.of(new boolean[] {true, true}, new double[2]))
                .withMessage("a ROC curve needs examples of both classes; all 2 are positive");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrecisionRecallCurve.of(new boolean[2], new double[2]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RocCurve.of(new boolean[] {true, false}, new double[] {1, Double.NaN}))
                .withMessage("the score of example 1 is NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Classification.logLoss(new int[1], new double[][] {{Double.NaN, 1}}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Classification.logLoss(new int[1], new double[][] {{0.5, 0.6}}))
                .withMessageContaining("add up to 1.1");
        assertThatIllegalArgumentException().isThrownBy(() -> Classification.accuracy(new int[0], new int[0]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfusionMatrix.of(new int[] {0}, new int[] {2}, List.of("a", "b")));
        assertThatIllegalArgumentException().isThrownBy(() -> Classification.argMax(new double[] {1, Double.NaN}));
    }
}
