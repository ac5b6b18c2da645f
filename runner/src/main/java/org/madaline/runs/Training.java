package org.madaline.runs;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.madaline.basis.Basis;
import org.madaline.features.Features;
import org.madaline.pipeline.Pipeline;
import org.madaline.task.Task;
import org.madaline.train.Checkpoint;
import org.madaline.train.EpochMetrics;

/// How a model of one kind is trained.
public sealed interface Training permits NetworkTraining, EnsembleTraining, LinearTraining {
    /// What came of it: a pipeline that can be used, also where training was stopped.
    sealed interface Outcome {
        /// {@return what predicts, without a word of its making}
        Pipeline<?> pipeline();
    }

    /// Of a network.
    ///
    /// @param pipeline what predicts
    /// @param history of all epochs
    /// @param stopped whether it was asked to stop before the last epoch
    record NetworkOutcome(Pipeline<?> pipeline, List<EpochMetrics> history, boolean stopped) implements Outcome {
        /// The history is copied.
        public NetworkOutcome {
            history = List.copyOf(history);
        }
    }

    /// Of a linear model.
    ///
    /// @param pipeline what predicts
    /// @param seconds that the estimation took
    record LinearOutcome(Pipeline<?> pipeline, double seconds) implements Outcome {}

    /// The training that the settings ask for.
    ///
    /// @param settings   of a network or of a linear model
    /// @param data       in the form that the model takes
    /// @param checkpoint where to go on from; empty for a new run
    /// @param threads    empty: all cores; their number does not change the result
    /// @param progress   gets a line for each thing that has to be known
    /// @return the training, ready to run
    /// @throws UsageError if settings and data do not fit together
    /// @throws IOException if the weights to start from cannot be read
    static Training of(
            TrainSettings settings, TrainData data, Optional<Checkpoint> checkpoint, Optional<Integer> threads, Consumer<String> progress)
            throws IOException {
        if (data.classes() && (settings.weights().balanced() || settings.linear().map(LinearSettings::balanced).orElse(false))) {
            progress.accept("in training all classes count the same, however rare");
        }
        Optional<Basis> basis = BasisChoice.fit(settings.basis(), data.train(), settings.seed());
        if (settings.linear().isPresent()) {
            return new LinearTraining(settings, data, basis, threads);
        }
        return settings.choice() instanceof ModelChoice.OfTables(var kind) && kind == ModelChoice.OfTables.Kind.BEST
                ? EnsembleTraining.of(settings, data, threads)
                : NetworkTraining.of(settings, data, checkpoint, basis, threads, progress);
    }

    /// {@return the basis functions before the model, fitted to the training data}
    Optional<Basis> basis();

    /// {@return the pipeline around an estimator, with all that is told of its making but the settings}
    ///
    /// @param data      what was trained on: it says what y is
    /// @param features  what makes x of raw input
    /// @param estimator the trained model
    static Pipeline<?> pipeline(TrainData data, Features features, org.madaline.pipeline.Estimator estimator) {
        Task<?> task = data.train().task().orElseThrow(() -> new IllegalStateException("the data do not say what y is"));
        return new Pipeline<>(features, estimator, task, Map.of());
    }
}
