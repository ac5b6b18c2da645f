package org.madaline.graph;

import java.util.Arrays;
import java.util.List;
import org.madaline.kernels.spec.ConvShape;
import org.madaline.kernels.spec.PoolShape;
import org.madaline.tensor.Shape;

/// The shape of each operation's result, and the complaint where the inputs do not fit.
final class ShapeRules {
    /// Indices are floats, which hold whole numbers up to 2²⁴.
    private static final int LARGEST_INDEX = 1 << 24;

    private ShapeRules() {}

    static Shape infer(Op op, List<Node> inputs, String path) {
        try {
            return infer(op, inputs.stream().map(Node::shape).toList());
        } catch (ShapeException e) {
            throw e;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new ShapeException(path, e.getMessage());
        }
    }

    private static Shape infer(Op op, List<Shape> in) {
        return switch (op) {
            case Op.Input _, Op.Variable _ -> throw new IllegalArgumentException("a leaf brings its own shape");
            case Op.Constant _ -> Shape.SCALAR;
            case Op.Table t -> t.value().shape();
            case Op.Uniform uniform -> uniform.shape();
            case Op.Unary _, Op.Detach _ -> in.get(0);
            case Op.Binary _ -> broadcast(in.get(0), in.get(1));
            case Op.Select _ -> broadcast(in.get(0), broadcast(in.get(1), in.get(2)));
            case Op.Broadcast b -> broadcastTo(in.get(0), b.shape());
            case Op.Sum sum -> reduced(sum.axes(), in.get(0));
            case Op.Maximum max -> reduced(max.axes(), in.get(0));
            case Op.Reshape r -> reshape(in.get(0), r.shape());
            case Op.Permute p -> permute(p, in.get(0));
            case Op.Narrow n -> narrow(n, in.get(0));
            case Op.Pad p -> in.get(0).with(p.axis(), in.get(0).dim(p.axis()) + p.before() + p.after());
            case Op.Concat c -> concat(c, in);
            case Op.MatMul m -> matmul(m, in.get(0), in.get(1));
            case Op.BatchMatMul m -> batch(m, in.get(0), in.get(1));
            case Op.Gather _ -> gather(in.get(0), in.get(1));
            case Op.ScatterAdd s -> scatterAdd(s.shape(), in.get(0), in.get(1));
            case Op.Softmax _ -> matrix(in.get(0), "softmax");
            case Op.CrossEntropy _ -> same(in.get(0), in.get(1), "logits", "targets").with(1, 1);
            case Op.CrossEntropyGradient _ -> same(in.get(0), in.get(1), "logits", "targets");
            case Op.ClassCrossEntropy _ -> classes(in.get(0), in.get(1)).with(1, 1);
            case Op.ClassCrossEntropyGradient _ -> classes(in.get(0), in.get(1));
            case Op.OneHot o -> Shape.of(in.get(0).size(), o.classes());
            case Op.Convolution c -> convolution(c, in.get(0), in.get(1));
            case Op.ConvolutionInputGradient g -> g.shape();
            case Op.ConvolutionWeightGradient g -> g.shape();
            case Op.MaxPool p -> pool(p.pooling(), in.get(0));
            case Op.MaxPoolGradient _ -> in.get(0);
            case Op.AveragePool p -> pool(p.pooling(), in.get(0));
            case Op.AveragePoolGradient p -> p.shape();
            case Op.Custom c -> c.op().shape(in);
        };
    }

    /// The common shape of two operands: equal ranks, each axis equal or 1 on one side; a scalar fits everything.
    static Shape broadcast(Shape x, Shape y) {
        if (x.equals(y) || y.rank() == 0) {
            return x;
        }
        if (x.rank() == 0) {
            return y;
        }
        int[] dims = new int[x.rank()];
        for (int i = 0; i < dims.length; i++) {
            if (x.rank() != y.rank() || x.dim(i) != y.dim(i) && x.dim(i) != 1 && y.dim(i) != 1) {
                throw new IllegalArgumentException("values of shapes " + x + " and " + y
                        + " cannot be combined element by element: sizes must be equal, or 1 on one side");
            }
            dims[i] = x.dim(i) == 1 ? y.dim(i) : x.dim(i);
        }
        return Shape.of(dims);
    }

    private static Shape broadcastTo(Shape x, Shape target) {
        if (!broadcast(x, target).equals(target)) {
            throw new IllegalArgumentException("a value of shape " + x + " cannot be repeated to " + target);
        }
        return target;
    }

    private static Shape reduced(List<Integer> axes, Shape x) {
        Shape result = x;
        for (int axis : axes) {
            result = result.with(axis, 1);
        }
        return result;
    }

    private static Shape reshape(Shape x, Shape target) {
        if (x.size() != target.size()) {
            throw new IllegalArgumentException("a value of shape " + x + " has " + x.size() + " elements, but " + target
                    + " needs " + target.size());
        }
        return target;
    }

