package org.madaline.testing;

/// Counts threads of this process.
public final class Threads {
    private Threads() {}

    /// The threads of all workers.
    public static int workers() {
        return (int) Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().startsWith("madaline-worker-")).count();
    }
}
