package org.madaline.plan;

import java.util.ArrayList;
import java.util.List;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.kernels.spec.Kernels.Axis;
import org.madaline.kernels.spec.Kernels.Reduction;
import org.madaline.kernels.spec.MapShape;
import org.madaline.kernels.spec.Program;

/// Lowers sums and maxima: in one pass with the summands' program where a single run of axes is summed over; otherwise the
/// summands are stored and summed one run of axes after the other.
final class Sums {
    private final Lowering lowering;

    Sums(Lowering lowering) {
        this.lowering = lowering;
    }

    void lower(Unit unit) {
        Node sum = unit.root();
        Node x = lowering.usage().operand(sum, 0);
        Programs programs = unit.members.contains(x)
                ? Programs.of(List.of(x), unit.members, lowering.usage(), lowering.seed())
                : new Programs(Program.IDENTITY, List.of(x));
        // The sum is written in the order of the walk, so an input that lies otherwise is walked in the sum's order.
        Layout order = lowering.usage().layout(x.op() instanceof Op.Input ? sum : x);
        Reduction reduction = sum.op() instanceof Op.Maximum ? Reduction.MAX : Reduction.SUM;
        List<Integer> axes = sum.op() instanceof Op.Maximum max ? max.axes() : ((Op.Sum) sum.op()).axes();
        List<Place> operands = programs.operands().stream().map(lowering::place).toList();
        LoopNest loops = LoopNest.over(x.shape(), order, operands, axes);
        Place result = lowering.place(sum);
        if (loops.fitsMap() && isOneRun(loops)) {
            once(reduction, programs.program(), loops, operands, result);
        } else {
            Place stored = Place.of(new Buffer(x.shape().size()), x.shape(), order);
            lowering.map(programs, x.shape(), order, List.of(stored));
            oneByOne(reduction, LoopNest.over(x.shape(), order, List.of(stored), axes), stored, result);
        }
    }

    /// One summed loop, innermost or just outside of a single kept one.
    private static boolean isOneRun(LoopNest loops) {
        List<LoopNest.Axis> axes = loops.axes();
        long summed = axes.stream().filter(LoopNest.Axis::summed).count();
        int at = axes.size() - 1;
        return summed == 1 && (axes.get(at).summed() || at > 0 && axes.get(at - 1).summed());
    }

    private void once(Reduction reduction, Program program, LoopNest loops, List<Place> operands, Place result) {
        boolean innermost = loops.axes().getLast().summed();
        lowering.emit(Lowering.buffers(operands), Lowering.buffers(result), () -> lowering.kernels().reduce(
                reduction, innermost ? Axis.COLUMNS : Axis.ROWS, program, loops.mapShape(),
                Lowering.slices(operands), result.slice()));
    }

    private void oneByOne(Reduction reduction, LoopNest dense, Place stored, Place result) {
        List<LoopNest.Axis> axes = new ArrayList<>(dense.axes());
        Buffer from = stored.buffer();
        for (int i = axes.size() - 1; i >= 0; i--) {
            if (!axes.get(i).summed()) {
                continue;
            }
            int outer = product(axes.subList(0, i));
            int length = axes.get(i).size();
            int inner = product(axes.subList(i + 1, axes.size()));
            axes.remove(i);
            boolean last = axes.stream().noneMatch(LoopNest.Axis::summed);
            Buffer to = last ? result.buffer() : new Buffer(outer * inner);
            reduce(reduction, from, to, outer, length, inner);
            from = to;
        }
    }

    private void reduce(Reduction reduction, Buffer from, Buffer to, int outer, int length, int inner) {
        MapShape shape = inner == 1
                ? new MapShape(1, outer, length, List.of(MapShape.Access.dense(outer, length)))
                : new MapShape(outer, length, inner, List.of(MapShape.Access.dense(length, inner)));
        Axis axis = inner == 1 ? Axis.COLUMNS : Axis.ROWS;
        lowering.emit(List.of(from), List.of(to), () -> lowering.kernels().reduce(reduction, axis, Program.IDENTITY, shape,
                new org.madaline.kernels.Slice[] {from.slice()}, to.slice()));
    }

    private static int product(List<LoopNest.Axis> axes) {
        return axes.stream().mapToInt(LoopNest.Axis::size).reduce(1, Math::multiplyExact);
    }
}
