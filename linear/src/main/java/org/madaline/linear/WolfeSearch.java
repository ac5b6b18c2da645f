package org.madaline.linear;

import java.util.ArrayList;
import java.util.List;

/// A line search for the strong Wolfe conditions (Nocedal and Wright, Numerical Optimization, algorithms 3.5 and 3.6):
///
/// φ(t) ≤ φ(0) + c₁ t φ'(0)  and  |φ'(t)| ≤ c₂ |φ'(0)|,  c₁ = 10⁻⁴, c₂ = 0.9, φ(t) = f(x + t d).
///
/// It brackets an interval that holds such a point, then narrows it with the minimizer of the cubic through values and
/// slopes at both ends, kept away from the ends so that the interval shrinks.
final class WolfeSearch {
    private static final double C1 = 1e-4;
    private static final double C2 = 0.9;
    private static final int MOST_TRIALS = 25;

    /// A trial: step, value, slope φ'(t), and the point with its gradient.
    record Trial(double t, double value, double slope, double[] x, double[] gradient) {}

    private final Objective f;
    private final double[] x;
    private final double[] direction;
    private final Trial origin;
    private final double smallestChange;
    private final Spares spares;
    private final List<Trial> made = new ArrayList<>();
    private int evaluations;

    /// @param spares where points and gradients come from, and go to but for those of the result
    WolfeSearch(
            Objective f, double[] x, double value, double[] gradient, double[] direction, double smallestChange, Spares spares) {
        this.f = f;
        this.x = x;
        this.direction = direction;
        this.origin = new Trial(0, value, Vectors.dot(gradient, direction), x, gradient);
        this.smallestChange = smallestChange;
        this.spares = spares;
    }

    int evaluations() {
        return evaluations;
    }

    /// The best trial found, starting from step `t`; the origin itself where nothing is lower.
    Trial search(double t) {
        Trial best = bracket(t);
        keep(best, best);
        return best;
    }

    /// Gives the vectors of all other trials back.
    private void keep(Trial a, Trial b) {
        made.removeIf(trial -> {
            boolean done = trial != a && trial != b;
            if (done) {
                spares.give(trial.x);
                spares.give(trial.gradient);
            }
            return done;
        });
    }

    private Trial bracket(double t) {
        Trial previous = origin;
        Trial trial = evaluate(t);
        for (int i = 0; i < MOST_TRIALS; i++) {
            if (level(trial)) {
                return trial;
            }
            if (tooHigh(trial) || (i > 1 && trial.value >= previous.value)) {
                return zoom(previous, trial, i);
            }
            if (flat(trial)) {
                return trial;
            }
            if (trial.slope >= 0) {
                return zoom(previous, trial, i);
            }
            double next = cubicMinimum(
                    previous, trial, trial.t + 0.01 * (trial.t - previous.t), 10 * trial.t);
            keep(trial, trial);
            previous = trial;
            trial = evaluate(next);
        }
        return trial.value <= origin.value ? trial : origin;
    }

    private Trial zoom(Trial a, Trial b, int used) {
        Trial low = a.value <= b.value ? a : b;
        Trial high = low == a ? b : a;
        boolean nearEnd = false;
        double size = Vectors.normInf(direction);
        for (int i = used; i < MOST_TRIALS && Math.abs(high.t - low.t) * size >= smallestChange; i++) {
            double left = Math.min(low.t, high.t);
            double right = Math.max(low.t, high.t);
            // The cubic is symmetric in its ends but for rounding; left to right keeps one order of operations.
            double t = cubicMinimum(low.t < high.t ? low : high, low.t < high.t ? high : low, left, right);
            double margin = 0.1 * (right - left);
            if (Math.min(right - t, t - left) < margin) {
                if (nearEnd || t >= right || t <= left) {
                    t = Math.abs(t - right) < Math.abs(t - left) ? right - margin : left + margin;
                    nearEnd = false;
                } else {
                    nearEnd = true;
                }
            } else {
                nearEnd = false;
            }
            keep(low, high);
            Trial trial = evaluate(t);
            if (level(trial)) {
                return trial;
            }
            if (tooHigh(trial) || trial.value >= low.value) {
                high = trial;
                if (low.value > high.value) {
                    Trial swap = low;
                    low = high;
                    high = swap;
                }
            } else {
                if (flat(trial)) {
                    return trial;
                }
                if (trial.slope * (high.t - low.t) >= 0) {
                    high = low;
                }
                low = trial;
            }
        }
        return low;
    }

    private Trial evaluate(double t) {
        evaluations++;
        double[] point = Vectors.plus(x, t, direction, spares.take());
        double[] gradient = spares.take();
        double value = f.evaluate(point, gradient);
        var trial = new Trial(t, value, Vectors.dot(gradient, direction), point, gradient);
        made.add(trial);
        return trial;
    }

    /// Not written as `value > ...`, so that NaN is too high.
    private boolean tooHigh(Trial trial) {
        return !(trial.value <= origin.value + C1 * trial.t * origin.slope);
    }

    /// Where values differ by rounding errors only, the slopes tell: this is the same pair of conditions for a
    /// parabola (Hager and Zhang 2005, approximate Wolfe conditions).
    private boolean level(Trial trial) {
        return Math.abs(trial.value - origin.value) <= f.noise(origin.value)
                && flat(trial)
                && trial.slope <= (2 * C1 - 1) * origin.slope;
    }

    private boolean flat(Trial trial) {
        return Math.abs(trial.slope) <= -C2 * origin.slope;
    }

    /// The minimizer of the cubic through both trials, within \[lowest, highest]; the middle where there is none.
    private static double cubicMinimum(Trial p, Trial q, double lowest, double highest) {
        double d1 = p.slope + q.slope - 3 * (p.value - q.value) / (p.t - q.t);
        double square = d1 * d1 - p.slope * q.slope;
        if (!(square >= 0) || Double.isInfinite(square)) {
            return (lowest + highest) / 2;
        }
        double d2 = Math.sqrt(square);
        double t = p.t <= q.t
                ? q.t - (q.t - p.t) * ((q.slope + d2 - d1) / (q.slope - p.slope + 2 * d2))
                : p.t - (p.t - q.t) * ((p.slope + d2 - d1) / (p.slope - q.slope + 2 * d2));
        return Double.isNaN(t) ? (lowest + highest) / 2 : Math.clamp(t, lowest, highest);
    }
}