    private static Shape permute(Op.Permute p, Shape x) {
        if (p.axes().size() != x.rank() || p.axes().stream().distinct().count() != x.rank()) {
            throw new IllegalArgumentException("axes " + p.axes() + " are no order of the axes of " + x);
        }
        return Shape.of(p.axes().stream().mapToInt(x::dim).toArray());
    }

    private static Shape narrow(Op.Narrow n, Shape x) {
        if (n.from() < 0 || n.to() < n.from() || n.to() > x.dim(n.axis())) {
            throw new IllegalArgumentException("the part " + n.from() + " to " + n.to() + " lies outside of axis " + n.axis() + " of " + x);
        }
        return x.with(n.axis(), n.to() - n.from());
    }

    private static Shape concat(Op.Concat c, List<Shape> in) {
        int size = 0;
        for (Shape shape : in) {
            if (!shape.with(c.axis(), 1).equals(in.get(0).with(c.axis(), 1))) {
                throw new IllegalArgumentException("shapes " + in + " cannot be joined along axis " + c.axis()
                        + ": all other sizes must be equal");
            }
            size += shape.dim(c.axis());
        }
        return in.get(0).with(c.axis(), size);
    }

    private static Shape matmul(Op.MatMul m, Shape a, Shape b) {
        matrix(a, "the left factor of a matrix product");
        matrix(b, "the right factor of a matrix product");
        int inner = a.dim(m.transposeA() ? 0 : 1);
        if (inner != b.dim(m.transposeB() ? 1 : 0)) {
            throw new IllegalArgumentException("the product of " + a + (m.transposeA() ? " transposed" : "") + " and " + b
                    + (m.transposeB() ? " transposed" : "") + " needs equal inner sizes");
        }
        return Shape.of(a.dim(m.transposeA() ? 1 : 0), b.dim(m.transposeB() ? 0 : 1));
    }

    private static Shape batch(Op.BatchMatMul m, Shape a, Shape b) {
        if (a.rank() != 3 || b.rank() != 3) {
            throw new IllegalArgumentException("products of pairs take matrices [B, M, K] and [B, K, N], not " + a + " and " + b);
        }
        if (a.dim(0) != b.dim(0) && a.dim(0) != 1 && b.dim(0) != 1) {
            throw new IllegalArgumentException("the products of " + a + " and " + b + " need as many left as right factors, or 1");
        }
        Shape product = matmul(new Op.MatMul(m.transposeA(), m.transposeB()), a.drop(1), b.drop(1));
        return product.prepend(a.dim(0) == 1 ? b.dim(0) : a.dim(0));
    }

    private static Shape gather(Shape table, Shape index) {
        if (table.rank() == 0 || table.dim(0) > LARGEST_INDEX) {
            throw new IllegalArgumentException("rows are taken from a table of at most " + LARGEST_INDEX + " rows, not from " + table);
        }
        int[] dims = Arrays.copyOf(index.dims(), index.rank() + table.rank() - 1);
        System.arraycopy(table.dims(), 1, dims, index.rank(), table.rank() - 1);
        return Shape.of(dims);
    }

    private static Shape scatterAdd(Shape table, Shape index, Shape values) {
        Shape needed = gather(table, index);
        if (!needed.equals(values)) {
            throw new IllegalArgumentException("rows of shape " + values + " cannot be added to a table " + table + " by an index of shape "
                    + index + ", which needs " + needed);
        }
        return table;
    }

    private static Shape classes(Shape z, Shape index) {
        matrix(z, "logits");
        if (!index.equals(Shape.of(z.dim(0)))) {
            throw new IllegalArgumentException("logits " + z + " need one class index for each row, not " + index);
        }
        return z;
    }

    private static Shape matrix(Shape x, String what) {
        if (x.rank() != 2) {
            throw new IllegalArgumentException(what + " takes a matrix, not a value of shape " + x);
        }
        return x;
    }

    private static Shape same(Shape x, Shape y, String first, String second) {
        matrix(x, first);
        if (!x.equals(y)) {
            throw new IllegalArgumentException(first + " have shape " + x + ", but " + second + " " + y);
        }
        return x;
    }

    private static Shape convolution(Op.Convolution c, Shape x, Shape weight) {
        image(x, "a convolution");
        if (weight.rank() != 4 || weight.dim(1) * c.groups() != x.dim(1)
                || weight.dim(2) != c.window().height() || weight.dim(3) != c.window().width()) {
            throw new IllegalArgumentException("weights of shape " + weight + " (outputs, inputs per group, height, width) do not fit x "
                    + x + " (N, C, H, W) with " + c.groups() + " groups");
        }
        ConvShape s = c.window().convolution(x, weight.dim(0), c.groups());
        return Shape.of(x.dim(0), s.k(), s.outH(), s.outW());
    }

    private static Shape pool(Pooling pooling, Shape x) {
        image(x, "a pooling");
        PoolShape s = pooling.shape(x);
        return Shape.of(x.dim(0), x.dim(1), s.outH(), s.outW());
    }

    private static void image(Shape x, String what) {
        if (x.rank() != 4) {
            throw new IllegalArgumentException(what + " takes images (N, C, H, W), not a value of shape " + x);
        }
    }
}
