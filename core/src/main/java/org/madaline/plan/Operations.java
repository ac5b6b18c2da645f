package org.madaline.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.spec.Clip;
import org.madaline.kernels.spec.ConvShape;
import org.madaline.kernels.spec.GemmShape;
import org.madaline.kernels.spec.Kernels;
import org.madaline.kernels.spec.MapShape;
import org.madaline.kernels.spec.PoolShape;
import org.madaline.kernels.spec.Program;
import org.madaline.kernels.spec.Program.Instruction;
import org.madaline.kernels.spec.TableShape;
import org.madaline.tensor.Shape;

/// Lowers operations that are neither elementwise nor sums, each to its kernel.
final class Operations {
    private final Lowering lowering;

    Operations(Lowering lowering) {
        this.lowering = lowering;
    }

    void lower(Unit unit) {
        Node root = unit.root();
        Node node = unit.members.isEmpty() ? root : unit.members.iterator().next();
        Place y = lowering.place(root);
        switch (node.op()) {
            case Op.MatMul op -> matmul(op, node, epilogue(unit, node), y);
            case Op.Convolution op -> convolution(op, node, epilogue(unit, node), y);
            case Op.ConvolutionInputGradient op -> pair(node, y, op.window().convolution(op.shape(), node.input(0).shape().dim(1), op.groups()),
                    kernels()::convolutionInputGradient);
            case Op.ConvolutionWeightGradient op -> pair(node, y,
                    op.window().convolution(node.input(0).shape(), op.shape().dim(0), op.groups()), kernels()::convolutionWeightGradient);
            case Op.MaxPool op -> pool(node, y, op.pooling().shape(node.input(0).shape()), kernels()::maxPool);
            case Op.MaxPoolGradient op -> pair(node, y, op.pooling().shape(node.shape()), kernels()::maxPoolGradient);
            case Op.AveragePool op -> pool(node, y, op.pooling().shape(node.input(0).shape()), kernels()::averagePool);
            case Op.AveragePoolGradient op -> pool(node, y, op.pooling().shape(op.shape()), kernels()::averagePoolGradient);
            case Op.BatchMatMul op -> products(op, node, y);
            case Op.Gather _ -> gather(node, y);
            case Op.ScatterAdd _ -> scatterAdd(node, y);
            case Op.Softmax op -> rows(node, y, (in, out) -> kernels().softmax(
                    node.shape().dim(0), node.shape().dim(1), op.log(), in.get(0), out));
            case Op.CrossEntropy _ -> rows(node, y, (in, out) -> kernels().crossEntropy(
                    node.input(0).shape().dim(0), node.input(0).shape().dim(1), in.get(0), in.get(1), out));
            case Op.CrossEntropyGradient _ -> rows(node, y, (in, out) -> kernels().crossEntropyGradient(
                    node.shape().dim(0), node.shape().dim(1), in.get(0), in.get(1), in.get(2), out));
            case Op.ClassCrossEntropy _ -> rows(node, y, (in, out) -> kernels().classCrossEntropy(
                    node.input(0).shape().dim(0), node.input(0).shape().dim(1), in.get(0), in.get(1), out));
            case Op.ClassCrossEntropyGradient _ -> rows(node, y, (in, out) -> kernels().classCrossEntropyGradient(
                    node.shape().dim(0), node.shape().dim(1), in.get(0), in.get(1), in.get(2), out));
            case Op.OneHot op -> rows(node, y, (in, out) -> kernels().oneHot(node.shape().dim(0), op.classes(), in.get(0), out));
            case Op.Custom op -> rows(node, y, (in, out) -> CustomStep.of(op.op(), node, in, out));
            case Op.Reshape _ -> reshape(node, y);
            case Op.Permute op -> permute(op, node, y);
            case Op.Narrow op -> {
                Place x = lowering.place(node.input(0));
                lowering.copy(node.shape(), x.buffer(), op.from() * x.strides()[op.axis()], x.strides(), y.buffer(), 0, y.strides());
            }
            case Op.Pad op -> pad(op, node, y);
            case Op.Concat op -> concat(op, node, y);
            case Op.Input _, Op.Variable _, Op.Constant _, Op.Table _, Op.Uniform _, Op.Unary _, Op.Binary _, Op.Select _, Op.Broadcast _,
                    Op.Detach _, Op.Sum _, Op.Maximum _ -> throw new IllegalStateException(node + " is no operation of its own");
        }
    }

