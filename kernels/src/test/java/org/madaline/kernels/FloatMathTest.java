package org.madaline.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class FloatMathTest {
    private interface FloatFunction {
        float apply(float x);
    }

    private static final float INFINITY = Float.POSITIVE_INFINITY;
    /// Steps through all bit patterns; a prime, so that no mantissa pattern is favoured.
    private static final int STRIDE = 4099;

    /// The error in units in the last place of the float nearest to `exact`.
    static double ulps(float actual, double exact) {
        float nearest = (float) exact;
        if (Float.compare(actual, nearest) == 0) {
            return 0;
        }
        if (Float.isNaN(nearest) || Float.isNaN(actual)) {
            return Float.isNaN(nearest) && Float.isNaN(actual) ? 0 : INFINITY;
        }
        if (Float.isInfinite(nearest) || Float.isInfinite(actual)) {
            // Next to the overflow threshold one ulp is a matter of rounding.
            double bounded = Math.clamp(exact, -0x1p128, 0x1p128);
            double got = Float.isInfinite(actual) ? Math.copySign(0x1p128, actual) : actual;
            return Math.abs(got - bounded) / 0x1p104;
        }
        return Math.abs(actual - exact) / Math.ulp(nearest);
    }

    private static double worst(FloatFunction function, DoubleUnaryOperator exact) {
        double worst = 0;
        float at = 0;
        for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += STRIDE) {
            float x = Float.intBitsToFloat((int) bits);
            double error = ulps(function.apply(x), exact.applyAsDouble(x));
            if (error > worst) {
                worst = error;
                at = x;
            }
        }
        assertThat(Float.isFinite(at)).isTrue();
        return worst;
    }

    @Test
    void errorsStayWithinTheStatedBoundsOverAllFloats() {
        assertThat(worst(FloatMath::exp, Math::exp)).as("exp").isLessThanOrEqualTo(1);
        assertThat(worst(FloatMath::log, Math::log)).as("log").isLessThanOrEqualTo(1);
        assertThat(worst(FloatMath::tanh, Math::tanh)).as("tanh").isLessThanOrEqualTo(2);
        assertThat(worst(FloatMath::sigmoid, x -> 1 / (1 + Math.exp(-x)))).as("sigmoid").isLessThanOrEqualTo(3);
        assertThat(worst(FloatMath::softplus, x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))))
                .as("softplus").isLessThanOrEqualTo(3);
        assertThat(worst(FloatMath::erf, FloatMathTest::erf)).as("erf").isLessThanOrEqualTo(2);
        assertThat(worst(FloatMath::sin, StrictMath::sin)).as("sin").isLessThanOrEqualTo(2);
        assertThat(worst(FloatMath::cos, StrictMath::cos)).as("cos").isLessThanOrEqualTo(2);
    }

    /// erf by its series 2/√π Σ x^(2n+1) 2^n / (2n+1)!! e^(-x²), which has no cancellation.
    private static double erf(double x) {
        double a = Math.abs(x);
        if (a > 6 || Double.isNaN(x)) {
            return Double.isNaN(x) ? x : Math.signum(x);
        }
        double term = a;
        double sum = a;
        for (int n = 1; n < 200 && term > 1e-18 * sum; n++) {
            term *= 2 * a * a / (2 * n + 1);
            sum += term;
        }
        return Math.copySign(2 / Math.sqrt(Math.PI) * Math.exp(-a * a) * sum, x);
    }

    @Test
    void powKeepsItsBound() {
        for (float x : new float[] {1e-40f, 1e-30f, 0.001f, 0.5f, 0.9f, 0.999f, 1, 1.0001f, 1.5f, 3, 1e5f, 1e30f}) {
            for (float y : new float[] {-50, -3, -1, -0.5f, -1e-3f, 1e-3f, 0.25f, 0.5f, 1, 2, 7, 1000, 20000}) {
                double exact = Math.pow(x, y);
                double bound = 2 + Math.abs(y * Math.log(x)) / 4;
                assertThat(ulps(FloatMath.pow(x, y), exact)).as(x + "^" + y).isLessThanOrEqualTo(bound);
            }
        }
        assertThat(FloatMath.pow(0, 0)).isEqualTo(1);
        assertThat(FloatMath.pow(0, 2)).isEqualTo(0);
        assertThat(FloatMath.pow(0, -2)).isEqualTo(INFINITY);
        assertThat(FloatMath.pow(INFINITY, 2)).isEqualTo(INFINITY);
        assertThat(FloatMath.pow(INFINITY, -2)).isEqualTo(0);
        assertThat(FloatMath.pow(-1, 2)).isEqualTo(1);
        assertThat(FloatMath.pow(-2, 3)).isEqualTo(-8);
        assertThat(FloatMath.pow(-2, -2)).isEqualTo(0.25f);
        assertThat(FloatMath.pow(-2, 0.5f)).isNaN();
        assertThat(FloatMath.pow(Float.MAX_VALUE, 1)).isGreaterThanOrEqualTo(3.4e38f);
        assertThat(FloatMath.pow(-Float.MAX_VALUE, 1)).isLessThanOrEqualTo(-3.4e38f);
        assertThat(FloatMath.pow(Float.NaN, 0)).isEqualTo(1);
        assertThat(FloatMath.pow(Float.NaN, 1)).isNaN();
    }

    /// C's rules are those of StrictMath but for 1 to any power, and -1 to an infinite one.
    @Test
    void powersKeepTheRulesOfC() {
        float[] bases = {0, -0f, 1, -1, 2, -2, 0.5f, -0.5f, Float.MIN_VALUE, -Float.MIN_VALUE, INFINITY, -INFINITY, Float.NaN};
        float[] exponents = {0, -0f, 1, -1, 2, -2, 3, -3, 0.5f, -0.5f, 16777215, -16777215, 16777216, INFINITY, -INFINITY, Float.NaN};
        for (float x : bases) {
            for (float y : exponents) {
                boolean unit = x == 1 || x == -1 && Float.isInfinite(y);
                float exact = unit ? 1 : (float) StrictMath.pow(x, y);
                assertThat(ulps(FloatMath.pow(x, y), exact)).as(x + "^" + y + " = " + FloatMath.pow(x, y)).isLessThanOrEqualTo(2);
                assertThat(Math.copySign(1, FloatMath.pow(x, y)) == Math.copySign(1, exact) || Float.isNaN(exact)).as(x + "^" + y).isTrue();
            }
        }
    }

    @Test
    void anglesKeepTheirBoundNearTheirZerosAndWhereTheyAreLarge() {
        double worst = 0;
        for (int n = 1; n < 200_000; n++) {
            float zero = (float) (n * Math.PI / 2);
            for (float x : new float[] {zero, Math.nextUp(zero), n * 0.37f, n * 1e3f, n * 1e20f, n * -1.7e33f}) {
                worst = Math.max(worst, Math.max(ulps(FloatMath.sin(x), StrictMath.sin(x)), ulps(FloatMath.cos(x), StrictMath.cos(x))));
            }
        }
        assertThat(worst).isLessThanOrEqualTo(2);
        assertThat(FloatMath.sin(INFINITY)).isNaN();
        assertThat(FloatMath.cos(-INFINITY)).isNaN();
        assertThat(Float.floatToRawIntBits(FloatMath.sin(-0f))).isEqualTo(Float.floatToRawIntBits(-0f));
        assertThat(FloatMath.cos(0)).isEqualTo(1);
        assertThat(FloatMath.sin(Float.MIN_VALUE)).isEqualTo(Float.MIN_VALUE);
    }

    @Test
    void extremesAreThoseOfTheLimits() {
        assertThat(FloatMath.exp(1000)).isEqualTo(INFINITY);
        assertThat(FloatMath.exp(-1000)).isEqualTo(0);
        assertThat(FloatMath.exp(-103.9f)).isEqualTo(Float.MIN_VALUE);
        assertThat(FloatMath.exp(0)).isEqualTo(1);
        assertThat(FloatMath.log(0)).isEqualTo(-INFINITY);
        assertThat(FloatMath.log(-0f)).isEqualTo(-INFINITY);
        assertThat(FloatMath.log(-1)).isNaN();
        assertThat(FloatMath.log(1)).isEqualTo(0);
        assertThat(FloatMath.log(INFINITY)).isEqualTo(INFINITY);
        assertThat(FloatMath.sigmoid(1000)).isEqualTo(1);
        assertThat(FloatMath.sigmoid(-1000)).isEqualTo(0);
        assertThat(FloatMath.sigmoid(0)).isEqualTo(0.5f);
        assertThat(FloatMath.tanh(1000)).isEqualTo(1);
        assertThat(FloatMath.tanh(-1000)).isEqualTo(-1);
        assertThat(FloatMath.softplus(1000)).isEqualTo(1000);
        assertThat(FloatMath.softplus(-1000)).isEqualTo(0);
        assertThat(FloatMath.softplus(-INFINITY)).isEqualTo(0);
        assertThat(FloatMath.erf(-1000)).isEqualTo(-1);
        assertThat(Float.floatToRawIntBits(FloatMath.erf(-0f))).isEqualTo(Float.floatToRawIntBits(-0f));
        assertThat(Float.floatToRawIntBits(FloatMath.tanh(-0f))).isEqualTo(Float.floatToRawIntBits(-0f));
    }
}
