package org.madaline.linear;

import java.util.List;
import java.util.stream.IntStream;

/// Cuts the rows of a matrix into chunks whose size depends on the number of rows alone, computes them on all
/// processors and returns the results in order, so that sums over rows have the same bits for any number of threads.
final class RowChunks {
    private static final int SMALLEST = 256;
    private static final int MOST = 64;

    /// What is computed for rows `from` to `to` (exclusive).
    @FunctionalInterface
    interface Job<T> {
        T apply(int from, int to);
    }

    private RowChunks() {}

    static <T> List<T> map(DesignMatrix x, Job<T> job) {
        int rows = x.rows();
        int size = Math.max(SMALLEST, (rows + MOST - 1) / MOST);
        int chunks = (rows + size - 1) / size;
        return IntStream.range(0, chunks)
                .parallel()
                .mapToObj(c -> job.apply(c * size, Math.min(rows, (c + 1) * size)))
                .toList();
    }
}
