package org.madaline.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.spec.Kernels;
import org.madaline.kernels.spec.Program;
import org.madaline.tensor.Shape;

/// Turns units into steps: gives each stored value a place, and binds kernels to the places. Here are maps and copies;
/// sums are in [Sums], all other operations in [Operations].
final class Lowering {
    private final Usage usage;
    private final Variables variables;
    private final Kernels kernels;
    private final long seed;
    private final Map<Node, Place> places = new HashMap<>();
    private final List<Pending> steps = new ArrayList<>();
    private final Operations operations = new Operations(this);
    private final Sums sums = new Sums(this);

    private final PreparedWeights prepared;
    private final List<PreparedWeights.Entry> leaves = new ArrayList<>();

    Lowering(Usage usage, Variables variables, Kernels kernels, long seed, PreparedWeights prepared) {
        this.prepared = prepared;
        this.usage = usage;
        this.variables = variables;
        this.kernels = kernels;
        this.seed = seed;
    }

    Kernels kernels() {
        return kernels;
    }

    Usage usage() {
        return usage;
    }

    long seed() {
        return seed;
    }

    List<Pending> steps() {
        return steps;
    }

    void lower(Unit unit) {
        switch (unit.kind) {
            case MAP -> map(unit);
            case REDUCE -> sums.lower(unit);
            case OPERATION -> operations.lower(unit);
        }
    }

    /// Lets a value be computed where it is wanted in the end, as in its variable.
    void preset(Node node, Place place) {
        places.put(node, place);
    }

    /// Where the value of a node lies, or will lie.
    Place place(Node node) {
        Node base = Usage.resolve(node);
        Place known = places.get(base);
        if (known == null) {
            known = newPlace(base);
            places.put(base, known);
        }
        return known;
    }

    private Place newPlace(Node node) {
        if (usage.isAlias(node)) {
            return place(node.input(0)).as(node.shape());
        }
        return switch (node.op()) {
            case Op.Variable v -> Place.of(
                    Buffer.at(variables.slice(v.name()), node.shape().size()), node.shape(), Layout.ofVariable(node.shape().rank()));
            case Op.Constant c -> fixed(node, Layout.rowMajor(0), () -> new Slice(new float[] {(float) c.value()}, 0));
            case Op.Table t -> fixed(node, usage.layout(node), () -> {
                Slice values = Arena.aligned(node.shape().size());
                Copy.strided(node.shape(), node.shape().strides(), usage.layout(node).strides(node.shape()),
                        new Slice(t.value().toArray(), 0), values);
                return values;
            });
            case Op.Input _, Op.Uniform _, Op.Unary _, Op.Binary _, Op.Select _, Op.Broadcast _, Op.Detach _,
                    Op.Sum _, Op.Maximum _, Op.Reshape _, Op.Permute _, Op.Narrow _, Op.Pad _, Op.Concat _,
                    Op.MatMul _, Op.BatchMatMul _, Op.Gather _, Op.ScatterAdd _, Op.Softmax _, Op.CrossEntropy _,
                    Op.CrossEntropyGradient _, Op.ClassCrossEntropy _, Op.ClassCrossEntropyGradient _, Op.OneHot _,
                    Op.Convolution _, Op.ConvolutionInputGradient _, Op.ConvolutionWeightGradient _, Op.MaxPool _,
                    Op.MaxPoolGradient _, Op.AveragePool _, Op.AveragePoolGradient _, Op.Custom _ ->
                Place.of(new Buffer(node.shape().size()), node.shape(), usage.layout(node));
        };
    }

    private Place fixed(Node node, Layout layout, Supplier<Slice> values) {
        PreparedWeights.Entry entry = prepared.leaf(node.op(), layout, values);
        leaves.add(entry);
        return Place.of(Buffer.at(PreparedWeights.slice(entry, 0), node.shape().size()), node.shape(), layout);
    }

    /// Where fixed numbers lie that the plan reads.
    List<PreparedWeights.Entry> leaves() {
        return leaves;
    }

