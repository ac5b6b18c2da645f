package org.madaline.train;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.madaline.computation.Engine;
import org.madaline.data.Batches;
import org.madaline.data.Dataset;
import org.madaline.data.ExampleSource;
import org.madaline.data.StreamBatches;
import org.madaline.layer.Network;
import org.madaline.loss.Loss;
import org.madaline.metric.Metric;
import org.madaline.model.Model;
import org.madaline.optimizer.Clipping;
import org.madaline.optimizer.Optimizer;
import org.madaline.schedule.OnPlateau;
import org.madaline.schedule.Schedule;
import org.madaline.tensor.Tensor;

/// Trains a network: what is required is given to the constructor, all else has a default and a method that returns a
/// changed copy.
///
/// ```java
/// var run = new Trainer(network, new Adam(1e-3)).epochs(20).seed(1).fit(digits.train());
/// ```
///
/// The result is a function of the settings and the data: not of the number of threads, nor of the machine. For losses,
/// networks or loops of other kinds there is [TrainingStep], around which this is a loop.
///
/// @param network what is trained
/// @param loss empty for that of the examples' task
/// @param updates which parameters move, and how
/// @param course how long, in which steps
/// @param start where it begins
/// @param watch who looks on
/// @param engine what computes; empty for the engine of the process
/// @param threads of an engine that lives as long as a call of [#fit]; 0 for none
public record Trainer(Network network, Optional<Loss> loss, Updates updates, Course course, Start start, Watch watch,
        Optional<Engine> engine, int threads) {
    /// Checks that there is a network.
    public Trainer {
        Objects.requireNonNull(network, "network");
    }

    /// Trains all parameters with one optimizer, for ten epochs in batches of 64.
    ///
    /// @param loss what is made small
    /// @param network what is trained
    /// @param optimizer of all parameters
    public Trainer(Network network, Loss loss, Optimizer optimizer) {
        this(network, Optional.of(loss), Updates.of(_ -> true, optimizer), Course.DEFAULT, Start.DEFAULT, Watch.NOBODY,
                Optional.empty(), 0);
    }

    /// Makes the usual loss of the examples' task small: cross-entropy for classes, squared differences for numbers.
    ///
    /// @param network what is trained
    /// @param optimizer of all parameters
    public Trainer(Network network, Optimizer optimizer) {
        this(network, Optional.empty(), Updates.of(_ -> true, optimizer), Course.DEFAULT, Start.DEFAULT, Watch.NOBODY,
                Optional.empty(), 0);
    }

    /// Goes on with a trained model on new examples. Their classes are matched with the model's by name; classes that it does
    /// not know, and x that was prepared in another way, are refused.
    ///
    /// @param model whose weights are the first ones
    /// @param optimizer of all parameters; its states begin anew
    /// @return a trainer of the model's network
    public static Trainer from(Model model, Optimizer optimizer) {
        Trainer trainer = new Trainer(model.network(), optimizer);
        return trainer.with(new Start(trainer.start.seed(), model.tensors(), Optional.of(model), Optional.empty()));
    }

    /// How many times the whole data set is seen; default 10.
    ///
    /// @param value at least 1
    /// @return a changed copy
    public Trainer epochs(int value) {
        return with(new Course(value, course.batchSize(), course.accumulate(), course.schedule(), course.plateau(), course.patience(),
                course.keepBest(), course.criterion()));
    }

    /// Examples per step; default 64.
    ///
    /// @param value at least 1
    /// @return a changed copy
    public Trainer batchSize(int value) {
        return with(new Course(course.epochs(), value, course.accumulate(), course.schedule(), course.plateau(), course.patience(),
                course.keepBest(), course.criterion()));
    }

    /// How many batches are gathered into one step; default 1. The step is that of one large batch, but for the
    /// statistics of batch normalization.
    ///
    /// @param value at least 1
    /// @return a changed copy
    public Trainer accumulate(int value) {
        return with(new Course(course.epochs(), course.batchSize(), value, course.schedule(), course.plateau(), course.patience(),
                course.keepBest(), course.criterion()));
    }

    /// How the learning rate changes, over time in epochs; constant by default.
    ///
    /// @param value a function of the time
    /// @return a changed copy
    public Trainer schedule(Schedule value) {
        return with(new Course(course.epochs(), course.batchSize(), course.accumulate(), value, course.plateau(), course.patience(),
                course.keepBest(), course.criterion()));
    }

    /// Lowers the rate when the validation loss no longer improves; off by default.
    ///
    /// @param value the rule; null for none. Without validation data it goes by the training loss
    /// @return a changed copy
    public Trainer onPlateau(OnPlateau value) {
        return with(new Course(course.epochs(), course.batchSize(), course.accumulate(), course.schedule(), Optional.ofNullable(value),
                course.patience(), course.keepBest(), course.criterion()));
    }

    /// Stops after so many epochs without a better validation loss; 0, the default: never.
    ///
    /// @param value at least 0. Without validation data the training loss counts
    /// @return a changed copy
    public Trainer patience(int value) {
        return with(new Course(course.epochs(), course.batchSize(), course.accumulate(), course.schedule(), course.plateau(), value,
                course.keepBest(), course.criterion()));
    }

    /// The model is that of the epoch with the smallest validation loss, not of the last; false by default.
    ///
    /// @param value whether. Without validation data the training loss counts
    /// @return a changed copy
    public Trainer keepBest(boolean value) {
        return with(new Course(course.epochs(), course.batchSize(), course.accumulate(), course.schedule(), course.plateau(),
                course.patience(), value, course.criterion()));
    }

    /// Which epoch counts as the best; default that of the smallest validation loss.
    ///
    /// @param value what is compared
    /// @return a changed copy
    public Trainer criterion(Criterion value) {
        return with(new Course(course.epochs(), course.batchSize(), course.accumulate(), course.schedule(), course.plateau(),
                course.patience(), course.keepBest(), value));
    }

    /// Keys all random choices: first weights, order of examples, dropout; default 1.
    ///
    /// @param value any number; the same one yields the same bits
    /// @return a changed copy
    public Trainer seed(long value) {
        return with(new Start(value, start.weights(), start.model(), start.checkpoint()));
    }

    /// Begins with these values, by name, in place of random ones.
    ///
    /// @param value some or all variables by name; the others begin at random
    /// @return a changed copy
    public Trainer weights(Map<String, Tensor> value) {
        return with(new Start(start.seed(), value, start.model(), start.checkpoint()));
    }

    /// Goes on from a checkpoint; the result is the same, bit for bit, as not having stopped.
    ///
    /// @param value of a run with the same settings and data; null: from the beginning
    /// @return a changed copy
    public Trainer resume(Checkpoint value) {
        return with(new Start(start.seed(), start.weights(), start.model(), Optional.ofNullable(value)));
    }

    /// Bounds the gradients; off by default.
    ///
    /// @param value by norm or by value; null for none
    /// @return a changed copy
    public Trainer clip(Clipping value) {
        return with(updates.clip(value));
    }

    /// Adds a penalty on the weights; none by default.
    ///
    /// @param value L1 or L2; null for none
    /// @return a changed copy
    public Trainer penalty(Penalty value) {
        return with(updates.penalty(value));
    }

    /// Parameters and running statistics whose name fits stay as they are.
    ///
    /// @param value takes names such as `0.weight`
    /// @return a changed copy
    public Trainer freeze(Predicate<String> value) {
        return with(updates.freeze(value));
    }

    /// Parameters whose name fits move with an optimizer, and so a rate and a decay, of their own.
    ///
    /// @param names takes names such as `0.weight`; a parameter belongs to the group that was added last
    /// @param optimizer of these parameters
    /// @return a changed copy
    public Trainer group(Predicate<String> names, Optimizer optimizer) {
        return with(updates.before(names, optimizer));
    }

    /// A data set to be evaluated after each epoch.
    ///
    /// @param value is not trained on; null for none
    /// @return a changed copy
    public Trainer validate(Dataset value) {
        return with(new Watch(Optional.ofNullable(value), watch.metrics(), watch.listener(), watch.stop()));
    }

    /// Figures to be told beside loss and accuracy, of training and of validation.
    ///
    /// @param values in place of those of before
    /// @return a changed copy
    public Trainer metrics(Metric... values) {
        return with(new Watch(watch.validation(), List.of(values), watch.listener(), watch.stop()));
    }

    /// Hears of what happens, in the thread that trains.
    ///
    /// @param value is told of each event, beside those that listen already
    /// @return a changed copy
    public Trainer listen(Consumer<TrainingEvent> value) {
        return until(event -> {
            value.accept(event);
            return false;
        });
    }

    /// Hears of what happens, and ends training after the step under way by answering true.
    ///
    /// @param value is told of each event, beside those that listen already; true ends training
    /// @return a changed copy
    public Trainer until(Predicate<TrainingEvent> value) {
        Predicate<TrainingEvent> before = watch.listener();
        return with(new Watch(watch.validation(), watch.metrics(), event -> before.test(event) | value.test(event), watch.stop()));
    }

    /// Asked after each step; true ends training with a model and a checkpoint, within an epoch as well.
    ///
    /// @param value is asked beside those that are asked already
    /// @return a changed copy
    public Trainer stopWhen(BooleanSupplier value) {
        Objects.requireNonNull(value, "stopWhen");
        BooleanSupplier before = watch.stop();
        return with(new Watch(watch.validation(), watch.metrics(), watch.listener(), () -> before.getAsBoolean() | value.getAsBoolean()));
    }

    /// The number of threads, which live as long as a call of [#fit]; default: those of the process, one for each
    /// processor. Results do not depend on it.
    ///
    /// @param value at least 1
    /// @return a changed copy
    public Trainer threads(int value) {
        Course.atLeast(1, value, "number of threads");
        return new Trainer(network, loss, updates, course, start, watch, Optional.empty(), value);
    }

    /// The kernels and threads to be used.
    ///
    /// @param value stays open; null for that of the process
    /// @return a changed copy
    public Trainer engine(Engine value) {
        return new Trainer(network, loss, updates, course, start, watch, Optional.ofNullable(value), 0);
    }

    private Trainer with(Course value) {
        return new Trainer(network, loss, updates, value, start, watch, engine, threads);
    }

    private Trainer with(Updates value) {
        return new Trainer(network, loss, value, course, start, watch, engine, threads);
    }

    private Trainer with(Start value) {
        return new Trainer(network, loss, updates, course, value, watch, engine, threads);
    }

    private Trainer with(Watch value) {
        return new Trainer(network, loss, updates, course, start, value, engine, threads);
    }

    /// Trains on a data set.
    ///
    /// @param train is read in a new random order in each epoch
    /// @return the model, the history and a checkpoint
    /// @throws IllegalArgumentException if the data do not fit the network, or the model that it goes on with
    /// @throws DivergedException if a loss is no longer finite
    public TrainingRun fit(Dataset train) {
        Dataset known = start.model().map(model -> Continuation.check(model, train)).orElse(train);
        return Session.run(this, new Batches(known, course.batchSize(), true, start.seed(), course.dropsLast(train.size())));
    }

    /// Trains on examples that can only be read from first to last, such as those of a file larger than the memory. They
    /// are read ahead of the steps.
    ///
    /// @param window how many examples are kept, among which the next one is drawn; 1 for the order of the source
    /// @param train is read once in each epoch
    /// @return the model, the history and a checkpoint
    /// @throws IllegalArgumentException if the data do not fit the network, or the model that it goes on with
    /// @throws DivergedException if a loss is no longer finite
    public TrainingRun fit(ExampleSource train, int window) {
        start.model().ifPresent(model -> Continuation.check(model, train));
        return Session.run(this, new StreamBatches(train, course.batchSize(), window, start.seed(), course.dropsLast(train.size())));
    }
}
