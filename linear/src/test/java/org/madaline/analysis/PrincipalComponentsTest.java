package org.madaline.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.madaline.kernels.CounterRandom;
import org.madaline.linear.DesignMatrix;
import org.madaline.linear.Golden;
import tools.jackson.databind.JsonNode;

class PrincipalComponentsTest {

    @ParameterizedTest
    @ValueSource(strings = {"breast_cancer", "iris", "digits"})
    void agreesWithReference(String data) {
        JsonNode golden = Golden.json("pca.json");
        check(golden.get(data + "_raw"), Golden.raw(data, "train"));
        check(golden.get(data + "_standardised"), Golden.standardized(data, "train"));
    }

    private static void check(JsonNode expected, Golden.Data data) {
        PrincipalComponents pca = PrincipalComponents.of(data.matrix());
        double[] variances = Golden.doubles(expected.get("explained_variance"));
        assertThat(pca.mean()).containsExactly(Golden.doubles(expected.get("mean")), within(1e-11));
        for (int k = 0; k < variances.length; k++) {
            assertThat(pca.variances()[k]).isCloseTo(variances[k], within(1e-12 * variances[0]));
        }
        assertThat(pca.varianceRatios())
                .containsExactly(Golden.doubles(expected.get("explained_variance_ratio")), within(1e-12));
        assertThat(pca.countFor(0.95)).isEqualTo(expected.get("components_for_95_percent").asInt());
        String components = expected.has("components_first_6") ? "components_first_6" : "components_first_4";
        double[][] rows = Golden.table(expected.get(components));
        double[] scores = pca.basis(rows.length).apply(data.x()[0]);
        double[] whitened = pca.whitening(rows.length).apply(data.x()[0]);
        double[] expectedScores = Golden.doubles(expected.get("scores_of_row0_of_train"));
        double[] expectedWhitened = Golden.doubles(expected.get("whitened_scores_of_row0_of_train"));
        for (int k = 0; k < rows.length; k++) {
            double sign = 0;
            for (int j = 0; j < rows[k].length; j++) {
                sign += rows[k][j] * pca.components()[k][j];
            }
            sign = Math.signum(sign);
            for (int j = 0; j < rows[k].length; j++) {
                assertThat(sign * pca.components()[k][j]).isCloseTo(rows[k][j], within(1e-8));
            }
            assertThat(sign * scores[k]).isCloseTo(expectedScores[k], within(1e-8 * Math.abs(expectedScores[0]) + 1e-9));
            assertThat(sign * whitened[k]).isCloseTo(expectedWhitened[k], within(1e-8));
        }
        String noise = expected.has("noise_variance_of_6") ? "noise_variance_of_6" : "noise_variance_of_4";
        assertThat(pca.noiseVariance(rows.length)).isCloseTo(expected.get(noise).asDouble(), within(1e-9));
    }

    /// So large that the eigenvalues of the covariance are taken: the variances of independent columns come out.
    @Test
    void manyRowsGoByTheCovariance() {
        int m = 40_000;
        int d = 120;
        float[] values = new float[m * d];
        long key = CounterRandom.key(3, "test");
        for (int i = 0; i < values.length; i++) {
            values[i] = 5 + (i % d == 7 ? 10 : 1 + (i % d) * 0.001f) * CounterRandom.normal(key, 0, i);
        }
        PrincipalComponents pca = PrincipalComponents.of(DesignMatrix.of(m, d, values));

        assertThat(pca.variances()[0]).isCloseTo(100, within(3.0));
        assertThat(pca.components()[0][7]).isCloseTo(1, within(1e-3));
        assertThat(pca.variances()[1]).isBetween(1.0, 1.6);
        assertThat(pca.mean()[3]).isCloseTo(5, within(0.03));
    }

    @Test
    void moreFeaturesThanRows() {
        PrincipalComponents pca =
                PrincipalComponents.of(DesignMatrix.of(new double[] {1, 2, 3, 4}, new double[] {3, 2, 3, 4}));

        assertThat(pca.components()).hasNumberOfRows(2);
        assertThat(pca.variances()).containsExactly(new double[] {2, 0}, within(1e-14));
        assertThat(pca.components()[0]).containsExactly(new double[] {1, 0, 0, 0}, within(1e-14));
        assertThatThrownBy(() -> pca.whitening(2)).hasMessageContaining("no variance");
    }
}
