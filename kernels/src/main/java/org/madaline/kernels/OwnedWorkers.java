package org.madaline.kernels;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;

/// Workers whose threads end when they are closed, or when nobody can reach them any more. The threads themselves know
/// only the workers behind, so they do not keep this object alive.
final class OwnedWorkers implements Workers {
    private static final Cleaner CLEANER = Cleaner.create();

    private final WorkerThreads threads;
    private final Cleaner.Cleanable end;

    OwnedWorkers(WorkerThreads threads) {
        this.threads = threads;
        this.end = CLEANER.register(this, threads::close);
    }

    @Override
    public int threads() {
        return threads.threads();
    }

    @Override
    public void run(Step... steps) {
        try {
            threads.run(steps);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public void close() {
        end.clean();
    }
}
