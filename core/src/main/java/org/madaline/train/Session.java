package org.madaline.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.madaline.data.BatchSource;
import org.madaline.data.Dataset;
import org.madaline.evaluate.Evaluation;
import org.madaline.evaluate.Evaluator;
import org.madaline.evaluate.Feed;
import org.madaline.evaluate.RunningLoss;
import org.madaline.model.Model;
import org.madaline.plan.Engine;
import org.madaline.plan.Variables;
import org.madaline.schedule.OnPlateau;
import org.madaline.tensor.Tensor;

/// One run of a trainer: the loop over epochs and batches.
final class Session {
    private static final long PROGRESS_NANOS = 100_000_000;

    private final Trainer trainer;
    private final BatchSource source;
    private final Engine engine;
    private final Variables variables;
    private final StepRunner steps;
    private final Feed feed;
    private final Evaluator validation;
    private final int batches;
    private final List<EpochMetrics> history = new ArrayList<>();
    private Map<String, Tensor> best = Map.of();

    private int epoch;
    private int batch;
    private RunningLoss loss = new RunningLoss(false);
    private long correct;
    private long counted;
    private long examples;
    private double bestLoss = Double.POSITIVE_INFINITY;
    private int bestEpoch;
    private OnPlateau.State plateau;
    private long lastProgress;
    private long epochStart;
    private int startBatch;

    Session(Trainer trainer, BatchSource source) {
        this.trainer = trainer;
        this.source = source;
        this.engine = trainer.engine();
        this.variables = new Variables(trainer.seed());
        this.steps = new StepRunner(trainer, source, variables, engine);
        this.feed = new Feed(source, engine.workers().threads());
        this.validation = trainer.validation() == null ? null
                : new Evaluator(trainer.network(), trainer.loss(), variables, engine, alike(trainer.validation(), source));
        this.batches = source.count();
        this.plateau = trainer.plateau() == null
                ? new OnPlateau.State(trainer.optimizer().rate(), 0, 0, 0)
                : trainer.plateau().start(trainer.optimizer().rate());
    }

    /// Validation examples with the training's class indices: classes are matched by name.
    private static Dataset alike(Dataset validation, BatchSource source) {
        return source.classNames().isEmpty() || validation.classNames().isEmpty()
                ? validation
                : validation.withClassNames(source.classNames());
    }

    TrainingRun run() {
        try (feed) {
            return train();
        }
    }

    private TrainingRun train() {
        long start = System.nanoTime();
        prepare();
        emit(new TrainingEvent.Started(trainer.network(), source.size(), trainer.validation() == null ? 0 : trainer.validation().size(),
                trainer.epochs(), batches, steps.step(), steps.parameterCount()));
        TrainingEvent.Reason reason = TrainingEvent.Reason.COMPLETED;
        while (epoch < trainer.epochs()) {
            if (!runEpoch()) {
                reason = TrainingEvent.Reason.STOPPED;
                break;
            }
            finishEpoch();
            if (trainer.patience() > 0 && bestEpoch > 0 && epoch - bestEpoch >= trainer.patience()) {
                reason = TrainingEvent.Reason.EARLY_STOPPED;
                break;
            }
        }
        Checkpoint checkpoint = checkpoint();
        if (reason == TrainingEvent.Reason.STOPPED) {
            emit(new TrainingEvent.CheckpointReady(checkpoint));
        }
        emit(new TrainingEvent.Finished(reason, epoch, (System.nanoTime() - start) * 1e-9));
        return new TrainingRun(model(), List.copyOf(history), reason, checkpoint);
    }

    private void prepare() {
        steps.compile(Math.min(trainer.batchSize(), source.size()));
        Map<String, Tensor> weights = new LinkedHashMap<>(trainer.weights());
        // A frozen batch normalization does not count batches.
        weights.keySet().removeIf(name -> trainer.frozen().test(name) && !variables.names().contains(name));
        setAll(weights);
        loss = new RunningLoss(steps.sums());
        Checkpoint from = trainer.resume();
        if (from != null) {
            setAll(from.tensors());
            Checkpoint.Progress p = from.progress();
            epoch = p.epoch();
            batch = p.batch();
            steps.at(p.step());
            loss.set(p.lossSum(), p.lossWeight());
            correct = p.correct();
            counted = p.counted();
            examples = p.examples();
            bestLoss = p.bestLoss();
            bestEpoch = p.bestEpoch();
            plateau = p.plateau();
            best = from.best();
            history.addAll(from.history());
        }
    }

