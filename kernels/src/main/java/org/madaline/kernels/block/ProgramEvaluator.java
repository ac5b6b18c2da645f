package org.madaline.kernels.block;

import java.util.Arrays;
import org.madaline.kernels.CounterRandom;
import org.madaline.kernels.Slice;
import org.madaline.kernels.spec.MapShape;
import org.madaline.kernels.spec.MapShape.Access;
import org.madaline.kernels.spec.Program;
import org.madaline.kernels.spec.Program.Code;
import org.madaline.kernels.spec.Program.Instruction;

/// Runs a [Program] block by block.
///
/// Each register of a block is a place: an input or output that is contiguous over the block is read or written where
/// it lies; all others have a slot of [Space#BLOCK] floats in the thread's scratch memory. Constants and broadcast
/// inputs are laid out in their slots once for a run of blocks, as long as they stay the same.
final class ProgramEvaluator {
    private static final int SLOT = Space.BLOCK;

    private final Loops loops;
    private final Program program;
    private final Instruction[] instructions;
    private final Space space;
    private final Slice[] inputs;
    private final Access[] accesses;
    private final Slice[] outputs;
    private final Slots slots;

    /// @param space how the elements are cut into blocks
    /// @param outputs dense places for the outputs; null: the results stay in scratch memory, see [Cursor#result]
    ProgramEvaluator(Loops loops, Program program, Space space, Slice[] inputs, Slice[] outputs) {
        MapShape shape = space.shape();
        if (inputs.length != program.inputs() || shape.inputs().size() != program.inputs()) {
            throw new IllegalArgumentException("the program has " + program.inputs() + " inputs, but " + inputs.length
                    + " operands and " + shape.inputs().size() + " accesses were given");
        }
        this.loops = loops;
        this.program = program;
        this.instructions = program.instructions().toArray(Instruction[]::new);
        this.space = space;
        this.inputs = inputs.clone();
        this.accesses = shape.inputs().toArray(Access[]::new);
        this.outputs = outputs == null ? null : outputs.clone();
        for (int i = 0; i < inputs.length && shape.size() > 0; i++) {
            Access a = accesses[i];
            long last = (long) (shape.outer() - 1) * a.outer() + (long) (shape.rows() - 1) * a.row()
                    + (long) (shape.columns() - 1) * a.column();
            inputs[i].require(last + 1, "input " + i + " of the elementwise program");
        }
        for (int i = 0; outputs != null && i < outputs.length; i++) {
            outputs[i].require(shape.size(), "output " + i + " of the elementwise program");
        }
        this.slots = Slots.of(program, inputs, this.outputs, shape.size());
    }

    /// The relative cost of an element, to cut the work into chunks.
    int cost() {
        int cost = 2 * program.inputs() + program.outputs().size();
        for (Instruction instruction : instructions) {
            cost += switch (instruction.code()) {
                case DIV, SQRT, RECIPROCAL, MAX, MIN, LERP, LERP_SQUARE -> 2;
                case DIV_ROOT -> 4;
                case EXP, LOG, SIGMOID, TANH, SOFTPLUS, ERF, SIN, COS, UNIFORM -> 6;
                case POW -> 12;
                default -> 1;
            };
        }
        return cost;
    }

    /// The floats of scratch memory that a cursor needs.
    int scratch() {
        return slots.count() * SLOT;
    }

    /// The places of all registers in the block that was evaluated last.
    static final class Cursor {
        private float[][] arrays = new float[0][];
        private int[] offsets = new int[0];
        private float[] scratch;
        private int base;
        private int laidOuter;
        private int laidRow;
        private int laidColumn;
        private int laidSize;

        /// The array that holds a register of the block.
        float[] array(int register) {
            return arrays[register];
        }

        /// The offset of the register's first element in [#array].
        int offset(int register) {
            return offsets[register];
        }
    }

    /// Prepares a cursor for a new run of blocks, with slots from `base` on in `scratch`.
    void begin(Cursor cursor, float[] scratch, int base) {
        int registers = program.inputs() + instructions.length;
        if (cursor.arrays.length < registers) {
            cursor.arrays = new float[registers][];
            cursor.offsets = new int[registers];
        }
        cursor.scratch = scratch;
        cursor.base = base;
        cursor.laidSize = -1;
        int used = space.blockRows() * space.blockColumns();
        for (int r = 0; r < registers; r++) {
            cursor.arrays[r] = scratch;
            cursor.offsets[r] = base + slots.slot()[r] * SLOT;
            if (r >= program.inputs() && instructions[r - program.inputs()].code() == Code.CONSTANT) {
                Arrays.fill(scratch, cursor.offsets[r], cursor.offsets[r] + used,
                        instructions[r - program.inputs()].constant());
            }
        }
    }

