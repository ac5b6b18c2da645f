package org.madaline.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jdk.incubator.vector.FloatVector;

/// The most that the machine's vector units yield just now: fused multiply-adds in registers, without memory.
final class Peak {
    private static final int LENGTH = 100_000;
    private static final int ROUNDS = 5;
    private static final double ROUND_SECONDS = 0.2;

    private Peak() {}

    /// 10^9 floating-point operations per second of all threads together, the best of several rounds; a fused
    /// multiply-add counts as two.
    static double gigaflops(int threads) throws InterruptedException, ExecutionException {
        double best = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int round = 0; round < ROUNDS; round++) {
                List<Future<Double>> parts = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    parts.add(pool.submit(Peak::rate));
                }
                double sum = 0;
                for (Future<Double> part : parts) {
                    sum += part.get();
                }
                best = Math.max(best, sum);
            }
        }
        return best;
    }

    private static double rate() {
        long start = System.nanoTime();
        double seconds = 0;
        double operations = 0;
        while (seconds < ROUND_SECONDS) {
            // Never true; without a use of the result the loop could be left out.
            if (multiplyAdds(0.999f) < 0) {
                throw new AssertionError();
            }
            operations += 2.0 * 8 * LENGTH * FloatVector.SPECIES_PREFERRED.length();
            seconds = (System.nanoTime() - start) * 1e-9;
        }
        return operations / seconds * 1e-9;
    }

    /// Eight independent chains, to cover the latency of one.
    private static float multiplyAdds(float factor) {
        FloatVector x = FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, factor);
        FloatVector a = x;
        FloatVector b = x;
        FloatVector c = x;
        FloatVector d = x;
        FloatVector e = x;
        FloatVector f = x;
        FloatVector g = x;
        FloatVector h = x;
        for (int i = 0; i < LENGTH; i++) {
            a = a.fma(x, x);
            b = b.fma(x, x);
            c = c.fma(x, x);
            d = d.fma(x, x);
            e = e.fma(x, x);
            f = f.fma(x, x);
            g = g.fma(x, x);
            h = h.fma(x, x);
        }
        return a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).lane(0);
    }
}
