package org.madaline.kernels.block;

import org.madaline.kernels.CounterRandom;
import org.madaline.kernels.FloatMath;
import org.madaline.kernels.Fused;
import org.madaline.kernels.spec.Kernels.Reduction;
import org.madaline.kernels.spec.Program.Code;

/// The elementwise loops in plain Java: the meaning of each [Code].
public final class PortableLoops implements Loops {
    @Override
    public void unary(Code code, float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = unary(code, a[ao + i]);
        }
    }

    @Override
    public void binary(Code code, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = binary(code, a[ao + i], b[bo + i]);
        }
    }

    @Override
    public void ternary(Code code, float[] a, int ao, float[] b, int bo, float[] c, int co, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = ternary(code, a[ao + i], b[bo + i], c[co + i]);
        }
    }

    /// The value of a code of one operand.
    public static float unary(Code code, float x) {
        return switch (code) {
            case NEG -> -x;
            case ABS -> Math.abs(x);
            case SIGN -> x > 0 ? 1 : x < 0 ? -1 : x == 0 ? 0 : x;
            case STEP -> x > 0 ? 1 : 0;
            case SQUARE -> x * x;
            case SQRT -> (float) Math.sqrt(x);
            case RECIPROCAL -> 1 / x;
            case EXP -> FloatMath.exp(x);
            case LOG -> FloatMath.log(x);
            case SIGMOID -> FloatMath.sigmoid(x);
            case TANH -> FloatMath.tanh(x);
            case SOFTPLUS -> FloatMath.softplus(x);
            case ERF -> FloatMath.erf(x);
            case SIN -> FloatMath.sin(x);
            case COS -> FloatMath.cos(x);
            case FLOOR -> (float) Math.floor(x);
            case RELU -> x <= 0 ? 0 : x;
            case RELU6 -> x <= 0 ? 0 : x > 6 ? 6 : x;
            case CONSTANT, UNIFORM, ADD, SUB, MUL, DIV, MAX, MIN, POW, GREATER, WHERE_POSITIVE, WHERE_INSIDE, FMA, FNMA,
                    SUB_MUL, LERP, LERP_SQUARE, DIV_ROOT, SELECT -> throw arity(code, 1);
        };
    }

    /// The value of a code of two operands.
    public static float binary(Code code, float x, float y) {
        return switch (code) {
            case ADD -> x + y;
            case SUB -> x - y;
            case MUL -> x * y;
            case DIV -> x / y;
            case MAX -> Math.max(x, y);
            case MIN -> Math.min(x, y);
            case POW -> FloatMath.pow(x, y);
            case GREATER -> x > y ? 1 : 0;
            case WHERE_POSITIVE -> x > 0 ? y : 0;
            case WHERE_INSIDE -> x > 0 && x < 6 ? y : 0;
            case CONSTANT, UNIFORM, NEG, ABS, SIGN, STEP, SQUARE, SQRT, RECIPROCAL, EXP, LOG, SIGMOID, TANH, SOFTPLUS,
                    ERF, SIN, COS, FLOOR, RELU, RELU6, FMA, FNMA, SUB_MUL, LERP, LERP_SQUARE, DIV_ROOT, SELECT -> throw arity(code, 2);
        };
    }

    /// The value of a code of three operands.
    public static float ternary(Code code, float x, float y, float z) {
        return switch (code) {
            case FMA -> Fused.fma(x, y, z);
            case FNMA -> Fused.fma(-x, y, z);
            case SUB_MUL -> (x - y) * z;
            case LERP -> Fused.fma(y - x, z, x);
            case LERP_SQUARE -> Fused.fma(y * y - x, z, x);
            case DIV_ROOT -> x / ((float) Math.sqrt(y) + z);
            case SELECT -> x != 0 ? y : z;
            case CONSTANT, UNIFORM, NEG, ABS, SIGN, STEP, SQUARE, SQRT, RECIPROCAL, EXP, LOG, SIGMOID, TANH, SOFTPLUS,
                    ERF, SIN, COS, FLOOR, RELU, RELU6, ADD, SUB, MUL, DIV, MAX, MIN, POW, GREATER, WHERE_POSITIVE, WHERE_INSIDE ->
                throw arity(code, 3);
        };
    }

    private static IllegalArgumentException arity(Code code, int operands) {
        return new IllegalArgumentException(code + " takes " + code.arity() + " operands, not " + operands);
    }

    @Override
    public void uniform(long stream, int index, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = (CounterRandom.bits(stream, index + i) >>> 8) * CounterRandom.UNIT;
        }
    }

    @Override
    public void foldRows(Reduction reduction, float[] x, int xo, int rows, int columns, float[] sums, int so) {
        for (int r = 0; r < rows; r++) {
            fold(reduction, x, xo + r * columns, columns, sums, so + (r & 3) * columns);
        }
    }

    private static void fold(Reduction reduction, float[] x, int xo, int n, float[] sums, int so) {
        if (reduction == Reduction.SUM) {
            for (int j = 0; j < n; j++) {
                sums[so + j] += x[xo + j];
            }
        } else {
            for (int j = 0; j < n; j++) {
                sums[so + j] = Math.max(sums[so + j], x[xo + j]);
            }
        }
    }

    @Override
    public void foldColumns(Reduction reduction, float[] x, int xo, int n, float[] lanes, int lo) {
        for (int i = 0; i < n; i += LANES) {
            fold(reduction, x, xo + i, Math.min(LANES, n - i), lanes, lo);
        }
    }
}
