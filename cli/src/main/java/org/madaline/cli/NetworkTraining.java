package org.madaline.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.madaline.basis.Basis;
import org.madaline.cli.report.LineChart;
import org.madaline.cli.report.Report;
import org.madaline.data.Dataset;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.layer.Network;
import org.madaline.layer.Summary;
import org.madaline.loss.Loss;
import org.madaline.loss.MeanSquaredError;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.optimizer.Clipping;
import org.madaline.schedule.OnPlateau;
import org.madaline.tensor.Tensor;
import org.madaline.train.Checkpoint;
import org.madaline.train.EpochMetrics;
import org.madaline.train.Trainer;
import org.madaline.train.TrainingEvent;
import org.madaline.train.TrainingRun;

/// Trains a network by descent, with checkpoints.
///
/// @param start where training starts
/// @param basis before the network, fitted to the training data
/// @param threads null: all cores
record NetworkTraining(
        TrainSettings settings, TrainData data, Network network, Start start, Optional<Basis> basis, Integer threads)
        implements Training {

    /// @param checkpoint null for a new run
    /// @param weights empty for random ones
    record Start(Checkpoint checkpoint, Map<String, Tensor> weights, Predicate<String> frozen) {}

    static NetworkTraining of(
            TrainSettings settings, TrainData data, Checkpoint checkpoint, Optional<Basis> basis, Integer threads,
            Terminal terminal)
            throws IOException {
        Dataset train = data.train();
        int outputs = data.classes() ? train.classNames().size() : train.targetShape().size();
        PictureSettings pictures = settings.pictures();
        Network network = pictures.predicting(settings.network().network(
                basis.map(b -> b.apply(train).inputShape()).orElse(train.inputShape()), outputs));
        String head = settings.network().head();
        var g = new Graph(Mode.INFERENCE);
        network.build(g, 1);
        Predicate<String> frozen = pictures.frozen(head, g.variables().keySet());
        Map<String, Tensor> weights = checkpoint == null
                ? pictures.startingWeights(network, head, text -> terminal.line("%s", text))
                : Map.of();
        return new NetworkTraining(settings, data, network, new Start(checkpoint, weights, frozen), basis, threads);
    }

    @Override
    public void describe(Terminal terminal) {
        basis.ifPresent(b -> {
            terminal.line(
                    "%s of %s (%s)",
                    Text.count(b.size(), "basis function"), Text.count(b.inputs(), "input"), String.join(", ", settings.basis()));
            terminal.line("");
        });
        NetworkPredictor.print(terminal, Summary.of(network, Mode.TRAINING));
        long trained = trained();
        if (trained < parameters()) {
            terminal.line("");
            terminal.line("%s parameters are trained, %s stay as they are (--freeze %s)", Text.count(trained),
                    Text.count(parameters() - trained), String.join(",", settings.pictures().freeze()));
        }
    }

    private long parameters() {
        return Summary.of(network, Mode.TRAINING).parameters();
    }

    private long trained() {
        var g = new Graph(Mode.TRAINING);
        network.build(g, 2);
        return g.variables().values().stream()
                .filter(v -> v.trained() && !start.frozen().test(v.name()))
                .mapToLong(v -> v.shape().size())
                .sum();
    }

    @Override
    public String summary() {
        DescentSettings d = settings.descent();
        return Text.format(
                "%s, learning rate %s, %s, batches of %d, seed %d",
                d.optimizer(), d.lr(), d.schedule(), d.batchSize(), settings.seed());
    }

    @Override
    public boolean resumable() {
        return true;
    }

    @Override
    public Optional<Outcome> run(Terminal terminal, RunFolder folder, BooleanSupplier stop) {
        TrainingRun run = trainer()
                .listen(new TrainingView(terminal, folder, settings))
                .stopWhen(stop)
                .fit(transformed(data.train()));
        return run.reason() == TrainingEvent.Reason.STOPPED ? Optional.empty() : Optional.of(outcome(run));
    }

    private Dataset transformed(Dataset part) {
        return part == null || basis.isEmpty() ? part : basis.get().apply(part);
    }

    private Trainer trainer() {
        DescentSettings d = settings.descent();
        var trainer = new Trainer(network, loss(), Choices.OPTIMIZERS.get(d.optimizer()).apply(d))
                .epochs(d.epochs())
                .batchSize(d.batchSize())
                .seed(settings.seed())
                .schedule(Choices.SCHEDULES.get(d.schedule()).apply(d))
                .patience(d.patience())
                .keepBest(d.patience() > 0)
                .validate(transformed(data.validation()))
                .resume(start.checkpoint())
                .weights(start.weights())
                .freeze(start.frozen());
        if (d.clipNorm() > 0) {
            trainer = trainer.clip(Clipping.byNorm(d.clipNorm()));
        }
        if (d.schedule().equals(DescentSettings.PLATEAU)) {
            trainer = trainer.onPlateau(new OnPlateau(OnPlateau.Goal.MINIMUM, 0.3, 3));
        }
        return threads == null ? trainer : trainer.threads(threads);
    }

    private Loss loss() {
        return data.classes()
                ? new SoftmaxCrossEntropy().withSmoothing(settings.descent().labelSmoothing())
                : new MeanSquaredError();
    }

    private Outcome outcome(TrainingRun run) {
        Summary summary = Summary.of(network, Mode.TRAINING);
        var figures = new LinkedHashMap<String, String>();
        figures.put("parameters", Text.count(summary.parameters()));
        figures.put("multiply-adds", Text.count(summary.multiplyAdds()));
        figures.put("epochs", Integer.toString(run.history().size()));
        figures.put(
                "training time",
                Text.duration(run.history().stream().mapToDouble(EpochMetrics::seconds).sum()));
        return new Outcome(
                new NetworkPredictor(run.model(), basis), figures, List.of(), List.of(layers(summary)), charts(run.history()));
    }

    private static List<LineChart> charts(List<EpochMetrics> epochs) {
        return List.of(
                new LineChart("Loss", "epoch", "", List.of(
                        line("training", epochs, EpochMetrics::loss),
                        line("validation", epochs, EpochMetrics::validationLoss))),
                new LineChart("Accuracy", "epoch", " %", List.of(
                        line("training", epochs, e -> 100 * e.accuracy()),
                        line("validation", epochs, e -> 100 * e.validationAccuracy()))));
    }

    private static LineChart.Line line(String name, List<EpochMetrics> epochs, ToDoubleFunction<EpochMetrics> value) {
        return new LineChart.Line(name, epochs.stream().mapToDouble(value).toArray());
    }

    private static Report.Table layers(Summary summary) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("path", "layer", "output", ">parameters", ">multiply-adds", ">memory"));
        for (Summary.Row row : summary.rows()) {
            rows.add(List.of(
                    row.path(),
                    row.type(),
                    row.output().toString(),
                    Text.count(row.parameters()),
                    Text.count(row.multiplyAdds()),
                    Text.bytes(row.bytes())));
        }
        return new Report.Table("Network", "", rows);
    }
}
