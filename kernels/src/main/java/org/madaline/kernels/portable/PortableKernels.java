package org.madaline.kernels.portable;

import org.madaline.kernels.ConvShape;
import org.madaline.kernels.GemmShape;
import org.madaline.kernels.Kernels;
import org.madaline.kernels.MapShape;
import org.madaline.kernels.PoolShape;
import org.madaline.kernels.Program;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.block.CopyStep;
import org.madaline.kernels.block.Loops;
import org.madaline.kernels.block.MapStep;
import org.madaline.kernels.block.MatrixProduct;
import org.madaline.kernels.block.OneHotStep;
import org.madaline.kernels.block.PortableLoops;
import org.madaline.kernels.block.PortableTiles;
import org.madaline.kernels.block.Reductions;
import org.madaline.kernels.block.RowStep;
import org.madaline.kernels.block.Tiles;
import org.madaline.kernels.spatial.PortableSpatialLoops;
import org.madaline.kernels.spatial.PortableWinogradLoops;
import org.madaline.kernels.spatial.SpatialKernels;

/// The kernels in plain Java: the reference for all others, and what runs where the Vector API is missing.
public final class PortableKernels implements Kernels {
    private static final Loops LOOPS = new PortableLoops();
    private static final Tiles TILES = new PortableTiles();
    private static final SpatialKernels SPATIAL =
            new SpatialKernels(TILES, new PortableSpatialLoops(), new PortableWinogradLoops());

    @Override
    public String name() {
        return "portable";
    }

    @Override
    public Step gemm(GemmShape shape, Slice a, Slice b, Slice c, Slice bias, boolean relu) {
        return MatrixProduct.of(TILES, shape, a, b, c, bias, relu);
    }

    @Override
    public Step map(Program program, MapShape shape, Slice[] inputs, Slice[] outputs) {
        return MapStep.of(LOOPS, program, shape, inputs, outputs);
    }

    @Override
    public Step reduce(Reduction reduction, Axis axis, Program program, MapShape shape, Slice[] inputs, Slice output) {
        return Reductions.of(LOOPS, reduction, axis, program, shape, inputs, output);
    }

    @Override
    public Step softmax(int rows, int columns, boolean log, Slice x, Slice y) {
        return RowStep.softmax(LOOPS, rows, columns, log, x, y);
    }

    @Override
    public Step crossEntropy(int rows, int columns, Slice z, Slice q, Slice loss) {
        return RowStep.crossEntropy(LOOPS, rows, columns, z, q, loss);
    }

    @Override
    public Step crossEntropyGradient(int rows, int columns, Slice z, Slice q, Slice upstream, Slice delta) {
        return RowStep.crossEntropyGradient(LOOPS, rows, columns, z, q, upstream, delta);
    }

    @Override
    public Step oneHot(int rows, int classes, Slice index, Slice y) {
        return new OneHotStep(rows, classes, index, y);
    }

    @Override
    public Step copy(int[] sizes, int[] xStrides, int[] yStrides, Slice x, Slice y) {
        return CopyStep.of(sizes, xStrides, yStrides, x, y);
    }

    @Override
    public Step convolution(ConvShape shape, Slice x, Slice w, Slice bias, boolean relu, Slice y) {
        return SPATIAL.convolution(shape, x, w, bias, relu, y);
    }

    @Override
    public Step convolutionInputGradient(ConvShape shape, Slice delta, Slice w, Slice dx) {
        return SPATIAL.convolutionInputGradient(shape, delta, w, dx);
    }

    @Override
    public Step convolutionWeightGradient(ConvShape shape, Slice x, Slice delta, Slice dw) {
        return SPATIAL.convolutionWeightGradient(shape, x, delta, dw);
    }

    @Override
    public Step maxPool(PoolShape shape, Slice x, Slice y) {
        return SPATIAL.maxPool(shape, x, y);
    }

    @Override
    public Step maxPoolGradient(PoolShape shape, Slice x, Slice delta, Slice dx) {
        return SPATIAL.maxPoolGradient(shape, x, delta, dx);
    }

    @Override
    public Step averagePool(PoolShape shape, Slice x, Slice y) {
        return SPATIAL.averagePool(shape, x, y);
    }

    @Override
    public Step averagePoolGradient(PoolShape shape, Slice delta, Slice dx) {
        return SPATIAL.averagePoolGradient(shape, delta, dx);
    }
}
