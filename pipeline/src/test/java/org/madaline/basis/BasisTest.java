package org.madaline.basis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.madaline.data.Scaler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class BasisTest {
    private static final JsonNode GOLDEN = golden();

    private static JsonNode golden() {
        try (InputStream in = BasisTest.class.getResourceAsStream("polynomial_features.json")) {
            return new ObjectMapper().readTree(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[] doubles(JsonNode node) {
        return node.valueStream().mapToDouble(JsonNode::asDouble).toArray();
    }

    @TestFactory
    Stream<DynamicTest> polynomialsComeInTheReferenceOrder() {
        return GOLDEN.get("cases").valueStream().map(c -> {
            int inputs = c.get("n_features").asInt();
            int degree = c.get("degree").asInt();
            boolean interactions = c.get("interaction_only").asBoolean();
            boolean constant = c.get("include_bias").asBoolean();
            return DynamicTest.dynamicTest(inputs + " " + degree + " " + interactions + " " + constant, () -> {
                PolynomialBasis basis = new PolynomialBasis(inputs, degree, interactions, constant);
                assertThat(basis.size()).isEqualTo(c.get("n_out").asInt());
                assertThat(basis.names())
                        .isEqualTo(c.get("names").valueStream().map(JsonNode::asString).toList());
                for (int k = 0; k < basis.size(); k++) {
                    assertThat(basis.powers(k))
                            .isEqualTo(c.get("powers").get(k).valueStream().mapToInt(JsonNode::asInt).toArray());
                }
                assertThat(basis.apply(doubles(c.get("x"))))
                        .containsExactly(doubles(c.get("y")), within(1e-12));
            });
        });
    }

    @Test
    void countsMonomialsAsInTheBook() {
        assertThat(PolynomialBasis.count(400, 2)).isEqualTo(BigInteger.valueOf(80_601));
        assertThat(new PolynomialBasis(400, 2, false, true).size()).isEqualTo(80_601);
        GOLDEN.get("output_counts_with_bias_for_data_sets").forEachEntry((data, counts) ->
                counts.forEachEntry((degree, count) -> assertThat(
                                PolynomialBasis.count(dimension(data), Integer.parseInt(degree)))
                        .isEqualTo(BigInteger.valueOf(count.asLong()))));
    }

    private static int dimension(String data) {
        return switch (data) {
            case "breast_cancer" -> 30;
            case "iris" -> 4;
            case "wine" -> 13;
            default -> 64;
        };
    }

    @Test
    void refusesABasisThatDoesNotFitBeforeAllocatingIt() {
        assertThatThrownBy(() -> new PolynomialBasis(400, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("88578967580");
        assertThatThrownBy(() -> new PolynomialBasis(1_000_000, 1_000_000))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void splinesAreAPartitionOfUnityAndReproducePolynomials() {
        BSplines cubic = new BSplines(new double[][] {{-1, 0, 0.5, 2}}, 3);
        assertThat(cubic.size()).isEqualTo(6);
        for (double x = -1; x <= 2; x += 0.01) {
            double[] phi = cubic.apply(new double[] {x});
            assertThat(Arrays.stream(phi).sum()).isCloseTo(1, within(1e-14));
            assertThat(Arrays.stream(phi).min().orElseThrow()).isGreaterThanOrEqualTo(0);
            // Marsden's identity: x is the sum of the functions times the averages of their inner knots.
            double[] averages = {-1, -2.0 / 3, -1.0 / 6, 2.5 / 3, 4.5 / 3, 2};
            double sum = 0;
            for (int i = 0; i < 6; i++) {
                sum += averages[i] * phi[i];
            }
            assertThat(sum).isCloseTo(x, within(1e-13));
        }
        assertThat(cubic.apply(new double[] {-7})).containsExactly(1, 0, 0, 0, 0, 0);
        assertThat(cubic.apply(new double[] {9})[5]).isCloseTo(1, within(1e-14));
    }

    @Test
    void tentsAreSplinesOfDegreeOne() {
        BSplines tents = BSplines.uniform(new double[] {0, 0}, new double[] {2, 4}, 2, 1);

        assertThat(tents.apply(new double[] {0.5, 3})).containsExactly(0.5, 0.5, 0, 0, 0.5, 0.5);
    }

    @Test
    void radialFunctionsFallWithTheDistance() {
        RadialBasis basis = new RadialBasis(new double[][] {{0, 0}, {3, 4}}, 0.1);

        assertThat(basis.apply(new double[] {0, 0})).containsExactly(new double[] {1, Math.exp(-2.5)}, within(1e-15));
    }

    @Test
    void basesCompose() {
        Basis circle = new Functions(2, List.of(Functions.named("radius", x -> Math.hypot(x[0], x[1]))));
        Basis both = new Squares(2).and(circle).then(new PolynomialBasis(3, 1, false, true));

        assertThat(both.apply(new double[] {3, 4})).containsExactly(1, 9, 16, 5);
    }

    @Test
    void everyBasisIsTheSameAfterJson() {
        Functions own = new Functions(2, List.of(Functions.named("radius", x -> Math.hypot(x[0], x[1]))));
        Basis all = new ScalingBasis(new Scaler(new double[] {1, 2}, new double[] {3, 4}))
                .then(new Squares(2)
                        .and(own)
                        .and(new PolynomialBasis(2, 3, true, false))
                        .and(new RadialBasis(new double[][] {{0, 1}, {1, 0}}, 2))
                        .and(BSplines.uniform(new double[] {-1, -1}, new double[] {1, 1}, 3, 3))
                        .and(new Projection(new double[] {1, 1}, new double[][] {{0.6, 0.8}})));
        ObjectMapper json = new ObjectMapper();
        @SuppressWarnings("unchecked")
        Map<String, Object> read = json.readValue(json.writeValueAsString(all.toMap()), Map.class);
        Basis again = Bases.fromMap(read, Map.of("radius", own.functions().getFirst().function()));

        double[] x = {0.3, -2.7};
        assertThat(again.apply(x)).isEqualTo(all.apply(x));
        assertThat(again.names()).isEqualTo(all.names()).hasSize(all.size());
        assertThatThrownBy(() -> Bases.fromMap(read))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("radius");
        assertThatThrownBy(() -> Bases.fromMap(Map.of("type", "wavelet")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wavelet");
        assertThatThrownBy(() -> Bases.fromMap(Map.of("type", "squares", "inputs", "two")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("inputs");
    }
}
