package org.madaline.evaluate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.madaline.data.Batches;
import org.madaline.data.Dataset;
import org.madaline.data.Gather;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.layer.Network;
import org.madaline.loss.Loss;
import org.madaline.loss.LossTerms;
import org.madaline.plan.Compiler;
import org.madaline.plan.Engine;
import org.madaline.plan.ExecutionPlan;
import org.madaline.plan.Variables;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// Runs a network in inference mode over a data set, batch by batch.
public final class Evaluator {
    private static final int LARGEST_BATCH = 256;

    /// The values of a batch, about: the memory of a plan grows with them.
    private static final int BATCH_FLOATS = 1 << 22;

    /// @param weighted whether the third output is what the loss of the batch counts
    private record Part(ExecutionPlan plan, Gather gather, Slice y, Step[] steps, boolean weighted, boolean sums) {}

    private final Network network;
    private final Loss loss;
    private final Variables variables;
    private final Engine engine;
    private final Batches data;
    private final Scoring scoring;
    private final Map<Integer, Part> parts = new HashMap<>();

    /// @param loss null where only outputs and classes are wanted
    /// @throws IllegalArgumentException if the data do not fit the network
    public Evaluator(Network network, Loss loss, Variables variables, Engine engine, Dataset dataset) {
        this.network = network;
        this.loss = loss;
        this.variables = variables;
        this.engine = engine;
        int batch = Math.clamp(BATCH_FLOATS / network.input().size(), 1, LARGEST_BATCH);
        this.data = Batches.inOrder(dataset, Math.min(batch, Inference.examplesAtOnce(network)));
        this.scoring = Scoring.of(network, data, loss == null ? Double.NaN : loss.ignored());
    }

    /// Evaluates all examples.
    public Evaluation evaluate() {
        parts.values().forEach(part -> part.plan().prepare(engine.workers()));
        int n = data.size();
        int k = network.output().size();
        float[] outputs = new float[Math.multiplyExact(n, k)];
        RunningLoss running = null;
        long correct = 0;
        long counted = 0;
        int done = 0;
        try (Feed feed = new Feed(data, engine.workers().threads())) {
            feed.open(0, 0);
            for (int size = feed.advance(); size > 0; size = feed.advance()) {
                Part part = parts.computeIfAbsent(size, this::part);
                feed.into(part.gather());
                engine.workers().run(part.steps());
                Slice z = part.plan().output(0);
                System.arraycopy(z.array(), z.offset(), outputs, done * k, size * k);
                Scoring.Count count = scoring.correct(z, part.y(), size);
                correct += count.right();
                counted += count.counted();
                if (loss != null) {
                    running = running == null ? new RunningLoss(part.sums()) : running;
                    running.add(part.plan().scalar(1), part.weighted() ? part.plan().scalar(2) : size);
                }
                done += size;
            }
        }
        double accuracy = scoring.classified() ? (double) correct / counted : Double.NaN;
        return new Evaluation(running == null ? Double.NaN : running.value(), accuracy, Tensor.wrap(network.output().prepend(n), outputs));
    }

    private Part part(int size) {
        Graph g = new Graph(Mode.INFERENCE);
        Node prediction = network.build(g, size);
        Shape target = data.targetShape().prepend(size);
        LossTerms terms = loss == null ? null : loss.terms(prediction, g.input("y", target)).reduced();
        List<Node> outputs = new ArrayList<>(List.of(prediction));
        if (terms != null) {
            outputs.add(terms.loss());
            terms.weight().ifPresent(outputs::add);
        }
        ExecutionPlan plan = Compiler.compile(g, outputs, variables, engine.kernels(), 0);
        // The plan's own y may be overwritten during a run; scores need it afterwards.
        Slice y = Slice.allocate(target.size());
        Gather gather = new Gather(plan.input("x"), y);
        Step copy = loss == null ? null : engine.kernels().copy(new int[] {target.size()}, new int[] {1}, new int[] {1}, y, plan.input("y"));
        plan.prepare(engine.workers());
        return new Part(plan, gather, y, gather.before(copy, plan.steps()), outputs.size() > 2, terms != null && terms.sums());
    }
}
