package org.madaline.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.TreeSet;
import org.madaline.kernels.Slice;

/// Places buffers in one array so that those alive at the same time do not overlap: the largest first, each at the
/// lowest gap that is free while it lives. That compares each buffer with many others; where there are very many, they
/// are placed in the order of their first use, each into the smallest gap that is free then and large enough.
final class MemoryPlan {
    /// So many buffers are placed by size; more than a step of training has in any architecture that is known by name.
    static final int BY_SIZE = 8192;

    private record Placed(Buffer buffer, int offset) {
        int end() {
            return offset + Arena.roundUp(buffer.size);
        }

        boolean alive(Buffer other) {
            return buffer.first <= other.last && other.first <= buffer.last;
        }
    }

    private record Gap(int length, int offset) {
        static final Comparator<Gap> ORDER = Comparator.comparingInt(Gap::length).thenComparingInt(Gap::offset);
    }

    private final List<Placed> placed = new ArrayList<>();
    private final Work work;
    private long size;

    private MemoryPlan(Work work) {
        this.work = work;
    }

    /// Places all buffers that have no place yet and returns the arena's size in floats.
    ///
    /// @throws IllegalArgumentException if the arena would be larger than an array can be
    static int place(Collection<Buffer> buffers, Compiler.Options options) {
        List<Buffer> open = buffers.stream().filter(b -> !b.placed()).toList();
        MemoryPlan plan = new MemoryPlan(options.work());
        if (open.size() <= options.bySize()) {
            plan.bySize(open);
        } else {
            plan.byTime(open);
        }
        Slice arena = Arena.aligned((int) plan.size);
        plan.placed.forEach(p -> p.buffer().place(new Slice(arena.array(), arena.offset() + p.offset())));
        return (int) plan.size;
    }

    private void bySize(Collection<Buffer> buffers) {
        List<Buffer> open = buffers.stream()
                .sorted(Comparator.comparingInt((Buffer b) -> -b.size).thenComparingInt(b -> b.first)).toList();
        for (Buffer buffer : open) {
            long offset = 0;
            for (Placed rival : placed) {
                work.count();
                if (offset + Arena.roundUp(buffer.size) <= rival.offset()) {
                    break;
                }
                if (rival.alive(buffer)) {
                    offset = Math.max(offset, rival.end());
                }
            }
            Placed here = new Placed(buffer, grow(offset, buffer));
            int at = java.util.Collections.binarySearch(placed, here, Comparator.comparingInt(Placed::offset));
            placed.add(at < 0 ? -at - 1 : at, here);
        }
    }

    private int grow(long offset, Buffer buffer) {
        size = Math.max(size, offset + Arena.roundUp(buffer.size));
        if (size > Integer.MAX_VALUE - 64) {
            throw new IllegalArgumentException("a plan for this batch would need more than " + (size * 4 >> 30)
                    + " GiB of buffers; use a smaller batch");
        }
        return (int) offset;
    }

    private void byTime(Collection<Buffer> buffers) {
        List<Buffer> open = buffers.stream()
                .sorted(Comparator.comparingInt((Buffer b) -> b.first).thenComparingInt(b -> -b.size)).toList();
        PriorityQueue<Placed> alive = new PriorityQueue<>(Comparator.comparingInt((Placed p) -> p.buffer().last));
        TreeSet<Gap> gaps = new TreeSet<>(Gap.ORDER);
        TreeMap<Integer, Gap> byOffset = new TreeMap<>();
        for (Buffer buffer : open) {
            work.count();
            while (!alive.isEmpty() && alive.peek().buffer().last < buffer.first) {
                Placed dead = alive.poll();
                free(new Gap(dead.end() - dead.offset(), dead.offset()), gaps, byOffset);
            }
            int length = Arena.roundUp(buffer.size);
            Gap gap = gaps.ceiling(new Gap(length, 0));
            Placed here;
            if (gap != null) {
                here = new Placed(buffer, gap.offset());
                gaps.remove(gap);
                byOffset.remove(gap.offset());
                free(new Gap(gap.length() - length, gap.offset() + length), gaps, byOffset);
            } else {
                here = new Placed(buffer, atEnd(buffer, gaps, byOffset));
            }
            placed.add(here);
            alive.add(here);
        }
    }

    /// Behind all others, beginning with a gap that reaches to the end.
    private int atEnd(Buffer buffer, TreeSet<Gap> gaps, TreeMap<Integer, Gap> byOffset) {
        var last = byOffset.lastEntry();
        if (last != null && last.getKey() + last.getValue().length() == size) {
            gaps.remove(last.getValue());
            byOffset.remove(last.getKey());
            return grow(last.getKey(), buffer);
        }
        return grow(size, buffer);
    }

    /// Adds a gap, joined with its neighbours.
    private static void free(Gap gap, TreeSet<Gap> gaps, TreeMap<Integer, Gap> byOffset) {
        if (gap.length() == 0) {
            return;
        }
        Gap joined = gap;
        var before = byOffset.floorEntry(gap.offset());
        if (before != null && before.getKey() + before.getValue().length() == gap.offset()) {
            joined = new Gap(before.getValue().length() + joined.length(), before.getKey());
            gaps.remove(before.getValue());
            byOffset.remove(before.getKey());
        }
        Gap after = byOffset.remove(gap.offset() + gap.length());
        if (after != null) {
            gaps.remove(after);
            joined = new Gap(joined.length() + after.length(), joined.offset());
        }
        gaps.add(joined);
        byOffset.put(joined.offset(), joined);
    }
}