    private void setAll(Map<String, Tensor> values) {
        for (Map.Entry<String, Tensor> entry : values.entrySet()) {
            variables.set(entry.getKey(), entry.getValue());
        }
    }

    /// Runs the rest of an epoch; false if it was stopped.
    private boolean runEpoch() {
        feed.open(epoch, batch);
        epochStart = System.nanoTime();
        startBatch = batch;
        while (batch < batches) {
            int size = feed.advance();
            if (size == 0) {
                throw new IllegalStateException("the source has ended after " + examples + " of the " + source.size()
                        + " examples that it announced");
            }
            int from = batch * trainer.batchSize();
            boolean move = (batch + 1) % trainer.accumulate() == 0 || batch + 1 == batches;
            double rate = trainer.schedule().rate(plateau.rate(), epoch + (double) batch / batches);
            StepRunner.Result result = steps.run(feed, from, size, batch % trainer.accumulate() == 0, move, rate);
            if (!Float.isFinite(result.loss())) {
                throw new DivergedException(epoch + 1, steps.step(), result.loss(), rate);
            }
            loss.add(result.loss(), result.weight());
            correct += result.correct();
            counted += result.counted();
            examples += size;
            batch++;
            progress(rate);
            if (move && trainer.stop().getAsBoolean() && !(batch == batches && epoch + 1 == trainer.epochs())) {
                if (batch == batches) {
                    finishEpoch();
                }
                return false;
            }
        }
        return true;
    }

    private void progress(double rate) {
        long now = System.nanoTime();
        if (now - lastProgress > PROGRESS_NANOS || batch == batches) {
            lastProgress = now;
            double speed = (batch - startBatch) * (double) trainer.batchSize() / ((now - epochStart) * 1e-9);
            emit(new TrainingEvent.Progress(epoch + 1, batch, batches, loss.value(), accuracy(), rate, speed));
        }
    }

    private double accuracy() {
        return steps.scoring().classified() ? (double) correct / counted : Double.NaN;
    }

    private void finishEpoch() {
        double seconds = (System.nanoTime() - epochStart) * 1e-9;
        Evaluation judged = validation == null ? new Evaluation(Double.NaN, Double.NaN, null) : validation.evaluate();
        double rate = trainer.schedule().rate(plateau.rate(), epoch + (batches - 1.0) / batches);
        epoch++;
        EpochMetrics metrics = new EpochMetrics(epoch, steps.step(), rate, loss.value(), accuracy(), judged.loss(), judged.accuracy(),
                seconds, (batches - startBatch) * (double) trainer.batchSize() / seconds);
        history.add(metrics);
        double goal = validation == null ? loss.value() : judged.loss();
        boolean isBest = goal < bestLoss;
        if (isBest) {
            bestLoss = goal;
            bestEpoch = epoch;
            best = trainer.keepBest() ? modelTensors() : Map.of();
        }
        if (trainer.plateau() != null) {
            plateau = trainer.plateau().next(plateau, goal);
        }
        batch = 0;
        loss = new RunningLoss(steps.sums());
        correct = 0;
        counted = 0;
        examples = 0;
        emit(new TrainingEvent.EpochFinished(metrics, isBest));
        emit(new TrainingEvent.CheckpointReady(checkpoint()));
    }

    private Checkpoint checkpoint() {
        Map<String, Tensor> all = new LinkedHashMap<>();
        variables.names().forEach(name -> all.put(name, variables.get(name)));
        var progress = new Checkpoint.Progress(epoch, batch, steps.step(), loss.sum(), loss.weight(), correct, counted,
                examples, bestLoss, bestEpoch, plateau);
        return new Checkpoint(all, best, progress, history);
    }

    private Map<String, Tensor> modelTensors() {
        Map<String, Tensor> own = new LinkedHashMap<>();
        variables.names().stream().filter(name -> variables.role(name).ofModel())
                .forEach(name -> own.put(name, variables.get(name)));
        return own;
    }

    private Model model() {
        Map<String, Tensor> tensors = trainer.keepBest() && !best.isEmpty() ? best : modelTensors();
        return new Model(trainer.network(), tensors, source.task(), source.preparation(), Map.of());
    }

    private void emit(TrainingEvent event) {
        trainer.listener().accept(event);
    }
}
