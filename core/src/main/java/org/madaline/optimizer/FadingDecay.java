package org.madaline.optimizer;

import java.util.Objects;
import org.madaline.check.Require;
import org.madaline.graph.Node;
import org.madaline.schedule.Schedule;

/// Weight decay apart from the gradient that changes with time: what `optimizer` does, minus η λₜ θ.
///
/// @param optimizer moves along the gradient; usually without a decay of its own
/// @param decay     λ
/// @param schedule  λₜ from λ and the number of steps done
public record FadingDecay(Optimizer optimizer, double decay, Schedule schedule) implements Optimizer {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if the decay is negative
    public FadingDecay {
        Objects.requireNonNull(optimizer, "optimizer");
        Objects.requireNonNull(schedule, "schedule");
        Require.atLeastZero("weight decay", decay);
    }

    @Override
    public double rate() {
        return optimizer.rate();
    }

    @Override
    public Node update(Update u) {
        Node lost = u.rate().times(u.scalar("decay", t -> schedule.rate(decay, t - 1)));
        return optimizer.update(u).minus(u.parameter().times(lost));
    }
}
