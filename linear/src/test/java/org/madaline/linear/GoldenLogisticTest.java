package org.madaline.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.madaline.metric.RocCurve;
import org.madaline.train.Penalty;
import tools.jackson.databind.JsonNode;

/// Coefficients, probabilities and losses against scikit-learn's, made more exact by Newton's method.
class GoldenLogisticTest {

    @TestFactory
    Stream<DynamicTest> agreesWithReference() {
        return Golden.json("logistic.json").get("cases").valueStream()
                .map(c -> DynamicTest.dynamicTest(
                        c.get("data").asString() + " " + c.get("id").asString(), () -> check(c)));
    }

    private static void check(JsonNode c) {
        Golden.Data train = data(c, "train");
        Golden.Data test = data(c, "test");
        LinearModel model = classifier(c).fit(train.matrix(), train.y());

        assertThat(model.converged()).as(model.convergence().toString()).isTrue();
        double tolerance = c.get("polished").asBoolean() ? 1e-8 : 1e-7;
        double[] expected = coefficients(c.get("coef"), c.get("intercept"), penalizedIntercept(c));
        double[] actual = join(model.weights(), model.intercepts(), penalizedIntercept(c));
        for (int j = 0; j < expected.length; j++) {
            double scale = Math.max(1, Math.abs(expected[j]));
            assertThat(actual[j]).as("coefficient " + j).isCloseTo(expected[j], within(tolerance * scale));
            if (c.get("penalty").asString().equals("l1")) {
                assertThat(actual[j] == 0).as("exact zero " + j).isEqualTo(expected[j] == 0);
            }
        }
        JsonNode result = c.get("test");
        double[][] p = model.probabilities(test.matrix());
        double[][] q = Golden.table(result.get("probabilities"));
        for (int i = 0; i < q.length; i++) {
            assertThat(p[i]).as("row " + i).containsExactly(q[i], within(1e-7));
        }
        assertThat(areaUnderCurve(p, test.y())).isCloseTo(
                result.get(model.classes() == 2 ? "roc_auc" : "roc_auc_ovr_macro").asDouble(), within(1e-12));
        assertThat(model.accuracy(test.matrix(), test.y())).isEqualTo(result.get("accuracy").asDouble());
        assertThat(model.logLoss(test.matrix(), test.y())).isCloseTo(result.get("log_loss").asDouble(), within(1e-6));
        if (c.has("train_log_loss_mean")) {
            assertThat(model.logLoss(train.matrix(), train.y()))
                    .isCloseTo(c.get("train_log_loss_mean").asDouble(), within(1e-9));
        }
    }

    private static double areaUnderCurve(double[][] p, int[] labels) {
        if (p[0].length > 2) {
            return RocCurve.macroArea(labels, p);
        }
        boolean[] positive = new boolean[labels.length];
        double[] scores = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            positive[i] = labels[i] == 1;
            scores[i] = p[i][1];
        }
        return RocCurve.of(positive, scores).area();
    }

    /// liblinear penalizes the intercept: there it is the weight of a constant feature.
    private static boolean penalizedIntercept(JsonNode c) {
        return c.has("intercept_penalised") && c.get("intercept_penalised").asBoolean();
    }

    private static Golden.Data data(JsonNode c, String part) {
        String name = c.get("data").asString();
        boolean rawData = c.get("features").asString().startsWith("raw");
        Golden.Data data = rawData ? Golden.raw(name, part) : Golden.standardized(name, part);
        if (c.get("id").asString().startsWith("versicolor")) {
            data = data.pair(1, 2);
        }
        if (c.has("columns")) {
            data = data.columns(Golden.ints(c.get("columns")));
        }
        if (!penalizedIntercept(c)) {
            return data;
        }
        double[][] x = new double[data.x().length][];
        for (int i = 0; i < x.length; i++) {
            x[i] = java.util.Arrays.copyOf(data.x()[i], data.x()[i].length + 1);
            x[i][x[i].length - 1] = 1;
        }
        return new Golden.Data(x, data.y());
    }

    private static Classifier classifier(JsonNode c) {
        Settings settings = Settings.DEFAULT;
        if (!c.get("penalty").asString().equals("none")) {
            double strength = 1 / c.get("C").asDouble();
            settings = settings.withPenalty(
                    c.get("penalty").asString().equals("l1") ? Penalty.l1(strength) : Penalty.l2(strength));
        }
        if (penalizedIntercept(c)) {
            settings = settings.withoutIntercept();
        }
        String several = c.has("multi_class") ? c.get("multi_class").asString() : "";
        return switch (several) {
            case "multinomial" -> new SoftmaxRegression(settings);
            case "ovr" -> new OneVsRest(settings);
            default -> new LogisticRegression(settings);
        };
    }

    private static double[] coefficients(JsonNode coef, JsonNode intercept, boolean intoWeights) {
        double[] w = coef.get(0).isArray()
                ? java.util.Arrays.stream(Golden.table(coef)).flatMapToDouble(java.util.Arrays::stream).toArray()
                : Golden.doubles(coef);
        double[] b = intercept.isArray() ? Golden.doubles(intercept) : new double[] {intercept.asDouble()};
        return join(w, b, false);
    }

    private static double[] join(double[] w, double[] b, boolean weightsOnly) {
        return weightsOnly
                ? w
                : java.util.stream.DoubleStream.concat(java.util.Arrays.stream(w), java.util.Arrays.stream(b)).toArray();
    }
}
