package org.madaline.graph;

import org.madaline.kernels.spec.Program.Code;

/// A function of one number, applied to each element. Each has its value in double precision here (the oracle of the
/// gradient checks), its single-precision instruction, and its derivative in the table of
/// `org.madaline.autodiff.GradientRules`.
public enum UnaryFunction {
    /// -x
    NEG(Code.NEG, x -> -x),
    /// |x|
    ABS(Code.ABS, Math::abs),
    /// -1, 0 or 1; NaN for NaN
    SIGN(Code.SIGN, DoubleMath::sign),
    /// 1 where x > 0, else 0
    STEP(Code.STEP, x -> x > 0 ? 1 : 0),
    /// x²
    SQUARE(Code.SQUARE, x -> x * x),
    /// √x; NaN below 0
    SQRT(Code.SQRT, Math::sqrt),
    /// 1 / x
    RECIPROCAL(Code.RECIPROCAL, x -> 1 / x),
    /// eˣ
    EXP(Code.EXP, Math::exp),
    /// ln x; NaN below 0
    LOG(Code.LOG, Math::log),
    /// σ(x) = 1 / (1 + e⁻ˣ)                                                              (book, eq. 2.1)
    SIGMOID(Code.SIGMOID, DoubleMath::sigmoid),
    /// (eˣ - e⁻ˣ) / (eˣ + e⁻ˣ)                                                           (book, eq. 3.10)
    TANH(Code.TANH, Math::tanh),
    /// ln(1 + eˣ)
    SOFTPLUS(Code.SOFTPLUS, DoubleMath::softplus),
    /// The error function, 2 / √π ∫₀ˣ exp(-t²) dt
    ERF(Code.ERF, DoubleMath::erf),
    /// sin x, x in radians
    SIN(Code.SIN, StrictMath::sin),
    /// cos x, x in radians
    COS(Code.COS, StrictMath::cos),
    /// The largest whole number that is at most x
    FLOOR(Code.FLOOR, Math::floor),
    /// max(0, x)                                                                         (book, eq. 3.9)
    RELU(Code.RELU, x -> Math.max(x, 0)),
    /// min(max(0, x), 6)
    RELU6(Code.RELU6, x -> Math.min(Math.max(x, 0), 6));

    private final Code code;
    private final java.util.function.DoubleUnaryOperator value;

    UnaryFunction(Code code, java.util.function.DoubleUnaryOperator value) {
        this.code = code;
        this.value = value;
    }

    /// The instruction that computes it in single precision.
    ///
    /// @return the instruction of a fused loop
    public Code code() {
        return code;
    }

    /// The value in double precision.
    ///
    /// @param x the number
    /// @return the truth that single precision is checked with
    public double apply(double x) {
        return value.applyAsDouble(x);
    }
}
