package org.madaline.inference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.madaline.computation.Engine;
import org.madaline.computation.PlanPool;
import org.madaline.data.Batch;
import org.madaline.data.BatchForm;
import org.madaline.data.Batches;
import org.madaline.data.Dataset;
import org.madaline.evaluate.Evaluation;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.kernels.Slice;
import org.madaline.layer.Network;
import org.madaline.loss.Loss;
import org.madaline.loss.LossTerms;
import org.madaline.metric.Metric;
import org.madaline.plan.Compiler;
import org.madaline.plan.ExecutionPlan;
import org.madaline.plan.PreparedWeights;
import org.madaline.plan.Variables;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// Runs a network in inference mode over a data set, batch by batch.
public final class Evaluator {
    private static final int LARGEST_BATCH = 256;

    /// The values of a batch, about: the memory of a plan grows with them.
    private static final int BATCH_FLOATS = 1 << 22;

    /// @param weighted whether the third output is what the loss of the batch counts
    private record Part(ExecutionPlan plan, Reading reading, boolean weighted, boolean sums) {}

    private final Network network;
    private final Shape output;
    private final Loss loss;
    private final Variables variables;
    private final Engine engine;
    private final Batches data;
    private final List<Metric> metrics;
    private final List<Metric> told;
    private final PreparedWeights prepared;
    private final boolean fixed;
    private final PlanPool<BatchForm, Part> parts;

    /// Without metrics, over variables that may change.
    ///
    /// @param loss null where only outputs and classes are wanted
    /// @param network which one
    /// @param variables its parameters and running statistics
    /// @param engine what computes
    /// @param dataset the examples
    /// @throws IllegalArgumentException if the data do not fit the network
    public Evaluator(Network network, Loss loss, Variables variables, Engine engine, Dataset dataset) {
        this(network, loss, variables, engine, dataset, List.of());
    }

    /// With metrics, over variables that may change.
    ///
    /// @param loss null where only outputs and classes are wanted
    /// @param metrics further figures to be told
    /// @param network which one
    /// @param variables its parameters and running statistics
    /// @param engine what computes
    /// @param dataset the examples
    /// @throws IllegalArgumentException if the data do not fit the network
    public Evaluator(Network network, Loss loss, Variables variables, Engine engine, Dataset dataset, List<Metric> metrics) {
        this(network, loss, variables, null, engine, dataset, metrics);
    }

    /// With metrics, over variables that may or may not change.
    ///
    /// @param loss null where only outputs and classes are wanted
    /// @param prepared what is made of variables that do not change, shared with other computations; null where they do change
    /// @param metrics further figures to be told
    /// @param network which one
    /// @param variables its parameters and running statistics
    /// @param engine what computes
    /// @param dataset the examples
    /// @throws IllegalArgumentException if the data do not fit the network
    public Evaluator(Network network, Loss loss, Variables variables, PreparedWeights prepared, Engine engine, Dataset dataset,
            List<Metric> metrics) {
        this.fixed = prepared != null;
        this.prepared = fixed ? prepared : new PreparedWeights();
        this.parts = new PlanPool<>(this::part, part -> part.plan().bytes(), new PlanPool.Bounds(1, 2, Long.MAX_VALUE));
        this.metrics = metrics;
        this.network = network;
        this.output = network.output();
        this.loss = loss;
        this.variables = variables;
        this.engine = engine;
        int batch = Math.clamp(BATCH_FLOATS / network.input().size(), 1, LARGEST_BATCH);
        this.data = Batches.inOrder(dataset, Math.min(batch, Inference.examplesAtOnce(network)));
        this.told = Scoring.of(network, data, loss == null ? Double.NaN : loss.ignored(), metrics);
    }

    /// Evaluates all examples.
    ///
    /// @return outputs and figures of all examples
    public Evaluation evaluate() {
        if (!fixed) {
            prepared.refresh();
        }
        int n = data.size();
        int k = output.size();
        float[] outputs = new float[Math.multiplyExact(n, k)];
        RunningLoss running = null;
        Map<String, Metric.Tally> tallies = new LinkedHashMap<>();
        told.forEach(m -> tallies.put(m.name(), m.tally(k, data.targetShape().size())));
        int done = 0;
        try (Feed feed = new Feed(data, engine.workers().threads())) {
            feed.open(0, 0);
            for (int size = feed.advance(); size > 0; size = feed.advance()) {
                Batch batch = feed.batch();
                int at = done * k;
                Judged judged = parts.with(batch.form(), part -> judge(part, batch, outputs, at, tallies.values()));
                if (loss != null) {
                    running = running == null ? new RunningLoss(judged.sums()) : running;
                    running.add(judged.loss(), judged.weight());
                }
                done += size;
            }
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        tallies.forEach((name, tally) -> figures.put(name, tally.value()));
        double accuracy = Scoring.accuracy(figures);
        figures.keySet().retainAll(metrics.stream().map(Metric::name).toList());
        return new Evaluation(running == null ? Double.NaN : running.value(), accuracy, Tensor.wrap(output.prepend(n), outputs),
                figures);
    }

    private record Judged(float loss, double weight, boolean sums) {}

    /// Runs a batch, and puts its outputs to those of all.
    private Judged judge(Part part, Batch batch, float[] outputs, int at, Collection<Metric.Tally> tallies) {
        part.plan().prepare(engine.workers());
        part.reading().gather().at(batch);
        engine.workers().run(part.reading().steps());
        Slice z = part.plan().output(0);
        System.arraycopy(z.array(), z.offset(), outputs, at, batch.size() * output.size());
        Slice y = part.reading().gather().slice("y");
        tallies.forEach(t -> t.add(z.array(), z.offset(), y.array(), y.offset(), batch.size()));
        return loss == null ? new Judged(Float.NaN, 0, false)
                : new Judged(part.plan().scalar(1), part.weighted() ? part.plan().scalar(2) : batch.size(), part.sums());
    }

    private Part part(BatchForm batch) {
        int size = batch.size();
        Graph g = new Graph(Mode.INFERENCE);
        Node prediction = network.build(g, size);
        Shape target = data.targetShape().prepend(size);
        LossTerms terms = loss == null ? null : loss.terms(prediction, g.input("y", target)).reduced();
        if (terms != null && data.weighted()) {
            terms = terms.weighted(g.input("weight", Shape.of(size)));
        }
        List<Node> outputs = new ArrayList<>(List.of(prediction));
        if (terms != null) {
            outputs.add(terms.loss());
            terms.weight().ifPresent(outputs::add);
        }
        ExecutionPlan plan = Compiler.compile(g, outputs, variables, prepared, engine.kernels());
        Reading reading = Reading.of(plan, g, engine.kernels(), batch, Set.of("y"));
        return new Part(plan, reading, outputs.size() > 2, terms != null && terms.sums());
    }
}
