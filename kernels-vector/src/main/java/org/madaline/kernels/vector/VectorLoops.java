package org.madaline.kernels.vector;

import static org.madaline.kernels.vector.Lanes.COUNT;
import static org.madaline.kernels.vector.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.madaline.kernels.Kernels.Reduction;
import org.madaline.kernels.Program.Code;
import org.madaline.kernels.block.Loops;
import org.madaline.kernels.block.PortableLoops;

/// The elementwise loops on vectors. The few elements that fill no vector, and the rare codes, go to the portable loops.
///
/// Each code has a loop of its own: a loop is compiled once, when it is first hot, and what other codes do later cannot
/// invalidate it.
final class VectorLoops implements Loops {
    private static final PortableLoops PORTABLE = new PortableLoops();

    private static FloatVector of(float x) {
        return FloatVector.broadcast(FLOATS, x);
    }

    private static FloatVector load(float[] a, int ao) {
        return FloatVector.fromArray(FLOATS, a, ao);
    }

    @Override
    public void unary(Code code, float[] a, int ao, float[] y, int yo, int n) {
        int end = FLOATS.loopBound(n);
        if (end == 0 || !unaryVectors(code, a, ao, y, yo, end)) {
            end = 0;
        }
        if (end < n) {
            PORTABLE.unary(code, a, ao + end, y, yo + end, n - end);
        }
    }

    /// False where there is no loop for the code.
    private static boolean unaryVectors(Code code, float[] a, int ao, float[] y, int yo, int n) {
        switch (code) {
            case NEG -> neg(a, ao, y, yo, n);
            case ABS -> abs(a, ao, y, yo, n);
            case STEP -> step(a, ao, y, yo, n);
            case SQUARE -> square(a, ao, y, yo, n);
            case SQRT -> sqrt(a, ao, y, yo, n);
            case RECIPROCAL -> reciprocal(a, ao, y, yo, n);
            case RELU -> relu(a, ao, y, yo, n);
            case EXP -> exp(a, ao, y, yo, n);
            case LOG -> log(a, ao, y, yo, n);
            case SIGMOID -> sigmoid(a, ao, y, yo, n);
            case TANH -> tanh(a, ao, y, yo, n);
            case SOFTPLUS -> softplus(a, ao, y, yo, n);
            case ERF -> erf(a, ao, y, yo, n);
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public void binary(Code code, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        int end = FLOATS.loopBound(n);
        if (end > 0) {
            binaryVectors(code, a, ao, b, bo, y, yo, end);
        }
        if (end < n) {
            PORTABLE.binary(code, a, ao + end, b, bo + end, y, yo + end, n - end);
        }
    }

    private static void binaryVectors(Code code, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        switch (code) {
            case ADD -> add(a, ao, b, bo, y, yo, n);
            case SUB -> sub(a, ao, b, bo, y, yo, n);
            case MUL -> mul(a, ao, b, bo, y, yo, n);
            case DIV -> div(a, ao, b, bo, y, yo, n);
            case MAX -> max(a, ao, b, bo, y, yo, n);
            case MIN -> min(a, ao, b, bo, y, yo, n);
            case POW -> pow(a, ao, b, bo, y, yo, n);
            case GREATER -> greater(a, ao, b, bo, y, yo, n);
            case WHERE_POSITIVE -> wherePositive(a, ao, b, bo, y, yo, n);
            default -> PORTABLE.binary(code, a, ao, b, bo, y, yo, n);
        }
    }

    @Override
    public void ternary(Code code, float[] a, int ao, float[] b, int bo, float[] c, int co, float[] y, int yo, int n) {
        int end = FLOATS.loopBound(n);
        if (end > 0) {
            ternaryVectors(code, a, ao, b, bo, c, co, y, yo, end);
        }
        if (end < n) {
            PORTABLE.ternary(code, a, ao + end, b, bo + end, c, co + end, y, yo + end, n - end);
        }
    }

    private static void ternaryVectors(Code code, float[] a, int ao, float[] b, int bo, float[] c, int co, float[] y,
            int yo, int n) {
        switch (code) {
            case FMA -> fma(a, ao, b, bo, c, co, y, yo, n);
            case FNMA -> fnma(a, ao, b, bo, c, co, y, yo, n);
            case LERP -> lerp(a, ao, b, bo, c, co, y, yo, n);
            case LERP_SQUARE -> lerpSquare(a, ao, b, bo, c, co, y, yo, n);
            case DIV_ROOT -> divRoot(a, ao, b, bo, c, co, y, yo, n);
            case SELECT -> select(a, ao, b, bo, c, co, y, yo, n);
            default -> PORTABLE.ternary(code, a, ao, b, bo, c, co, y, yo, n);
        }
    }

    private static void fma(float[] a, int ao, float[] b, int bo, float[] c, int co, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            load(a, ao + i).fma(load(b, bo + i), load(c, co + i)).intoArray(y, yo + i);
        }
    }

    private static void fnma(float[] a, int ao, float[] b, int bo, float[] c, int co, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            load(a, ao + i).neg().fma(load(b, bo + i), load(c, co + i)).intoArray(y, yo + i);
        }
    }

