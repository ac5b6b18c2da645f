package org.madaline.kernels.vector;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.madaline.kernels.vector.Lanes.COUNT;
import static org.madaline.kernels.vector.Lanes.FLOATS;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.madaline.kernels.block.Loops;
import org.madaline.kernels.block.PortableLoops;
import org.madaline.kernels.spec.Kernels.Reduction;
import org.madaline.kernels.spec.Program.Code;

/// The elementwise loops on vectors. The few elements that fill no vector, and rare codes, go to the portable loops.
///
/// No method of these kernels takes or returns a vector or a mask, but those of the Vector API, which the compiler
/// always inlines. It may decline to inline any other, by what it has seen run before, and a vector that crosses a
/// call is an object, allocated each time. So a loop calls the Vector API alone; and since the loops of a process soon
/// are too many for one place to inline, each is compiled once, by itself, whatever other codes do later.
final class VectorLoops implements Loops {
    private static final PortableLoops PORTABLE = new PortableLoops();

    /// A loop over whole vectors: `n` is a multiple of the lanes.
    private interface Unary {
        void run(float[] a, int ao, float[] y, int yo, int n);
    }

    private interface Binary {
        void run(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n);
    }

    private interface Ternary {
        void run(float[] a, int ao, float[] b, int bo, float[] c, int co, float[] y, int yo, int n);
    }

    private static final Unary[] UNARY = Arrays.stream(Code.values()).map(VectorLoops::unary).toArray(Unary[]::new);
    private static final Binary[] BINARY = Arrays.stream(Code.values()).map(VectorLoops::binary).toArray(Binary[]::new);
    private static final Ternary[] TERNARY =
            Arrays.stream(Code.values()).map(VectorLoops::ternary).toArray(Ternary[]::new);

    private static Unary unary(Code code) {
        return switch (code) {
            case NEG -> VectorLoops::neg;
            case ABS -> VectorLoops::abs;
            case STEP -> VectorLoops::step;
            case SQUARE -> VectorLoops::square;
            case SQRT -> VectorLoops::sqrt;
            case RECIPROCAL -> VectorLoops::reciprocal;
            case RELU -> VectorLoops::relu;
            case RELU6 -> VectorLoops::relu6;
            case EXP -> VectorMath::exp;
            case LOG -> VectorMath::log;
            case SIGMOID -> VectorMath::sigmoid;
            case TANH -> VectorMath::tanh;
            case SOFTPLUS -> VectorMath::softplus;
            case ERF -> VectorMath::erf;
            case SIN -> VectorAngles::sin;
            case COS -> VectorAngles::cos;
            default -> (a, ao, y, yo, n) -> PORTABLE.unary(code, a, ao, y, yo, n);
        };
    }

    @Override
    public void unary(Code code, float[] a, int ao, float[] y, int yo, int n) {
        int end = FLOATS.loopBound(n);
        if (end > 0) {
            UNARY[code.ordinal()].run(a, ao, y, yo, end);
        }
        if (end < n) {
            PORTABLE.unary(code, a, ao + end, y, yo + end, n - end);
        }
    }

    private static Binary binary(Code code) {
        return switch (code) {
            case ADD -> VectorLoops::add;
            case SUB -> VectorLoops::sub;
            case MUL -> VectorLoops::mul;
            case DIV -> VectorLoops::div;
            case MAX -> VectorLoops::max;
            case MIN -> VectorLoops::min;
            case POW -> VectorMath::pow;
            case GREATER -> VectorLoops::greater;
            case WHERE_POSITIVE -> VectorLoops::wherePositive;
            case WHERE_INSIDE -> VectorLoops::whereInside;
            default -> (a, ao, b, bo, y, yo, n) -> PORTABLE.binary(code, a, ao, b, bo, y, yo, n);
        };
    }

    @Override
    public void binary(Code code, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        int end = FLOATS.loopBound(n);
        if (end > 0) {
            BINARY[code.ordinal()].run(a, ao, b, bo, y, yo, end);
        }
        if (end < n) {
            PORTABLE.binary(code, a, ao + end, b, bo + end, y, yo + end, n - end);
        }
    }

    private static Ternary ternary(Code code) {
        return switch (code) {
            case FMA -> VectorLoops::fma;
            case FNMA -> VectorLoops::fnma;
            case SUB_MUL -> VectorLoops::subMul;
            case LERP -> VectorLoops::lerp;
            case LERP_SQUARE -> VectorLoops::lerpSquare;
            case DIV_ROOT -> VectorLoops::divRoot;
            case SELECT -> VectorLoops::select;
            default -> (a, ao, b, bo, c, co, y, yo, n) -> PORTABLE.ternary(code, a, ao, b, bo, c, co, y, yo, n);
        };
    }

