package org.madaline.kernels.vector;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.Workers;
import org.madaline.kernels.spec.Clip;
import org.madaline.kernels.spec.GemmShape;
import org.madaline.kernels.spec.Kernels;
import org.madaline.kernels.spec.Kernels.Axis;
import org.madaline.kernels.spec.Kernels.Reduction;
import org.madaline.kernels.spec.KernelsLoader;
import org.madaline.kernels.spec.MapShape;
import org.madaline.kernels.spec.MapShape.Access;
import org.madaline.kernels.spec.Program;
import org.madaline.kernels.spec.Program.Code;
import org.madaline.kernels.spec.Program.Instruction;

/// Times the kernels: the fast end (5 %) of the runs, since the machine may be shared; with one thread, in processor time.
/// Arguments: threads, and a part of the names. Start it with `-Xbatch`, so that nothing is timed before it is compiled.
public final class Timing {
    private static final Kernels KERNELS = KernelsLoader.choice().kernels();
    private static final Random RANDOM = new Random(1);
    private static final StringBuilder TABLE = new StringBuilder();
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
    private static boolean alone;

    private Timing() {}

    private static Slice slice(int length) {
        Slice slice = Slice.allocate(length);
        for (int i = 0; i < length; i++) {
            slice.array()[i] = RANDOM.nextFloat() - 0.5f;
        }
        return slice;
    }

    private static double nanos(Runnable work) {
        long warm = System.nanoTime();
        int count = 0;
        while (System.nanoTime() - warm < 600_000_000L) {
            work.run();
            count++;
        }
        int repeat = Math.max(1, count / 600);
        double[] times = new double[201];
        for (int i = 0; i < times.length; i++) {
            long start = now();
            for (int r = 0; r < repeat; r++) {
                work.run();
            }
            times[i] = (now() - start) / (double) repeat;
            if (i >= 20 && System.nanoTime() - warm > 2_500_000_000L) {
                times = Arrays.copyOf(times, i + 1);
                break;
            }
        }
        Arrays.sort(times);
        return times[times.length / 20];
    }

    private static long now() {
        return alone ? CLOCK.getCurrentThreadCpuTime() : System.nanoTime();
    }

    private static void line(String name, double nanos, double rate, String unit) {
        TABLE.append(String.format("%-44s %10.2f us %8.1f %s%n", name, nanos / 1000, rate, unit));
    }

    public static void main(String[] arguments) {
        String wanted = arguments.length > 1 ? arguments[1] : "";
        TABLE.append(KERNELS.name()).append(", ").append(arguments[0]).append(" threads\n");
        alone = arguments[0].equals("1");
        try (Workers workers = Workers.of(Integer.parseInt(arguments[0]))) {
            products(workers, wanted);
            elementwise(workers, wanted);
        }
        System.out.print(TABLE);
    }

    private static void products(Workers workers, String wanted) {
        int[][] shapes = {
            {64, 100, 784, 0, 0}, {64, 100, 784, 0, 1}, {256, 100, 784, 0, 0}, {784, 100, 64, 1, 0}, {64, 784, 100, 0, 1},
            {784, 100, 256, 1, 0}, {256, 784, 100, 0, 1}, {64, 50, 100, 0, 0}, {64, 10, 50, 0, 0}, {100, 50, 64, 1, 0},
            {64, 100, 50, 0, 1}, {50, 10, 64, 1, 0}, {1, 100, 784, 0, 0}, {1, 100, 784, 0, 1}, {1, 50, 100, 0, 0}, {1, 10, 50, 0, 0},
            {128, 10, 784, 0, 0}, {784, 10, 128, 1, 0}, {512, 512, 512, 0, 0}, {512, 512, 512, 0, 1}, {512, 512, 512, 1, 0},
            {1024, 1024, 1024, 0, 0}, {1024, 1024, 1024, 0, 1}, {2048, 2048, 2048, 0, 0}
        };
        for (int[] s : shapes) {
            GemmShape shape = new GemmShape(s[0], s[1], s[2], s[3] == 1, s[4] == 1, false);
            String name = "gemm " + s[0] + "x" + s[2] + "x" + s[1] + (s[3] == 1 ? " At" : "") + (s[4] == 1 ? " Bt" : "");
            if (name.contains(wanted)) {
                Step step = KERNELS.gemm(shape, slice(s[0] * s[2]), slice(s[1] * s[2]), slice(s[0] * s[1] + 16), null, Clip.NONE);
                double time = nanos(() -> workers.run(step));
                line(name, time, 2.0 * shape.multiplyAdds() / time, "GFLOP/s");
            }
        }
    }