    /// Evaluates one block of the space by its number.
    void block(Cursor cursor, int block) {
        int columnBlock = block % space.columnBlocks();
        int rest = block / space.columnBlocks();
        int row = rest % space.rowBlocks() * space.blockRows();
        int column = columnBlock * space.blockColumns();
        block(cursor, rest / space.rowBlocks(), row, Math.min(space.blockRows(), space.shape().rows() - row), column,
                Math.min(space.blockColumns(), space.shape().columns() - column));
    }

    /// Evaluates the given rows and columns; all columns unless `rows` is 1.
    void block(Cursor cursor, int outer, int row, int rows, int column, int columns) {
        int n = rows * columns;
        for (int i = 0; i < inputs.length; i++) {
            place(cursor, i, outer, row, rows, column, columns);
        }
        cursor.laidOuter = outer;
        cursor.laidRow = row;
        cursor.laidColumn = column;
        cursor.laidSize = n;
        int index = (outer * space.shape().rows() + row) * space.shape().columns() + column;
        for (int i = 0; i < instructions.length; i++) {
            int register = program.inputs() + i;
            int direct = slots.output()[register];
            if (direct >= 0) {
                cursor.arrays[register] = outputs[direct].array();
                cursor.offsets[register] = outputs[direct].offset() + index;
            }
            execute(cursor, instructions[i], register, index, n);
        }
        if (outputs != null) {
            // An output may overwrite an input, so inputs that are outputs themselves are saved first.
            store(cursor, index, n, true);
            store(cursor, index, n, false);
        }
    }

    private void store(Cursor cursor, int index, int n, boolean inputsOnly) {
        for (int o = 0; o < outputs.length; o++) {
            int register = program.outputs().get(o);
            if (slots.output()[register] != o && register < program.inputs() == inputsOnly) {
                System.arraycopy(cursor.arrays[register], cursor.offsets[register], outputs[o].array(),
                        outputs[o].offset() + index, n);
            }
        }
    }

    private void execute(Cursor at, Instruction instruction, int register, int index, int n) {
        Code code = instruction.code();
        float[] y = at.arrays[register];
        int yo = at.offsets[register];
        float[] a = at.arrays[instruction.x()];
        int ao = at.offsets[instruction.x()];
        if (code == Code.CONSTANT) {
            return;
        } else if (code == Code.UNIFORM) {
            long stream = CounterRandom.stream(instruction.key(), Float.floatToRawIntBits(a[ao]));
            loops.uniform(stream, index, y, yo, n);
        } else if (code.arity() == 1) {
            loops.unary(code, a, ao, y, yo, n);
        } else if (code.arity() == 2) {
            loops.binary(code, a, ao, at.arrays[instruction.y()], at.offsets[instruction.y()], y, yo, n);
        } else {
            loops.ternary(code, a, ao, at.arrays[instruction.y()], at.offsets[instruction.y()],
                    at.arrays[instruction.z()], at.offsets[instruction.z()], y, yo, n);
        }
    }

    /// Points register i at the block of input i, or lays the input out in its slot.
    private void place(Cursor cursor, int i, int outer, int row, int rows, int column, int columns) {
        Access access = accesses[i];
        Slice input = inputs[i];
        int from = input.offset() + outer * access.outer() + row * access.row() + column * access.column();
        if (access.column() == 1 && (rows == 1 || access.row() == columns)) {
            cursor.arrays[i] = input.array();
            cursor.offsets[i] = from;
            return;
        }
        boolean laid = cursor.laidSize >= rows * columns && (outer == cursor.laidOuter || access.outer() == 0)
                && (row == cursor.laidRow || access.row() == 0)
                && (column == cursor.laidColumn || access.column() == 0);
        cursor.arrays[i] = cursor.scratch;
        cursor.offsets[i] = cursor.base + slots.slot()[i] * SLOT;
        if (!laid) {
            lay(input.array(), from, access, rows, columns, cursor.scratch, cursor.offsets[i]);
        }
    }

    private static void lay(float[] x, int from, Access access, int rows, int columns, float[] y, int yo) {
        if (access.column() == 0 && access.row() == 0) {
            Arrays.fill(y, yo, yo + rows * columns, x[from]);
            return;
        }
        for (int r = 0; r < rows; r++) {
            if (access.column() == 0) {
                Arrays.fill(y, yo + r * columns, yo + (r + 1) * columns, x[from + r * access.row()]);
            } else {
                System.arraycopy(x, from + r * access.row(), y, yo + r * columns, columns);
            }
        }
    }

    /// The register of output `o`, for programs whose results stay in scratch memory.
    int result(int o) {
        return program.outputs().get(o);
    }
}
