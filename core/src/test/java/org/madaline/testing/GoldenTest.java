package org.madaline.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// The tests' own reader of reference values.
final class GoldenTest {
    @Test
    void formulaAgreesWithItsSamples() {
        String[] lines = Golden.text("formula_samples.tsv").split("\n");
        assertThat(lines.length).isEqualTo(158);
        for (String line : lines) {
            if (line.startsWith("#")) {
                continue;
            }
            String[] field = line.split("\t");
            long k = Golden.bits(field[0], Long.parseLong(field[5]));
            if (field[1].equals("int")) {
                assertThat((k * Long.parseLong(field[4])) >>> 24).as(line).isEqualTo(Long.parseLong(field[6]));
            } else {
                double b = field[2].equals("unit") ? k * 0x1p-24 : 2 * (k * 0x1p-24) - 1;
                float value = (float) (Double.parseDouble(field[3]) + Double.parseDouble(field[4]) * b);
                assertThat(Integer.toHexString(Float.floatToRawIntBits(value))).as(line)
                        .isEqualTo(Integer.toHexString(Integer.parseUnsignedInt(field[6], 16)));
            }
        }
    }

    @Test
    void comparisonNoticesADifference() {
        double[] expected = {1, -2, Double.NaN, Double.POSITIVE_INFINITY};
        Golden.assertClose("x", expected.clone(), expected, 1e-10);
        Golden.assertClose("x", new double[] {1 + 1e-10, -2, Double.NaN, Double.POSITIVE_INFINITY}, expected, 1e-10);
        assertThatThrownBy(() -> Golden.assertClose("x", new double[] {1, -2 - 1e-9, Double.NaN, Double.POSITIVE_INFINITY},
                expected, 1e-10)).isInstanceOf(AssertionError.class).hasMessageContaining("x[1]");
        assertThatThrownBy(() -> Golden.assertClose("x", new double[] {1, -2, 0, Double.POSITIVE_INFINITY}, expected, 1e-10))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void summariesAreCompared() {
        var summary = JsonMapper.shared().readTree(
                "{\"n\": 3, \"first\": [1], \"sum\": 6, \"l2\": 3.7416573867739413, \"maxabs\": 3, \"idx\": [2], \"val\": [3]}");
        Golden.assertClose("x", new double[] {1, 2, 3}, summary, 1e-10);
        assertThatThrownBy(() -> Golden.assertClose("x", new double[] {1, 2.1, 3}, summary, 1e-10))
                .isInstanceOf(AssertionError.class).hasMessageContaining("sum of x");
    }
}
