package org.madaline.kernels.block;

import java.util.Arrays;
import java.util.List;
import org.madaline.kernels.Slice;
import org.madaline.kernels.spec.Program;
import org.madaline.kernels.spec.Program.Code;
import org.madaline.kernels.spec.Program.Instruction;

/// Where the registers of a program live: in few slots, so that a block stays in the first-level cache.
///
/// Inputs and constants keep their slots; an instruction's result takes the first slot whose value is no longer needed.
///
/// @param slot the scratch slot of each register
/// @param output the output into whose place the register is written directly, or -1
/// @param count the number of slots
record Slots(int[] slot, int[] output, int count) {

    /// @param outputs null if all results stay in slots
    /// @param size the length of each output
    static Slots of(Program program, Slice[] inputs, Slice[] outputs, int size) {
        int registers = program.inputs() + program.instructions().size();
        int[] last = lastUses(program, registers);
        int[] slot = new int[registers];
        int[] output = new int[registers];
        int[] freeFrom = new int[registers];
        int count = 0;
        for (int r = 0; r < registers; r++) {
            output[r] = outputs == null ? -1 : direct(program, r, inputs, outputs, last, size);
            if (pinned(program, r)) {
                freeFrom[count] = Integer.MAX_VALUE;
                slot[r] = count++;
            }
        }
        for (int r = program.inputs(); r < registers; r++) {
            if (output[r] >= 0 || pinned(program, r)) {
                continue;
            }
            int free = 0;
            while (freeFrom[free] > r) {
                free++;
            }
            // The instruction that reads a value last may overwrite it: it works element by element.
            freeFrom[free] = Math.max(last[r], r + 1);
            slot[r] = free;
            count = Math.max(count, free + 1);
        }
        return new Slots(slot, output, count);
    }

    private static boolean pinned(Program program, int register) {
        return register < program.inputs() || code(program, register) == Code.CONSTANT;
    }

    private static Code code(Program program, int register) {
        return program.instructions().get(register - program.inputs()).code();
    }

    /// The last register computed from each register; beyond all for outputs.
    private static int[] lastUses(Program program, int registers) {
        int[] last = new int[registers];
        Arrays.fill(last, -1);
        List<Instruction> instructions = program.instructions();
        for (int i = 0; i < instructions.size(); i++) {
            Instruction instruction = instructions.get(i);
            int[] operands = {instruction.x(), instruction.y(), instruction.z()};
            for (int j = 0; j < instruction.code().arity(); j++) {
                last[operands[j]] = program.inputs() + i;
            }
        }
        program.outputs().forEach(register -> last[register] = registers);
        return last;
    }

    /// The output that register `r` may be written to at once: not where that would overwrite an input still needed.
    private static int direct(Program program, int r, Slice[] inputs, Slice[] outputs, int[] last, int size) {
        int o = program.outputs().indexOf(r);
        if (o < 0 || pinned(program, r)) {
            return -1;
        }
        for (int i = 0; i < inputs.length; i++) {
            boolean apart = inputs[i].array() != outputs[o].array()
                    || inputs[i].offset() >= outputs[o].offset() + size
                    || inputs[i].offset() < outputs[o].offset();
            if (!apart && last[i] > r) {
                return -1;
            }
        }
        return o;
    }
}
