package org.madaline.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.madaline.computation.Engine;
import org.madaline.data.BatchForm;
import org.madaline.data.BatchSource;
import org.madaline.data.Dataset;
import org.madaline.evaluate.Evaluation;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.inference.Evaluator;
import org.madaline.inference.Feed;
import org.madaline.inference.Scoring;
import org.madaline.layer.Network;
import org.madaline.loss.Loss;
import org.madaline.metric.Metric;
import org.madaline.model.Model;
import org.madaline.plan.Variables;
import org.madaline.schedule.OnPlateau;
import org.madaline.task.OutputForm;
import org.madaline.tensor.Tensor;

/// One run of a trainer: the loop over epochs and batches.
final class Session {
    private final Network network;
    private final Course course;
    private final Start start;
    private final Watch watch;
    private final BatchSource source;
    private final TrainingStep step;
    private final long moved;
    private final Pulse pulse;
    private final Feed feed;
    private final Optional<Evaluator> validation;
    private final double mainRate;
    private final int batches;
    private final List<EpochMetrics> history = new ArrayList<>();
    private Map<String, Tensor> best = Map.of();

    private int epoch;
    private int batch;
    private double bestLoss = Double.POSITIVE_INFINITY;
    private int bestEpoch;
    private OnPlateau.State plateau;

    private Session(Trainer trainer, BatchSource source, Engine engine) {
        this.network = trainer.network();
        this.course = trainer.course();
        this.start = trainer.start();
        this.watch = trainer.watch();
        this.source = source;
        Loss loss = trainer.loss().orElseGet(() -> usual(source));
        Metric[] metrics = Scoring.of(network, source, loss.ignored(), watch.metrics()).toArray(Metric[]::new);
        Goal goal = Goal.of(network, loss);
        this.step = new TrainingStep(fields -> goal.build(fields).measured(metrics), trainer.updates(), start.seed(), engine);
        this.moved = step.prepare(BatchForm.of(source, Math.min(course.batchSize(), source.size())), course.accumulate() > 1);
        this.feed = new Feed(source, engine.workers().threads());
        this.validation = watch.validation().map(data ->
                new Evaluator(network, loss, step.variables(), engine, alike(data, source), watch.metrics()));
        this.batches = source.count();
        this.pulse = new Pulse(watch, batches, course.batchSize());
        this.mainRate = trainer.updates().groups().getLast().optimizer().rate();
        this.plateau = course.plateau().map(p -> p.start(mainRate)).orElse(new OnPlateau.State(mainRate, 0, 0, 0));
        begin(trainer.updates());
    }

    static TrainingRun run(Trainer trainer, BatchSource source) {
        if (trainer.threads() == 0) {
            return new Session(trainer, source, trainer.engine().orElseGet(Engine::shared)).run();
        }
        try (Engine own = Engine.ofThreads(trainer.threads())) {
            return new Session(trainer, source, own).run();
        }
    }

    /// The loss of the examples' task.
    private Loss usual(BatchSource examples) {
        return examples.task()
                .orElseThrow(() -> new IllegalArgumentException("the examples do not say what y means, so the trainer must be given a loss"))
                .loss(network.output().size(), OutputForm.of(network.build(new Graph(Mode.INFERENCE), 1)));
    }

    /// Validation examples with the training's class indices: classes are matched by name.
    private static Dataset alike(Dataset validation, BatchSource source) {
        return source.classNames().isEmpty() || validation.classNames().isEmpty()
                ? validation
                : validation.withClassNames(source.classNames());
    }

    private void begin(Updates updates) {
        Map<String, Tensor> weights = new LinkedHashMap<>(start.weights());
        Variables variables = step.variables();
        // A frozen batch normalization does not count batches.
        weights.keySet().removeIf(name -> updates.frozen().test(name) && !variables.names().contains(name));
        weights.forEach(variables::set);
        start.checkpoint().ifPresent(from -> {
            Checkpoint.Progress p = from.progress();
            step.restore(new StepState(from.tensors(), p.step()));
            step.tally(new Tally(p.counts()));
            epoch = p.epoch();
            batch = p.batch();
            bestLoss = p.bestLoss();
            bestEpoch = p.bestEpoch();
            plateau = p.plateau();
            best = from.best();
            history.addAll(from.history());
        });
    }

    private TrainingRun run() {
        try (feed) {
            return train();
        }
    }

    private TrainingRun train() {
        long begun = System.nanoTime();
        pulse.tell(new TrainingEvent.Started(network, source.size(), watch.validation().map(Dataset::size).orElse(0),
                course.epochs(), batches, step.step(), moved));
        TrainingEvent.Reason reason = TrainingEvent.Reason.COMPLETED;
        while (epoch < course.epochs()) {
            if (!runEpoch()) {
                reason = TrainingEvent.Reason.STOPPED;
                break;
            }
            finishEpoch();
            if (course.patience() > 0 && bestEpoch > 0 && epoch - bestEpoch >= course.patience()) {
                reason = TrainingEvent.Reason.EARLY_STOPPED;
                break;
            }
            if (pulse.ended() && epoch < course.epochs()) {
                reason = TrainingEvent.Reason.STOPPED;
                break;
            }
        }
        Checkpoint checkpoint = checkpoint();
        if (reason == TrainingEvent.Reason.STOPPED) {
            pulse.tell(new TrainingEvent.CheckpointReady(checkpoint));
        }
        pulse.tell(new TrainingEvent.Finished(reason, epoch, (System.nanoTime() - begun) * 1e-9));
        return new TrainingRun(model(checkpoint), List.copyOf(history), reason, checkpoint);
    }

