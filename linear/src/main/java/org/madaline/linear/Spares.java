package org.madaline.linear;

import java.util.concurrent.ConcurrentLinkedDeque;

/// Vectors of one length that are done with and wait to be used again.
final class Spares {
    private final ConcurrentLinkedDeque<double[]> free = new ConcurrentLinkedDeque<>();
    private final int length;

    Spares(int length) {
        this.length = length;
    }

    /// A vector of any values.
    double[] take() {
        double[] spare = free.pollLast();
        return spare == null ? new double[length] : spare;
    }

    /// Takes back what nobody reads any more.
    void give(double[] vector) {
        free.addLast(vector);
    }
}
