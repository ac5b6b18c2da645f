package org.madaline.kernels.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.madaline.kernels.CounterRandom;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Workers;
import org.madaline.kernels.portable.PortableProvider;
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

/// Each kernel against its definition, element by element.
class PortableKernelsTest {
    private static final Kernels KERNELS = new PortableProvider().create();
    private static final Workers WORKERS = Workers.of(3);
    private final Random random = new Random(20261123);

    @AfterAll
    static void close() {
        WORKERS.close();
    }

    /// Random values in the middle of a larger array, so that a wrong offset shows.
    private Slice slice(int length) {
        Slice slice = new Slice(new float[length + 40], 1 + random.nextInt(20));
        for (int i = 0; i < slice.array().length; i++) {
            slice.array()[i] = random.nextFloat() * 4 - 2;
        }
        return slice;
    }

    private static float at(Slice slice, int i) {
        return slice.array()[slice.offset() + i];
    }

    private static void same(float actual, float expected, String what) {
        assertThat(Float.floatToIntBits(actual)).as(what + ": " + actual + " for " + expected)
                .isEqualTo(Float.floatToIntBits(expected));
    }

    @Test
    void aProductIsAChainOfMultiplyAddsInEachElement() {
        int[] sizes = {1, 2, 3, 4, 5, 7, 8, 10, 16, 17, 31, 48, 50, 64, 70, 100, 130, 260};
        for (int i = 0; i < 150; i++) {
            GemmShape shape = new GemmShape(sizes[random.nextInt(sizes.length)], sizes[random.nextInt(sizes.length)],
                    i % 20 == 0 ? 0 : sizes[random.nextInt(sizes.length)] * (i % 3 + 1), random.nextBoolean(),
                    random.nextBoolean(), random.nextBoolean());
            product(shape, random.nextBoolean(), random.nextBoolean());
        }
    }

    private void product(GemmShape shape, boolean withBias, boolean relu) {
        Slice a = slice(shape.m() * shape.k());
        Slice b = slice(shape.n() * shape.k());
        Slice c = slice(shape.m() * shape.n());
        Slice bias = withBias ? slice(shape.n()) : null;
        float[] expected = new float[shape.m() * shape.n()];
        for (int i = 0; i < shape.m(); i++) {
            for (int j = 0; j < shape.n(); j++) {
                float sum = shape.accumulate() ? at(c, i * shape.n() + j) : 0;
                for (int l = 0; l < shape.k(); l++) {
                    float x = at(a, shape.transposeA() ? l * shape.m() + i : i * shape.k() + l);
                    float y = at(b, shape.transposeB() ? j * shape.k() + l : l * shape.n() + j);
                    sum = Math.fma(x, y, sum);
                }
                sum = bias == null ? sum : sum + at(bias, j);
                expected[i * shape.n() + j] = relu ? Math.max(sum, 0) : sum;
            }
        }
        float[] before = c.array().clone();
        WORKERS.run(KERNELS.gemm(shape, a, b, c, bias, relu ? Clip.RELU : Clip.NONE));
        for (int i = 0; i < c.array().length; i++) {
            int j = i - c.offset();
            same(c.array()[i], j < 0 || j >= expected.length ? before[i] : expected[j], shape + " at " + j);
        }
    }

    private static final Code[] CODES = Code.values();