    /// The value in a wanted layout, copied if it lies otherwise.
    Place in(Layout layout, Node node) {
        return in(layout, place(node));
    }

    Place in(Layout layout, Place place) {
        Place wanted = Place.of(new Buffer(place.shape().size()), place.shape(), layout);
        if (liesAs(wanted, place)) {
            return new Place(place.buffer(), place.shape(), wanted.strides());
        }
        copy(place, wanted);
        return wanted;
    }

    static boolean liesAs(Place x, Place y) {
        for (int i = 0; i < x.shape().rank(); i++) {
            if (x.shape().dim(i) != 1 && x.strides()[i] != y.strides()[i]) {
                return false;
            }
        }
        return true;
    }

    Place rowMajor(Node node) {
        return in(Layout.rowMajor(node.shape().rank()), node);
    }

    /// Copies a value to another place of the same shape; axes of size 1 in x are repeated.
    void copy(Place x, Place y) {
        copy(y.shape(), x.buffer(), 0, broadcast(x, y.shape()), y.buffer(), 0, y.strides());
    }

    private static int[] broadcast(Place x, Shape shape) {
        int[] strides = new int[shape.rank()];
        for (int i = 0; i < strides.length; i++) {
            strides[i] = x.shape().rank() == 0 || x.shape().dim(i) == 1 ? 0 : x.strides()[i];
        }
        return strides;
    }

    /// Copies a block of the given shape, beginning at the given offsets.
    void copy(Shape block, Buffer x, int xFrom, int[] xStrides, Buffer y, int yFrom, int[] yStrides) {
        int[] dims = block.rank() == 0 ? new int[] {1} : block.dims();
        int[] from = block.rank() == 0 ? new int[] {1} : xStrides;
        int[] to = block.rank() == 0 ? new int[] {1} : yStrides;
        emit(List.of(x), List.of(y), () -> kernels.copy(dims, from, to, shift(x.slice(), xFrom), shift(y.slice(), yFrom)));
    }

    private static Slice shift(Slice slice, int by) {
        return new Slice(slice.array(), slice.offset() + by);
    }

    void emit(List<Buffer> reads, List<Buffer> writes, Supplier<Step> bind) {
        steps.add(new Pending(reads, writes, bind));
    }

    private void map(Unit unit) {
        Programs programs = Programs.of(unit.outputs, unit.members, usage, seed);
        List<Place> outputs = unit.outputs.stream().map(this::place).toList();
        map(programs, unit.space, usage.layout(unit.root()), outputs);
    }

    /// Emits a map; operands that no nest of three loops can walk are first repeated or turned into dense ones.
    void map(Programs programs, Shape space, Layout order, List<Place> outputs) {
        List<Place> operands = operands(programs, space, order);
        LoopNest loops = LoopNest.over(space, order, operands, List.of());
        Program program = programs.program();
        emit(buffers(operands), buffers(outputs),
                () -> kernels.map(program, loops.mapShape(), slices(operands), slices(outputs)));
    }

    private List<Place> operands(Programs programs, Shape space, Layout order) {
        List<Place> operands = new ArrayList<>(programs.operands().stream().map(this::place).toList());
        Place dense = Place.of(new Buffer(0), space, order);
        for (int i = 0; i < operands.size() && !LoopNest.over(space, order, operands, List.of()).fitsMap(); i++) {
            Place operand = operands.get(i);
            boolean simple = operand.shape().size() == 1 || operand.shape().equals(space) && liesAs(dense, operand);
            if (!simple) {
                operands.set(i, dense(operand, space, order));
            }
        }
        return operands;
    }

    private Place dense(Place operand, Shape space, Layout order) {
        Place copy = Place.of(new Buffer(space.size()), space, order);
        copy(operand, copy);
        return copy;
    }

    static List<Buffer> buffers(List<Place> places) {
        return places.stream().map(Place::buffer).toList();
    }

    static Slice[] slices(List<Place> places) {
        return places.stream().map(Place::slice).toArray(Slice[]::new);
    }

    static List<Buffer> buffers(Place... places) {
        return Stream.of(places).map(Place::buffer).toList();
    }
}