    @Override
    public void ternary(Code code, float[] a, int ao, float[] b, int bo, float[] c, int co, float[] y, int yo, int n) {
        int end = FLOATS.loopBound(n);
        if (end > 0) {
            TERNARY[code.ordinal()].run(a, ao, b, bo, c, co, y, yo, end);
        }
        if (end < n) {
            PORTABLE.ternary(code, a, ao + end, b, bo + end, c, co + end, y, yo + end, n - end);
        }
    }

    private static void fma(float[] a, int ao, float[] b, int bo, float[] c, int co, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = fromArray(FLOATS, a, ao + i);
            x.fma(fromArray(FLOATS, b, bo + i), fromArray(FLOATS, c, co + i)).intoArray(y, yo + i);
        }
    }

    private static void fnma(float[] a, int ao, float[] b, int bo, float[] c, int co, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = fromArray(FLOATS, a, ao + i).neg();
            x.fma(fromArray(FLOATS, b, bo + i), fromArray(FLOATS, c, co + i)).intoArray(y, yo + i);
        }
    }

    private static void subMul(float[] a, int ao, float[] b, int bo, float[] c, int co, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = fromArray(FLOATS, a, ao + i);
            x.sub(fromArray(FLOATS, b, bo + i)).mul(fromArray(FLOATS, c, co + i)).intoArray(y, yo + i);
        }
    }

    private static void lerp(float[] a, int ao, float[] b, int bo, float[] c, int co, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = fromArray(FLOATS, a, ao + i);
            fromArray(FLOATS, b, bo + i).sub(x).fma(fromArray(FLOATS, c, co + i), x).intoArray(y, yo + i);
        }
    }

    private static void lerpSquare(float[] a, int ao, float[] b, int bo, float[] c, int co, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = fromArray(FLOATS, a, ao + i);
            FloatVector z = fromArray(FLOATS, b, bo + i);
            z.mul(z).sub(x).fma(fromArray(FLOATS, c, co + i), x).intoArray(y, yo + i);
        }
    }

    private static void divRoot(float[] a, int ao, float[] b, int bo, float[] c, int co, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector root = fromArray(FLOATS, b, bo + i).sqrt();
            fromArray(FLOATS, a, ao + i).div(root.add(fromArray(FLOATS, c, co + i))).intoArray(y, yo + i);
        }
    }

    private static void select(float[] a, int ao, float[] b, int bo, float[] c, int co, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            VectorMask<Float> chosen = fromArray(FLOATS, a, ao + i).compare(VectorOperators.NE, 0);
            fromArray(FLOATS, c, co + i).blend(fromArray(FLOATS, b, bo + i), chosen).intoArray(y, yo + i);
        }
    }

    private static void neg(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = fromArray(FLOATS, a, ao + i);
            x.neg().intoArray(y, yo + i);
        }
    }

    private static void abs(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = fromArray(FLOATS, a, ao + i);
            x.abs().intoArray(y, yo + i);
        }
    }

    private static void step(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = fromArray(FLOATS, a, ao + i);
            FloatVector.zero(FLOATS).blend(1, x.compare(VectorOperators.GT, 0)).intoArray(y, yo + i);
        }
    }

    private static void square(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = fromArray(FLOATS, a, ao + i);
            x.mul(x).intoArray(y, yo + i);
        }
    }

    private static void sqrt(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = fromArray(FLOATS, a, ao + i);
            x.sqrt().intoArray(y, yo + i);
        }
    }

    private static void reciprocal(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = fromArray(FLOATS, a, ao + i);
            FloatVector.broadcast(FLOATS, 1).div(x).intoArray(y, yo + i);
        }
    }

    private static void relu(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = fromArray(FLOATS, a, ao + i);
            x.blend(0, x.compare(VectorOperators.LE, 0)).intoArray(y, yo + i);
        }
    }

    private static void relu6(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = fromArray(FLOATS, a, ao + i);
            FloatVector z = x.blend(0, x.compare(VectorOperators.LE, 0));
            z.blend(6, x.compare(VectorOperators.GT, 6)).intoArray(y, yo + i);
        }
    }

    private static void add(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = fromArray(FLOATS, a, ao + i);
            FloatVector z = fromArray(FLOATS, b, bo + i);
            x.add(z).intoArray(y, yo + i);
        }
    }

    private static void sub(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = fromArray(FLOATS, a, ao + i);
            FloatVector z = fromArray(FLOATS, b, bo + i);
            x.sub(z).intoArray(y, yo + i);
        }
    }

    private static void mul(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = fromArray(FLOATS, a, ao + i);
            FloatVector z = fromArray(FLOATS, b, bo + i);
            x.mul(z).intoArray(y, yo + i);
        }
    }

    private static void div(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = fromArray(FLOATS, a, ao + i);
            FloatVector z = fromArray(FLOATS, b, bo + i);
            x.div(z).intoArray(y, yo + i);
        }
    }

    private static void max(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = fromArray(FLOATS, a, ao + i);
            FloatVector z = fromArray(FLOATS, b, bo + i);
            x.max(z).intoArray(y, yo + i);
        }
    }

    private static void min(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = fromArray(FLOATS, a, ao + i);
            FloatVector z = fromArray(FLOATS, b, bo + i);
            x.min(z).intoArray(y, yo + i);
        }
    }

    private static void greater(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = fromArray(FLOATS, a, ao + i);
            FloatVector z = fromArray(FLOATS, b, bo + i);
            FloatVector.zero(FLOATS).blend(1, x.compare(VectorOperators.GT, z)).intoArray(y, yo + i);
        }
    }

    private static void wherePositive(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = fromArray(FLOATS, a, ao + i);
            FloatVector z = fromArray(FLOATS, b, bo + i);
            FloatVector.zero(FLOATS).blend(z, x.compare(VectorOperators.GT, 0)).intoArray(y, yo + i);
        }
    }

    private static void whereInside(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = fromArray(FLOATS, a, ao + i);
            FloatVector z = fromArray(FLOATS, b, bo + i);
            VectorMask<Float> inside = x.compare(VectorOperators.GT, 0).and(x.compare(VectorOperators.LT, 6));
            FloatVector.zero(FLOATS).blend(z, inside).intoArray(y, yo + i);
        }
    }

    @Override
    public void uniform(long stream, int index, float[] y, int yo, int n) {
        int end = FLOATS.loopBound(n);
        VectorRandom.uniform(stream, index, y, yo, end);
        PORTABLE.uniform(stream, index + end, y, yo + end, n - end);
    }

    @Override
    public void foldRows(Reduction reduction, float[] x, int xo, int rows, int columns, float[] sums, int so) {
        if (reduction == Reduction.MAX) {
            for (int r = 0; r < rows; r++) {
                maxRow(x, xo + r * columns, columns, sums, so + (r & 3) * columns);
            }
            return;
        }
        int quads = rows & -4;
        if (columns < COUNT) {
            sumNarrowRows(x, xo, quads, columns, sums, so);
        } else {
            for (int r = 0; r < quads; r += 4) {
                sumRow(x, xo + r * columns, 4 * columns, sums, so);
            }
        }
        for (int r = quads; r < rows; r++) {
            sumRow(x, xo + r * columns, columns, sums, so + (r - quads) * columns);
        }
    }

    private static void maxRow(float[] x, int xo, int n, float[] sums, int so) {
        int end = FLOATS.loopBound(n);
        max(sums, so, x, xo, sums, so, end);
        PORTABLE.foldColumns(Reduction.MAX, x, xo + end, n - end, sums, so + end);
    }

    /// Also four rows at once: they are neighbours in memory, as their sums are. So memory is read in its order.
    private static void sumRow(float[] x, int xo, int n, float[] sums, int so) {
        int end = FLOATS.loopBound(n);
        add(sums, so, x, xo, sums, so, end);
        PORTABLE.foldColumns(Reduction.SUM, x, xo + end, n - end, sums, so + end);
    }

    /// Quads of rows, each quad as one row, whose sums stay in registers.
    private static void sumNarrowRows(float[] x, int xo, int rows, int columns, float[] sums, int so) {
        int width = 4 * columns;
        for (int j = 0; j < width; j += COUNT) {
            VectorMask<Float> mask = FLOATS.indexInRange(j, width);
            FloatVector sum = FloatVector.fromArray(FLOATS, sums, so + j, mask);
            for (int r = 0; r < rows; r += 4) {
                sum = FloatVector.fromArray(FLOATS, x, xo + r * columns + j, mask).add(sum);
            }
            sum.intoArray(sums, so + j, mask);
        }
    }

    @Override
    public void foldColumns(Reduction reduction, float[] x, int xo, int n, float[] lanes, int lo) {
        int end = n & -LANES;
        for (int lane = 0; lane < LANES && end > 0; lane += COUNT) {
            if (reduction == Reduction.SUM) {
                sumColumns(x, xo + lane, end, lanes, lo + lane);
            } else {
                maxColumns(x, xo + lane, end, lanes, lo + lane);
            }
        }
        PORTABLE.foldColumns(reduction, x, xo + end, n - end, lanes, lo);
    }

    private static void sumColumns(float[] x, int xo, int n, float[] lanes, int lo) {
        FloatVector s = fromArray(FLOATS, lanes, lo);
        int last = n - LANES;
        for (int i = 0; i < last; i += LANES) {
            s = fromArray(FLOATS, x, xo + i).add(s);
        }
        fromArray(FLOATS, x, xo + last).add(s).intoArray(lanes, lo);
    }

    private static void maxColumns(float[] x, int xo, int n, float[] lanes, int lo) {
        FloatVector s = fromArray(FLOATS, lanes, lo);
        int last = n - LANES;
        for (int i = 0; i < last; i += LANES) {
            s = fromArray(FLOATS, x, xo + i).max(s);
        }
        fromArray(FLOATS, x, xo + last).max(s).intoArray(lanes, lo);
    }
}
