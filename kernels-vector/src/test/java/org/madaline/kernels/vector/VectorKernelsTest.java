package org.madaline.kernels.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.Workers;
import org.madaline.kernels.spec.Clip;
import org.madaline.kernels.spec.GemmShape;
import org.madaline.kernels.spec.Kernels;
import org.madaline.kernels.spec.Kernels.Axis;
import org.madaline.kernels.spec.Kernels.Reduction;
import org.madaline.kernels.spec.KernelsLoader;
import org.madaline.kernels.spec.KernelsProvider;
import org.madaline.kernels.spec.MapShape;
import org.madaline.kernels.spec.MapShape.Access;
import org.madaline.kernels.spec.Program;
import org.madaline.kernels.spec.Program.Code;
import org.madaline.kernels.spec.Program.Instruction;

/// The vector kernels equal the portable ones bit for bit, for any number of threads, awkward sizes and special values.
///
/// The build runs this for vectors of 128, 256 and 512 bits, each in a process of its own.
class VectorKernelsTest {
    private static final int[] SIZES = {1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 24, 31, 32, 33, 47, 48, 49, 50, 63, 64, 65, 70,
        100, 127, 128, 129, 130, 145};
    private static final float[] SPECIAL = {0f, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY,
        Float.MIN_VALUE, -1e-40f, Float.MAX_VALUE, 1e30f, -1e30f, 88.8f, -104f, 8388609f, 0.5f};

    private static final Kernels VECTOR = Kernels.load();
    private static final Kernels PORTABLE = portable();
    private static final List<Workers> WORKERS = new ArrayList<>();

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    private static Kernels portable() {
        return ServiceLoader.load(KernelsProvider.class).stream().map(ServiceLoader.Provider::get)
                .filter(p -> p.name().equals("portable")).findFirst().orElseThrow().create();
    }

    @BeforeAll
    static void start() {
        for (int threads = 1; threads <= 4; threads++) {
            WORKERS.add(Workers.of(threads));
        }
    }

    @AfterAll
    static void close() {
        WORKERS.forEach(Workers::close);
    }

    private int size() {
        return SIZES[random.nextInt(SIZES.length)];
    }

    /// A third of the slices hold special values.
    private Slice slice(int length) {
        Slice slice = new Slice(new float[length + 16], random.nextInt(16));
        boolean special = random.nextInt(3) == 0;
        for (int i = 0; i < slice.array().length; i++) {
            slice.array()[i] = special && random.nextInt(10) == 0 ? SPECIAL[random.nextInt(SPECIAL.length)]
                    : (float) random.nextGaussian() * (special ? 30 : 1);
        }
        return slice;
    }

    /// Runs what `bind` makes of kernels and a fresh copy of `target`, and compares all bits of the target's array.
    private void compare(String what, Slice target, BiFunction<Kernels, Slice, Step> bind) {
        Slice expected = new Slice(target.array().clone(), target.offset());
        WORKERS.getFirst().run(bind.apply(PORTABLE, expected));
        Slice actual = new Slice(target.array().clone(), target.offset());
        WORKERS.get(random.nextInt(WORKERS.size())).run(bind.apply(VECTOR, actual));
        for (int i = 0; i < actual.array().length; i++) {
            if (Float.floatToIntBits(actual.array()[i]) != Float.floatToIntBits(expected.array()[i])) {
                throw new AssertionError(what + ", " + VECTOR.name() + ", seed " + seed + ", element "
                        + (i - target.offset()) + ": " + actual.array()[i] + " instead of " + expected.array()[i]);
            }
        }
    }

    @Test
    void products() {
        for (int i = 0; i < 300; i++) {
            int k = i % 30 == 0 ? 0 : i % 7 == 0 ? 600 : size();
            GemmShape shape = new GemmShape(i % 9 == 0 ? 1 + random.nextInt(3) : size(), i % 11 == 0 ? 300 : size(), k,
                    random.nextBoolean(), random.nextBoolean(), random.nextBoolean());
            Slice a = slice(shape.m() * k);
            Slice b = slice(shape.n() * k);
            Slice bias = random.nextBoolean() ? slice(shape.n()) : null;
            Clip clip = Clip.values()[random.nextInt(3)];
            compare(shape.toString(), slice(shape.m() * shape.n()), (kernels, c) -> kernels.gemm(shape, a, b, c, bias, clip));
        }
    }

