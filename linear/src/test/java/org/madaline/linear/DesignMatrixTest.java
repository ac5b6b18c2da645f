package org.madaline.linear;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.madaline.basis.PolynomialBasis;

class DesignMatrixTest {
    @Test
    void refusesABasisWhoseFeaturesDoNotFitBeforeAllocatingThem() {
        DesignMatrix x = DesignMatrix.of(20_000, 400, new float[20_000 * 400]);
        assertThatThrownBy(() -> x.transform(new PolynomialBasis(400, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("need 12298.6 MiB")
                .hasMessageContaining("-Xmx");
    }
}