    private Kernels kernels() {
        return lowering.kernels();
    }

    /// What a product's kernel does at the end: adds a bias (null: none), and clips.
    private record Epilogue(Place bias, Clip clip) {
        Slice slice() {
            return bias == null ? null : bias.slice();
        }
    }

    private Epilogue epilogue(Unit unit, Node product) {
        Node root = unit.root();
        Clipped clipped = Clipped.of(lowering.usage(), root);
        Node sum = clipped.of();
        return new Epilogue(sum == product ? null : lowering.rowMajor(sum.input(1)), clipped.clip());
    }

    /// Each factor may lie row-major or transposed; a transposed result is the product of the transposes, swapped.
    private void matmul(Op.MatMul op, Node node, Epilogue end, Place y) {
        Place a = lowering.place(node.input(0));
        Place b = lowering.place(node.input(1));
        boolean ta = op.transposeA() != isTransposed(a);
        boolean tb = op.transposeB() != isTransposed(b);
        int m = node.shape().dim(0);
        int n = node.shape().dim(1);
        int k = node.input(0).shape().dim(op.transposeA() ? 0 : 1);
        boolean swap = isTransposed(y);
        GemmShape shape = swap ? new GemmShape(n, m, k, !tb, !ta, false) : new GemmShape(m, n, k, ta, tb, false);
        Place left = swap ? b : a;
        Place right = swap ? a : b;
        lowering.emit(reads(end, a, b), Lowering.buffers(y), () -> kernels().gemm(
                shape, left.slice(), right.slice(), y.slice(), end.slice(), end.clip()));
    }

    private static List<Buffer> reads(Epilogue end, Place... places) {
        List<Buffer> reads = new ArrayList<>(Lowering.buffers(places));
        if (end.bias() != null) {
            reads.add(end.bias().buffer());
        }
        return reads;
    }

    private static boolean isTransposed(Place p) {
        return p.shape().dim(0) > 1 && p.shape().dim(1) > 1 && p.strides()[1] != 1;
    }

    private void convolution(Op.Convolution op, Node node, Epilogue end, Place y) {
        Place x = channelsLast(node.input(0));
        Place w = channelsLast(node.input(1));
        ConvShape shape = op.window().convolution(node.input(0).shape(), node.shape().dim(1), op.groups());
        lowering.emit(reads(end, x, w), Lowering.buffers(y), () -> kernels().convolution(
                shape, x.slice(), w.slice(), end.slice(), end.clip(), y.slice()));
    }

    private Place channelsLast(Node node) {
        return lowering.in(Layout.ofValue(4), node);
    }

    private interface PairKernel<S> {
        Step bind(S shape, Slice x, Slice delta, Slice y);
    }

    private <S> void pair(Node node, Place y, S shape, PairKernel<S> kernel) {
        Place a = channelsLast(node.input(0));
        Place b = channelsLast(node.input(1));
        lowering.emit(Lowering.buffers(a, b), Lowering.buffers(y), () -> kernel.bind(shape, a.slice(), b.slice(), y.slice()));
    }

    private interface PoolKernel {
        Step bind(PoolShape shape, Slice x, Slice y);
    }

    private void pool(Node node, Place y, PoolShape shape, PoolKernel kernel) {
        Place x = channelsLast(node.input(0));
        lowering.emit(Lowering.buffers(x), Lowering.buffers(y), () -> kernel.bind(shape, x.slice(), y.slice()));
    }

    private interface RowsKernel {
        Step bind(List<Slice> inputs, Slice y);
    }

    /// Kernels that want everything row-major.
    private void rows(Node node, Place y, RowsKernel kernel) {
        rows(node.inputs().stream().map(lowering::rowMajor).toList(), y, kernel);
    }

    /// Kernels that write row-major.
    private void rows(List<Place> in, Place y, RowsKernel kernel) {
        Layout rowMajor = Layout.rowMajor(y.shape().rank());
        Place out = Place.of(y.buffer(), y.shape(), rowMajor);
        if (!Lowering.liesAs(out, y)) {
            out = Place.of(new Buffer(y.shape().size()), y.shape(), rowMajor);
        }
        Place target = out;
        lowering.emit(Lowering.buffers(in), Lowering.buffers(target),
                () -> kernel.bind(in.stream().map(Place::slice).toList(), target.slice()));
        if (target.buffer() != y.buffer()) {
            lowering.copy(target, y);
        }
    }

