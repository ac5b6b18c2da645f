package org.madaline.linear;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Cuts the rows of a matrix into chunks whose size depends on the number of rows alone, computes them on all
/// processors and returns the results in order, so that sums over rows have the same bits for any number of threads.
final class RowChunks {
    private static final int SMALLEST = 256;
    private static final int MOST = 64;

    /// Numbers that the partial results waiting to be added up may hold; only memory depends on it.
    private static final int WAITING = 1 << 22;

    /// What is computed for rows `from` to `to` (exclusive).
    @FunctionalInterface
    interface Job<T> {
        T apply(int from, int to);
    }

    private RowChunks() {}

    static <T> List<T> map(DesignMatrix x, Job<T> job) {
        return map(x, job, 0, chunks(x));
    }

    /// As [#map], for results of `numbers` numbers each, which go to `sink` in order as they come: where they are large,
    /// a few chunks are computed at a time, and not all results are held at once.
    static <T> void inOrder(DesignMatrix x, int numbers, Job<T> job, Consumer<T> sink) {
        int chunks = chunks(x);
        ForkJoinPool pool = ForkJoinTask.getPool();
        int threads = pool == null ? ForkJoinPool.getCommonPoolParallelism() + 1 : pool.getParallelism();
        int together = Math.max(threads, WAITING / Math.max(1, numbers));
        for (int first = 0; first < chunks; first += together) {
            map(x, job, first, Math.min(chunks, first + together)).forEach(sink);
        }
    }

    private static int size(DesignMatrix x) {
        return Math.max(SMALLEST, (x.rows() + MOST - 1) / MOST);
    }

    private static int chunks(DesignMatrix x) {
        return (x.rows() + size(x) - 1) / size(x);
    }

    private static <T> List<T> map(DesignMatrix x, Job<T> job, int first, int end) {
        int size = size(x);
        return IntStream.range(first, end)
                .parallel()
                .mapToObj(c -> job.apply(c * size, Math.min(x.rows(), (c + 1) * size)))
                .toList();
    }
}
