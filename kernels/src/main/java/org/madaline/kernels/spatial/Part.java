package org.madaline.kernels.spatial;

import java.util.ArrayList;
import java.util.List;
import org.madaline.kernels.spec.ConvShape;

/// A part of the result of a convolution or of its gradient with respect to x: the pixels of a regular lattice, what
/// they see of the source, and with which taps of the kernel.
///
/// @param kernel for each tap its index in the kernel
/// @param height rows of the result
/// @param width columns of the result
/// @param channels channels of the result
/// @param rowBegin first row of the lattice
/// @param rowStride from one row of the lattice to the next, in rows of the result
record Part(Patches patches, int[] kernel, int height, int width, int channels,
        int rowBegin, int rowStride, int columnBegin, int columnStride) {

    /// The whole result y.
    static List<Part> forward(ConvShape s) {
        int[] kernel = java.util.stream.IntStream.range(0, s.kh() * s.kw()).toArray();
        return List.of(new Part(Patches.forward(s), kernel, s.outH(), s.outW(), s.k(), 0, 1, 0, 1));
    }

    /// dx, one part for each phase of the stride.
    static List<Part> inputGradient(ConvShape s) {
        List<Part> parts = new ArrayList<>();
        for (Phase row : Phase.of(s.h(), s.outH(), s.kh(), s.strideH(), s.padTop(), s.dilationH())) {
            for (Phase column : Phase.of(s.w(), s.outW(), s.kw(), s.strideW(), s.padLeft(), s.dilationW())) {
                int[] kernel = new int[row.kernel().length * column.kernel().length];
                for (int i = 0; i < kernel.length; i++) {
                    kernel[i] = row.kernel()[i / column.kernel().length] * s.kw()
                            + column.kernel()[i % column.kernel().length];
                }
                Patches patches = new Patches(s.n(), s.k(), s.k() / s.groups(), row.axis(), column.axis(),
                        row.kernel().length, column.kernel().length);
                parts.add(new Part(patches, kernel, s.h(), s.w(), s.c(),
                        row.begin(), row.stride(), column.begin(), column.stride()));
            }
        }
        return parts;
    }

    /// Whether neighbouring pixels of the part are neighbours in the result.
    boolean dense() {
        return rowStride == 1 && columnStride == 1;
    }

    /// Where the channels of a pixel of this part lie in the result.
    int offset(int pixel) {
        int columns = patches.columns().count();
        int rows = patches.rows().count();
        int i = rowBegin + pixel / columns % rows * rowStride;
        int j = columnBegin + pixel % columns * columnStride;
        return ((pixel / columns / rows * height + i) * width + j) * channels;
    }
}
