package org.madaline.linear;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// The limited-memory quasi-Newton method L-BFGS with a strong-Wolfe line search (Nocedal and Wright, algorithm 7.5).
///
/// The first step has length min(1, 1 / |∇f|₁), later trials begin with 1; a pair (s, y) of steps and gradient changes
/// is kept only where sᵀy > 10⁻¹⁰ |y|², so that the approximation of the Hessian stays positive definite.
///
/// The first approximation of the inverse Hessian is the identity times sᵀy / yᵀy. An objective that is far from
/// its minimum after 10 steps and is [Objective.Preconditioned] gives a better one, H̃⁻¹ sᵀy / yᵀH̃⁻¹y, renewed after
/// 6, 12, 24, ... more steps; that saves most of the steps where features are many and dependent, as pixels are.
///
/// @param history pairs (s, y) kept, 2 history vectors of memory; default 20
/// @param maxIterations most steps; default 1000
/// @param tolerance ends where the largest component of the gradient is at most this; default 10⁻⁸
/// @param smallestChange ends where a step changes neither value nor variables by more than this; default 10⁻¹⁵
public record Lbfgs(int history, int maxIterations, double tolerance, double smallestChange) implements Solver {

    /// Checks its components.
    ///
    /// @throws IllegalArgumentException if the history is empty or a bound is negative
    public Lbfgs {
        Solver.requireSettings(maxIterations, tolerance);
        if (history < 1 || !(smallestChange >= 0)) {
            throw new IllegalArgumentException("L-BFGS needs a history of at least 1 and smallestChange >= 0, not "
                    + history + " and " + smallestChange);
        }
    }

    /// The default settings.
    public Lbfgs() {
        this(20, 1000, 1e-8, 1e-15);
    }

    /// {@return these settings with another tolerance}
    ///
    /// @param newTolerance at least 0
    public Lbfgs withTolerance(double newTolerance) {
        return new Lbfgs(history, maxIterations, newTolerance, smallestChange);
    }

    /// {@return these settings with another number of iterations}
    ///
    /// @param newMaxIterations at least 0
    public Lbfgs withMaxIterations(int newMaxIterations) {
        return new Lbfgs(history, newMaxIterations, tolerance, smallestChange);
    }

    /// Steps before the first preconditioner.
    private static final int PLAIN = 10;
    /// Steps that a preconditioner has to save to be worth its cost.
    private static final int WORTH = 15;

    private record Pair(double[] s, double[] y, double curvature) {
        void giveTo(Spares spares) {
            spares.give(s);
            spares.give(y);
        }
    }

    /// The approximation of the inverse Hessian that pairs are added to. It is renewed where, at the pace of the last
    /// steps, more than [#WORTH] are still to come.
    private final class Base {
        private UnaryOperator<double[]> inverse = UnaryOperator.identity();
        private int due = PLAIN;
        private int period = 6;
        private int lastIteration;
        private double lastResidual = Double.NaN;

        void renew(Objective f, double[] x, double residual, int iteration) {
            if (iteration == 0) {
                lastResidual = residual;
            }
            if (iteration != due || !(f instanceof Objective.Preconditioned p)) {
                return;
            }
            double pace = Math.log(lastResidual / residual) / (iteration - lastIteration);
            if (!(pace > 0 && Math.log(residual / tolerance) / pace <= WORTH)) {
                p.preconditioner(x).ifPresent(better -> inverse = better);
            }
            lastIteration = iteration;
            lastResidual = residual;
            due += period;
            period *= 2;
        }
    }

    @Override
    public Minimum minimize(Objective f, double[] start) {
        return search(f, start, _ -> {});
    }

    /// Minimizes and tells `observer` each point reached.
    ///
    /// @param f        without l1 penalty
    /// @param start    where the search begins; not changed
    /// @param observer gets the point after each step; it must not change it
    /// @return the point reached, and whether it is a minimum
    /// @throws IllegalArgumentException if f has an l1 penalty
    public Minimum minimize(Objective f, double[] start, Consumer<double[]> observer) {
        // A copy: the point itself is written over later.
        return search(f, start, x -> observer.accept(x.clone()));
    }

