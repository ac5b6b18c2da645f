package org.madaline.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.madaline.data.Dataset;
import org.madaline.tensor.Shape;

class DigitsTest {
    @Test
    void shipsAllDigits() {
        Dataset digits = Digits.load();
        assertThat(digits.size()).isEqualTo(1797);
        assertThat(digits.inputShape()).isEqualTo(Shape.of(64));
        assertThat(digits.classCounts()).containsExactly(178, 182, 177, 183, 181, 182, 181, 179, 174, 180);
        float[] x = new float[66];
        float[] y = new float[3];
        digits.read(0, x, 2, y, 1);
        // The first row of the source: 0 0 5 13 9 1 0 0 ..., a zero.
        assertThat(x).startsWith(0, 0, 0, 0, 5f / 16, 13f / 16, 9f / 16, 1f / 16, 0);
        assertThat(y).containsExactly(0, 0, 0);
        digits.read(1796, x, 0, y, 0);
        assertThat(y[0]).isEqualTo(8);
    }
}