    private void products(Op.BatchMatMul op, Node node, Place y) {
        Shape a = node.input(0).shape();
        Shape b = node.input(1).shape();
        GemmShape shape = new GemmShape(node.shape().dim(1), node.shape().dim(2), a.dim(op.transposeA() ? 1 : 2),
                op.transposeA(), op.transposeB(), false);
        rows(node, y, (in, out) -> kernels().gemms(node.shape().dim(0), shape, in.get(0), a.dim(0) == 1 ? 0 : shape.m() * shape.k(),
                in.get(1), b.dim(0) == 1 ? 0 : shape.k() * shape.n(), out));
    }

    /// A matrix is read as it lies, as a parameter does: only few of its rows are wanted.
    private void gather(Node node, Place y) {
        Node table = node.input(0);
        Place x = table.shape().rank() == 2 ? lowering.place(table) : lowering.rowMajor(table);
        Place index = lowering.rowMajor(node.input(1));
        TableShape shape = table(x, index);
        rows(List.of(x, index), y, (in, out) -> kernels().gather(shape, in.get(0), in.get(1), out));
    }

    private void scatterAdd(Node node, Place y) {
        Place index = lowering.rowMajor(node.input(0));
        Place x = lowering.rowMajor(node.input(1));
        boolean direct = y.shape().rank() == 2;
        Place sums = direct ? y : Place.of(new Buffer(y.shape().size()), y.shape(), Layout.rowMajor(y.shape().rank()));
        TableShape shape = table(sums, index);
        lowering.emit(Lowering.buffers(index, x), Lowering.buffers(sums),
                () -> kernels().scatterAdd(shape, index.slice(), x.slice(), sums.slice()));
        if (!direct) {
            lowering.copy(sums, y);
        }
    }

    private static TableShape table(Place table, Place index) {
        Shape shape = table.shape();
        int columns = shape.drop(1).size();
        int count = index.shape().size();
        return shape.rank() == 2 ? new TableShape(shape.dim(0), columns, table.strides()[0], table.strides()[1], count)
                : TableShape.dense(shape.dim(0), columns, count);
    }

    /// A reshaping that moves something: by way of row-major order, in which both shapes are the same memory.
    private void reshape(Node node, Place y) {
        Place x = lowering.place(node.input(0));
        Place flat = Place.of(new Buffer(x.shape().size()), x.shape(), Layout.rowMajor(x.shape().rank()));
        if (Lowering.liesAs(flat, x)) {
            lowering.copy(new Place(x.buffer(), flat.shape(), flat.strides()).as(node.shape()), y);
        } else if (Lowering.liesAs(y.as(node.shape()), y)) {
            lowering.copy(x, new Place(y.buffer(), flat.shape(), flat.strides()));
        } else {
            lowering.copy(x, flat);
            lowering.copy(flat.as(node.shape()), y);
        }
    }

    private void permute(Op.Permute op, Node node, Place y) {
        Place x = lowering.place(node.input(0));
        int[] strides = IntStream.range(0, node.shape().rank()).map(i -> x.strides()[op.axes().get(i)]).toArray();
        lowering.copy(node.shape(), x.buffer(), 0, strides, y.buffer(), 0, y.strides());
    }

    private void pad(Op.Pad op, Node node, Place y) {
        Program zero = new Program(0, List.of(Instruction.constant(0)), List.of(0));
        int size = node.shape().size();
        lowering.emit(List.of(), Lowering.buffers(y),
                () -> kernels().map(zero, MapShape.flat(size, 0), new Slice[0], new Slice[] {y.slice()}));
        Place x = lowering.place(node.input(0));
        lowering.copy(x.shape(), x.buffer(), 0, x.strides(), y.buffer(), op.before() * y.strides()[op.axis()], y.strides());
    }

    private void concat(Op.Concat op, Node node, Place y) {
        int at = 0;
        for (Node part : node.inputs()) {
            Place x = lowering.place(part);
            Shape block = part.shape();
            lowering.copy(block, x.buffer(), 0, x.strides(), y.buffer(), at * y.strides()[op.axis()], y.strides());
            at += block.dim(op.axis());
        }
    }
}
