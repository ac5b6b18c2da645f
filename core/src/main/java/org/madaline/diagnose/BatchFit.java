package org.madaline.diagnose;

import java.util.Arrays;
import java.util.List;
import org.madaline.data.Batch;
import org.madaline.optimizer.Adam;
import org.madaline.train.TrainingStep;
import org.madaline.train.Updates;

/// One small batch learnt by heart, without dropout: what cannot learn that cannot learn at all.
///
/// @param examples in the batch
/// @param expected the loss of outputs that are all 0
/// @param own      the losses with the training's own optimizer at its full rate, each before its step
/// @param plain    the same with Adam at a rate of 0.003, without clipping or penalty; empty where the own one did it
public record BatchFit(int examples, double expected, List<Double> own, List<Double> plain) {
    private static final double RATE = 3e-3;

    /// The part of the loss that may be left.
    private static final double LEFT = 0.05;

    /// The lists are copied.
    public BatchFit {
        own = List.copyOf(own);
        plain = List.copyOf(plain);
    }

    /// Learns a small batch, no two examples of which have the same x: what contradicts itself cannot be learnt.
    ///
    /// @param subject  network and examples
    /// @param examples at most so many, at least 2; 32 are usual
    /// @param steps    at most so many
    /// @return how the loss fell
    public static BatchFit of(Subject subject, int examples, int steps) {
        Batch batch = subject.distinct(examples);
        double expected = FirstBatch.ofZeros(subject, batch);
        List<Double> own = fit(subject.still(subject.trainer().updates()), batch, steps, LEFT * expected);
        List<Double> plain = own.getLast() <= LEFT * expected ? List.of()
                : fit(subject.still(Updates.of(_ -> true, new Adam(RATE)).freeze(subject.trainer().updates().frozen())), batch, steps,
                        LEFT * expected);
        return new BatchFit(batch.size(), expected, own, plain);
    }

    private static List<Double> fit(TrainingStep step, Batch batch, int steps, double goal) {
        double[] losses = new double[steps];
        for (int i = 0; i < steps; i++) {
            losses[i] = step.run(batch).loss();
            if (!(losses[i] > goal) || Double.isInfinite(losses[i])) {
                return Arrays.stream(losses, 0, i + 1).boxed().toList();
            }
        }
        return Arrays.stream(losses).boxed().toList();
    }

    /// {@return whether the training's own optimizer learns the batch}
    public boolean learnt() {
        return own.getLast() <= LEFT * expected;
    }

    /// {@return whether Adam at a usual rate learns what the own optimizer does not}
    public boolean learntPlainly() {
        return !plain.isEmpty() && plain.getLast() <= LEFT * expected;
    }
}
