package org.madaline.train;

import org.madaline.inference.Scoring;

/// Tells of a training's progress, and hears whether it is to end.
final class Pulse {
    private static final long PROGRESS_NANOS = 100_000_000;

    private final Watch watch;
    private final int batches;
    private final double batchSize;
    private long last;
    private long begun;
    private int first;
    private int done;
    private boolean ended;

    Pulse(Watch watch, int batches, int batchSize) {
        this.watch = watch;
        this.batches = batches;
        this.batchSize = batchSize;
    }

    /// Begins, or goes on within, an epoch.
    void epoch(int batch) {
        begun = System.nanoTime();
        first = batch;
        done = batch;
    }

    void tell(TrainingEvent event) {
        ended |= watch.listener().test(event);
    }

    /// Whether a listener wants to end training.
    boolean ended() {
        return ended;
    }

    double seconds() {
        return (System.nanoTime() - begun) * 1e-9;
    }

    /// The examples of this epoch since it began, or went on.
    double examples() {
        return (done - first) * batchSize;
    }

    void progress(int epoch, int batch, Tally tally, double rate) {
        done = batch;
        long now = System.nanoTime();
        if (now - last > PROGRESS_NANOS || batch == batches) {
            last = now;
            tell(new TrainingEvent.Progress(epoch + 1, batch, batches, tally.loss(), Scoring.accuracy(tally.figures()), rate, examples() / seconds()));
        }
    }
}
