package org.madaline.inference;

import java.util.Map;
import java.util.function.Supplier;
import org.madaline.computation.Computation;
import org.madaline.computation.Engine;
import org.madaline.computation.PlanPool;
import org.madaline.computation.SymbolicShape;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.layer.Network;
import org.madaline.plan.PreparedWeights;
import org.madaline.plan.Variables;
import org.madaline.tensor.Tensor;

/// The outputs of a network for batches of any size; any number of threads may ask at once.
///
/// Where the images between two convolutions are large and the weights few, a batch is computed in parts of some
/// examples, so that these images stay in the cache instead of going through memory.
public final class Inference {
    /// The floats that two neighbouring layers may hold of a part: 12 MiB.
    private static final long NEAR = 3 << 20;
    /// Networks with more parameters compute each batch as a whole, since every part reads all of them: 32 MiB.
    private static final long FEW_WEIGHTS = 8 << 20;

    /// Networks without images compute so many examples at once, so that plans stay small.
    private static final int MOST = 4096;

    /// The sizes of most calls, which are found quickly when they are the same object.
    private static final Map<String, Integer> ONE = Map.of("N", 1);

    private final Network network;
    private final Supplier<Engine> engine;
    private final Computation computation;
    private volatile int atOnce;

    /// With plans and prepared weights of its own.
    ///
    /// @param variables the network's parameters and running statistics, which must not change
    /// @param engine asked for when first needed
    /// @param network which one
    public Inference(Network network, Variables variables, Supplier<Engine> engine) {
        this(network, variables, new PreparedWeights(), engine, PlanPool.Bounds.usual());
    }

    /// With prepared weights that others share.
    ///
    /// @param prepared what is made of the variables, shared with other computations
    /// @param network which one
    /// @param variables the network's parameters and running statistics, which must not change
    /// @param engine asked for when first needed
    /// @param bounds on the number of plans and on their memory
    public Inference(Network network, Variables variables, PreparedWeights prepared, Supplier<Engine> engine, PlanPool.Bounds bounds) {
        this.network = network;
        this.engine = engine;
        this.computation = new Computation(Map.of("x", SymbolicShape.batch(network.input())),
                (g, sizes) -> Map.of("z", network.build(g, sizes.get("N"))), variables, prepared, engine, bounds);
    }

    /// How many examples are computed at once, at most; a function of the network's shapes.
    static int examplesAtOnce(Network network) {
        Graph g = new Graph(Mode.INFERENCE);
        network.build(g, 1);
        long weights = g.variables().values().stream().mapToLong(v -> v.shape().size()).sum();
        long largest = 0;
        for (Node node : g.nodes()) {
            if (node.op() instanceof Op.Convolution) {
                largest = Math.max(largest, (long) node.input(0).shape().size() + node.shape().size());
            }
        }
        if (largest == 0) {
            return MOST;
        }
        return weights > FEW_WEIGHTS ? Integer.MAX_VALUE : (int) Math.max(1, NEAR / largest);
    }

    /// The network's outputs for a batch of examples `[N, ...]`.
    ///
    /// @param batch any N of at least 1
    /// @return `[N, ...]`
    /// @throws IllegalArgumentException if the examples do not have the network's input shape
    public Tensor outputs(Tensor batch) {
        int n = batch.shape().rank() == 0 ? 0 : batch.shape().dim(0);
        int size = network.input().size();
        if (n == 0 || batch.size() != n * size) {
            throw new IllegalArgumentException("the model takes a batch of examples " + network.input().prepend(Math.max(n, 1))
                    + ", not " + batch.shape());
        }
        int parts = n == 1 ? 1 : Math.ceilDiv(n, examplesAtOnce());
        int most = Math.ceilDiv(n, parts);
        Tensor first = part(batch, 0, most);
        if (most == n) {
            return first;
        }
        int outputs = first.size() / most;
        float[] all = new float[Math.multiplyExact(n, outputs)];
        first.copyTo(0, all, 0, first.size());
        for (int from = most; from < n; from += most) {
            int count = Math.min(most, n - from);
            part(batch, from, count).copyTo(0, all, from * outputs, count * outputs);
        }
        return Tensor.wrap(first.shape().drop(1).prepend(n), all);
    }

    private int examplesAtOnce() {
        if (atOnce == 0) {
            atOnce = examplesAtOnce(network);
        }
        return atOnce;
    }

    private Tensor part(Tensor batch, int from, int count) {
        return computation.with(count == 1 ? ONE : Map.of("N", count), plan -> {
            if (plan.inputs().contains("x")) {
                var x = plan.input("x");
                int size = network.input().size();
                batch.copyTo(from * size, x.array(), x.offset(), count * size);
            }
            plan.run(engine.get().workers());
            return plan.tensor(0);
        });
    }

    /// What the plans take at this moment, and have taken.
    ///
    /// @return plans and bytes
    public PlanPool.Held held() {
        return computation.held();
    }
}
