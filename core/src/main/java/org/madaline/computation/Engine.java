package org.madaline.computation;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.madaline.kernels.Workers;
import org.madaline.kernels.spec.Kernels;
import org.madaline.kernels.spec.KernelsLoader;

/// What computes: kernels and the threads that run them. Results do not depend on it, only time does.
///
/// The threads end when the engine is closed, or when nobody can reach it any more.
///
/// @param kernels the arithmetic
/// @param workers the threads
public record Engine(Kernels kernels, Workers workers) implements AutoCloseable {
    private static final AtomicReference<Workers> KEPT = new AtomicReference<>();

    private static final class Shared {
        static final Engine INSTANCE = ofThreads(Runtime.getRuntime().availableProcessors());

        static {
            KEPT.set(INSTANCE.workers());
        }
    }

    /// The engine of this process, with a thread for each processor.
    ///
    /// @return the same each time; closing it does nothing
    public static Engine shared() {
        return Shared.INSTANCE;
    }

    /// The best kernels that this machine has, with the given number of threads.
    ///
    /// @param threads at least 1, the caller's included
    /// @return an engine of its own, to be closed
    /// @throws IllegalArgumentException if `threads` is less than 1
    public static Engine ofThreads(int threads) {
        return new Engine(KernelsLoader.choice().kernels(), Workers.of(threads));
    }

    /// Why the kernels are not the fastest that there are, and what would mend it; empty where they are.
    ///
    /// @return one line to be shown to the user
    public static Optional<String> notice() {
        return KernelsLoader.choice().notice();
    }

    /// Ends the threads; what is computed later is computed by the caller alone. The engine of the process stays as it is.
    @Override
    public void close() {
        if (workers != KEPT.get()) {
            workers.close();
        }
    }

    /// Such as `kernels: vector-512, threads: 2`.
    @Override
    public String toString() {
        return "kernels: " + kernels.name() + ", threads: " + workers.threads();
    }
}
