package org.madaline.train;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ObjDoubleConsumer;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.madaline.computation.Engine;
import org.madaline.data.Batch;
import org.madaline.data.BatchForm;
import org.madaline.data.Examples;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.inference.Reading;
import org.madaline.kernels.Step;
import org.madaline.layer.Network;
import org.madaline.loss.Loss;
import org.madaline.model.Model;
import org.madaline.optimizer.Optimizer;
import org.madaline.plan.ExecutionPlan;
import org.madaline.plan.Variables;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// One step of training, to be repeated: makes an objective small by moving variables with an optimizer. [Trainer] is a
/// loop around it; so is a loop of one's own:
///
/// ```java
/// var step = TrainingStep.of(network, new SoftmaxCrossEntropy(), new Adam(1e-3));
/// for (int epoch = 0; epoch < 10; epoch++) {
///     for (Batch batch : Batches.shuffled(data, 64, 1).epoch(epoch)) {
///         step.run(batch);
///     }
/// }
/// Model model = step.model(network, data);
/// ```
///
/// Several steps may move different variables of the same networks, as in a game of two ([#and]). Plans are made as batches
/// of new sizes come. To be used by one thread.
public final class TrainingStep {
    private static final int ANSWERS = 8;

    private record Question(Function<BatchInputs, Node> function, BatchForm form) {}

    private record Answer(ExecutionPlan plan, Reading reading) {}

    private final StepVariables shared;
    private final StepPlans plans;
    private final Updates updates;
    private final Recent<Question, Answer> answers = new Recent<>(ANSWERS);
    private Tally tally = new Tally();
    private long step;

    private TrainingStep(Goal goal, Updates updates, StepVariables shared) {
        this.shared = shared;
        this.updates = updates;
        this.plans = new StepPlans(goal, updates, shared);
    }

    /// A step with its own variables.
    ///
    /// @param seed keys first values and dropout
    /// @param engine what computes
    /// @param goal what is made small
    /// @param updates which variables move, and how
    public TrainingStep(Goal goal, Updates updates, long seed, Engine engine) {
        this(goal, updates, new StepVariables(seed, engine));
    }

    /// {@return a step that makes a goal small, of seed 1 on the engine of the process}
    ///
    /// @param variables the names of the parameters that it moves
    /// @param goal what is made small
    /// @param optimizer of these parameters
    public static TrainingStep minimize(Goal goal, Predicate<String> variables, Optimizer optimizer) {
        return new TrainingStep(goal, Updates.of(variables, optimizer), 1, Engine.shared());
    }

    /// {@return a step that makes a goal small by moving all parameters, of seed 1 on the engine of the process}
    ///
    /// @param goal what is made small
    /// @param optimizer of all parameters
    public static TrainingStep minimize(Goal goal, Optimizer optimizer) {
        return minimize(goal, _ -> true, optimizer);
    }

    /// {@return a step that makes the loss of a network on x and y small, of seed 1 on the engine of the process}
    ///
    /// @param network is built on the field `x`
    /// @param loss compares its output with the field `y`
    /// @param optimizer of all parameters
    public static TrainingStep of(Network network, Loss loss, Optimizer optimizer) {
        return minimize(Goal.of(network, loss), optimizer);
    }

    /// {@return the same on an engine of one's own}
    ///
    /// @param network is built on the field `x`
    /// @param loss compares its output with the field `y`
    /// @param optimizer of all parameters
    /// @param engine what computes; stays open
    public static TrainingStep of(Network network, Loss loss, Optimizer optimizer, Engine engine) {
        return new TrainingStep(Goal.of(network, loss), Updates.of(_ -> true, optimizer), 1, engine);
    }

    /// {@return another step on the same variables, such as that of the other player of a game, with a count of its own}
    ///
    /// @param goal what is made small
    /// @param variables the names of the parameters that it moves
    /// @param optimizer of these parameters
    public TrainingStep and(Goal goal, Predicate<String> variables, Optimizer optimizer) {
        return and(goal, Updates.of(variables, optimizer));
    }

    /// {@return another step on the same variables, with a count of its own}
    ///
    /// @param goal what is made small
    /// @param others which variables move, and how
    public TrainingStep and(Goal goal, Updates others) {
        return new TrainingStep(goal, others, shared);
    }

    /// One step on a batch, at the optimizers' rates.
    ///
    /// @param batch with the fields that the goal asks for
    /// @return the losses of the batch before the step
    /// @throws IllegalArgumentException if the batch lacks a field, or one has another shape
    public StepResult run(Batch batch) {
        return run(batch, rate -> rate);
    }

    /// One step on a batch.
    ///
    /// @param rates the rate of this step from that of an optimizer
    /// @param batch with the fields that the goal asks for
    /// @return the losses of the batch before the step
    /// @throws IllegalArgumentException if the batch lacks a field, or one has another shape
    public StepResult run(Batch batch, DoubleUnaryOperator rates) {
        StepPlans.Plan plan = plan(batch.form(), StepPlans.Kind.STEP);
        plan.set("step", step);
        step++;
        setRates(plan.graph(), plan::set, rates);
        return execute(plan, batch, tally);
    }