    @Test
    void productsOfManyRows() {
        for (GemmShape shape : List.of(new GemmShape(1000, 10, 70, false, false, false),
                new GemmShape(257, 129, 513, false, true, true), new GemmShape(400, 100, 300, true, false, false))) {
            Slice a = slice(shape.m() * shape.k());
            Slice b = slice(shape.n() * shape.k());
            compare(shape.toString(), slice(shape.m() * shape.n()), (kernels, c) -> kernels.gemm(shape, a, b, c, null, Clip.RELU));
        }
    }

    @Test
    void everyCode() {
        for (Code code : Code.values()) {
            for (int n : new int[] {1, 15, 16, 70, 129, 1000, 5000}) {
                int[] operands = {0, 1, 2};
                Instruction instruction = switch (code) {
                    case CONSTANT -> Instruction.constant(3);
                    case UNIFORM -> Instruction.uniform(0, random.nextLong());
                    default -> Instruction.of(code, Arrays.copyOf(operands, code.arity()));
                };
                Program program = new Program(3, List.of(instruction), List.of(3));
                Access first = code == Code.UNIFORM ? Access.SCALAR : Access.dense(1, n);
                MapShape shape = new MapShape(1, 1, n, List.of(first, Access.dense(1, n), Access.SCALAR));
                Slice[] inputs = {slice(n), slice(n), slice(1)};
                compare(code + " of " + n, slice(n), (kernels, y) -> kernels.map(program, shape, inputs, new Slice[] {y}));
            }
        }
    }

    @Test
    void functionsOverAllExponents() {
        int n = 1 << 16;
        Slice x = Slice.allocate(n);
        for (Code code : List.of(Code.EXP, Code.LOG, Code.SIGMOID, Code.TANH, Code.SOFTPLUS, Code.ERF,
                Code.SIN, Code.COS)) {
            int low = random.nextInt(1 << 16);
            for (int i = 0; i < n; i++) {
                x.array()[i] = Float.intBitsToFloat(i << 16 | low);
            }
            Program program = new Program(1, List.of(Instruction.of(code, 0)), List.of(1));
            compare(code.toString(), Slice.allocate(n),
                    (kernels, y) -> kernels.map(program, MapShape.flat(n, 1), new Slice[] {x}, new Slice[] {y}));
        }
    }

    /// Also where all angles are small, so that no piece is left to the portable loops.
    @Test
    void anglesOfEverySize() {
        int n = 1 << 14;
        for (Code code : List.of(Code.SIN, Code.COS)) {
            for (float size : new float[] {1e-30f, 1, 10, 1000, 32000, 1e6f}) {
                Slice x = Slice.allocate(n);
                for (int i = 0; i < n; i++) {
                    x.array()[i] = i < 2 ? i * -0f : size * (2 * random.nextFloat() - 1);
                }
                Program program = new Program(1, List.of(Instruction.of(code, 0)), List.of(1));
                compare(code + " up to " + size, Slice.allocate(n),
                        (kernels, y) -> kernels.map(program, MapShape.flat(n, 1), new Slice[] {x}, new Slice[] {y}));
            }
        }
    }

