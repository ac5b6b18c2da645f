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

    /// All rounds together take no longer, but for the fewest.
    private static final double MOST_SECONDS = 20;
    private static final int FEWEST_ROUNDS = 3;

    private Race() {}

    /// @param warmUp seconds that each contestant works before it counts
    /// @param most rounds; fewer where they would take long
    /// @param length of a contestant's round, in seconds, but for work that takes longer
    static List<Result> run(double warmUp, int most, double length, Contestant... contestants) {
        int[] times = new int[contestants.length];
        double expected = 0;
        for (int i = 0; i < contestants.length; i++) {
            double seconds = calibrate(contestants[i], warmUp, length / 4);
            times[i] = Math.max(1, (int) (length / seconds));
            expected += Math.max(length, seconds);
        }
        int rounds = Math.clamp((long) (MOST_SECONDS / expected), Math.min(FEWEST_ROUNDS, most), most);
        double[][] seconds = new double[contestants.length][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < contestants.length; i++) {
                pause();
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

    /// Warms up, and returns how long one repetition takes.
    private static double calibrate(Contestant contestant, double warmUp, double part) {
        pause();
        double worked = 0;
        double last = 0;
        for (int times = 1; worked < warmUp; times = Math.max(1, (int) (part / last))) {
            double seconds = time(contestant, times);
            worked += seconds;
            last = seconds / times;
        }
        return last;
    }

    private static double time(Contestant contestant, int times) {
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
