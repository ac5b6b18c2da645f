package org.madaline.linear;

import java.lang.ref.SoftReference;

/// Arrays that one thread works with again and again, so that an evaluation of an objective leaves no garbage of the
/// size of rows times classes or of the parameters behind: a heap that may grow would grow by it. They go where memory
/// runs short.
final class ThreadArrays {
    private static final ThreadLocal<SoftReference<ThreadArrays>> OWN = new ThreadLocal<>();

    private double[] scores = {};
    private float[] weights = {};
    private float[] block = {};
    private float[] sum = {};

    private ThreadArrays() {}

    private static ThreadArrays own() {
        SoftReference<ThreadArrays> reference = OWN.get();
        ThreadArrays scratch = reference == null ? null : reference.get();
        if (scratch == null) {
            scratch = new ThreadArrays();
            OWN.set(new SoftReference<>(scratch));
        }
        return scratch;
    }

    /// At least `length` numbers with any values, this thread's until it asks for scores again.
    static double[] scores(int length) {
        ThreadArrays own = own();
        own.scores = own.scores.length < length ? new double[length] : own.scores;
        return own.scores;
    }

    /// As [#scores], for weights in the order that a matrix product reads.
    static float[] weights(int length) {
        ThreadArrays own = own();
        own.weights = own.weights.length < length ? new float[length] : own.weights;
        return own.weights;
    }

    /// As [#scores], for the rows of a matrix product.
    static float[] block(int length) {
        ThreadArrays own = own();
        own.block = own.block.length < length ? new float[length] : own.block;
        return own.block;
    }

    /// As [#scores], for the gradient of some rows.
    static float[] sum(int length) {
        ThreadArrays own = own();
        own.sum = own.sum.length < length ? new float[length] : own.sum;
        return own.sum;
    }
}
