package org.madaline.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BooleanSupplier;
import org.madaline.basis.Basis;
import org.madaline.cli.report.LineChart;
import org.madaline.data.Dataset;
import org.madaline.linear.DesignMatrix;
import org.madaline.linear.LinearEstimator;
import org.madaline.linear.LinearModel;
import org.madaline.linear.LinearModelFile;
import org.madaline.linear.Settings;

/// Estimates a linear model.
///
/// @param basis fitted to the training data
/// @param threads null: all cores
record LinearTraining(TrainSettings settings, TrainData data, Optional<Basis> basis, Integer threads) implements Training {
    /// @throws UsageError if the model cannot predict what the data ask for
    LinearTraining {
        String model = settings.model();
        if (!data.classes()) {
            throw new UsageError("--model " + model + " predicts classes, but " + settings.label()
                    + " holds numbers; --model mlp predicts numbers");
        }
        List<String> names = data.train().classNames();
        if (settings.linear().kind() == LinearModel.Kind.LOGISTIC && names.size() != 2) {
            throw new UsageError("--model logistic tells two classes apart, and these data have " + names.size()
                    + "; use --model softmax or one-vs-rest");
        }
        int[] counts = data.train().classCounts();
        for (int k = 0; k < counts.length; k++) {
            if (counts[k] == 0) {
                throw new UsageError("no training example is of the class " + names.get(k)
                        + "; leave the class out, or set less aside with --test and --validation");
            }
        }
    }

    private int features() {
        return basis.map(Basis::size).orElse(data.train().inputShape().size());
    }

    private int outputs() {
        int classes = data.train().classNames().size();
        return settings.linear().kind() == LinearModel.Kind.LOGISTIC ? 1 : classes;
    }

    @Override
    public void describe(Terminal terminal) {
        terminal.line(
                "%s: %s%s, %s classes, %s parameters; %s",
                terminal.bold(LinearReport.kind(settings.linear().kind())),
                Text.count(data.train().inputShape().size(), "input"),
                basis.map(b -> ", " + Text.count(b.size(), "basis function") + " (" + String.join(", ", settings.basis()) + ")")
                        .orElse(""),
                data.train().classNames().size(),
                Text.count((long) outputs() * (features() + 1)),
                settings.linear().penalty());
    }

    @Override
    public String summary() {
        return "solver " + solver() + ", seed " + settings.seed();
    }

    /// The solver's name, the one chosen by size included.
    private String solver() {
        // The fits of a one-vs-rest model have one score each.
        int scores = settings.linear().kind() == LinearModel.Kind.SOFTMAX ? outputs() : 1;
        String name = settings.linear().settings(basis, settings.seed())
                .solverFor(data.train().size(), scores * (features() + 1))
                .getClass()
                .getSimpleName();
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(java.util.Locale.ROOT).replace("lbfgs", "L-BFGS");
    }

    @Override
    public boolean resumable() {
        return false;
    }

    @Override
    public Optional<Outcome> run(Terminal terminal, RunFolder folder, BooleanSupplier stop) {
        Settings estimation = settings.linear().settings(basis, settings.seed());
        Dataset train = data.train();
        long start = System.nanoTime();
        DesignMatrix x = LinearEstimator.matrix(train);
        int[] labels = train.labels();
        var watch = new RiskWatch(terminal);
        LinearModel model =
                onThreads(() -> settings.linear().classifier(estimation.withMonitor(watch)).fit(x, labels));
        watch.finish();
        double seconds = (System.nanoTime() - start) / 1e9;
        List<String> inputs = data.input().table() == null ? List.of() : data.input().table().featureNames();
        var predictor = new LinearPredictor(new LinearModelFile(model, train.classNames(), inputs, data.input().metadata()));
        var report = new LinearReport(predictor.file());
        terminal.line("");
        report.print(terminal);
        var figures = new LinkedHashMap<String, String>();
        if (data.validation() != null) {
            Judgement validation = Judgement.of(predictor, data.validation());
            terminal.line("%s  %s", terminal.bold("validation"), validation.line());
            figures.put("validation accuracy", Text.percent(validation.evaluation().accuracy()));
        }
        figures.put("parameters", Text.count(report.parameters()));
        figures.put("iterations", Text.count(report.iterations()));
        figures.put("gradient", Text.format("%.1e", report.gradient()));
        figures.put("solver", solver());
        figures.put("training time", Text.duration(seconds));
        return Optional.of(new Outcome(predictor, figures, report.warnings(), report.tables(), charts(model, watch)));
    }

    /// The risk as it fell; of several fits the curves would hide each other.
    private static List<LineChart> charts(LinearModel model, RiskWatch watch) {
        return model.convergence().size() > 1 || watch.risks().length < 2
                ? List.of()
                : List.of(new LineChart("Risk", "evaluation", "", List.of(new LineChart.Line("training", watch.risks()))));
    }

    /// The exception itself: a pool hands on a copy with the original as its cause.
    private static Throwable original(Throwable copy) {
        Throwable cause = copy.getCause();
        return cause != null && cause.getClass() == copy.getClass() ? original(cause) : copy;
    }

    /// Runs on as many threads as were asked for; their number does not change the result.
    private LinearModel onThreads(Callable<LinearModel> fit) {
        try (var pool = new ForkJoinPool(threads == null ? Runtime.getRuntime().availableProcessors() : threads)) {
            return pool.submit(fit).get();
        } catch (ExecutionException e) {
            switch (original(e.getCause())) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                default -> throw new IllegalStateException(e.getCause());
            }
        } catch (InterruptedException e) {
            throw new java.util.concurrent.CancellationException("interrupted");
        }
    }
}
