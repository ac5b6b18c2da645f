package org.madaline.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.madaline.data.ArrayDataset;
import org.madaline.data.Dataset;
import org.madaline.layer.Activation;
import org.madaline.layer.Dense;
import org.madaline.layer.Layer;
import org.madaline.layer.Network;
import org.madaline.optimizer.Adam;
import org.madaline.tensor.Shape;
import org.madaline.train.Trainer;

/// What it takes to make the plan of a training step, by the number of layers: processor time of the thread that trains one step
/// of one batch, the least of several runs, in which nearly all is the compiler of plans.
public final class CompileTimes {
    private static final int RUNS = 5;
    private static final int WIDTH = 4;
    private static final int EXAMPLES = 64;

    private CompileTimes() {}

    /// @param args numbers of hidden layers; 4, 50, 200 and 800 where there are none
    public static void main(String[] args) {
        List<Integer> depths = args.length == 0 ? List.of(4, 50, 200, 800) : List.of(args).stream().map(Integer::valueOf).toList();
        Dataset data = ArrayDataset.classified(new float[EXAMPLES][WIDTH], new int[EXAMPLES], List.of("a", "b"));
        var clock = ManagementFactory.getThreadMXBean();
        for (int depth : depths) {
            List<Layer> layers = new ArrayList<>();
            for (int i = 0; i < depth; i++) {
                layers.add(new Dense(WIDTH));
                layers.add(Activation.RELU);
            }
            layers.add(new Dense(2));
            Network network = Network.of(Shape.of(WIDTH), layers.toArray(Layer[]::new));
            long least = Long.MAX_VALUE;
            for (int run = 0; run < RUNS; run++) {
                long begin = clock.getCurrentThreadCpuTime();
                new Trainer(network, new Adam(1e-3)).epochs(1).batchSize(EXAMPLES).fit(data);
                least = Math.min(least, clock.getCurrentThreadCpuTime() - begin);
            }
            System.out.printf("%,d layers: %.1f ms, %.3f ms a layer%n", depth, least / 1e6, least / 1e6 / depth);
        }
    }
}
