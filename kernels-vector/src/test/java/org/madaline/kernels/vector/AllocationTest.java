package org.madaline.kernels.vector;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
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

/// A step allocates nothing once it is compiled.
///
/// Vectors are objects until the optimizing compiler has seen their whole life, and how much it sees depends on what
/// else ran before: so the build gives this test a process of its own, as a program that trains one network has. What
/// else ran is the matter of [VariedAllocationTest].
class AllocationTest {
    private static final Kernels KERNELS = Kernels.load();
    private static final long PATIENCE = 60_000_000_000L;

    private static Slice slice(int length) {
        return new Slice(new float[length], 0);
    }

    @Test
    void aCompiledStepAllocatesNothing() {
        Slice[] in = {slice(64 * 100), slice(100)};
        MapShape shape = new MapShape(1, 64, 100, List.of(Access.dense(64, 100), Access.PER_COLUMN));
        Program program = new Program(2, List.of(Instruction.of(Code.ADD, 0, 1), Instruction.of(Code.EXP, 2)), List.of(3));
        Step[] steps = {
            KERNELS.gemm(GemmShape.of(64, 100, 784), slice(64 * 784), slice(78_400), slice(6400), in[1], Clip.RELU),
            KERNELS.map(program, shape, in, new Slice[] {slice(6400)}),
            KERNELS.reduce(Reduction.SUM, Axis.ROWS, program, shape, in, slice(100)),
            KERNELS.reduce(Reduction.MAX, Axis.COLUMNS, program, shape, in, slice(64)),
            KERNELS.crossEntropyGradient(64, 100, in[0], slice(6400), slice(64), slice(6400))
        };
        try (Workers workers = Workers.of(1)) {
            long allocated = Long.MAX_VALUE;
            // Where other programs take the processors, the compiler needs its time.
            long end = System.nanoTime() + PATIENCE;
            while (allocated > 0 && System.nanoTime() < end) {
                allocated = allocated(workers, steps);
            }
            assertThat(allocated).isZero();
        }
    }

    private static long allocated(Workers workers, Step[] steps) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100; i++) {
            workers.run(steps);
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
