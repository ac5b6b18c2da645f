package org.madaline.runs;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.madaline.basis.Basis;
import org.madaline.data.Dataset;
import org.madaline.features.BasisFeatures;
import org.madaline.features.Features;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.ShapeException;
import org.madaline.layer.Network;
import org.madaline.linear.ClassWeights;
import org.madaline.loss.Loss;
import org.madaline.loss.MeanSquaredError;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.model.Model;
import org.madaline.optimizer.Clipping;
import org.madaline.pipeline.NetworkEstimator;
import org.madaline.pipeline.Pipeline;
import org.madaline.schedule.OnPlateau;
import org.madaline.table.MemberFolds;
import org.madaline.task.NumberTask;
import org.madaline.task.OutputForm;
import org.madaline.tensor.Tensor;
import org.madaline.train.Checkpoint;
import org.madaline.train.EpochMetrics;
import org.madaline.train.Trainer;
import org.madaline.train.TrainingEvent;
import org.madaline.train.TrainingRun;

/// Trains a network by descent, with checkpoints.
///
/// @param settings those of a network
/// @param data     with a validation part where the settings watch one
/// @param network  for the data, or for what the basis makes of them
/// @param start    where training starts
/// @param basis    before the network, fitted to the training data
/// @param threads  empty: all cores
/// @param folds    of the rows of a small table, one of which each network of a RealMLP leaves out; else empty
public record NetworkTraining(
        TrainSettings settings, TrainData data, Network network, Start start, Optional<Basis> basis, Optional<Integer> threads,
        Optional<MemberFolds> folds)
        implements Training {

    /// Of classes, and of numbers on their scale, no loss that means something is so large.
    private static final double RUN_AWAY = 1e6;

    /// Where training starts.
    ///
    /// @param checkpoint empty for a new run
    /// @param weights empty for random ones
    /// @param frozen tells which parameters stay as they are
    public record Start(Optional<Checkpoint> checkpoint, Map<String, Tensor> weights, Predicate<String> frozen) {}

    static NetworkTraining of(
            TrainSettings settings, TrainData data, Optional<Checkpoint> checkpoint, Optional<Basis> basis, Optional<Integer> threads,
            Consumer<String> progress)
            throws IOException {
        Dataset train = data.train();
        if (settings.weights().balanced() && (!data.classes() || train.targetShape().size() != 1)) {
            throw new UsageError("--class-weight makes classes count the same, but "
                    + (data.classes() ? "--augment mixes them" : settings.label().orElse("y") + " holds numbers"));
        }
        int outputs = data.classes() ? train.classNames().size()
                : train.task().orElse(null) instanceof NumberTask numbers ? numbers.outputs() : train.targetShape().size();
        if (settings.isOfTables()) {
            var start = new Start(checkpoint, Map.of(), _ -> false);
            Network network = TableRecipe.of(settings).network(train);
            Optional<MemberFolds> folds = OutOfFold.folds(settings, data, network);
            folds.ifPresent(_ -> progress.accept("each of the " + settings.network().orElseThrow().members()
                    + " networks leaves out another part of the rows, which tell together what is the best epoch"));
            return new NetworkTraining(settings, data, network, start, basis, threads, folds);
        }
        PictureSettings pictures = settings.pictures();
        NetworkSettings chosen = settings.network().orElseThrow();
        Network network = pictures.predicting(chosen.network(
                basis.map(b -> b.apply(train).inputShape()).orElse(train.inputShape()), outputs));
        var g = new Graph(Mode.INFERENCE);
        network.build(g, 1);
        requireBatch(network, Math.min(settings.descent().orElseThrow().batchSize(), train.size()));
        Predicate<String> frozen = pictures.frozen(chosen.head(), g.variables().keySet());
        Map<String, Tensor> weights = checkpoint.isEmpty()
                ? pictures.startingWeights(network, chosen.head(), progress)
                : Map.of();
        return new NetworkTraining(settings, data, network, new Start(checkpoint, weights, frozen), basis, threads, Optional.empty());
    }

    /// A batch of one example has no statistics: said before a run is begun, and an older one overwritten.
    private static void requireBatch(Network network, int batch) {
        try {
            network.build(new Graph(Mode.TRAINING), batch);
        } catch (ShapeException e) {
            throw new UsageError("--batch-size " + batch + ": " + e.getMessage());
        }
    }

    private DescentSettings descent() {
        return settings.descent().orElseThrow();
    }

    /// {@return the number of parameters that do not stay as they are}
    public long trained() {
        var g = new Graph(Mode.TRAINING);
        network.build(g, 2);
        return g.variables().values().stream()
                .filter(v -> v.trained() && !start.frozen().test(v.name()))
                .mapToLong(v -> v.shape().size())
                .sum();
    }

    /// Trains until the last epoch, or until it is asked to stop.
    ///
    /// @param listener hears of all that happens
    /// @param stop asked now and then
    /// @return the model of the last epoch; with patience, of the one with the least validation loss
    /// @throws UsageError if the loss has run away
    public NetworkOutcome run(Consumer<TrainingEvent> listener, BooleanSupplier stop) {
        TrainingRun run = trainer().listen(listener).stopWhen(stop).fit(examples());
        requireConverging(run.history());
        Features features = basis.<Features>map(b -> new BasisFeatures(data.features(), b)).orElse(data.features());
        Model trained = folds.map(f -> f.model(run.model())).orElseGet(run::model);
        Pipeline<?> model = Calibrating.of(Training.pipeline(data, features, new NetworkEstimator(trained)), settings, data);
        return new NetworkOutcome(model, run.history(),
                run.reason() == TrainingEvent.Reason.STOPPED);
    }

    /// Outputs of weights that ran away may be no numbers, and are no answers.
    private void requireConverging(List<EpochMetrics> history) {
        if (history.isEmpty()) {
            return;
        }
        double last = history.getLast().loss();
        if (!Double.isFinite(last) || last > RUN_AWAY) {
            throw new DivergedError(last, descent().lr());
        }
    }

    /// {@return what is trained on, as the network takes it}
    public Dataset examples() {
        return counted(folds.isPresent() ? folds.get().examples() : transformed(data.train()));
    }

    private Dataset transformed(Dataset part) {
        return basis.map(b -> b.apply(part)).orElse(part);
    }

    /// Examples that count as much as makes all classes count the same, where that is asked for.
    private Dataset counted(Dataset part) {
        if (!settings.weights().balanced()) {
            return part;
        }
        Dataset train = data.train();
        double[] counts = new double[train.classCounts().length];
        int[] known = train.labels();
        for (int i = 0; i < known.length; i++) {
            counts[known[i]] += train.weight(i);
        }
        // Of a class that training has not seen it is 0, since that says nothing either way.
        double[] ofClass = ClassWeights.BALANCED.resolve(counts);
        int[] labels = part.labels();
        float[] weights = new float[labels.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (ofClass[labels[i]] * part.weight(i));
        }
        return part.withWeights(weights);
    }

    /// {@return the training as it is set up, without examples}
    public Trainer trainer() {
        Trainer trainer = (folds.isPresent() ? folded(folds.get()) : whole()).resume(start.checkpoint().orElse(null));
        return threads.isEmpty() ? trainer : trainer.threads(threads.get());
    }

    /// {@return the same network, trained on all rows}
    public NetworkTraining unfolded() {
        return new NetworkTraining(settings, data, network, start, basis, threads, Optional.empty());
    }

    private Trainer folded(MemberFolds own) {
        return own.trainer(TableRecipe.of(settings), settings.seed()).validate(own.heldBack(examples()));
    }

    private Trainer whole() {
        Optional<Dataset> watched = data.validation().map(this::transformed).map(this::counted);
        return settings.isOfTables() ? TableRecipe.of(settings).trainer(data.train(), watched, network, settings.seed()) : trainer(watched);
    }

    private Trainer trainer(Optional<Dataset> watched) {
        DescentSettings d = descent();
        var trainer = new Trainer(network, loss(), Choices.OPTIMIZERS.get(d.optimizer()).apply(d))
                .epochs(d.epochs())
                .batchSize(d.batchSize())
                .seed(settings.seed())
                .schedule(Choices.SCHEDULES.get(d.schedule()).apply(d))
                .patience(d.patience())
                .keepBest(d.patience() > 0)
                .validate(watched.orElse(null))
                .weights(start.weights())
                .freeze(start.frozen());
        if (d.clipNorm() > 0) {
            trainer = trainer.clip(Clipping.byNorm(d.clipNorm()));
        }
        if (d.schedule().equals(DescentSettings.PLATEAU)) {
            trainer = trainer.onPlateau(new OnPlateau(OnPlateau.Goal.MINIMUM, 0.3, 3));
        }
        return trainer;
    }

    private Loss loss() {
        return data.classes()
                ? new SoftmaxCrossEntropy().withSmoothing(descent().labelSmoothing())
                : data.train().task().orElse(null) instanceof NumberTask numbers
                        ? numbers.loss(numbers.outputs(), OutputForm.LOGITS)
                        : new MeanSquaredError();
    }
}
