package org.madaline.diagnose;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.madaline.computation.Engine;
import org.madaline.data.Batch;
import org.madaline.data.BatchField;
import org.madaline.data.Batches;
import org.madaline.data.Dataset;
import org.madaline.data.FieldDataset;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.layer.Network;
import org.madaline.loss.Loss;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.plan.Compiler;
import org.madaline.plan.ExecutionPlan;
import org.madaline.plan.Variables;
import org.madaline.task.OutputForm;
import org.madaline.tensor.Tensor;
import org.madaline.train.Goal;
import org.madaline.train.Trainer;
import org.madaline.train.TrainingStep;
import org.madaline.train.Updates;

/// What is looked at: a training as it is set up, and the examples that it is to learn. Each check begins anew at the weights
/// with which the training would begin, and leaves nothing behind.
///
/// @param trainer of the network; its epochs, schedule and validation do not matter
/// @param data    what is trained on
public record Subject(Trainer trainer, Dataset data) {
    private static final int LARGEST_SAMPLE = 256;

    /// Among so many times as many examples those that differ are looked for.
    private static final int FEW = 8;

    /// The values of a picture, or of a long row, take memory at each layer.
    private static final int SAMPLE_FLOATS = 1 << 20;

    /// Checks that there is something to look at.
    ///
    /// @throws IllegalArgumentException if there are fewer than two examples
    public Subject {
        Objects.requireNonNull(trainer, "trainer");
        if (data.size() < 2) {
            throw new IllegalArgumentException("a training needs at least two examples, not " + data.size());
        }
    }

    /// The graph of a batch up to its loss, without random choices.
    ///
    /// @param graph      in the mode that was asked for
    /// @param prediction what the network yields
    /// @param target     what it should yield
    /// @param loss       a scalar
    record Forward(Graph graph, Node prediction, Node target, Node loss) {}

    Network network() {
        return trainer.network();
    }

    /// The loss of the trainer, without smoothing, with which it could not become 0; or that of the examples' task.
    Loss loss() {
        return trainer.loss()
                .map(loss -> loss instanceof SoftmaxCrossEntropy smoothed ? smoothed.withSmoothing(0) : loss)
                .orElseGet(() -> data.task()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "the examples do not say what y means, so the trainer must have a loss"))
                        .loss(network().output().size(), OutputForm.of(network().build(new Graph(Mode.INFERENCE), 1))));
    }

    private Engine engine() {
        return trainer.engine().orElseGet(Engine::shared);
    }

    /// The first weights by name, where they are not drawn at random.
    Map<String, Tensor> weights() {
        Graph g = new Graph(Mode.TRAINING);
        network().build(g, 2);
        Map<String, Tensor> known = new LinkedHashMap<>(trainer.start().weights());
        known.keySet().retainAll(g.variables().keySet());
        return known;
    }

    /// A step of the training as it is set up.
    TrainingStep step() {
        return step(Goal.of(network(), loss()), trainer.updates());
    }

    /// A step without dropout or its kin, with other updates.
    TrainingStep still(Updates updates) {
        Goal goal = Goal.of(network(), loss());
        return step(fields -> fields.graph().deterministic(() -> goal.build(fields)), updates);
    }

    private TrainingStep step(Goal goal, Updates updates) {
        var step = new TrainingStep(goal, updates, trainer.start().seed(), engine());
        step.set(weights());
        return step;
    }

    /// The first batches of a training, going on with the next epoch where one ends; the last batch of an epoch is left out
    /// where it is smaller than the others.
    List<Batch> batches(int count) {
        var all = new Batches(data, Math.min(trainer.course().batchSize(), data.size()), true, trainer.start().seed(), true);
        List<Batch> batches = new ArrayList<>();
        for (int epoch = 0; batches.size() < count; epoch++) {
            batches.addAll(all.epoch(epoch));
        }
        return batches.subList(0, count);
    }

    /// Examples drawn at random, as many as are enough for figures of a layer.
    Batch sample() {
        return sample(Math.min(LARGEST_SAMPLE, Math.max(8, SAMPLE_FLOATS / Math.max(1, network().input().size()))));
    }

    /// At most so many examples drawn at random.
    Batch sample(int count) {
        int size = Math.min(count, data.size());
        return Batch.of(FieldDataset.of(data.at(0)), 0, size, Batches.shuffled(data, size, trainer.start().seed()).order(0));
    }

    /// At most so many examples drawn at random, of equal x the first one.
    Batch distinct(int count) {
        Dataset now = data.at(0);
        int[] order = Batches.shuffled(data, 1, trainer.start().seed()).order(0);
        Set<FloatBuffer> seen = new HashSet<>();
        int[] chosen = Arrays.stream(order, 0, Math.min(order.length, FEW * count)).filter(i -> {
            var x = new float[data.inputShape().size()];
            now.read(i, x, 0, new float[data.targetShape().size()], 0);
            return seen.size() < count && seen.add(FloatBuffer.wrap(x));
        }).toArray();
        return Batch.of(FieldDataset.of(now), chosen);
    }

    /// The values of nodes of a batch's graph.
    ///
    /// @param weights in place of the first ones; those that are missing begin at random
    /// @param asked   builds what is asked for
    List<Tensor> values(Mode mode, Map<String, Tensor> weights, Batch batch, Function<Forward, List<Node>> asked) {
        Graph g = new Graph(mode);
        List<Node> nodes = g.frozen(trainer.updates().frozen(), () -> g.deterministic(() -> {
            Node z = network().build(g, batch.size());
            Node y = g.input("y", data.targetShape().prepend(batch.size()));
            return asked.apply(new Forward(g, z, y, loss().terms(z, y).reduced().loss()));
        }));
        var variables = new Variables(trainer.start().seed());
        ExecutionPlan plan = Compiler.compile(g, nodes, variables, engine().kernels(), trainer.start().seed());
        weights.forEach((name, value) -> {
            if (variables.names().contains(name)) {
                variables.set(name, value);
            }
        });
        plan.prepare(engine().workers());
        for (BatchField field : batch.fields()) {
            if (plan.inputs().contains(field.name())) {
                plan.set(field.name(), batch.get(field.name()).toArray());
            }
        }
        plan.run(engine().workers());
        List<Tensor> values = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            values.add(plan.tensor(i));
        }
        return values;
    }
}
