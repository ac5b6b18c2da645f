package org.madaline.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Lets work end in good order on Ctrl-C or a request to terminate: the work sees that it shall stop, saves what it
/// has and closes this; only then the process ends, with the code that the signal asks for.
final class Interrupt implements AutoCloseable {
    /// Longer than saving takes, shorter than anyone waits.
    private static final long PATIENCE_SECONDS = 60;

    private final AtomicBoolean requested = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stopAndWait, "interrupt");

    Interrupt() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    boolean requested() {
        return requested.get();
    }

    private void stopAndWait() {
        requested.set(true);
        try {
            done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (!requested.get()) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
        done.countDown();
    }
}
