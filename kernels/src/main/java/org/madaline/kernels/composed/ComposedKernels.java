package org.madaline.kernels.composed;

import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.block.BatchProduct;
import org.madaline.kernels.block.CopyStep;
import org.madaline.kernels.block.GatherStep;
import org.madaline.kernels.block.Loops;
import org.madaline.kernels.block.MapStep;
import org.madaline.kernels.block.MatrixProduct;
import org.madaline.kernels.block.OneHotStep;
import org.madaline.kernels.block.Reductions;
import org.madaline.kernels.block.RowStep;
import org.madaline.kernels.block.ScatterStep;
import org.madaline.kernels.block.Tiles;
import org.madaline.kernels.spatial.SpatialKernels;
import org.madaline.kernels.spec.Clip;
import org.madaline.kernels.spec.ConvShape;
import org.madaline.kernels.spec.GemmShape;
import org.madaline.kernels.spec.Kernels;
import org.madaline.kernels.spec.MapShape;
import org.madaline.kernels.spec.PoolShape;
import org.madaline.kernels.spec.Program;
import org.madaline.kernels.spec.TableShape;

/// The kernels, composed of inner loops: how work is cut into chunks and blocks is the same for all, only the loops
/// within a block differ.
///
/// @param name for people
/// @param loops of elementwise programs and reductions
/// @param tiles of the matrix product
/// @param spatial convolution and pooling
public record ComposedKernels(String name, Loops loops, Tiles tiles, SpatialKernels spatial) implements Kernels {
    @Override
    public Step gemm(GemmShape shape, Slice a, Slice b, Slice c, Slice bias, Clip clip) {
        return MatrixProduct.of(tiles, shape, a, b, c, bias, clip);
    }

    @Override
    public Step gemms(int members, GemmShape shape, Slice a, int strideA, Slice b, int strideB, Slice c) {
        return BatchProduct.of(tiles, members, shape, a, strideA, b, strideB, c);
    }

    @Override
    public Step gather(TableShape shape, Slice table, Slice index, Slice y) {
        return new GatherStep(shape, table, index, y);
    }

    @Override
    public Step scatterAdd(TableShape shape, Slice index, Slice x, Slice table) {
        return new ScatterStep(shape, index, x, table);
    }

    @Override
    public Step map(Program program, MapShape shape, Slice[] inputs, Slice[] outputs) {
        return MapStep.of(loops, program, shape, inputs, outputs);
    }

    @Override
    public Step reduce(Reduction reduction, Axis axis, Program program, MapShape shape, Slice[] inputs, Slice output) {
        return Reductions.of(loops, reduction, axis, program, shape, inputs, output);
    }

    @Override
    public Step softmax(int rows, int columns, boolean log, Slice x, Slice y) {
        return RowStep.softmax(loops, rows, columns, log, x, y);
    }

    @Override
    public Step crossEntropy(int rows, int columns, Slice z, Slice q, Slice loss) {
        return RowStep.crossEntropy(loops, rows, columns, z, q, loss);
    }

    @Override
    public Step crossEntropyGradient(int rows, int columns, Slice z, Slice q, Slice upstream, Slice delta) {
        return RowStep.crossEntropyGradient(loops, rows, columns, z, q, upstream, delta);
    }

    @Override
    public Step classCrossEntropy(int rows, int columns, Slice z, Slice classes, Slice loss) {
        return RowStep.classCrossEntropy(loops, rows, columns, z, classes, loss);
    }

    @Override
    public Step classCrossEntropyGradient(int rows, int columns, Slice z, Slice classes, Slice upstream, Slice delta) {
        return RowStep.classCrossEntropyGradient(loops, rows, columns, z, classes, upstream, delta);
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
    public Step convolution(ConvShape shape, Slice x, Slice w, Slice bias, Clip clip, Slice y) {
        return spatial.convolution(shape, x, w, bias, clip, y);
    }

    @Override
    public Step convolutionInputGradient(ConvShape shape, Slice delta, Slice w, Slice dx) {
        return spatial.convolutionInputGradient(shape, delta, w, dx);
    }

    @Override
    public Step convolutionWeightGradient(ConvShape shape, Slice x, Slice delta, Slice dw) {
        return spatial.convolutionWeightGradient(shape, x, delta, dw);
    }

    @Override
    public Step maxPool(PoolShape shape, Slice x, Slice y) {
        return spatial.maxPool(shape, x, y);
    }

    @Override
    public Step maxPoolGradient(PoolShape shape, Slice x, Slice delta, Slice dx) {
        return spatial.maxPoolGradient(shape, x, delta, dx);
    }

    @Override
    public Step averagePool(PoolShape shape, Slice x, Slice y) {
        return spatial.averagePool(shape, x, y);
    }

    @Override
    public Step averagePoolGradient(PoolShape shape, Slice delta, Slice dx) {
        return spatial.averagePoolGradient(shape, delta, dx);
    }
}
