package org.madaline.runs;

import java.util.Optional;
import org.madaline.data.Dataset;
import org.madaline.formats.FormatException;
import org.madaline.layer.Network;
import org.madaline.model.Model;
import org.madaline.pipeline.Assessment;
import org.madaline.pipeline.Estimator;
import org.madaline.pipeline.NetworkEstimator;
import org.madaline.pipeline.Pipeline;
import org.madaline.table.MemberFolds;
import org.madaline.table.TableData;
import org.madaline.task.OutputForm;
import org.madaline.tensor.Shape;

/// What takes the place of a validation part where each network of a small table's committee leaves out a fold of the rows: the
/// training rows, each answered by the network that has not seen it. One network errs more than all together, so that what is
/// told of it is rather too modest.
///
/// @param pipeline the model, which answers [#rows] in this way, and nothing else
/// @param rows     that are held back by a network
public record OutOfFold(Pipeline<?> pipeline, Dataset rows) {
    /// The folds are the same for every seed of the training.
    private static final long SEED = 0;

    /// {@return the rows and their answers; empty where there are no folds}
    ///
    /// @param settings of the run
    /// @param data     of the run
    /// @param model    that it ended with
    public static Optional<OutOfFold> of(TrainSettings settings, TrainData data, Pipeline<?> model) {
        return model.estimator() instanceof NetworkEstimator(Model network, OutputForm form)
                ? folds(settings, data, network.network()).map(folds -> new OutOfFold(
                        new Pipeline<>(model.features(), new Held(folds.outOfFold(network), network.network().input(), form), model.task(), model.provenance()),
                        folds.heldBack(folds.rows())))
                : Optional.empty();
    }

    /// {@return what the answers are worth}
    public Assessment judged() {
        return pipeline.evaluate(rows);
    }

    /// The folds of a run without validation part.
    static Optional<MemberFolds> folds(TrainSettings settings, TrainData data, Network network) {
        if (!settings.foldsMembers() || data.validation().isPresent() || !(data.train() instanceof TableData rows)) {
            return Optional.empty();
        }
        try {
            return MemberFolds.suit(settings.network().orElseThrow().members(), rows, settings.split().by())
                    ? Optional.of(MemberFolds.of(network, rows, settings.split().by(), SEED))
                    : Optional.empty();
        } catch (FormatException e) {
            throw new UsageError(e.getMessage());
        }
    }

    /// Answers that are known beforehand.
    private record Held(double[][] answers, Shape input, OutputForm form) implements Estimator {
        @Override
        public int outputs() {
            return answers[0].length;
        }

        @Override
        public double[] outputs(double[] x) {
            throw new UnsupportedOperationException("only the rows of the training have answers");
        }

        @Override
        public double[][] outputs(Dataset data) {
            double[][] copy = new double[answers.length][];
            for (int i = 0; i < copy.length; i++) {
                copy[i] = answers[i].clone();
            }
            return copy;
        }
    }
}
