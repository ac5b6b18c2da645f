package org.madaline.kernels.spatial;

import java.util.ArrayList;
import java.util.List;

/// The positions of x along one axis that share their remainder modulo the stride, for the gradient with respect to x:
/// only the kernel's taps with the matching remainder reach them, so that each phase is a convolution of stride 1 over
/// delta with a part of the kernel, and no product with the zeros between the strides is ever formed.
///
/// @param begin the first position of x
/// @param stride distance of neighbouring positions of the phase in x
/// @param kernel the kernel's taps, such that they look at ascending positions of delta: descending
/// @param axis where the positions look in delta
record Phase(int begin, int stride, int[] kernel, SpatialAxis axis) {

    /// All phases of an axis: x\[i] = Σₜ w\[t] delta\[(i + pad - t dilation) / stride], where that is whole.
    static List<Phase> of(int size, int out, int taps, int stride, int pad, int dilation) {
        List<Phase> phases = new ArrayList<>();
        int spacing = dilation / gcd(stride, dilation);
        for (int begin = 0; begin < Math.min(stride, size); begin++) {
            int offset = begin + pad;
            int[] kernel = java.util.stream.IntStream.iterate(taps - 1, t -> t >= 0, t -> t - 1)
                    .filter(t -> (offset - t * dilation) % stride == 0).toArray();
            int base = kernel.length == 0 ? 0 : (offset - kernel[0] * dilation) / stride;
            int count = Math.ceilDiv(size - begin, stride);
            phases.add(new Phase(begin, stride, kernel, SpatialAxis.regular(out, count, kernel.length, 1, base, spacing)));
        }
        return phases;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
