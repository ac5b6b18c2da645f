package org.madaline.train;

import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.madaline.data.BatchSource;
import org.madaline.data.Batches;
import org.madaline.data.Dataset;
import org.madaline.data.ExampleSource;
import org.madaline.data.StreamBatches;
import org.madaline.layer.Network;
import org.madaline.loss.Loss;
import org.madaline.optimizer.Clipping;
import org.madaline.optimizer.Optimizer;
import org.madaline.plan.Engine;
import org.madaline.schedule.OnPlateau;
import org.madaline.schedule.Schedule;

/// Trains a network: what is required is given to the constructor, all else has a default and a method that returns a
/// changed copy.
///
/// ```java
/// var run = new Trainer(network, new SoftmaxCrossEntropy(), new Adam(1e-3)).epochs(20).seed(1).fit(digits.train());
/// ```
///
/// The result is a function of the settings and the data: not of the number of threads, nor of the machine.
public final class Trainer implements Cloneable {
    private final Network network;
    private final Loss loss;
    private final Optimizer optimizer;
    private Schedule schedule = Schedule.CONSTANT;
    private OnPlateau plateau;
    private Clipping clipping;
    private Penalty penalty;
    private int epochs = 10;
    private int batchSize = 64;
    private int accumulate = 1;
    private long seed = 1;
    private int patience;
    private boolean keepBest;
    private Dataset validation;
    private Predicate<String> frozen = _ -> false;
    private Checkpoint resume;
    private java.util.Map<String, org.madaline.tensor.Tensor> weights = java.util.Map.of();
    private Engine engine;
    private int threads;
    private Consumer<TrainingEvent> listener = _ -> {};
    private BooleanSupplier stop = () -> false;

    public Trainer(Network network, Loss loss, Optimizer optimizer) {
        this.network = Objects.requireNonNull(network, "network");
        this.loss = Objects.requireNonNull(loss, "loss");
        this.optimizer = Objects.requireNonNull(optimizer, "optimizer");
    }

    /// How many times the whole data set is seen; default 10.
    public Trainer epochs(int value) {
        return with(t -> t.epochs = atLeast(1, value, "epochs"));
    }

    /// Examples per step; default 64.
    public Trainer batchSize(int value) {
        return with(t -> t.batchSize = atLeast(1, value, "batch size"));
    }

    /// How many batches are gathered into one step; default 1. The step is that of one large batch, but for the
    /// statistics of batch normalization.
    public Trainer accumulate(int value) {
        return with(t -> t.accumulate = atLeast(1, value, "number of batches to accumulate"));
    }

    /// Keys all random choices: first weights, order of examples, dropout; default 1.
    public Trainer seed(long value) {
        return with(t -> t.seed = value);
    }

    /// How the learning rate changes, over time in epochs; constant by default.
    public Trainer schedule(Schedule value) {
        return with(t -> t.schedule = Objects.requireNonNull(value, "schedule"));
    }

    /// Lowers the rate when the validation loss no longer improves; off by default.
    public Trainer onPlateau(OnPlateau value) {
        return with(t -> t.plateau = value);
    }

    /// Bounds the gradients; off by default.
    public Trainer clip(Clipping value) {
        return with(t -> t.clipping = value);
    }

    /// Adds a penalty on the weights; none by default.
    public Trainer penalty(Penalty value) {
        return with(t -> t.penalty = value);
    }

    /// A data set to be evaluated after each epoch.
    public Trainer validate(Dataset value) {
        return with(t -> t.validation = value);
    }

    /// Stops after so many epochs without a better validation loss; 0, the default: never.
    public Trainer patience(int value) {
        return with(t -> t.patience = atLeast(0, value, "patience"));
    }

    /// The model is that of the epoch with the smallest validation loss, not of the last; false by default.
    public Trainer keepBest(boolean value) {
        return with(t -> t.keepBest = value);
    }

    /// Parameters whose name fits stay as they are.
    public Trainer freeze(Predicate<String> value) {
        return with(t -> t.frozen = Objects.requireNonNull(value, "freeze"));
    }

