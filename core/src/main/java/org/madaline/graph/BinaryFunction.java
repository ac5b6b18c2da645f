package org.madaline.graph;

import org.madaline.kernels.spec.Program.Code;

/// A function of two numbers, applied element by element; a size of 1 is repeated along its axis.
public enum BinaryFunction {
    ADD(Code.ADD, (x, y) -> x + y),
    SUB(Code.SUB, (x, y) -> x - y),
    MUL(Code.MUL, (x, y) -> x * y),
    DIV(Code.DIV, (x, y) -> x / y),
    MAX(Code.MAX, Math::max),
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
    public Code code() {
        return code;
    }

    /// The value in double precision.
    public double apply(double x, double y) {
        return value.applyAsDouble(x, y);
    }
}
