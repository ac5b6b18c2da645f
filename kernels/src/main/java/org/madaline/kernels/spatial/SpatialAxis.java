package org.madaline.kernels.spatial;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.madaline.kernels.spec.PoolAxis;

/// Where the positions of a result look along one axis of the source. Position i has taps t = 0, 1, ... at
/// `origin[i] + t spacing`; those inside the source are `valid[i]` many from tap `skipped[i]` on.
///
/// @param size length of the source
/// @param spacing distance of neighbouring taps in the source
/// @param origin the source position of tap 0, may be negative
/// @param skipped how many taps lie before the source
/// @param valid how many taps lie inside
record SpatialAxis(int size, int spacing, int[] origin, int[] skipped, int[] valid) {

    private static SpatialAxis of(int size, int count, int spacing, IntUnaryOperator begin, IntUnaryOperator taps) {
        int[] origin = new int[count];
        int[] skipped = new int[count];
        int[] valid = new int[count];
        for (int i = 0; i < count; i++) {
            origin[i] = begin.applyAsInt(i);
            int all = taps.applyAsInt(i);
            skipped[i] = Math.clamp(Math.ceilDiv(-origin[i], spacing), 0, all);
            int end = Math.clamp(Math.ceilDiv(size - origin[i], spacing), 0, all);
            valid[i] = Math.max(0, end - skipped[i]);
        }
        return new SpatialAxis(size, spacing, origin, skipped, valid);
    }

    /// `count` positions, `step` apart in the source, the first at `base`, with `taps` taps each.
    static SpatialAxis regular(int size, int count, int taps, int step, int base, int spacing) {
        return of(size, count, spacing, i -> i * step + base, i -> taps);
    }

    static SpatialAxis windows(PoolAxis axis) {
        return of(axis.size(), axis.out(), axis.dilation(), axis::begin, axis::length);
    }

    int count() {
        return origin.length;
    }

    /// The source position of the first tap inside.
    int first(int i) {
        return origin[i] + skipped[i] * spacing;
    }

    /// Whether no two positions see the same of the source.
    boolean disjoint() {
        for (int i = 1; i < count(); i++) {
            if (first(i) <= first(i - 1) + (valid[i - 1] - 1) * spacing) {
                return false;
            }
        }
        return true;
    }

    /// Neighbouring positions with the same taps, evenly spaced in the source.
    ///
    /// @param step distance of neighbouring positions in the source
    record Segment(int begin, int count, int step) {}

    /// Cuts the positions from left to right into segments.
    List<Segment> segments() {
        List<Segment> segments = new ArrayList<>();
        int begin = 0;
        while (begin < count()) {
            int end = begin + 1;
            int step = end < count() ? first(end) - first(begin) : 0;
            while (end < count() && valid[end] == valid[begin] && skipped[end] == skipped[begin]
                    && first(end) - first(end - 1) == step) {
                end++;
            }
            segments.add(new Segment(begin, end - begin, end == begin + 1 ? 0 : step));
            begin = end;
        }
        return segments;
    }
}
