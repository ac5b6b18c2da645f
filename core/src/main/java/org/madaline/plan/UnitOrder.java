package org.madaline.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.madaline.graph.Node;

/// The order of units: each after the ones it reads from; those that only give variables their new values come last,
/// so that everything before them still sees the old ones.
final class UnitOrder {
    private final Usage usage;
    private final Map<Node, Unit> storedBy = new HashMap<>();
    private final Set<Unit> done = new LinkedHashSet<>();

    private UnitOrder(Usage usage, List<Unit> units) {
        this.usage = usage;
        units.forEach(unit -> unit.outputs.forEach(output -> storedBy.put(output, unit)));
    }

    static List<Unit> order(Usage usage, List<Unit> units, Set<Node> outputs) {
        UnitOrder schedule = new UnitOrder(usage, units);
        List<Unit> sorted = new ArrayList<>(units);
        Map<Unit, Boolean> last = new HashMap<>();
        units.forEach(unit -> last.put(unit, schedule.isLast(unit, outputs)));
        sorted.sort(Comparator.comparing((Unit unit) -> last.get(unit)).thenComparing(unit -> unit.root().id()));
        sorted.forEach(schedule::visit);
        return List.copyOf(schedule.done);
    }

    private boolean isLast(Unit unit, Set<Node> outputs) {
        return unit.outputs.stream().allMatch(node -> !outputs.contains(node) && unit.members.containsAll(usage.users(node)));
    }

    private void visit(Unit unit) {
        if (done.contains(unit)) {
            return;
        }
        reads(usage, unit).forEach(node -> {
            Unit source = storedBy.get(node);
            if (source != null && source != unit) {
                visit(source);
            }
        });
        done.add(unit);
    }

    /// The stored nodes that a unit reads, behind their aliases.
    static Set<Node> reads(Usage usage, Unit unit) {
        Set<Node> reads = new LinkedHashSet<>();
        Set<Node> inside = new LinkedHashSet<>(unit.members);
        inside.add(unit.root());
        for (Node node : inside) {
            for (Node operand : usage.operands(node)) {
                if (!inside.contains(operand)) {
                    Node base = operand;
                    while (usage.isAlias(base)) {
                        base = usage.operand(base, 0);
                    }
                    reads.add(base);
                }
            }
        }
        return reads;
    }
}
