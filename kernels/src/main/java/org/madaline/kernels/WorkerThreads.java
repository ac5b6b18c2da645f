package org.madaline.kernels;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/// Workers that follow a list of steps together, spinning from stage to stage, so that a whole list costs one wake-up.
///
/// A ticket holds the number of the stage and how many of its chunks are still to be taken; whoever finishes the last
/// chunk opens the next stage. Stages of one chunk are run at once by whoever opens them. A caller that finds the
/// threads busy with another's steps computes alone.
final class WorkerThreads implements Workers {
    /// How long a thread that waits spins, then yields, before it parks.
    private static final long SPIN_NANOS = 20_000;
    private static final long YIELD_NANOS = 200_000;
    private static final int SPINS_PER_LOOK = 32;
    private static final Step[] NONE = {};

    /// A thread that may be parked.
    private static final class Sleeper {
        private final boolean fromEnd;
        private volatile Thread thread;
        private volatile boolean parked;

        Sleeper(boolean fromEnd) {
            this.fromEnd = fromEnd;
        }

        boolean wake() {
            if (!parked) {
                return false;
            }
            parked = false;
            LockSupport.unpark(thread);
            return true;
        }
    }

    private final Sleeper caller = new Sleeper(false);
    private final Sleeper[] workers;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean running;
    private volatile boolean closed;

    /// High 32 bits: the number of the stage, counted over all runs; low 32 bits: chunks not yet taken.
    private final AtomicLong ticket = new AtomicLong();
    private final AtomicInteger unfinished = new AtomicInteger();
    /// The chunks begun from either end. Neighbouring chunks read what neighbouring chunks of the step before have
    /// written; so half of the threads begin at the end, and most of what they read is in their own cache.
    private final AtomicInteger fromBegin = new AtomicInteger();
    private final AtomicInteger fromEnd = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    // The open stage: written before its ticket is issued, then read only by threads that hold one of its chunks.
    private Step[] steps = NONE;
    private int position;
    private int stage;
    private int chunks;

    WorkerThreads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("workers need at least 1 thread, not " + count);
        }
        workers = new Sleeper[count - 1];
        for (int i = 0; i < workers.length; i++) {
            Sleeper sleeper = new Sleeper(i % 2 == 0);
            workers[i] = sleeper;
            Thread thread = new Thread(() -> work(sleeper), "madaline-worker-" + (i + 1));
            thread.setDaemon(true);
            sleeper.thread = thread;
            thread.start();
        }
    }

    @Override
    public int threads() {
        return workers.length + 1;
    }

    @Override
    public void run(Step... steps) {
        if (workers.length == 0 || closed || !busy.compareAndSet(false, true)) {
            runAlone(steps);
            return;
        }
        try {
            this.steps = steps;
            position = 0;
            stage = -1;
            caller.thread = Thread.currentThread();
            running = true;
            advance();
            while (running) {
                if (!takeChunk(caller)) {
                    await(caller);
                }
            }
            this.steps = NONE;
            rethrow(failure.getAndSet(null));
        } finally {
            busy.set(false);
        }
    }

    private static void runAlone(Step[] steps) {
        for (Step step : steps) {
            int stages = step.stages();
            for (int stage = 0; stage < stages; stage++) {
                int chunks = step.chunks(stage);
                for (int chunk = 0; chunk < chunks; chunk++) {
                    step.run(stage, chunk);
                }
            }
        }
    }

    private static void rethrow(Throwable thrown) {
        switch (thrown) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case null, default -> {}
        }
    }

    private void work(Sleeper self) {
        while (!closed) {
            if (!takeChunk(self)) {
                await(self);
            }
        }
    }

    /// Runs a chunk of the open stage; false if none is left.
    private boolean takeChunk(Sleeper self) {
        long now = ticket.get();
        int left = (int) now;
        if (left == 0) {
            return false;
        }
        if (ticket.compareAndSet(now, now - 1)) {
            compute(self.fromEnd ? chunks - 1 - fromEnd.getAndIncrement() : fromBegin.getAndIncrement());
            if (unfinished.decrementAndGet() == 0) {
                advance();
            }
        }
        return true;
    }

    private void compute(int chunk) {
        if (failure.get() != null) {
            return;
        }
        try {
            steps[position].run(stage, chunk);
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
    }

    /// Opens the next stage that is worth sharing, or ends the run. Only one thread is ever here.
    private void advance() {
        while (failure.get() == null) {
            stage++;
            while (position < steps.length && stage == steps[position].stages()) {
                position++;
                stage = 0;
            }
            if (position == steps.length) {
                break;
            }
            chunks = steps[position].chunks(stage);
            if (chunks > 1) {
                fromBegin.set(0);
                fromEnd.set(0);
                unfinished.set(chunks);
                ticket.set(((ticket.get() >>> 32) + 1) << 32 | chunks);
                wake(chunks - 1);
                return;
            }
            compute(0);
        }
        running = false;
        caller.wake();
    }

    /// Wakes up to `wanted` of the threads that are parked.
    private void wake(int wanted) {
        int left = caller.wake() ? wanted - 1 : wanted;
        for (int i = 0; i < workers.length && left > 0; i++) {
            if (workers[i].wake()) {
                left--;
            }
        }
    }

    private boolean idle(Sleeper self) {
        return (int) ticket.get() == 0 && !closed && (self != caller || running);
    }

    /// Returns when there may be something to do.
    private void await(Sleeper self) {
        long start = 0;
        for (int spins = 1; idle(self); spins++) {
            if (spins % SPINS_PER_LOOK != 0) {
                Thread.onSpinWait();
                continue;
            }
            long now = System.nanoTime();
            start = start == 0 ? now : start;
            if (now - start > YIELD_NANOS) {
                park(self);
                return;
            } else if (now - start > SPIN_NANOS) {
                Thread.yield();
            }
        }
    }

    private void park(Sleeper self) {
        self.parked = true;
        if (idle(self)) {
            LockSupport.park(this);
        }
        self.parked = false;
    }

    @Override
    public void close() {
        closed = true;
        for (Sleeper worker : workers) {
            LockSupport.unpark(worker.thread);
        }
    }
}
