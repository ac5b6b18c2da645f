package org.madaline.graph;

import org.madaline.kernels.spec.Program.Code;

/// A function of two numbers, applied element by element; a size of 1 is repeated along its axis.
public enum BinaryFunction {
    /// x + y
    ADD(Code.ADD, (x, y) -> x + y),
    /// x - y
    SUB(Code.SUB, (x, y) -> x - y),
    /// x y
    MUL(Code.MUL, (x, y) -> x * y),
    /// x / y, by IEEE 754: x / 0 is infinite, 0 / 0 NaN
    DIV(Code.DIV, (x, y) -> x / y),
    /// The larger of the two; NaN where one of them is; 0 is larger than -0
    MAX(Code.MAX, Math::max),
    /// The smaller of the two; NaN where one of them is; -0 is smaller than 0
    MIN(Code.MIN, Math::min),
    /// xʸ by the rules of C: of a negative x where y is whole, else NaN; x⁰ = 1ʸ = 1
    POW(Code.POW, DoubleMath::pow),
    /// 1 where x > y, else 0
    GREATER(Code.GREATER, (x, y) -> x > y ? 1 : 0),
    /// y where x > 0, else 0
    WHERE_POSITIVE(Code.WHERE_POSITIVE, (x, y) -> x > 0 ? y : 0),
    /// y where 0 < x < 6, else 0
    WHERE_INSIDE(Code.WHERE_INSIDE, (x, y) -> x > 0 && x < 6 ? y : 0);

    private final Code code;
    private final java.util.function.DoubleBinaryOperator value;

    BinaryFunction(Code code, java.util.function.DoubleBinaryOperator value) {
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
    /// @param x the first number
    /// @param y the second number
    /// @return the truth that single precision is checked with
    public double apply(double x, double y) {
        return value.applyAsDouble(x, y);
    }
}
