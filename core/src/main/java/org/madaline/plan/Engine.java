package org.madaline.plan;

import org.madaline.kernels.Kernels;
import org.madaline.kernels.KernelsLoader;
import org.madaline.kernels.Workers;

/// What computes: kernels and the threads that run them. Results do not depend on it, only time does.
public record Engine(Kernels kernels, Workers workers) {
    private static final class Shared {
        static final Engine INSTANCE = ofThreads(Runtime.getRuntime().availableProcessors());
    }

    /// The engine of this process, with a thread for each processor.
    public static Engine shared() {
        return Shared.INSTANCE;
    }

    /// The best kernels that this machine has, with the given number of threads.
    ///
    /// @throws IllegalArgumentException if `threads` is less than 1
    public static Engine ofThreads(int threads) {
        return new Engine(KernelsLoader.choice().kernels(), Workers.of(threads));
    }
}
