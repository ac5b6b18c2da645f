package org.madaline.runs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.madaline.linear.GradientDescent;
import org.madaline.linear.Lbfgs;
import org.madaline.linear.Newton;
import org.madaline.linear.ProximalGradient;
import org.madaline.linear.ProximalNewton;
import org.madaline.linear.Solver;
import org.madaline.linear.StochasticGradientDescent;

/// What `--solver` can name.
///
/// @param flags that it heeds
/// @param maker makes the solver
public record SolverChoice(Set<String> flags, Maker maker) {
    /// What stands for the solver that suits size and penalty.
    public static final String AUTO = "auto";

    private static final String ITERATIONS = "--iterations";
    private static final String TOLERANCE = "--tolerance";

    /// All by name.
    public static final Choice<SolverChoice> ALL = all();

    /// Makes a solver; empty where the size of the problem decides.
    public interface Maker {
        /// {@return the solver; empty for the one that [org.madaline.linear.Settings#solverFor] chooses}
        ///
        /// @param settings of which a solver takes those that it heeds
        /// @param seed     of the order of examples
        Optional<Solver> make(LinearSettings settings, long seed);
    }

    private static Choice<SolverChoice> all() {
        var usual = Set.of(ITERATIONS, TOLERANCE);
        var newton = new Newton();
        var lbfgs = new Lbfgs();
        var proximalNewton = new ProximalNewton();
        var proximalGradient = new ProximalGradient();
        var map = new LinkedHashMap<String, SolverChoice>();
        map.put(AUTO, new SolverChoice(Set.of(), (_, _) -> Optional.empty()));
        map.put("newton", new SolverChoice(usual, (s, _) -> Optional.of(new Newton(
                s.iterations(newton.maxIterations()), s.tolerance(newton.tolerance()), newton.mostDense()))));
        map.put("lbfgs", new SolverChoice(usual, (s, _) -> Optional.of(lbfgs
                .withMaxIterations(s.iterations(lbfgs.maxIterations()))
                .withTolerance(s.tolerance(lbfgs.tolerance())))));
        map.put("proximal-newton", new SolverChoice(usual, (s, _) -> Optional.of(new ProximalNewton(
                s.iterations(proximalNewton.maxIterations()), s.tolerance(proximalNewton.tolerance())))));
        map.put("proximal-gradient", new SolverChoice(usual, (s, _) -> Optional.of(new ProximalGradient(
                s.iterations(proximalGradient.maxIterations()), s.tolerance(proximalGradient.tolerance())))));
        map.put("gradient-descent", new SolverChoice(Set.of(ITERATIONS, TOLERANCE, "--lr"), (s, _) -> Optional.of(
                new GradientDescent(s.rate(1), s.iterations(10_000), s.tolerance(1e-6)))));
        map.put("sgd", new SolverChoice(Set.of("--epochs", "--batch-size", "--lr", TOLERANCE), (s, seed) -> Optional.of(
                new StochasticGradientDescent(s.rate(0.1), 0.1, s.passes(20), s.batch(64), seed, s.tolerance(1e-3)))));
        return new Choice<>("--solver", map);
    }

    /// {@return the solvers that heed a flag}
    ///
    /// @param flag such as `--tolerance`
    public static List<String> heeding(String flag) {
        return ALL.options().entrySet().stream()
                .filter(solver -> solver.getValue().flags().contains(flag))
                .map(java.util.Map.Entry::getKey)
                .toList();
    }
}
