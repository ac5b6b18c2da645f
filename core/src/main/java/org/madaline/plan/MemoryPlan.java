package org.madaline.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.madaline.kernels.Slice;

/// Places buffers in one array so that those alive at the same time do not overlap: the largest first, each at the
/// lowest gap that is free while it lives.
final class MemoryPlan {
    private record Placed(Buffer buffer, int offset) {
        int end() {
            return offset + Arena.roundUp(buffer.size);
        }

        boolean alive(Buffer other) {
            return buffer.first <= other.last && other.first <= buffer.last;
        }
    }

    private MemoryPlan() {}

    /// Places all buffers that have no place yet and returns the arena's size in floats.
    ///
    /// @throws IllegalArgumentException if the arena would be larger than an array can be
    static int place(Collection<Buffer> buffers) {
        List<Placed> placed = new ArrayList<>();
        List<Buffer> open = buffers.stream().filter(b -> !b.placed())
                .sorted(Comparator.comparingInt((Buffer b) -> -b.size).thenComparingInt(b -> b.first)).toList();
        long size = 0;
        for (Buffer buffer : open) {
            List<Placed> rivals = placed.stream().filter(p -> p.alive(buffer))
                    .sorted(Comparator.comparingInt(Placed::offset)).toList();
            long offset = 0;
            for (Placed rival : rivals) {
                if (offset + Arena.roundUp(buffer.size) <= rival.offset()) {
                    break;
                }
                offset = Math.max(offset, rival.end());
            }
            size = Math.max(size, offset + Arena.roundUp(buffer.size));
            if (size > Integer.MAX_VALUE - 64) {
                throw new IllegalArgumentException("a plan for this batch would need more than " + (size * 4 >> 30)
                        + " GiB of buffers; use a smaller batch");
            }
            placed.add(new Placed(buffer, (int) offset));
        }
        Slice arena = Arena.aligned((int) size);
        placed.forEach(p -> p.buffer().place(new Slice(arena.array(), arena.offset() + p.offset())));
        return (int) size;
    }
}
