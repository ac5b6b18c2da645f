package org.madaline.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.madaline.data.Batch;
import org.madaline.train.TrainingStep;

/// A range of learning rates tried in one go: at each step of a training the rate is a constant factor higher than before
/// (Smith 2015).
///
/// @param rates    from the lowest on, as far as the loss stayed bounded
/// @param losses   of the batches, each before its step
/// @param smoothed their moving means
public record RateRange(List<Double> rates, List<Double> losses, List<Double> smoothed) {
    private static final double LOWEST = 1e-6;
    private static final double HIGHEST = 10;

    /// The steps, of all, over which the moving mean goes, about; at least two.
    private static final double WINDOW = 1 / 15.0;

    /// Where the loss is so many times that of the start, higher rates have nothing more to say.
    private static final double ENOUGH = 4;

    /// The part of the whole fall that shows where it begins, and the part of it lost again that shows where it ends.
    private static final double BEGUN = 0.1;

    private static final double LOST = 0.5;

    /// The lists are copied.
    public RateRange {
        rates = List.copyOf(rates);
        losses = List.copyOf(losses);
        smoothed = List.copyOf(smoothed);
    }

    /// Tries rates from 10⁻⁶ to 10 with the training's optimizer.
    ///
    /// @param subject network and examples
    /// @param steps   how many rates, at least 2
    /// @return what the losses were
    public static RateRange of(Subject subject, int steps) {
        TrainingStep step = subject.step();
        double base = subject.trainer().updates().groups().getLast().optimizer().rate();
        List<Batch> batches = subject.batches(steps);
        List<Double> rates = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        List<Double> smoothed = new ArrayList<>();
        double memory = 1 - 1 / Math.max(2, WINDOW * steps);
        double mean = 0;
        double weight = 0;
        for (int i = 0; i < steps; i++) {
            double rate = LOWEST * StrictMath.pow(HIGHEST / LOWEST, (double) i / (steps - 1));
            double loss = step.run(batches.get(i), own -> base == 0 ? rate : rate * (own / base)).loss();
            if (!Double.isFinite(loss)) {
                break;
            }
            mean = memory * mean + (1 - memory) * loss;
            weight = memory * weight + 1 - memory;
            rates.add(rate);
            losses.add(loss);
            smoothed.add(mean / weight);
            if (mean / weight > ENOUGH * smoothed.getFirst()) {
                break;
            }
        }
        return new RateRange(rates, losses, smoothed);
    }

    /// Where the loss is least.
    private int bottom() {
        int least = 0;
        for (int i = 0; i < smoothed.size(); i++) {
            least = smoothed.get(i) < smoothed.get(least) ? i : least;
        }
        return least;
    }

    /// The loss before it falls: the median at the lowest quarter of the rates, since single batches differ.
    private double top() {
        double[] first = smoothed.stream().limit(Math.ceilDiv(smoothed.size(), 4)).mapToDouble(l -> l).sorted().toArray();
        return first.length == 0 ? Double.NaN : first[first.length / 2];
    }

    /// {@return whether the loss fell at some rate, by a tenth at least}
    public boolean falls() {
        return !rates.isEmpty() && smoothed.get(bottom()) < 0.9 * top();
    }

    /// {@return the rate at which the loss has begun to fall; empty where it never does}
    public OptionalDouble begins() {
        if (!falls()) {
            return OptionalDouble.empty();
        }
        int bottom = bottom();
        double bound = top() - BEGUN * (top() - smoothed.get(bottom));
        int i = bottom;
        while (i > 0 && smoothed.get(i - 1) < bound) {
            i--;
        }
        return OptionalDouble.of(rates.get(i));
    }

    /// {@return the rate at which the loss is least; empty where it never falls}
    public OptionalDouble least() {
        return falls() ? OptionalDouble.of(rates.get(bottom())) : OptionalDouble.empty();
    }

    /// {@return the rate from which on half of what was won is lost again, or the loss is no number; empty where that is so at none}
    public OptionalDouble runsAway() {
        if (rates.isEmpty()) {
            return OptionalDouble.of(LOWEST);
        }
        double bound = smoothed.get(bottom()) + LOST * (top() - smoothed.get(bottom()));
        for (int i = bottom(); falls() && i < rates.size(); i++) {
            if (smoothed.get(i) > bound) {
                return OptionalDouble.of(rates.get(i));
            }
        }
        return rates.getLast() < 0.99 * HIGHEST ? OptionalDouble.of(rates.getLast()) : OptionalDouble.empty();
    }

    /// {@return the rate in the middle, on a logarithmic scale, between the begin of the fall and its end; empty where the loss
    /// never falls}
    public OptionalDouble suggested() {
        return falls() ? OptionalDouble.of(Math.sqrt(begins().orElseThrow() * least().orElseThrow())) : OptionalDouble.empty();
    }
}
