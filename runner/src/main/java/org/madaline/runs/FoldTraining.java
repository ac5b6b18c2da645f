package org.madaline.runs;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.madaline.pipeline.Assessment;
import org.madaline.pipeline.FoldScores;
import org.madaline.pipeline.Pipeline;

/// Cross-validation of a run: for each fold a model is trained as the run's own was, and judged on the fold.
///
/// @param settings of the run
/// @param data of the run
/// @param threads empty: all cores; their number does not change the result
public record FoldTraining(TrainSettings settings, TrainData data, Optional<Integer> threads) {
    /// What came of it.
    ///
    /// @param models    what each is worth on its fold
    /// @param constants what the same answer to all rows is worth there, as of [Baselines#constant]
    public record CrossValidated(FoldScores models, FoldScores constants) {}

    /// {@return what the models are worth; empty if it was asked to stop}
    ///
    /// @param listener hears what each model is worth
    /// @param stop asked now and then
    /// @throws UsageError if there are too few examples, or settings and those of a fold do not fit together
    /// @throws IOException if the data cannot be read any more
    public Optional<CrossValidated> run(Consumer<Assessment> listener, BooleanSupplier stop) throws IOException {
        // What is prepared of a fold goes with it.
        Deque<TrainData> left = new ArrayDeque<>(data.folding().of(settings.split().folds()));
        List<Assessment> folds = new ArrayList<>();
        List<Assessment> constants = new ArrayList<>();
        while (!left.isEmpty()) {
            TrainData own = left.removeFirst();
            Optional<Assessment> fold = judged(settings, own, threads, stop);
            if (fold.isEmpty()) {
                return Optional.empty();
            }
            folds.add(fold.get());
            constants.add(Baselines.constant(own.train(), fold.get()));
            listener.accept(fold.get());
        }
        return Optional.of(new CrossValidated(new FoldScores(folds), new FoldScores(constants)));
    }

    /// What a model that is trained on the one part of a fold is worth on the other; empty if it was asked to stop.
    static Optional<Assessment> judged(TrainSettings settings, TrainData fold, Optional<Integer> threads, BooleanSupplier stop)
            throws IOException {
        Optional<Pipeline<?>> model = switch (Training.of(settings, fold, Optional.empty(), threads, _ -> {})) {
            case NetworkTraining network -> {
                Training.NetworkOutcome outcome = network.run(_ -> {}, stop);
                yield outcome.stopped() ? Optional.empty() : Optional.of(outcome.pipeline());
            }
            case EnsembleTraining ensemble -> {
                Training.NetworkOutcome outcome = ensemble.run(EnsembleTraining.NOTHING, stop).all();
                yield outcome.stopped() ? Optional.empty() : Optional.of(outcome.pipeline());
            }
            case LinearTraining linear -> stop.getAsBoolean() ? Optional.empty() : Optional.of(linear.run(_ -> {}).pipeline());
        };
        return model.map(pipeline -> pipeline.evaluate(TestData.prepared(pipeline, fold.test().orElseThrow())));
    }
}
