package org.madaline.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.madaline.runs.Provenance;
import org.madaline.runs.RunFolder;
import org.madaline.runs.Text;
import org.madaline.train.Checkpoint;
import org.madaline.train.EpochMetrics;
import org.madaline.train.TrainingEvent;

/// Shows the events of a training run on the terminal and keeps metrics and checkpoint in the run's folder.
final class TrainingView implements Consumer<TrainingEvent> {
    /// Of many short epochs not all are shown; the metrics' files have them.
    private static final int MOST_LINES = 30;

    /// Writing to the disk takes longer than an epoch of a small table does: a crash costs a second at most, or an epoch.
    private static final long BETWEEN_CHECKPOINTS = 1_000_000_000;

    private final Terminal terminal;
    private final RunFolder folder;
    private final Provenance provenance;
    private Progress progress;
    private int epochs;
    private Optional<Checkpoint> unwritten = Optional.empty();
    private long written = System.nanoTime() - 2 * BETWEEN_CHECKPOINTS;
    private long examples;

    TrainingView(Terminal terminal, RunFolder folder, Provenance provenance) {
        this.terminal = terminal;
        this.folder = folder;
        this.provenance = provenance;
    }

    @Override
    public void accept(TrainingEvent event) {
        try {
            switch (event) {
                case TrainingEvent.Started started -> {
                    epochs = started.epochs();
                    examples = started.examples();
                    int first = 1 + (int) (started.step() / Math.max(1, started.batches()));
                    progress = new Progress(terminal, epochs, first, examples, System::nanoTime);
                }
                case TrainingEvent.Progress p ->
                    progress.step(p.epoch(), examples * p.batch() / p.batches(), p.loss(), p.accuracy());
                case TrainingEvent.EpochFinished finished -> {
                    int epoch = finished.metrics().epoch();
                    if (epoch % Math.max(1, epochs / MOST_LINES) == 0 || epoch == epochs || epoch == 1) {
                        progress.say(line(finished.metrics()));
                    }
                }
                case TrainingEvent.CheckpointReady ready -> {
                    unwritten = Optional.of(ready.checkpoint());
                    if (System.nanoTime() - written > BETWEEN_CHECKPOINTS) {
                        writeCheckpoint();
                    }
                }
                case TrainingEvent.Finished finished -> {
                    if (finished.reason() == TrainingEvent.Reason.STOPPED) {
                        writeCheckpoint();
                    }
                    if (finished.reason() == TrainingEvent.Reason.EARLY_STOPPED) {
                        progress.say("stopped early: the validation loss no longer improves");
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeCheckpoint() throws IOException {
        if (unwritten.isPresent()) {
            folder.writeCheckpoint(unwritten.get(), provenance);
            folder.writeMetrics(unwritten.get().history());
            unwritten = Optional.empty();
            written = System.nanoTime();
        }
    }

    private String line(EpochMetrics m) {
        int digits = Integer.toString(epochs).length();
        var line = new StringBuilder(Text.format("epoch %" + digits + "d/%d  loss %s", m.epoch(), epochs, Text.number(m.loss())));
        if (!Double.isNaN(m.accuracy())) {
            line.append("  accuracy ").append(Text.percent(m.accuracy()));
        }
        if (!Double.isNaN(m.validationLoss())) {
            line.append("  validation ").append(Text.number(m.validationLoss()));
            if (!Double.isNaN(m.validationAccuracy())) {
                line.append(' ').append(Text.percent(m.validationAccuracy()));
            }
        }
        return line.append(Text.format("  %s  %s/s", Text.duration(m.seconds()), Text.count(Math.round(m.examplesPerSecond()))))
                .toString();
    }
}