    private static void lerp(float[] a, int ao, float[] b, int bo, float[] c, int co, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = load(a, ao + i);
            load(b, bo + i).sub(x).fma(load(c, co + i), x).intoArray(y, yo + i);
        }
    }

    private static void lerpSquare(float[] a, int ao, float[] b, int bo, float[] c, int co, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = load(a, ao + i);
            FloatVector z = load(b, bo + i);
            z.mul(z).sub(x).fma(load(c, co + i), x).intoArray(y, yo + i);
        }
    }

    private static void divRoot(float[] a, int ao, float[] b, int bo, float[] c, int co, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector root = load(b, bo + i).sqrt();
            load(a, ao + i).div(root.add(load(c, co + i))).intoArray(y, yo + i);
        }
    }

    private static void select(float[] a, int ao, float[] b, int bo, float[] c, int co, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            VectorMask<Float> chosen = load(a, ao + i).compare(VectorOperators.NE, 0);
            load(c, co + i).blend(load(b, bo + i), chosen).intoArray(y, yo + i);
        }
    }

    private static void neg(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = load(a, ao + i);
            x.neg().intoArray(y, yo + i);
        }
    }

    private static void abs(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = load(a, ao + i);
            x.abs().intoArray(y, yo + i);
        }
    }

    private static void step(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = load(a, ao + i);
            of(0).blend(1, x.compare(VectorOperators.GT, 0)).intoArray(y, yo + i);
        }
    }

    private static void square(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = load(a, ao + i);
            x.mul(x).intoArray(y, yo + i);
        }
    }

    private static void sqrt(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = load(a, ao + i);
            x.sqrt().intoArray(y, yo + i);
        }
    }

    private static void reciprocal(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = load(a, ao + i);
            of(1).div(x).intoArray(y, yo + i);
        }
    }

    private static void relu(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = load(a, ao + i);
            x.blend(0, x.compare(VectorOperators.LE, 0)).intoArray(y, yo + i);
        }
    }

    private static void exp(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = load(a, ao + i);
            VectorMath.exp(x).intoArray(y, yo + i);
        }
    }

    private static void log(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = load(a, ao + i);
            VectorMath.log(x).intoArray(y, yo + i);
        }
    }

    private static void sigmoid(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = load(a, ao + i);
            VectorMath.sigmoid(x).intoArray(y, yo + i);
        }
    }

    private static void tanh(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = load(a, ao + i);
            VectorMath.tanh(x).intoArray(y, yo + i);
        }
    }

    private static void softplus(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = load(a, ao + i);
            VectorMath.softplus(x).intoArray(y, yo + i);
        }
    }

    private static void erf(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = load(a, ao + i);
            VectorMath.erf(x).intoArray(y, yo + i);
        }
    }

    private static void add(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = load(a, ao + i);
            FloatVector z = load(b, bo + i);
            x.add(z).intoArray(y, yo + i);
        }
    }

    private static void sub(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = load(a, ao + i);
            FloatVector z = load(b, bo + i);
            x.sub(z).intoArray(y, yo + i);
        }
    }

    private static void mul(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = load(a, ao + i);
            FloatVector z = load(b, bo + i);
            x.mul(z).intoArray(y, yo + i);
        }
    }

    private static void div(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = load(a, ao + i);
            FloatVector z = load(b, bo + i);
            x.div(z).intoArray(y, yo + i);
        }
    }

    private static void max(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = load(a, ao + i);
            FloatVector z = load(b, bo + i);
            x.max(z).intoArray(y, yo + i);
        }
    }

    private static void min(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = load(a, ao + i);
            FloatVector z = load(b, bo + i);
            x.min(z).intoArray(y, yo + i);
        }
    }

    private static void pow(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = load(a, ao + i);
            FloatVector z = load(b, bo + i);
            VectorMath.pow(x, z).intoArray(y, yo + i);
        }
    }

    private static void greater(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = load(a, ao + i);
            FloatVector z = load(b, bo + i);
            of(0).blend(1, x.compare(VectorOperators.GT, z)).intoArray(y, yo + i);
        }
    }

    private static void wherePositive(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = load(a, ao + i);
            FloatVector z = load(b, bo + i);
            of(0).blend(z, x.compare(VectorOperators.GT, 0)).intoArray(y, yo + i);
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
        int end = FLOATS.loopBound(columns);
        if (end > 0 && reduction == Reduction.SUM) {
            sumRows(x, xo, rows, columns, end, sums, so);
        } else if (end > 0) {
            maxRows(x, xo, rows, columns, end, sums, so);
        }
        for (int r = 0; end < columns && r < rows; r++) {
            int to = so + (r & 3) * columns + end;
            PORTABLE.foldColumns(reduction, x, xo + r * columns + end, columns - end, sums, to);
        }
    }

    private static void sumRows(float[] x, int xo, int rows, int columns, int end, float[] sums, int so) {
        int quads = rows & -4;
        for (int j = 0; j < end && quads > 0; j += COUNT) {
            FloatVector s0 = load(sums, so + j);
            FloatVector s1 = load(sums, so + columns + j);
            FloatVector s2 = load(sums, so + 2 * columns + j);
            FloatVector s3 = load(sums, so + 3 * columns + j);
            int p = xo + j;
            for (int r = 0; r < quads; r += 4) {
                s0 = s0.add(load(x, p));
                s1 = s1.add(load(x, p + columns));
                s2 = s2.add(load(x, p + 2 * columns));
                s3 = s3.add(load(x, p + 3 * columns));
                p += 4 * columns;
            }
            s0.intoArray(sums, so + j);
            s1.intoArray(sums, so + columns + j);
            s2.intoArray(sums, so + 2 * columns + j);
            s3.intoArray(sums, so + 3 * columns + j);
        }
        for (int r = quads; r < rows; r++) {
            add(sums, so + (r - quads) * columns, x, xo + r * columns, sums, so + (r - quads) * columns, end);
        }
    }

    private static void maxRows(float[] x, int xo, int rows, int columns, int end, float[] sums, int so) {
        for (int r = 0; r < rows; r++) {
            int to = so + (r & 3) * columns;
            max(sums, to, x, xo + r * columns, sums, to, end);
        }
    }

    @Override
    public void foldColumns(Reduction reduction, float[] x, int xo, int n, float[] lanes, int lo) {
        int end = n & -LANES;
        for (int lane = 0; lane < LANES && end > 0; lane += COUNT) {
            FloatVector s = load(lanes, lo + lane);
            s = reduction == Reduction.SUM ? sumColumns(s, x, xo + lane, end) : maxColumns(s, x, xo + lane, end);
            s.intoArray(lanes, lo + lane);
        }
        PORTABLE.foldColumns(reduction, x, xo + end, n - end, lanes, lo);
    }

    private static FloatVector sumColumns(FloatVector start, float[] x, int xo, int n) {
        FloatVector s = start;
        for (int i = 0; i < n; i += LANES) {
            s = s.add(load(x, xo + i));
        }
        return s;
    }

    private static FloatVector maxColumns(FloatVector start, float[] x, int xo, int n) {
        FloatVector s = start;
        for (int i = 0; i < n; i += LANES) {
            s = s.max(load(x, xo + i));
        }
        return s;
    }
}
