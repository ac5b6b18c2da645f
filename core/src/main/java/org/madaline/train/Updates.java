package org.madaline.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.madaline.optimizer.Clipping;
import org.madaline.optimizer.Optimizer;

/// Which variables move, and how: parameters in groups, each with an optimizer, and so with a rate and a decay, of its own.
///
/// @param groups a parameter belongs to the first one that takes it; one that no group takes does not move
/// @param clipping of the gradients of all groups together; empty for none
/// @param penalty on the weights of all groups; empty for none
/// @param frozen names of variables that stay as they are, running statistics included, which then normalize in place of
///     those of the batch
public record Updates(List<Group> groups, Optional<Clipping> clipping, Optional<Penalty> penalty, Predicate<String> frozen) {
    /// Parameters that move in the same way.
    ///
    /// @param names whether it takes the parameter of a name
    /// @param optimizer with its rate
    public record Group(Predicate<String> names, Optimizer optimizer) {
        /// Checks that both are there.
        public Group {
            Objects.requireNonNull(names, "names");
            Objects.requireNonNull(optimizer, "optimizer");
        }
    }

    /// Copies and checks the groups.
    ///
    /// @throws IllegalArgumentException if there is no group
    public Updates {
        groups = List.copyOf(groups);
        Objects.requireNonNull(frozen, "frozen");
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("a step needs at least one group of parameters to move");
        }
    }

    /// One group.
    ///
    /// @param names takes the names of the parameters that move
    /// @param optimizer of these parameters
    /// @return updates without clipping, penalty or frozen variables
    public static Updates of(Predicate<String> names, Optimizer optimizer) {
        return new Updates(List.of(new Group(names, optimizer)), Optional.empty(), Optional.empty(), _ -> false);
    }

    /// The same with a group before the others, which takes its parameters from them.
    ///
    /// @param names takes the names of the group's parameters
    /// @param optimizer of the group
    /// @return a changed copy
    public Updates before(Predicate<String> names, Optimizer optimizer) {
        List<Group> more = new ArrayList<>(List.of(new Group(names, optimizer)));
        more.addAll(groups);
        return new Updates(more, clipping, penalty, frozen);
    }

    /// Bounds the gradients.
    ///
    /// @param value by norm or by value; null for none
    /// @return a changed copy
    public Updates clip(Clipping value) {
        return new Updates(groups, Optional.ofNullable(value), penalty, frozen);
    }

    /// Adds a penalty on the weights.
    ///
    /// @param value L1 or L2; null for none
    /// @return a changed copy
    public Updates penalty(Penalty value) {
        return new Updates(groups, clipping, Optional.ofNullable(value), frozen);
    }

    /// Leaves variables as they are.
    ///
    /// @param names takes the names of the variables that stay, in place of those of before
    /// @return a changed copy
    public Updates freeze(Predicate<String> names) {
        return new Updates(groups, clipping, penalty, names);
    }

    /// The place of the group that moves a parameter; -1 for none.
    int group(String parameter) {
        for (int k = 0; k < groups.size(); k++) {
            if (groups.get(k).names().test(parameter)) {
                return k;
            }
        }
        return -1;
    }
}
