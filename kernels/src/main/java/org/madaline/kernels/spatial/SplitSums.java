package org.madaline.kernels.spatial;

import org.madaline.kernels.Slice;

/// A result that is the sum of several parts, each computed on its own; they are added in order, so that it does not
/// depend on who computed them when. A single part is the result itself.
final class SplitSums {
    private final Slice result;
    private final int size;
    private final int splits;
    private final float[] sums;

    SplitSums(Slice result, int size, int splits) {
        this.result = result;
        this.size = size;
        this.splits = splits;
        sums = new float[splits == 1 ? 0 : Math.multiplyExact(splits, size)];
    }

    int splits() {
        return splits;
    }

    /// Where a part is to be written, all of it.
    Slice part(int split) {
        return splits == 1 ? result : new Slice(sums, split * size);
    }

    /// Adds the parts, for one of several ranges of the result.
    void add(int range, int ranges) {
        int begin = (int) ((long) size * range / ranges);
        int end = (int) ((long) size * (range + 1) / ranges);
        int to = result.offset();
        System.arraycopy(sums, begin, result.array(), to + begin, end - begin);
        for (int split = 1; split < splits; split++) {
            int from = split * size;
            for (int i = begin; i < end; i++) {
                result.array()[to + i] += sums[from + i];
            }
        }
    }
}
