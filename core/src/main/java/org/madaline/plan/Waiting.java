package org.madaline.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which units wait for which, while units are still being made: the last of the graph first.
///
/// Each unit has a level, above those of all units that wait for it, so that a search from one unit for another passes
/// over what lies no higher than the other. A search is given up after some units, so that a graph twice as large takes
/// twice as long to compile.
final class Waiting {
    /// No search visits more units; far more than any network of the zoo needs.
    static final int LOOK = 1000;

    private static final class Entry {
        final List<Unit> after = new ArrayList<>();
        final List<Unit> before = new ArrayList<>();
        int level;
    }

    private final Map<Unit, Entry> entries = new HashMap<>();
    private final Work work;

    Waiting(Work work) {
        this.work = work;
    }

    /// From now on the readers wait for the unit, besides those that did before.
    void add(Unit unit, Collection<Unit> readers) {
        Entry entry = entry(unit);
        for (Unit reader : readers) {
            if (reader != unit) {
                entry.after.add(reader);
                entry(reader).before.add(unit);
                raise(unit, entry(reader).level + 1);
            }
        }
    }

    private Entry entry(Unit unit) {
        return entries.computeIfAbsent(unit, _ -> new Entry());
    }

    /// Lifts a unit to a level, and those that it waits for above it.
    private void raise(Unit unit, int level) {
        Deque<Unit> open = new ArrayDeque<>();
        if (entry(unit).level < level) {
            entry(unit).level = level;
            open.push(unit);
        }
        while (!open.isEmpty()) {
            Entry lower = entry(open.pop());
            for (Unit before : lower.before) {
                work.count();
                Entry upper = entry(before);
                if (upper.level <= lower.level) {
                    upper.level = lower.level + 1;
                    open.push(before);
                }
            }
        }
    }

    /// Whether `unit` waits for one of `first`, itself or by way of others; true also where it takes long to find out.
    boolean waits(Unit unit, Collection<Unit> first) {
        int level = entry(unit).level;
        Deque<Unit> open = new ArrayDeque<>(first);
        Set<Unit> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Unit next = open.pop();
            if (next == unit || seen.size() > LOOK) {
                return true;
            }
            if (entry(next).level > level && seen.add(next)) {
                work.count(entry(next).after.size());
                entry(next).after.forEach(open::push);
            }
        }
        return false;
    }
}