    private static void map(Workers workers, String wanted, String name, MapShape shape, Program program) {
        if (!name.contains(wanted)) {
            return;
        }
        Slice[] inputs = shape.inputs().stream().map(a -> slice(shape.size())).toArray(Slice[]::new);
        Slice[] outputs = program.outputs().stream().map(o -> slice(shape.size())).toArray(Slice[]::new);
        Step step = KERNELS.map(program, shape, inputs, outputs);
        double time = nanos(() -> workers.run(step));
        line(name, time, shape.size() * 4.0 * (inputs.length + outputs.length) / time, "GB/s");
    }

    private static void elementwise(Workers workers, String wanted) {
        Program add = new Program(2, List.of(Instruction.of(Code.ADD, 0, 1)), List.of(2));
        Program exp = new Program(1, List.of(Instruction.of(Code.EXP, 0)), List.of(1));
        Program normalize = new Program(5, List.of(Instruction.of(Code.SUB, 0, 1), Instruction.of(Code.MUL, 5, 2),
                Instruction.of(Code.FMA, 6, 3, 4), Instruction.of(Code.RELU, 7)), List.of(8));
        Program dropout = new Program(2, List.of(Instruction.uniform(1, 42), Instruction.constant(0.2f),
                Instruction.of(Code.GREATER, 2, 3), Instruction.of(Code.MUL, 0, 4)), List.of(5));
        Program adam = new Program(5, List.of(
                Instruction.constant(0.9f), Instruction.constant(0.1f), Instruction.constant(0.999f), Instruction.constant(0.001f),
                Instruction.constant(1e-8f),
                Instruction.of(Code.MUL, 1, 6), Instruction.of(Code.FMA, 2, 5, 10),
                Instruction.of(Code.SQUARE, 1), Instruction.of(Code.MUL, 12, 8), Instruction.of(Code.FMA, 3, 7, 13),
                Instruction.of(Code.SQRT, 14), Instruction.of(Code.ADD, 15, 9), Instruction.of(Code.DIV, 11, 16),
                Instruction.of(Code.MUL, 17, 4), Instruction.of(Code.SUB, 0, 18)), List.of(19, 11, 14));
        for (int size : new int[] {1000, 6400, 78_400, 1_000_000}) {
            map(workers, wanted, "add " + size, MapShape.flat(size, 2), add);
            map(workers, wanted, "exp " + size, MapShape.flat(size, 1), exp);
            map(workers, wanted, "adam " + size, new MapShape(1, 1, size, List.of(Access.dense(1, size), Access.dense(1, size),
                    Access.dense(1, size), Access.dense(1, size), Access.SCALAR)), adam);
            map(workers, wanted, "dropout " + size, new MapShape(1, 1, size, List.of(Access.dense(1, size), Access.SCALAR)), dropout);
        }
        for (int[] s : new int[][] {{64, 100}, {64, 50}, {256, 100}, {64, 10}, {50_000, 64}}) {
            map(workers, wanted, "normalize " + s[0] + "x" + s[1], new MapShape(1, s[0], s[1], List.of(Access.dense(s[0], s[1]),
                    Access.PER_COLUMN, Access.PER_COLUMN, Access.PER_COLUMN, Access.PER_COLUMN)), normalize);
            Slice x = slice(s[0] * s[1]);
            Slice y = slice(s[0] * s[1]);
            MapShape shape = new MapShape(1, s[0], s[1], List.of(Access.dense(s[0], s[1])));
            for (Axis axis : Axis.values()) {
                String name = "sum " + axis + " " + s[0] + "x" + s[1];
                if (name.contains(wanted)) {
                    Step step = KERNELS.reduce(Reduction.SUM, axis, Program.IDENTITY, shape, new Slice[] {x}, y);
                    double time = nanos(() -> workers.run(step));
                    line(name, time, 4.0 * s[0] * s[1] / time, "GB/s");
                }
            }
            if ("softmax".contains(wanted)) {
                Step step = KERNELS.softmax(s[0], s[1], false, x, y);
                double time = nanos(() -> workers.run(step));
                line("softmax " + s[0] + "x" + s[1], time, 8.0 * s[0] * s[1] / time, "GB/s");
            }
        }
    }
}
