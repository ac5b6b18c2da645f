package org.madaline.runs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.madaline.basis.Basis;
import org.madaline.data.Dataset;
import org.madaline.layer.Blend;
import org.madaline.layer.Committee;
import org.madaline.layer.Layer;
import org.madaline.layer.Network;
import org.madaline.model.Model;
import org.madaline.pipeline.NetworkEstimator;
import org.madaline.pipeline.Pipeline;
import org.madaline.task.ClassTask;
import org.madaline.task.NumberTask;
import org.madaline.tensor.Tensor;
import org.madaline.train.Checkpoint;
import org.madaline.train.EpochMetrics;
import org.madaline.train.TrainingEvent;

/// Trains several networks for a table one after another and makes one of them, a [Blend], in which each counts as much as suits
/// the validation rows.
///
/// @param settings of the whole
/// @param data     of the run
/// @param members  the settings of each network
/// @param threads  empty: all cores; their number does not change the result
public record EnsembleTraining(TrainSettings settings, TrainData data, List<TrainSettings> members, Optional<Integer> threads)
        implements Training {
    /// So many steps tell how long one takes.
    private static final int TIMED = 12;

    /// Copies the list.
    public EnsembleTraining {
        members = List.copyOf(members);
    }

    /// Keeps what is finished of the members, so that a run can be gone on with.
    public interface Store {
        /// {@return a member that was finished before}
        ///
        /// @param member from 0
        /// @throws IOException if what was kept cannot be read
        Optional<NetworkOutcome> finished(int member) throws IOException;

        /// {@return where the training of a member stands}
        ///
        /// @param member from 0
        /// @throws IOException if what was kept cannot be read
        Optional<Checkpoint> checkpoint(int member) throws IOException;

        /// {@return who hears of the training of a member}
        ///
        /// @param member from 0
        /// @throws IOException if nothing can be written
        Consumer<TrainingEvent> begin(int member) throws IOException;

        /// Takes a member that is finished.
        ///
        /// @param member  from 0
        /// @param outcome of its training
        /// @throws IOException if it cannot be written
        void finish(int member, NetworkOutcome outcome) throws IOException;
    }

    /// Keeps nothing.
    static final Store NOTHING = new Store() {
        @Override
        public Optional<NetworkOutcome> finished(int member) {
            return Optional.empty();
        }

        @Override
        public Optional<Checkpoint> checkpoint(int member) {
            return Optional.empty();
        }

        @Override
        public Consumer<TrainingEvent> begin(int member) {
            return _ -> {};
        }

        @Override
        public void finish(int member, NetworkOutcome outcome) {}
    };

    /// What came of it.
    ///
    /// @param all     the outcome of the whole; the histories of its members follow each other
    /// @param weights of the members that were trained; 0 for those that helped nothing
    public record Result(NetworkOutcome all, List<Double> weights) {
        /// Copies the list.
        public Result {
            weights = List.copyOf(weights);
        }
    }

    static EnsembleTraining of(TrainSettings settings, TrainData data, Optional<Integer> threads) {
        int count = settings.network().orElseThrow().members();
        var recipe = new TableRecipe(ModelChoice.OfTables.Kind.BEST, data);
        List<TrainSettings> members = IntStream.range(0, count).mapToObj(i -> recipe.member(settings, i)).toList();
        return new EnsembleTraining(settings, data, members, threads);
    }

    @Override
    public Optional<Basis> basis() {
        return Optional.empty();
    }

    /// {@return how a member is trained}
    ///
    /// @param member     from 0
    /// @param checkpoint where it stands; empty: at its beginning
    /// @throws IOException never; networks for tables begin with no file
    public NetworkTraining member(int member, Optional<Checkpoint> checkpoint) throws IOException {
        return NetworkTraining.of(members.get(member), data, checkpoint, Optional.empty(), threads, _ -> {});
    }

    /// {@return how many steps all members take}
    public long steps() {
        return members.stream().mapToLong(m -> TableRecipe.of(m).steps(data.train().size())).sum();
    }

    /// {@return about how long all of these steps will take here, told from a few of each kind of network}
    ///
    /// @throws IOException never; networks for tables begin with no file
    public double seconds() throws IOException {
        Map<String, Double> known = new HashMap<>();
        double sum = 0;
        for (int i = 0; i < members.size(); i++) {
            String model = members.get(i).model();
            if (!known.containsKey(model)) {
                known.put(model, step(member(i, Optional.empty())));
            }
            sum += known.get(model) * TableRecipe.of(members.get(i)).steps(data.train().size());
        }
        return sum;
    }

    /// The time of the fastest of a few steps: the others wait for the compiler.
    private static double step(NetworkTraining training) {
        long[] last = {0};
        long[] least = {Long.MAX_VALUE};
        int[] taken = {0};
        training.trainer().validate(null).keepBest(false).patience(0).stopWhen(() -> {
            long now = System.nanoTime();
            if (taken[0]++ > 0) {
                least[0] = Math.min(least[0], now - last[0]);
            }
            last[0] = now;
            return taken[0] > TIMED;
        }).fit(training.examples());
        return least[0] == Long.MAX_VALUE ? 0 : least[0] / 1e9;
    }

    /// Trains all members, or until it is asked to stop.
    ///
    /// @param store keeps what is finished
    /// @param stop asked now and then
    /// @return the blend of all members; where it was stopped, of those that are finished, or what there is of the first
    /// @throws UsageError if a loss has run away
    /// @throws IOException if the store fails
    public Result run(Store store, BooleanSupplier stop) throws IOException {
        List<NetworkOutcome> finished = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            Optional<NetworkOutcome> before = store.finished(i);
            if (before.isPresent()) {
                finished.add(before.get());
                continue;
            }
            NetworkOutcome outcome = member(i, store.checkpoint(i)).run(store.begin(i), stop);
            if (outcome.stopped()) {
                return finished.isEmpty() ? new Result(outcome, List.of(1.0)) : blended(finished, true);
            }
            store.finish(i, outcome);
            finished.add(outcome);
        }
        return blended(finished, false);
    }

    private Result blended(List<NetworkOutcome> finished, boolean stopped) {
        List<Model> models = finished.stream().map(outcome -> ((NetworkEstimator) outcome.pipeline().estimator()).model()).toList();
        double[] weights = weights(finished.stream().map(NetworkOutcome::pipeline).toList());
        List<Layer> layers = new ArrayList<>();
        List<Double> counted = new ArrayList<>();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (int i = 0; i < models.size(); i++) {
            if (weights[i] > 0) {
                String path = layers.size() + ".";
                models.get(i).tensors().forEach((name, tensor) -> tensors.put(path + name, tensor));
                layers.add(models.get(i).network().layer());
                counted.add(weights[i]);
            }
        }
        Model first = models.getFirst();
        var network = new Network(first.network().input(), new Blend(layers, counted,
                data.classes() ? Committee.Vote.PROBABILITIES : Committee.Vote.OUTPUTS));
        var model = new Model(network, tensors, first.task(), first.preparation(), Map.of());
        Pipeline<?> pipeline = Calibrating.of(Training.pipeline(data, data.features(), new NetworkEstimator(model)), settings, data);
        return new Result(new NetworkOutcome(pipeline, histories(finished), stopped), java.util.Arrays.stream(weights).boxed().toList());
    }

    /// Equal ones where there are no rows to tell by.
    private double[] weights(List<Pipeline<?>> models) {
        if (data.validation().isEmpty()) {
            return GreedySelection.weights(new double[models.size()][0][0], (_, _) -> 0);
        }
        Dataset rows = TestData.prepared(models.getFirst(), data.validation().get());
        double[][][] answers = new double[models.size()][][];
        for (int m = 0; m < answers.length; m++) {
            NetworkEstimator estimator = (NetworkEstimator) models.get(m).estimator();
            double[][] outputs = estimator.outputs(rows);
            if (models.get(m).task() instanceof ClassTask classes) {
                ClassTask cold = classes.withTemperature(1);
                for (int i = 0; i < outputs.length; i++) {
                    outputs[i] = cold.probabilities(outputs[i], estimator.form());
                }
            }
            answers[m] = outputs;
        }
        return GreedySelection.weights(answers, data.classes() ? logLoss(rows)
                : errors(rows, models.getFirst().task() instanceof NumberTask numbers ? numbers.quantiles() : List.of()));
    }

    private static GreedySelection.Loss logLoss(Dataset rows) {
        int[] labels = rows.labels();
        return (answer, row) -> -rows.weight(row) * StrictMath.log(Math.max(answer[labels[row]], Double.MIN_NORMAL));
    }

    /// Squared errors, or pinball losses where quantiles are predicted.
    private static GreedySelection.Loss errors(Dataset rows, List<Double> quantiles) {
        float[] x = new float[rows.inputShape().size()];
        int width = rows.targetShape().size();
        int each = Math.max(1, quantiles.size());
        float[] y = new float[rows.size() * width];
        for (int i = 0; i < rows.size(); i++) {
            rows.read(i, x, 0, y, i * width);
        }
        return (answer, row) -> {
            double sum = 0;
            for (int k = 0; k < width * each; k++) {
                double off = y[row * width + k / each] - answer[k];
                sum += quantiles.isEmpty() ? off * off : quantiles.get(k % each) * off + Math.max(-off, 0);
            }
            return rows.weight(row) * sum;
        };
    }

    /// The epochs of all members, counted on.
    private static List<EpochMetrics> histories(List<NetworkOutcome> finished) {
        List<EpochMetrics> all = new ArrayList<>();
        long steps = 0;
        for (NetworkOutcome outcome : finished) {
            int epochs = all.isEmpty() ? 0 : all.getLast().epoch();
            for (EpochMetrics e : outcome.history()) {
                all.add(new EpochMetrics(epochs + e.epoch(), steps + e.step(), e.rate(), e.loss(), e.accuracy(), e.validationLoss(),
                        e.validationAccuracy(), e.seconds(), e.examplesPerSecond(), e.metrics()));
            }
            steps = all.isEmpty() ? 0 : all.getLast().step();
        }
        return all;
    }
}