    private Minimum search(Objective f, double[] start, Consumer<double[]> observer) {
        Solver.requireSmooth(f, "L-BFGS");
        var spares = new Spares(start.length);
        double[] x = start.clone();
        double[] gradient = new double[x.length];
        double value = f.evaluate(x, gradient);
        int evaluations = 1;
        Deque<Pair> pairs = new ArrayDeque<>();
        Base base = new Base();
        String reason = "the " + maxIterations + " iterations allowed were used up";
        int iteration = 0;
        while (iteration < maxIterations && !(f.residual(x, gradient) <= tolerance)) {
            base.renew(f, x, f.residual(x, gradient), iteration);
            double[] direction = direction(pairs, base.inverse, gradient, spares.take());
            WolfeSearch search = new WolfeSearch(f, x, value, gradient, direction, smallestChange, spares);
            double first = pairs.isEmpty() ? Math.min(1, 1 / Vectors.norm1(gradient)) : 1;
            WolfeSearch.Trial trial = search.search(first);
            evaluations += search.evaluations();
            spares.give(direction);
            if (trial.t() == 0 && !pairs.isEmpty()) {
                pairs.forEach(pair -> pair.giveTo(spares));
                pairs.clear();
                continue;
            }
            double[] s = Vectors.plus(trial.x(), -1, x, spares.take());
            double change = Math.max(Vectors.normInf(s), Math.abs(trial.value() - value));
            remember(pairs, s, Vectors.plus(trial.gradient(), -1, gradient, spares.take()), spares);
            if (trial.x() != x) {
                spares.give(x);
                spares.give(gradient);
            }
            x = trial.x();
            value = trial.value();
            gradient = trial.gradient();
            if (trial.t() == 0 || change <= smallestChange) {
                reason = Minimum.STUCK;
                break;
            }
            iteration++;
            observer.accept(x);
        }
        return Minimum.at(f, x, value, gradient, iteration, evaluations, tolerance, reason);
    }

    private void remember(Deque<Pair> pairs, double[] s, double[] y, Spares spares) {
        double curvature = Vectors.dot(s, y);
        if (curvature > 1e-10 * Vectors.dot(y, y)) {
            if (pairs.size() == history) {
                pairs.removeFirst().giveTo(spares);
            }
            pairs.addLast(new Pair(s, y, curvature));
        } else {
            new Pair(s, y, curvature).giveTo(spares);
        }
    }

    /// -H ∇f by the two-loop recursion, with H₀ = H̃⁻¹ sᵀy / yᵀH̃⁻¹y of the newest pair.
    ///
    /// @param d where it may be put
    private static double[] direction(Deque<Pair> pairs, UnaryOperator<double[]> inverse, double[] gradient, double[] d) {
        Arrays.fill(d, 0);
        Vectors.add(d, -1, gradient);
        if (pairs.isEmpty()) {
            return d;
        }
        double[] a = new double[pairs.size()];
        int i = a.length;
        for (Iterator<Pair> newestFirst = pairs.descendingIterator(); newestFirst.hasNext(); ) {
            Pair p = newestFirst.next();
            a[--i] = Vectors.dot(p.s, d) / p.curvature;
            Vectors.add(d, -a[i], p.y);
        }
        Pair newest = pairs.getLast();
        double scale = newest.curvature / Vectors.dot(newest.y, inverse.apply(newest.y));
        d = inverse.apply(d);
        for (int j = 0; j < d.length; j++) {
            d[j] *= scale;
        }
        for (Pair p : pairs) {
            double b = Vectors.dot(p.y, d) / p.curvature;
            Vectors.add(d, a[i++] - b, p.s);
        }
        return d;
    }
}