    /// Runs the rest of an epoch; false if it was stopped.
    private boolean runEpoch() {
        feed.open(epoch, batch);
        pulse.epoch(batch);
        while (batch < batches) {
            if (feed.advance() == 0) {
                throw new IllegalStateException("the source has ended after " + step.tally().examples() + " of the " + source.size()
                        + " examples that it announced");
            }
            double time = epoch + (double) batch / batches;
            boolean moved = (batch + 1) % course.accumulate() == 0 || batch + 1 == batches;
            runBatch(moved, rates(time));
            batch++;
            pulse.progress(epoch, batch, step.tally(), course.rate(plateau.rate(), time));
            if (moved && (pulse.ended() | watch.stop().getAsBoolean()) && !(batch == batches && epoch + 1 == course.epochs())) {
                if (batch == batches) {
                    finishEpoch();
                }
                return false;
            }
        }
        return true;
    }

    /// The rate of each group: that of the last, which takes what the others leave, follows schedule and plateaus; the
    /// others keep their ratio to it.
    private DoubleUnaryOperator rates(double time) {
        double now = course.rate(plateau.rate(), time);
        return base -> base == mainRate ? now : mainRate == 0 ? course.rate(base, time) : now * (base / mainRate);
    }

    private void runBatch(boolean moved, DoubleUnaryOperator rates) {
        var examples = feed.batch();
        StepResult result;
        if (course.accumulate() == 1) {
            result = step.run(examples, rates);
        } else {
            result = step.gather(examples, batch % course.accumulate() == 0, share(examples.size()));
            if (moved) {
                step.move(examples.form(), rates);
            }
        }
        if (!Double.isFinite(result.loss())) {
            throw new DivergedException(epoch + 1, step.step(), (float) result.loss(), rates.applyAsDouble(mainRate));
        }
    }

    /// The share of a batch in its step, so that each example counts alike.
    private double share(int size) {
        int whole = course.batchSize() * course.accumulate();
        int begin = batch * course.batchSize() / whole * whole;
        int seen = source.dropLast() ? source.count() * source.batchSize() : source.size();
        return (double) size / Math.min(whole, seen - begin);
    }

    private void finishEpoch() {
        double seconds = pulse.seconds();
        Optional<Evaluation> judged = validation.map(Evaluator::evaluate);
        double rate = course.rate(plateau.rate(), epoch + (batches - 1.0) / batches);
        epoch++;
        double loss = step.tally().loss();
        Map<String, Double> told = step.figures();
        Map<String, Double> figures = new LinkedHashMap<>();
        watch.metrics().forEach(m -> figures.put(m.name(), told.get(m.name())));
        judged.ifPresent(j -> j.metrics().forEach((name, value) -> figures.put("validation " + name, value)));
        EpochMetrics metrics = new EpochMetrics(epoch, step.step(), rate, loss, Scoring.accuracy(told),
                judged.map(Evaluation::loss).orElse(Double.NaN), judged.map(Evaluation::accuracy).orElse(Double.NaN), seconds,
                pulse.examples() / seconds, figures);
        history.add(metrics);
        double error = judged.map(course.criterion()::error).orElse(loss);
        boolean isBest = course.criterion().isBetter(error, bestLoss);
        if (isBest) {
            bestLoss = error;
            bestEpoch = epoch;
            best = course.keepBest() ? step.tensors() : Map.of();
        }
        course.plateau().ifPresent(p -> plateau = p.next(plateau, judged.map(Evaluation::loss).orElse(loss)));
        batch = 0;
        step.clear();
        pulse.tell(new TrainingEvent.EpochFinished(metrics, isBest));
        pulse.tell(new TrainingEvent.CheckpointReady(checkpoint()));
    }

    private Checkpoint checkpoint() {
        var progress = new Checkpoint.Progress(epoch, batch, step.step(), step.tally().counts(), bestLoss, bestEpoch, plateau);
        return new Checkpoint(step.state().tensors(), best, progress, history);
    }

    /// The model shares its tensors with the checkpoint.
    private Model model(Checkpoint checkpoint) {
        Map<String, Tensor> tensors = course.keepBest() && !best.isEmpty() ? best : step.ofModel(checkpoint.tensors());
        return new Model(network, tensors, start.model().flatMap(Model::task).or(source::task),
                start.model().flatMap(Model::preparation).or(source::preparation), Map.of());
    }
}
