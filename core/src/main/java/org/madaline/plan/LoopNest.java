package org.madaline.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.madaline.kernels.spec.MapShape;
import org.madaline.tensor.Shape;

/// The nest of loops over a shape, in memory order, with neighbouring axes joined wherever every operand allows it.
///
/// @param axes from the outermost inwards
/// @param operands how many operands are walked
record LoopNest(List<Axis> axes, int operands) {
    /// One loop: its length, each operand's stride (0 where it is repeated), and whether it is summed over.
    record Axis(int size, int[] strides, boolean summed) {
        /// The join with the axis just inside this one, if each operand walks both as one.
        Optional<Axis> join(Axis inner) {
            boolean fits = summed == inner.summed;
            for (int i = 0; i < strides.length; i++) {
                fits &= strides[i] == inner.strides[i] * inner.size;
            }
            return fits ? Optional.of(new Axis(size * inner.size, inner.strides, summed)) : Optional.empty();
        }
    }

    /// @param order the layout in which the results are written
    /// @param summed which logical axes are summed over
    static LoopNest over(Shape space, Layout order, List<Place> operands, List<Integer> summed) {
        List<Axis> axes = new ArrayList<>();
        for (int axis : order.order()) {
            if (space.dim(axis) == 1) {
                continue;
            }
            int[] strides = new int[operands.size()];
            for (int i = 0; i < strides.length; i++) {
                Place p = operands.get(i);
                strides[i] = p.shape().rank() == 0 || p.shape().dim(axis) == 1 ? 0 : p.strides()[axis];
            }
            Axis inner = new Axis(space.dim(axis), strides, summed.contains(axis));
            Optional<Axis> joined = axes.isEmpty() ? Optional.empty() : axes.getLast().join(inner);
            if (joined.isPresent()) {
                axes.set(axes.size() - 1, joined.get());
            } else {
                axes.add(inner);
            }
        }
        return new LoopNest(axes, operands.size());
    }

    /// Whether the innermost loop walks each operand one by one or not at all.
    boolean innermostDense() {
        for (int stride : axes.isEmpty() ? new int[0] : axes.getLast().strides()) {
            if (stride != 0 && stride != 1) {
                return false;
            }
        }
        return true;
    }

    boolean fitsMap() {
        return axes.size() <= 3 && innermostDense();
    }

    /// The three-dimensional shape of a map; missing outer loops have length 1.
    MapShape mapShape() {
        List<Axis> all = new ArrayList<>(axes);
        while (all.size() < 3) {
            all.add(0, new Axis(1, new int[operands], false));
        }
        List<MapShape.Access> access = new ArrayList<>();
        for (int i = 0; i < operands; i++) {
            access.add(new MapShape.Access(all.get(0).strides()[i], all.get(1).strides()[i], all.get(2).strides()[i]));
        }
        return new MapShape(all.get(0).size(), all.get(1).size(), all.get(2).size(), access);
    }
}