    @Test
    void powersOfAllSignsAndExponents() {
        float[] bases = {0, -0f, 1, -1, 2, -2, 0.5f, -0.5f, 3, -3, Float.MIN_VALUE, -1e-40f, 1e30f, -1e30f, Float.MAX_VALUE,
            Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN, 1.0000001f, -0.99999994f};
        float[] exponents = {0, -0f, 1, -1, 2, -2, 3, -3, 0.5f, -0.5f, 2.5f, 7, 8, 4194303.5f, 8388607, 8388608, 16777215, -16777215,
            16777216, 1e30f, -1e30f, 1e-40f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN};
        int n = bases.length * exponents.length;
        Slice x = Slice.allocate(n);
        Slice z = Slice.allocate(n);
        for (int i = 0; i < n; i++) {
            x.array()[i] = bases[i % bases.length];
            z.array()[i] = exponents[i / bases.length];
        }
        Program program = new Program(2, List.of(Instruction.of(Code.POW, 0, 1)), List.of(2));
        compare("powers", Slice.allocate(n), (kernels, y) -> kernels.map(program, MapShape.flat(n, 2), new Slice[] {x, z}, new Slice[] {y}));
        // in place of an operand
        compare("powers", new Slice(x.array().clone(), 0), (kernels, y) -> kernels.map(program, MapShape.flat(n, 2), new Slice[] {y, z}, new Slice[] {y}));
    }

    @Test
    void broadcastMaps() {
        Program program = new Program(4, List.of(Instruction.of(Code.SUB, 0, 1), Instruction.of(Code.FMA, 4, 2, 3),
                Instruction.of(Code.RELU, 5), Instruction.uniform(3, 5), Instruction.of(Code.MUL, 6, 7)), List.of(8));
        for (int i = 0; i < 60; i++) {
            int rows = size();
            int columns = i % 10 == 0 ? 1500 : size();
            MapShape shape = new MapShape(1, rows, columns,
                    List.of(Access.dense(rows, columns), Access.PER_COLUMN, Access.PER_ROW, Access.SCALAR));
            Slice[] inputs = {slice(rows * columns), slice(columns), slice(rows), slice(1)};
            compare(shape.toString(), slice(rows * columns),
                    (kernels, y) -> kernels.map(program, shape, inputs, new Slice[] {y}));
        }
    }

    @Test
    void reductions() {
        Program product = new Program(2, List.of(Instruction.of(Code.MUL, 0, 1)), List.of(2));
        for (int i = 0; i < 160; i++) {
            int outer = i % 4 == 0 ? 3 : 1;
            int rows = i % 9 == 0 ? 1000 : size();
            int columns = i % 13 == 0 ? 40_000 / rows : size();
            MapShape shape = new MapShape(outer, rows, columns, List.of(Access.dense(rows, columns), Access.PER_COLUMN));
            Slice[] inputs = {slice(outer * rows * columns), slice(columns)};
            Program program = i % 2 == 0 ? product : new Program(2, List.of(), List.of(0));
            for (Axis axis : Axis.values()) {
                for (Reduction reduction : Reduction.values()) {
                    compare(reduction + " " + axis + " " + shape, slice(outer * (axis == Axis.ROWS ? columns : rows)),
                            (kernels, y) -> kernels.reduce(reduction, axis, program, shape, inputs, y));
                }
            }
        }
    }

    @Test
    void softmaxAndCrossEntropy() {
        for (int i = 0; i < 40; i++) {
            int rows = size();
            int columns = i % 10 == 0 ? 2100 : size();
            Slice z = slice(rows * columns);
            Slice q = slice(rows * columns);
            Slice upstream = slice(rows);
            String what = rows + "x" + columns;
            boolean log = i % 2 == 0;
            compare("softmax " + what, slice(rows * columns), (kernels, y) -> kernels.softmax(rows, columns, log, z, y));
            compare("loss " + what, slice(rows), (kernels, y) -> kernels.crossEntropy(rows, columns, z, q, y));
            compare("gradient " + what, slice(rows * columns),
                    (kernels, y) -> kernels.crossEntropyGradient(rows, columns, z, q, upstream, y));
        }
    }

    @Test
    void theVectorKernelsAreFound() {
        KernelsLoader.Choice choice = KernelsLoader.choice();
        assertThat(choice.kernels().name()).isEqualTo("vector, " + System.getProperty(Lanes.PROPERTY) + " bits");
        assertThat(choice.notice()).isEmpty();
    }
}