    /// Begins with these values, by name, in place of random ones.
    public Trainer weights(java.util.Map<String, org.madaline.tensor.Tensor> value) {
        return with(t -> t.weights = java.util.Map.copyOf(value));
    }

    /// Goes on from a checkpoint; the result is the same, bit for bit, as not having stopped.
    public Trainer resume(Checkpoint value) {
        return with(t -> t.resume = value);
    }

    /// The number of threads, which live as long as a call of [#fit]; default: those of the process, one for each
    /// processor. Results do not depend on it.
    public Trainer threads(int value) {
        return with(t -> {
            t.threads = atLeast(1, value, "number of threads");
            t.engine = null;
        });
    }

    /// The kernels and threads to be used.
    public Trainer engine(Engine value) {
        return with(t -> {
            t.engine = value;
            t.threads = 0;
        });
    }

    /// Hears of what happens, in the thread that trains.
    public Trainer listen(Consumer<TrainingEvent> value) {
        return with(t -> t.listener = t.listener.andThen(value));
    }

    /// Asked after each step; true ends training with a checkpoint.
    public Trainer stopWhen(BooleanSupplier value) {
        return with(t -> t.stop = Objects.requireNonNull(value, "stopWhen"));
    }

    private TrainingRun run(BatchSource source) {
        if (threads == 0) {
            return new Session(this, source).run();
        }
        try (Engine own = Engine.ofThreads(threads)) {
            return new Session(engine(own), source).run();
        }
    }

    /// Trains on a data set.
    ///
    /// @throws IllegalArgumentException if the data do not fit the network
    public TrainingRun fit(Dataset train) {
        return run(batches(train));
    }

    /// Trains on examples that can only be read from first to last, such as those of a file larger than the memory. They
    /// are read ahead of the steps.
    ///
    /// @param window how many examples are kept, among which the next one is drawn; 1 for the order of the source
    /// @throws IllegalArgumentException if the data do not fit the network
    public TrainingRun fit(ExampleSource train, int window) {
        return run(new StreamBatches(train, batchSize, window, seed, dropsLast(train.size())));
    }

    BatchSource batches(Dataset train) {
        return new Batches(train, batchSize, true, seed, dropsLast(train.size()));
    }

    /// A last batch of one example has no variance to normalize by, so it is left out.
    private boolean dropsLast(int examples) {
        return examples > 1 && examples % batchSize == 1;
    }

    private Trainer with(Consumer<Trainer> change) {
        try {
            Trainer copy = (Trainer) clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    private static int atLeast(int least, int value, String what) {
        if (value < least) {
            throw new IllegalArgumentException("the " + what + " must be at least " + least + ", not " + value);
        }
        return value;
    }

    public Network network() {
        return network;
    }

    Loss loss() {
        return loss;
    }

    Optimizer optimizer() {
        return optimizer;
    }

    Schedule schedule() {
        return schedule;
    }

    OnPlateau plateau() {
        return plateau;
    }

    Clipping clipping() {
        return clipping;
    }

    Penalty penalty() {
        return penalty;
    }

    Predicate<String> frozen() {
        return frozen;
    }

    int epochs() {
        return epochs;
    }

    int batchSize() {
        return batchSize;
    }

    int accumulate() {
        return accumulate;
    }

    long seed() {
        return seed;
    }

    int patience() {
        return patience;
    }

    boolean keepBest() {
        return keepBest;
    }

    Dataset validation() {
        return validation;
    }

    Checkpoint resume() {
        return resume;
    }

    java.util.Map<String, org.madaline.tensor.Tensor> weights() {
        return weights;
    }

    Engine engine() {
        if (engine != null) {
            return engine;
        }
        return threads == 0 ? Engine.shared() : Engine.ofThreads(threads);
    }

    Consumer<TrainingEvent> listener() {
        return listener;
    }

    BooleanSupplier stop() {
        return stop;
    }
}