    private Program program(int inputs) {
        List<Instruction> instructions = new ArrayList<>();
        int count = 1 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            Code code = CODES[random.nextInt(CODES.length)];
            int[] operands = new int[code.arity()];
            for (int j = 0; j < operands.length; j++) {
                operands[j] = random.nextInt(inputs + i);
            }
            instructions.add(switch (code) {
                case CONSTANT -> Instruction.constant(random.nextFloat());
                // The last input is the step, a scalar.
                case UNIFORM -> Instruction.uniform(inputs - 1, random.nextLong());
                default -> Instruction.of(code, operands);
            });
        }
        List<Integer> outputs = new ArrayList<>(List.of(inputs + count - 1));
        while (random.nextBoolean()) {
            outputs.add(random.nextInt(inputs + count));
        }
        return new Program(inputs, instructions, outputs);
    }

    /// The registers after the program for one element.
    private static float[] evaluate(Program program, MapShape shape, Slice[] inputs, int o, int r, int c) {
        float[] registers = new float[program.inputs() + program.instructions().size()];
        for (int i = 0; i < inputs.length; i++) {
            Access access = shape.inputs().get(i);
            registers[i] = at(inputs[i], o * access.outer() + r * access.row() + c * access.column());
        }
        int index = (o * shape.rows() + r) * shape.columns() + c;
        for (int i = 0; i < program.instructions().size(); i++) {
            Instruction in = program.instructions().get(i);
            float x = registers[in.x()];
            registers[program.inputs() + i] = switch (in.code().arity()) {
                case 0 -> in.constant();
                case 1 -> in.code() == Code.UNIFORM
                        ? CounterRandom.uniform(in.key(), Float.floatToRawIntBits(x), index)
                        : PortableLoops.unary(in.code(), x);
                case 2 -> PortableLoops.binary(in.code(), x, registers[in.y()]);
                default -> PortableLoops.ternary(in.code(), x, registers[in.y()], registers[in.z()]);
            };
        }
        return registers;
    }

    private MapShape space(int inputs, int i) {
        int outer = i % 3 == 0 ? 1 + random.nextInt(3) : 1;
        int rows = 1 + random.nextInt(i % 5 == 0 ? 600 : 40);
        int columns = 1 + random.nextInt(i % 7 == 0 ? 3000 : 120);
        List<Access> accesses = new ArrayList<>();
        for (int j = 0; j < inputs - 1; j++) {
            accesses.add(switch (random.nextInt(6)) {
                case 0 -> Access.SCALAR;
                case 1 -> Access.PER_COLUMN;
                case 2 -> new Access(rows, 1, 0);
                case 3 -> new Access(columns, 0, 1);
                case 4 -> new Access(rows * (columns + 3), columns + 3, 1);
                default -> Access.dense(rows, columns);
            });
        }
        accesses.add(Access.SCALAR);
        return new MapShape(outer, rows, columns, accesses);
    }

    private Slice[] operands(MapShape shape) {
        return shape.inputs().stream().map(a -> slice((shape.outer() - 1) * a.outer() + (shape.rows() - 1) * a.row()
                + (shape.columns() - 1) * a.column() + 1)).toArray(Slice[]::new);
    }

    @Test
    void mapsApplyTheProgramToEachElement() {
        for (int i = 0; i < 200; i++) {
            int count = 2 + random.nextInt(3);
            Program program = program(count);
            MapShape shape = space(count, i);
            Slice[] inputs = operands(shape);
            float[][] expected = new float[program.outputs().size()][shape.size()];
            for (int index = 0; index < shape.size(); index++) {
                float[] registers = evaluate(program, shape, inputs, index / shape.columns() / shape.rows(),
                        index / shape.columns() % shape.rows(), index % shape.columns());
                for (int o = 0; o < expected.length; o++) {
                    expected[o][index] = registers[program.outputs().get(o)];
                }
            }
            Slice[] outputs = program.outputs().stream().map(o -> slice(shape.size())).toArray(Slice[]::new);
            boolean inPlace = shape.inputs().getFirst().equals(Access.dense(shape.rows(), shape.columns()));
            outputs[0] = inPlace && random.nextBoolean() ? inputs[0] : outputs[0];
            WORKERS.run(KERNELS.map(program, shape, inputs, outputs));
            for (int o = 0; o < expected.length; o++) {
                for (int index = 0; index < shape.size(); index++) {
                    same(at(outputs[o], index), expected[o][index], "case " + i + ", " + program + ", " + shape);
                }
            }
        }
    }

    @Test
    void reductionsCombineAllElements() {
        for (int i = 0; i < 150; i++) {
            Program program = i % 2 == 0 ? new Program(2, List.of(Instruction.of(Code.MUL, 0, 1)), List.of(2))
                    : new Program(2, List.of(), List.of(0));
            MapShape shape = i % 10 == 9 ? new MapShape(1, i, 1 + random.nextInt(70_000), List.of(Access.PER_COLUMN, Access.SCALAR))
                    : space(2, i);
            Slice[] inputs = operands(shape);
            Axis axis = random.nextBoolean() ? Axis.ROWS : Axis.COLUMNS;
            Reduction reduction = random.nextBoolean() ? Reduction.SUM : Reduction.MAX;
            int width = axis == Axis.ROWS ? shape.columns() : shape.rows();
            double[] expected = new double[shape.outer() * width];
            double[] absolute = new double[expected.length];
            java.util.Arrays.fill(expected, reduction == Reduction.SUM ? 0 : Double.NEGATIVE_INFINITY);
            for (int index = 0; index < shape.size(); index++) {
                int o = index / shape.columns() / shape.rows();
                int r = index / shape.columns() % shape.rows();
                int c = index % shape.columns();
                float value = evaluate(program, shape, inputs, o, r, c)[program.outputs().getFirst()];
                int place = o * width + (axis == Axis.ROWS ? c : r);
                absolute[place] += Math.abs(value);
                expected[place] = reduction == Reduction.SUM ? expected[place] + value : Math.max(expected[place], value);
            }
            Slice output = slice(expected.length);
            WORKERS.run(KERNELS.reduce(reduction, axis, program, shape, inputs, output));
            // No chain is longer than a quarter of the terms.
            int chain = (axis == Axis.ROWS ? shape.rows() : shape.columns()) / 4 + 8;
            for (int j = 0; j < expected.length; j++) {
                assertThat((double) at(output, j)).as("case " + i + " " + shape + axis)
                        .isCloseTo(expected[j], within(reduction == Reduction.MAX ? 0 : 0x1p-24 * chain * absolute[j]));
            }
        }
    }

    @Test
    void softmaxAndCrossEntropyMatchTheirDefinition() {
        for (int columns : new int[] {1, 2, 10, 17, 100, 1000, 1500}) {
            int rows = 1 + random.nextInt(70);
            Slice z = slice(rows * columns);
            Slice q = slice(rows * columns);
            Slice upstream = slice(rows);
            Slice p = slice(rows * columns);
            Slice logP = slice(rows * columns);
            Slice loss = slice(rows);
            Slice delta = slice(rows * columns);
            WORKERS.run(KERNELS.softmax(rows, columns, false, z, p), KERNELS.softmax(rows, columns, true, z, logP),
                    KERNELS.crossEntropy(rows, columns, z, q, loss),
                    KERNELS.crossEntropyGradient(rows, columns, z, q, upstream, delta));
            for (int r = 0; r < rows; r++) {
                double sum = 0;
                double target = 0;
                for (int c = 0; c < columns; c++) {
                    sum += Math.exp(at(z, r * columns + c));
                    target += at(q, r * columns + c);
                }
                double expectedLoss = 0;
                for (int c = 0; c < columns; c++) {
                    int i = r * columns + c;
                    double log = at(z, i) - Math.log(sum);
                    expectedLoss -= at(q, i) * log;
                    assertThat((double) at(p, i)).isCloseTo(Math.exp(log), within(1e-6));
                    assertThat((double) at(logP, i)).isCloseTo(log, within(5e-6));
                    assertThat((double) at(delta, i)).isCloseTo(
                            at(upstream, r) * (Math.exp(log) * target - at(q, i)), within(2e-5));
                }
                assertThat((double) at(loss, r)).isCloseTo(expectedLoss, within(1e-5 * columns));
            }
        }
    }

    @Test
    void crossEntropyOfExtremeLogitsIsStable() {
        Slice z = new Slice(new float[] {1000, 0, -1000, Float.NEGATIVE_INFINITY, 0, 0}, 0);
        Slice q = new Slice(new float[] {1, 0, 0, 0, 1, 0}, 0);
        Slice loss = Slice.allocate(2);
        WORKERS.run(KERNELS.crossEntropy(2, 3, z, q, loss));
        same(at(loss, 0), 0, "sure and right");
        assertThat(at(loss, 1)).isCloseTo((float) Math.log(2), within(1e-6f));
    }

    @Test
    void oneHotMarksTheClass() {
        Slice y = Slice.allocate(9);
        WORKERS.run(KERNELS.oneHot(3, 3, new Slice(new float[] {2, -1, 0}, 0), y));
        assertThat(y.array()).containsExactly(0, 0, 1, 0, 0, 0, 1, 0, 0);
        assertThatThrownBy(() -> WORKERS.run(KERNELS.oneHot(1, 3, new Slice(new float[] {3}, 0), y)))
                .hasMessageContaining("index 0 is class 3, but there are only 3 classes");
    }

    @Test
    void copiesPermuteAxes() {
        for (int i = 0; i < 100; i++) {
            int axes = 1 + random.nextInt(6);
            int[] sizes = random.ints(axes, 1, 7).toArray();
            if (axes <= 3) {
                sizes[axes - 1] = 1 + random.nextInt(4000); // as long as the lines that are taken in pieces
            }
            List<Integer> order = new ArrayList<>();
            for (int d = 0; d < axes; d++) {
                order.add(random.nextInt(d + 1), d);
            }
            int[] xStrides = new int[axes];
            int[] yStrides = new int[axes];
            int size = 1;
            for (int d = axes - 1; d >= 0; d--) {
                xStrides[d] = size;
                size *= sizes[d];
            }
            int stride = 1;
            for (int d : order) {
                yStrides[d] = stride;
                stride *= sizes[d];
            }
            Slice x = slice(size);
            Slice y = slice(size);
            WORKERS.run(KERNELS.copy(sizes, xStrides, yStrides, x, y));
            for (int index = 0; index < size; index++) {
                int to = 0;
                for (int d = 0, rest = index; d < axes; d++) {
                    to += rest / xStrides[d] * yStrides[d];
                    rest %= xStrides[d];
                }
                same(at(y, to), at(x, index), "copy of " + java.util.Arrays.toString(sizes));
            }
        }
    }

    @Test
    void operandsThatAreTooShortAreRefused() {
        Slice three = Slice.allocate(3);
        Slice four = Slice.allocate(4);
        assertThatThrownBy(() -> KERNELS.gemm(GemmShape.of(2, 2, 2), three, four, four, null, Clip.NONE))
                .hasMessageContaining("matrix A of the product needs 4 floats");
        assertThatThrownBy(() -> KERNELS.map(Program.IDENTITY, MapShape.flat(4, 1), new Slice[] {three}, new Slice[] {four}))
                .hasMessageContaining("input 0 of the elementwise program needs 4 floats");
    }
}
