package org.madaline.kernels;

/// Persistent threads that run the chunks of a step; the calling thread is one of them.
///
/// Chunks are taken from a shared counter, so that a thread which the machine has stopped for a moment does not hold
/// up the others more than one chunk. Threads spin for a bounded time between steps and park when nothing comes.
public interface Workers extends AutoCloseable {

    /// The number of threads that compute, the caller included.
    int threads();

    /// Runs all stages of the steps, in order, and returns when the last chunk is done.
    ///
    /// @throws RuntimeException what a chunk threw, in the calling thread
    void run(Step... steps);

    /// Ends the threads; the caller's goes on.
    @Override
    void close();
}
