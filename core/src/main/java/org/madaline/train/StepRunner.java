package org.madaline.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;
import org.madaline.data.BatchSource;
import org.madaline.data.Batches;
import org.madaline.data.Dataset;
import org.madaline.data.Gather;
import org.madaline.evaluate.Feed;
import org.madaline.evaluate.Scoring;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.plan.Compiler;
import org.madaline.plan.Engine;
import org.madaline.plan.ExecutionPlan;
import org.madaline.plan.Variables;
import org.madaline.tensor.Shape;

/// Runs single training steps: one plan for each batch size, all over the same variables. [Trainer#fit] is a loop
/// around it; programs that want a loop of their own, and measurements, use it directly.
public final class StepRunner {
    /// The numbers of one batch.
    ///
    /// @param loss of the batch, before the step
    /// @param weight what it counts in the mean over batches
    /// @param correct how many classes were right; 0 where targets are not classes
    /// @param counted how many examples have a class
    public record Result(float loss, double weight, int correct, int counted) {}

    private record Plan(ExecutionPlan plan, Gather gather, Slice y, Step[] steps, TrainingGraph graph) {}

    private final Trainer trainer;
    private final BatchSource source;
    private final Variables variables;
    private final Engine engine;
    private final Scoring scoring;
    private final Map<Integer, Plan> plans = new HashMap<>();
    private ExecutionPlan mover;
    private Map<String, LongToDoubleFunction> moverScalars = Map.of();
    private List<Graph.Variable> parameters = List.of();
    private boolean sums;
    private long step;

    /// Steps of a trainer on a data set, from the trainer's seed on.
    public StepRunner(Trainer trainer, Dataset train) {
        this(trainer, trainer.batches(train), new Variables(trainer.seed()), trainer.engine());
    }

    StepRunner(Trainer trainer, BatchSource source, Variables variables, Engine engine) {
        this.trainer = trainer;
        this.source = source;
        this.variables = variables;
        this.engine = engine;
        this.scoring = Scoring.of(trainer.network(), source, trainer.loss().ignored());
    }

    Scoring scoring() {
        return scoring;
    }

    /// Whether the losses of batches add up; known once a plan is made.
    boolean sums() {
        return sums;
    }

    /// Finished steps.
    long step() {
        return step;
    }

    void at(long finished) {
        step = finished;
    }

    long parameterCount() {
        return parameters.stream().mapToLong(p -> p.shape().size()).sum();
    }

    /// Makes the plan for a batch size, and with it all variables.
    void compile(int batch) {
        plans.computeIfAbsent(batch, this::plan);
    }

    private Plan plan(int batch) {
        boolean gathering = trainer.accumulate() > 1;
        TrainingGraph graph = gathering
                ? TrainingGraph.gathering(trainer, batch, source.targetShape())
                : TrainingGraph.of(trainer, batch, source.targetShape());
        parameters = graph.graph().variables().values().stream().filter(Graph.Variable::trained).toList();
        sums = graph.sums();
        List<Node> outputs = new ArrayList<>(List.of(graph.loss(), graph.prediction()));
        graph.weight().ifPresent(outputs::add);
        ExecutionPlan plan = Compiler.compile(graph.graph(), outputs, variables, engine.kernels(), trainer.seed());
        if (gathering && mover == null) {
            TrainingGraph moving = TrainingGraph.moving(trainer,
                    parameters.stream().filter(p -> !trainer.frozen().test(p.name())).toList(), graph);
            mover = Compiler.compile(moving.graph(), List.of(), variables, engine.kernels(), trainer.seed());
            moverScalars = moving.scalars();
        }
        Shape target = source.targetShape().prepend(batch);
        Slice y = Slice.allocate(target.size());
        Gather gather = new Gather(plan.input("x"), y);
        Step copy = engine.kernels().copy(new int[] {target.size()}, new int[] {1}, new int[] {1}, y, plan.input("y"));
        return new Plan(plan, gather, y, gather.before(copy, plan.steps()), graph);
    }

    /// One step on `size` examples from `from` on, in the data set's order, at the optimizer's rate.
    public Result run(int from, int size) {
        Plan plan = plans.computeIfAbsent(size, this::plan);
        plan.gather().at(((Batches) source).dataset(), null, from, size);
        return run(plan, from, size, true, true, trainer.optimizer().rate());
    }

    /// The parameters, the running statistics and the optimizer's states as they stand.
    public Variables variables() {
        return variables;
    }

    /// The steps of one batch's plan, for profiles.
    public List<Step> steps(int batch) {
        return List.of(plans.computeIfAbsent(batch, this::plan).steps());
    }

    /// Runs the batch at which a feed stands.
    ///
    /// @param from the number of examples before it in the epoch
    /// @param first whether it begins a step
    /// @param move whether it ends a step, so that the parameters move
    Result run(Feed feed, int from, int size, boolean first, boolean move, double rate) {
        Plan plan = plans.computeIfAbsent(size, this::plan);
        feed.into(plan.gather());
        return run(plan, from, size, first, move, rate);
    }

    private Result run(Plan plan, int from, int size, boolean first, boolean move, double rate) {
        set(plan.plan(), "step", step);
        if (mover == null) {
            step++;
            setRates(plan.plan(), plan.graph().scalars(), rate);
        } else {
            set(plan.plan(), "begun", first ? 0 : 1);
            set(plan.plan(), "share", share(from, size));
        }
        engine.workers().run(plan.steps());
        if (mover != null && move) {
            step++;
            setRates(mover, moverScalars, rate);
            mover.run(engine.workers());
        }
        Scoring.Count count = scoring.correct(plan.plan().output(1), plan.y(), size);
        double weight = plan.graph().weight().isPresent() ? plan.plan().scalar(2) : size;
        return new Result(plan.plan().scalar(0), weight, count.right(), count.counted());
    }

    /// The share of a batch in its step, so that each example counts alike.
    private double share(int from, int size) {
        int whole = trainer.batchSize() * trainer.accumulate();
        int begin = from / whole * whole;
        int seen = source.dropLast() ? source.count() * source.batchSize() : source.size();
        return (double) size / Math.min(whole, seen - begin);
    }

    private void setRates(ExecutionPlan plan, Map<String, LongToDoubleFunction> scalars, double rate) {
        set(plan, TrainingGraph.RATE, rate);
        scalars.forEach((name, value) -> set(plan, name, value.applyAsDouble(step)));
    }

    private static void set(ExecutionPlan plan, String name, double value) {
        if (plan.inputs().contains(name)) {
            Slice slice = plan.input(name);
            slice.array()[slice.offset()] = (float) value;
        }
    }
}
