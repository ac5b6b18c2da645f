package org.madaline.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.madaline.diagnose.BatchFit;
import org.madaline.diagnose.GradientFlow;
import org.madaline.diagnose.RateRange;

/// All that was found.
///
/// @param findings in the order of the checks
/// @param fit      how one batch was learnt; empty for a linear model, so with those that follow
/// @param range    the losses at rising rates
/// @param flow     gradients and steps, layer by layer
/// @param doubts   examples whose label looks wrong, the worst first
public record Diagnosis(
        List<Finding> findings, Optional<BatchFit> fit, Optional<RateRange> range, Optional<GradientFlow> flow, List<Doubt> doubts) {
    /// The lists are copied.
    public Diagnosis {
        findings = List.copyOf(findings);
        doubts = List.copyOf(doubts);
    }

    /// An example whose label looks wrong.
    ///
    /// @param place       its line in a table, its file, or its number
    /// @param label       what it is said to be
    /// @param better      what it looks like
    /// @param probability of the label, by models that have not seen the example; NaN for numbers
    public record Doubt(String place, String label, String better, double probability) {}

    /// {@return whether nothing is wrong; there may be things worth a look}
    public boolean well() {
        return findings.stream().noneMatch(f -> f.level() == Finding.Level.WRONG);
    }

    /// The findings, and the doubts, of two.
    Diagnosis and(Diagnosis other) {
        return new Diagnosis(joined(findings, other.findings), fit.or(other::fit), range.or(other::range), flow.or(other::flow),
                joined(doubts, other.doubts));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /// Findings alone.
    static Diagnosis of(List<Finding> findings) {
        return new Diagnosis(findings, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }
}