    /// The means of losses and the metrics of all batches since the first, or since [#clear]: `loss`, the losses by name, and
    /// what they are measured by ([Losses#measured]), such as `accuracy`, or `kind accuracy` for the loss `kind`. Each batch
    /// is judged before its step, in training mode.
    ///
    /// @return figures by name; NaN or none before the first batch
    public Map<String, Double> figures() {
        return tally.figures();
    }

    /// Begins figures anew, such as for an epoch.
    public void clear() {
        tally = new Tally();
    }

    /// The same figures of other batches, in inference mode; nothing moves.
    ///
    /// @param batches with the fields that the goal asks for
    /// @return figures by name, of all examples together
    public Map<String, Double> evaluate(Iterable<Batch> batches) {
        Tally told = new Tally();
        Set<StepPlans.Plan> prepared = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Batch batch : batches) {
            StepPlans.Plan plan = plan(batch.form(), StepPlans.Kind.JUDGE);
            if (prepared.add(plan)) {
                plan.plan().prepare(shared.engine().workers());
            }
            execute(plan, batch, told);
        }
        return told.figures();
    }

    /// The first part of a step on several shards: their gradients, to be summed, here or on another machine. No parameter
    /// moves. In steps of one seed row i of each shard draws the same random numbers, those of row i; workers whose dropout is
    /// to differ have seeds of their own.
    ///
    /// @param shard a part of the batch
    /// @return the gradients, as sums over the shard
    public ShardGradients gradients(Batch shard) {
        gather(shard, true, shard.size());
        StepPlans.Plan plan = plan(shard.form(), StepPlans.Kind.GATHER);
        Map<String, Tensor> sums = new LinkedHashMap<>();
        Map<String, Double> counts = new LinkedHashMap<>();
        for (TrainingGraph.Pool pool : plan.pools()) {
            plans.moved(plan).forEach(v -> sums.put(pool.sum(v.name()), shared.variables().get(pool.sum(v.name()))));
            counts.put(pool.name(), pool.weight().isPresent() ? shared.variables().get(pool.total()).get(0) : (double) shard.size());
        }
        return new ShardGradients(shard.form(), sums, counts);
    }

    /// The second part of a step on several shards: moves the parameters along the sum of their gradients, as one step on
    /// all of them would, but for rounding and the statistics of batch normalization.
    ///
    /// @param sum of the gradients of all shards
    /// @throws IllegalArgumentException if the gradients are those of another step
    public void apply(ShardGradients sum) {
        apply(sum, rate -> rate);
    }

    /// The same at other rates.
    ///
    /// @param sum of the gradients of all shards
    /// @param rates the rate of this step from that of an optimizer
    /// @throws IllegalArgumentException if the gradients are those of another step
    public void apply(ShardGradients sum, DoubleUnaryOperator rates) {
        StepPlans.Mover mover = plans.mover(sum.form());
        for (TrainingGraph.Pool pool : mover.pools()) {
            if (!sum.counts().containsKey(pool.name())) {
                throw new IllegalArgumentException("the gradients are those of another step, with other losses");
            }
            if (pool.weight().isPresent()) {
                shared.variables().set(pool.total(), Tensor.of(Shape.SCALAR, sum.counts().get(pool.name()).floatValue()));
            }
        }
        sum.sums().forEach(shared.variables()::set);
        move(mover, rates, pool -> 1 / sum.counts().get(pool.name()));
    }

    /// Adds the gradients of a batch, a part of a larger one.
    ///
    /// @param first whether it is the first part
    /// @param share of the gradients in those of the whole, where it follows from sizes
    StepResult gather(Batch batch, boolean first, double share) {
        StepPlans.Plan plan = plan(batch.form(), StepPlans.Kind.GATHER);
        plan.set("step", step);
        plan.set("begun", first ? 0 : 1);
        plan.pools().forEach(pool -> plan.set(pool.share(), share));
        return execute(plan, batch, tally);
    }

    /// Moves the parameters along what was gathered with shares that add up to 1.
    ///
    /// @param form of a batch that was gathered
    void move(BatchForm form, DoubleUnaryOperator rates) {
        move(plans.mover(form), rates, _ -> 1);
    }

    private void move(StepPlans.Mover mover, DoubleUnaryOperator rates, ToDoubleFunction<TrainingGraph.Pool> scale) {
        step++;
        setRates(mover.graph(), mover::set, rates);
        mover.pools().forEach(pool -> mover.set(pool.scale(), scale.applyAsDouble(pool)));
        mover.plan().run(shared.engine().workers());
    }

    private StepResult execute(StepPlans.Plan plan, Batch batch, Tally told) {
        plan.reading().gather().at(batch);
        shared.engine().workers().run(plan.reading().steps());
        StepResult result = plan.result(batch.size());
        told.add(plan, result);
        return result;
    }

    private void setRates(TrainingGraph graph, ObjDoubleConsumer<String> set, DoubleUnaryOperator rates) {
        for (int k = 0; k < updates.groups().size(); k++) {
            set.accept(TrainingGraph.rate(k), rates.applyAsDouble(updates.groups().get(k).optimizer().rate()));
        }
        graph.scalars().forEach((name, value) -> set.accept(name, value.applyAsDouble(step)));
    }

    private StepPlans.Plan plan(BatchForm form, StepPlans.Kind kind) {
        StepPlans.Plan plan = plans.of(form, kind);
        shared.check();
        return plan;
    }

    /// Makes the plan of batches of a form, and with it all variables.
    ///
    /// @return how many numbers are moved
    long prepare(BatchForm form, boolean gathering) {
        StepPlans.Plan plan = plan(form, gathering ? StepPlans.Kind.GATHER : StepPlans.Kind.STEP);
        if (gathering) {
            plans.mover(form);
        }
        return plans.moved(plan).stream().mapToLong(v -> v.shape().size()).sum();
    }

    /// What the batches of the epoch under way have told.
    Tally tally() {
        return tally;
    }

    void tally(Tally value) {
        tally = value;
    }

    /// {@return the steps of a batch's plan, for profiles: reading, then what is computed}
    ///
    /// @param batch of the form in question
    public List<Step> steps(Batch batch) {
        return List.of(plans.of(batch.form(), StepPlans.Kind.STEP).reading().steps());
    }

    /// What a function of a batch's fields yields in inference mode, with the variables as they stand. The plan is kept for
    /// the next call with the same function.
    ///
    /// @param function builds what is asked for on the fields; it is told from others by identity
    /// @param batch with the fields that the function asks for
    /// @return a copy of the values
    public Tensor infer(Function<BatchInputs, Node> function, Batch batch) {
        Answer answer = answers.of(new Question(function, batch.form()), this::answer);
        answer.plan().prepare(shared.engine().workers());
        answer.reading().gather().at(batch);
        shared.engine().workers().run(answer.reading().steps());
        return answer.plan().tensor(0);
    }

    private Answer answer(Question question) {
        Graph g = new Graph(Mode.INFERENCE);
        Node output = question.function().apply(new BatchInputs(g, question.form()));
        ExecutionPlan plan = shared.compile(g, List.of(output));
        return new Answer(plan, Reading.of(plan, g, shared.engine().kernels(), question.form(), Set.of()));
    }

    /// {@return the number of finished steps}
    public long step() {
        return step;
    }

    /// {@return copies of parameters and running statistics by name, as they stand, without the optimizers' states}
    public Map<String, Tensor> tensors() {
        return ofModel(shared.tensors());
    }

    /// Those among the tensors of a state of this step.
    Map<String, Tensor> ofModel(Map<String, Tensor> state) {
        return shared.ofModel(state);
    }

    /// {@return the model of a network that was built under no name, with a copy of the weights as they stand}
    ///
    /// @param network that a step has trained, or whose variables have the same names
    public Model model(Network network) {
        return model("", network);
    }

    /// {@return the same, whose outputs mean what y of these examples means, and whose input is made as their x is}
    ///
    /// @param network that a step has trained
    /// @param examples that it was trained on, or that say the same of x and y
    public Model model(Network network, Examples examples) {
        return new Model(network, model(network).tensors(), examples.task(), examples.preparation(), Map.of());
    }

    /// {@return the model of a network that was built under a name, which its own names lack}
    ///
    /// @param name with which its parameters' names begin, before a point
    /// @param network that a step has trained under that name
    public Model model(String name, Network network) {
        Graph g = new Graph(Mode.TRAINING);
        Node x = g.input("x", network.input().prepend(2));
        if (name.isEmpty()) {
            network.layer().build(g, x);
        } else {
            network.layer().at(g, name, x);
        }
        shared.add(g);
        int prefix = name.isEmpty() ? 0 : name.length() + 1;
        Map<String, Tensor> own = new LinkedHashMap<>();
        g.variables().keySet().forEach(full -> own.put(full.substring(prefix), shared.variables().get(full)));
        return new Model(network, own, List.of(), Map.of());
    }

    /// Gives variables values by name, such as those of a trained model; others keep theirs. Variables that no step has
    /// named yet get their value once one does.
    ///
    /// @param values by name
    /// @throws IllegalArgumentException if a shape is another; names that turn out to be unknown are refused by the next run
    public void set(Map<String, Tensor> values) {
        shared.set(values);
    }

    /// {@return a copy of the whole state, to go on from} Of several steps on the same variables, each has a state of its own.
    public StepState state() {
        return new StepState(shared.state(), step);
    }

    /// Goes on from a state.
    ///
    /// @param state of a step with the same goal and updates
    public void restore(StepState state) {
        set(state.tensors());
        step = state.step();
    }

    Variables variables() {
        return shared.variables();
    }
}
