package org.madaline.graph;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.madaline.tensor.Shape;

/// Products and selections over many axes, brought to the few forms that operations have.
final class Products {
    private Products() {}

    /// Plain matrices are one product, and so are many that share the right factor: their rows are those of one matrix.
    static Node product(Node a, Node b, boolean transposeA, boolean transposeB) {
        int ra = a.shape().rank();
        int rb = b.shape().rank();
        if (ra <= 2 && rb <= 2) {
            return a.graph().apply(new Op.MatMul(transposeA, transposeB), a, b);
        }
        if (rb == 2 && !transposeA) {
            int k = a.shape().dim(-1);
            Node rows = a.reshape(Shape.of(k == 0 ? a.shape().with(-1, 1).size() : a.shape().size() / k, k));
            Node product = a.graph().apply(new Op.MatMul(false, transposeB), rows, b);
            return product.reshape(a.shape().with(-1, product.shape().dim(1)));
        }
        if (ra < 2 || rb < 2) {
            throw new ShapeException(a.graph().path(), "a matrix product takes matrices, not values of shapes " + a.shape() + " and " + b.shape());
        }
        int[] leading = leading(a, b);
        Node product = a.graph().apply(new Op.BatchMatMul(transposeA, transposeB), batch(a, leading), batch(b, leading));
        int[] dims = Arrays.copyOf(leading, leading.length + 2);
        dims[leading.length] = product.shape().dim(1);
        dims[leading.length + 1] = product.shape().dim(2);
        return product.reshape(Shape.of(dims));
    }

    /// The axes before the matrices, aligned at the end.
    private static int[] leading(Node a, Node b) {
        int rank = Math.max(a.shape().rank(), b.shape().rank());
        int[] x = lifted(a, rank);
        int[] y = lifted(b, rank);
        int[] leading = new int[rank - 2];
        for (int i = 0; i < leading.length; i++) {
            if (x[i] != y[i] && x[i] != 1 && y[i] != 1) {
                throw new ShapeException(a.graph().path(), "the products of " + a.shape() + " and " + b.shape()
                        + " need equal sizes before the last two axes, or 1 on one side");
            }
            leading[i] = x[i] == 1 ? y[i] : x[i];
        }
        return leading;
    }

    private static int[] lifted(Node x, int rank) {
        int[] old = x.shape().dims();
        int[] dims = new int[rank];
        Arrays.fill(dims, 1);
        System.arraycopy(old, 0, dims, rank - old.length, old.length);
        return dims;
    }

    /// A factor as `[B, rows, columns]`; B is 1 where all products share it.
    private static Node batch(Node x, int[] leading) {
        int[] dims = lifted(x, leading.length + 2);
        int rows = dims[leading.length];
        int columns = dims[leading.length + 1];
        if (IntStream.range(0, leading.length).allMatch(i -> dims[i] == 1)) {
            return x.reshape(Shape.of(1, rows, columns));
        }
        int[] whole = dims.clone();
        System.arraycopy(leading, 0, whole, 0, leading.length);
        int members = IntStream.of(leading).reduce(1, Math::multiplyExact);
        return x.reshape(Shape.of(dims)).broadcast(Shape.of(whole)).reshape(Shape.of(members, rows, columns));
    }

    static Node gather(Node x, int axis, Node index) {
        if (axis == 0) {
            return x.gather(index);
        }
        int rank = x.shape().rank();
        Integer[] first = IntStream.range(0, rank).mapToObj(i -> i == 0 ? axis : i <= axis ? i - 1 : i).toArray(Integer[]::new);
        int places = index.shape().rank();
        Integer[] back = IntStream.range(0, rank - 1 + places)
                .mapToObj(i -> i < axis ? places + i : i < axis + places ? i - axis : i).toArray(Integer[]::new);
        return x.permute(first).gather(index).permute(back);
    }
}
