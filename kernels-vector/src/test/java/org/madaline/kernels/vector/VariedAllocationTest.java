package org.madaline.kernels.vector;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.Workers;
import org.madaline.kernels.spec.Clip;
import org.madaline.kernels.spec.GemmShape;
import org.madaline.kernels.spec.Kernels;
import org.madaline.kernels.spec.Kernels.Axis;
import org.madaline.kernels.spec.Kernels.Reduction;
import org.madaline.kernels.spec.MapShape;
import org.madaline.kernels.spec.MapShape.Access;
import org.madaline.kernels.spec.Program;
import org.madaline.kernels.spec.Program.Code;
import org.madaline.kernels.spec.Program.Instruction;

/// Elementwise programs, reductions and softmax allocate nothing, also in a process that has run many others before: its
/// compiler has seen all loops at once, and is less willing to inline. The build gives this test a process of its own.
class VariedAllocationTest {
    private static final Kernels KERNELS = Kernels.load();
    private static final int RUNS = 100;

    private static Slice slice(int length) {
        Slice slice = Slice.allocate(length);
        for (int i = 0; i < length; i++) {
            slice.array()[i] = (i * 31 % 100) / 100f;
        }
        return slice;
    }

    private static Step map(Code code, int n) {
        Instruction instruction = switch (code) {
            case CONSTANT -> Instruction.constant(3);
            case UNIFORM -> Instruction.uniform(0, 1);
            default -> Instruction.of(code, Arrays.copyOf(new int[] {0, 1, 2}, code.arity()));
        };
        MapShape shape = new MapShape(1, 1, n, List.of(Access.dense(1, n), Access.dense(1, n), Access.SCALAR));
        Program program = new Program(3, List.of(instruction), List.of(3));
        return KERNELS.map(program, shape, new Slice[] {slice(n), slice(n), slice(1)}, new Slice[] {slice(n)});
    }

    private static List<Step> steps(int rows, int columns) {
        int size = rows * columns;
        List<Step> steps = new ArrayList<>();
        for (Code code : Code.values()) {
            steps.add(map(code, size));
        }
        Slice[] in = {slice(size), slice(columns)};
        MapShape shape = new MapShape(1, rows, columns, List.of(Access.dense(rows, columns), Access.PER_COLUMN));
        Program program = new Program(2, List.of(Instruction.of(Code.ADD, 0, 1), Instruction.of(Code.EXP, 2)), List.of(3));
        for (Axis axis : Axis.values()) {
            for (Reduction reduction : Reduction.values()) {
                steps.add(KERNELS.reduce(reduction, axis, program, shape, in, slice(Math.max(rows, columns))));
            }
        }
        steps.add(KERNELS.softmax(rows, columns, false, in[0], slice(size)));
        steps.add(KERNELS.softmax(rows, columns, true, in[0], slice(size)));
        steps.add(KERNELS.crossEntropy(rows, columns, in[0], slice(size), slice(rows)));
        steps.add(KERNELS.crossEntropyGradient(rows, columns, in[0], slice(size), slice(rows), slice(size)));
        return steps;
    }

    @Test
    void aStepAllocatesNothingAfterManyOthers() {
        int[][] shapes = {{64, 100}, {7, 50}, {3, 700}, {1, 1000}, {130, 10}, {20, 33}};
        List<Step> others = new ArrayList<>();
        for (int[] shape : shapes) {
            others.addAll(steps(shape[0], shape[1]));
            others.add(KERNELS.gemm(GemmShape.of(shape[0], shape[1], 20), slice(shape[0] * 20), slice(shape[1] * 20),
                    slice(shape[0] * shape[1]), null, Clip.RELU));
        }
        List<Step> steps = steps(64, 100);
        try (Workers workers = Workers.of(1)) {
            for (int i = 0; i < RUNS; i++) {
                others.forEach(workers::run);
            }
            for (int i = 0; i < steps.size(); i++) {
                Step[] step = {steps.get(i)};
                long allocated = Long.MAX_VALUE;
                for (int attempt = 0; attempt < 2000 && allocated > 0; attempt++) {
                    allocated = allocated(workers, step);
                }
                assertThat(allocated).as("bytes of %d runs of step %d, %s", RUNS, i, step[0].name()).isZero();
            }
        }
    }

    private static long allocated(Workers workers, Step[] step) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < RUNS; i++) {
            workers.run(step);
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
