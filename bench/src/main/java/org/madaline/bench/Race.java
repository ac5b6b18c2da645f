package org.madaline.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Times several contestants on the same work in one process: in turn, many times, so that a machine that is slow for a
/// moment is slow for all, and compares medians.
final class Race {
    /// One way to do the work.
    ///
    /// @param work does it `times` times
    record Contestant(String name, java.util.function.IntConsumer work) {}

    /// @param seconds the median time of one repetition of the work
    record Result(String name, double seconds) {}

    private static final double ROUND_SECONDS = 0.4;

    private Race() {}

    /// @param warmUp seconds that each contestant works before it counts
    static List<Result> run(double warmUp, int rounds, Contestant... contestants) {
        int[] times = new int[contestants.length];
        for (int i = 0; i < contestants.length; i++) {
            times[i] = calibrate(contestants[i], warmUp);
        }
        double[][] seconds = new double[contestants.length][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < contestants.length; i++) {
                seconds[i][round] = time(contestants[i], times[i]) / times[i];
            }
        }
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < contestants.length; i++) {
            Arrays.sort(seconds[i]);
            results.add(new Result(contestants[i].name(), seconds[i][rounds / 2]));
        }
        return results;
    }

    private static int calibrate(Contestant contestant, double warmUp) {
        double worked = 0;
        int times = 1;
        double last = 1;
        while (worked < warmUp) {
            double seconds = time(contestant, times);
            worked += seconds;
            last = seconds / times;
            times = Math.max(1, (int) (ROUND_SECONDS / 4 / last));
        }
        return Math.max(1, (int) (ROUND_SECONDS / last));
    }

    private static double time(Contestant contestant, int times) {
        pause();
        long start = System.nanoTime();
        contestant.work().accept(times);
        return (System.nanoTime() - start) * 1e-9;
    }

    /// Lets the threads of whoever ran before come to rest: some pools go on spinning for a fifth of a second.
    private static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
