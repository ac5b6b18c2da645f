package org.madaline.plan;

/// Counts what a compilation looks at, so that a test can hold that a graph twice as large takes about twice the work.
final class Work {
    private long visits;

    void count() {
        visits++;
    }

    void count(int more) {
        visits += more;
    }

    long visits() {
        return visits;
    }
}
