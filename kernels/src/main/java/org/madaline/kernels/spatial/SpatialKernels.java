package org.madaline.kernels.spatial;

import java.util.List;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.block.Tiles;
import org.madaline.kernels.spec.Clip;
import org.madaline.kernels.spec.ConvShape;
import org.madaline.kernels.spec.PoolShape;

/// Convolution and pooling of the contract [org.madaline.kernels.spec.Kernels], for any inner loops.
///
/// A convolution's sum runs over the kernel's rows, its columns, then the channels, one chain of fused multiply-adds;
/// positions of the padding are zeros that take part in it, but for depthwise convolutions, which leave them out. (The
/// two differ where a weight is infinite or NaN.)
public record SpatialKernels(Tiles tiles, SpatialLoops loops, WinogradLoops winograd) {

    /// See [org.madaline.kernels.spec.Kernels#convolution].
    public Step convolution(ConvShape s, Slice x, Slice w, Slice bias, Clip clip, Slice y) {
        require(s, x, w, y, "x", "w", "y");
        if (bias != null) {
            bias.require(s.k(), "bias");
        }
        String name = "convolution " + text(s);
        if (s.depthwise()) {
            return new DepthwiseProduct(name, loops, Part.forward(s), s.kh() * s.kw(), x, w, bias, clip, y);
        }
        WidePixels pixels = WidePixels.of(s);
        if (pixels.pays()) {
            return pixels.convolution(w, bias,
                    (wideW, wideBias) -> convolution(pixels.wide(), x, wideW, wideBias, clip, y));
        }
        int depth = s.c() / s.groups();
        int taps = s.kh() * s.kw();
        var layout = new PackedWeights.Source(s.k() / s.groups() * taps * depth, depth, 1, taps * depth);
        return WinogradProduct.fits(s)
                ? new WinogradProduct(name, tiles, winograd, Part.forward(s).getFirst(), layout, x, w, bias, clip, y)
                : new PatchProduct(name, tiles, Part.forward(s), s.groups(), layout, x, w, bias, clip, y);
    }

    /// See [org.madaline.kernels.spec.Kernels#convolutionInputGradient]; the kernel's taps are taken in descending order.
    public Step convolutionInputGradient(ConvShape s, Slice delta, Slice w, Slice dx) {
        require(s, dx, w, delta, "dx", "w", "delta");
        String name = "convolution input gradient " + text(s);
        if (s.depthwise()) {
            return new DepthwiseProduct(name, loops, Part.inputGradient(s), s.kh() * s.kw(), delta, w, null, Clip.NONE, dx);
        }
        if (RowScatteredGradient.fits(s)) {
            return new RowScatteredGradient(name, tiles, loops, s, delta, w, dx);
        }
        if (ScatteredGradient.fits(s)) {
            return new ScatteredGradient(name, tiles, loops, s, delta, w, dx);
        }
        int depth = s.c() / s.groups();
        int taps = s.kh() * s.kw();
        var layout = new PackedWeights.Source(s.k() / s.groups() * taps * depth, depth, taps * depth, 1);
        List<Part> parts = Part.inputGradient(s);
        return WinogradProduct.fits(s)
                ? new WinogradProduct(name, tiles, winograd, parts.getFirst(), layout, delta, w, null, Clip.NONE, dx)
                : new PatchProduct(name, tiles, parts, s.groups(), layout, delta, w, null, Clip.NONE, dx);
    }

    /// See [org.madaline.kernels.spec.Kernels#convolutionWeightGradient].
    public Step convolutionWeightGradient(ConvShape s, Slice x, Slice delta, Slice dw) {
        require(s, x, dw, delta, "x", "dw", "delta");
        String name = "convolution weight gradient " + text(s);
        WidePixels pixels = WidePixels.of(s);
        if (!s.depthwise() && pixels.pays()) {
            return pixels.weightGradient(dw, wideDw -> convolutionWeightGradient(pixels.wide(), x, delta, wideDw));
        }
        if (s.depthwise()) {
            return new DepthwiseWeightGradient(name, loops, s, x, delta, dw);
        }
        return WinogradWeightGradient.fits(s) ? new WinogradWeightGradient(name, tiles, winograd, s, x, delta, dw)
                : new WeightGradient(name, tiles, s, x, delta, dw);
    }

    private static void require(ConvShape s, Slice x, Slice w, Slice y, String nameX, String nameW, String nameY) {
        x.require((long) s.n() * s.h() * s.w() * s.c(), nameX);
        w.require((long) s.k() * s.kh() * s.kw() * (s.c() / s.groups()), nameW);
        y.require((long) s.n() * s.outH() * s.outW() * s.k(), nameY);
    }

    private static String text(ConvShape s) {
        return s.n() + "x" + s.h() + "x" + s.w() + "x" + s.c() + " to " + s.k() + ", kernel " + s.kh() + "x" + s.kw()
                + ", stride " + s.strideH() + "x" + s.strideW();
    }

    /// See [org.madaline.kernels.spec.Kernels#maxPool]; a window without any position inside yields -∞.
    public Step maxPool(PoolShape s, Slice x, Slice y) {
        require(s, x, y, "x", "y");
        return new SpatialPooling(SpatialPooling.Kind.MAX, loops, s, x, y, null);
    }

    /// See [org.madaline.kernels.spec.Kernels#maxPoolGradient].
    public Step maxPoolGradient(PoolShape s, Slice x, Slice delta, Slice dx) {
        require(s, x, delta, "x", "delta");
        require(s, dx, delta, "dx", "delta");
        return new SpatialPooling(SpatialPooling.Kind.MAX_GRADIENT, loops, s, x, delta, dx);
    }

    /// See [org.madaline.kernels.spec.Kernels#averagePool].
    public Step averagePool(PoolShape s, Slice x, Slice y) {
        require(s, x, y, "x", "y");
        return new SpatialPooling(SpatialPooling.Kind.AVERAGE, loops, s, x, y, null);
    }

    /// See [org.madaline.kernels.spec.Kernels#averagePoolGradient].
    public Step averagePoolGradient(PoolShape s, Slice delta, Slice dx) {
        require(s, dx, delta, "dx", "delta");
        return new SpatialPooling(SpatialPooling.Kind.AVERAGE_GRADIENT, loops, s, dx, delta, dx);
    }

    private static void require(PoolShape s, Slice x, Slice y, String nameX, String nameY) {
        x.require((long) s.n() * s.h() * s.w() * s.c(), nameX);
        y.require((long) s.n() * s.outH() * s.outW() * s.c(), nameY);
    }
}
