package org.madaline.runs;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.DoubleConsumer;
import org.madaline.basis.Basis;
import org.madaline.data.Dataset;
import org.madaline.linear.LinearEstimator;
import org.madaline.linear.LinearModel;
import org.madaline.linear.LinearRegression;
import org.madaline.linear.LogisticRegression;
import org.madaline.linear.OneVsRest;
import org.madaline.linear.Settings;
import org.madaline.linear.SoftmaxRegression;
import org.madaline.task.NumberTask;

/// Estimates a linear model.
///
/// @param settings those of a linear model
/// @param data     with a validation part or without
/// @param basis    a part of the model, fitted to the training data
/// @param threads  empty: all cores
public record LinearTraining(TrainSettings settings, TrainData data, Optional<Basis> basis, Optional<Integer> threads)
        implements Training {
    /// Checks that model and data fit.
    ///
    /// @throws UsageError if the model cannot predict what the data ask for
    public LinearTraining {
        LinearModel.Kind kind = kind(settings, data);
        List<String> names = data.train().classNames();
        if (kind != LinearModel.Kind.REGRESSION && !data.classes()) {
            throw new UsageError("--model " + settings.model() + " predicts classes, but " + settings.label().orElse("y")
                    + " holds numbers; --model linear or --model mlp predicts numbers, and --task classify takes each number for a class");
        }
        if (kind == LinearModel.Kind.REGRESSION && settings.linear().orElseThrow().balanced()) {
            throw new UsageError("--class-weight makes classes count the same, but " + settings.label().orElse("y") + " holds numbers");
        }
        if (data.train().task().orElse(null) instanceof NumberTask numbers && !numbers.quantiles().isEmpty()) {
            throw new UsageError("--quantiles are learnt by --model realmlp, tabm and mlp; a linear model predicts means");
        }
        if (kind == LinearModel.Kind.LOGISTIC && names.size() != 2) {
            throw new UsageError("--model logistic tells two classes apart, and these data have " + names.size()
                    + "; use --model softmax or one-vs-rest");
        }
        int[] counts = data.classes() ? data.train().classCounts() : new int[0];
        for (int k = 0; k < counts.length; k++) {
            if (counts[k] == 0) {
                throw new UsageError("no training example is of the class " + names.get(k)
                        + "; leave the class out, or set less aside with --test and --validation");
            }
        }
    }

    private static LinearModel.Kind kind(TrainSettings settings, TrainData data) {
        return settings.linear().orElseThrow().kind().orElseGet(() -> switch (data.train().classNames().size()) {
            case 0 -> LinearModel.Kind.REGRESSION;
            case 2 -> LinearModel.Kind.LOGISTIC;
            default -> LinearModel.Kind.SOFTMAX;
        });
    }

    /// {@return the kind of model: the one asked for, or what suits the label}
    public LinearModel.Kind kind() {
        return kind(settings, data);
    }

    private LinearSettings linear() {
        return settings.linear().orElseThrow();
    }

    /// {@return the number of inputs or, where there are basis functions, of these}
    public int features() {
        return basis.map(Basis::size).orElse(data.train().inputShape().size());
    }

    /// {@return the number of scores}
    public int outputs() {
        return switch (kind()) {
            case LOGISTIC -> 1;
            case REGRESSION -> data.train().targetShape().size();
            case ONE_VS_REST, SOFTMAX -> data.train().classNames().size();
        };
    }

    /// {@return the solver's name, the one chosen by size included}
    public String solver() {
        // The fits of a one-vs-rest model have one score each.
        int scores = kind() == LinearModel.Kind.SOFTMAX ? outputs() : 1;
        String name = linear().settings(basis, settings.seed())
                .solverFor(data.train().size(), scores * (features() + 1))
                .getClass()
                .getSimpleName();
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(java.util.Locale.ROOT).replace("lbfgs", "L-BFGS");
    }

    /// Estimates the model.
    ///
    /// @param risk hears the risk at each evaluation
    /// @return the model, and how long it took
    public LinearOutcome run(DoubleConsumer risk) {
        Settings estimation = linear().settings(basis, settings.seed());
        Dataset train = data.train();
        long start = System.nanoTime();
        LinearModel model = onThreads(() -> fit(estimation.withMonitor(risk), train));
        double seconds = (System.nanoTime() - start) / 1e9;
        return new LinearOutcome(Training.pipeline(data, data.features(), new LinearEstimator(model)), seconds);
    }

    private LinearModel fit(Settings estimation, Dataset train) {
        return switch (kind()) {
            case LOGISTIC -> new LogisticRegression(estimation).fit(train);
            case ONE_VS_REST -> new OneVsRest(estimation).fit(train);
            case SOFTMAX -> new SoftmaxRegression(estimation).fit(train);
            case REGRESSION -> new LinearRegression(estimation).fit(train);
        };
    }

    /// The exception itself: a pool hands on a copy with the original as its cause.
    private static Throwable original(Throwable copy) {
        Throwable cause = copy.getCause();
        return cause != null && cause.getClass() == copy.getClass() ? original(cause) : copy;
    }

    /// Runs on as many threads as were asked for; their number does not change the result.
    private LinearModel onThreads(Callable<LinearModel> fit) {
        try (var pool = new ForkJoinPool(threads.orElseGet(Runtime.getRuntime()::availableProcessors))) {
            return pool.submit(fit).get();
        } catch (ExecutionException e) {
            switch (original(e.getCause())) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                default -> throw new IllegalStateException(e.getCause());
            }
        } catch (InterruptedException e) {
            throw new CancellationException("interrupted");
        }
    }
}
