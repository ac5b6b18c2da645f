package org.madaline.kernels;

/// Persistent threads that run the chunks of a step; the calling thread is one of them.
///
/// Chunks are taken from a shared counter, so that a thread which the machine has stopped for a moment does not hold
/// up the others more than one chunk. Threads spin for a bounded time between steps and park when nothing comes.
public interface Workers extends AutoCloseable {

    /// Workers with the given number of threads, the caller included. The threads are daemons, and end with [#close] or when
    /// nobody can reach the workers any more.
    ///
    /// @param threads how many, the caller included
    /// @return workers, to be closed
    /// @throws IllegalArgumentException if `threads` is less than 1
    static Workers of(int threads) {
        WorkerThreads workers = new WorkerThreads(threads);
        return threads == 1 ? workers : new OwnedWorkers(workers);
    }

    /// Workers with one thread for each available processor.
    ///
    /// @return workers, to be closed
    static Workers ofProcessors() {
        return of(Runtime.getRuntime().availableProcessors());
    }

    /// The number of threads that compute, the caller included.
    ///
    /// @return at least 1
    int threads();

    /// Runs all stages of the steps, in order, and returns when the last chunk is done.
    ///
    /// May be called by several threads, and by a chunk: who finds the threads busy computes alone.
    ///
    /// @param steps in the order in which they are run
    /// @throws RuntimeException what a chunk threw, in the calling thread; the remaining chunks are not run
    void run(Step... steps);

    /// Ends the threads; steps that are run later are computed by the caller alone.
    @Override
    void close();
}
