package org.madaline.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.madaline.kernels.spec.Program;
import org.madaline.kernels.spec.Program.Code;
import org.madaline.kernels.spec.Program.Instruction;

/// Replaces neighbouring instructions by one that does the work of all, so that a program takes fewer passes over its
/// block: the running averages, the quotient and the final step of Adam and its kin.
///
/// An instruction is swallowed only where nothing else needs its value. All replacements keep the rounding steps, but
/// for z - x y, which is then rounded once, as x y + z is.
final class Peephole {
    private final int inputs;
    private final Instruction[] code;
    private final int[] uses;

    private Peephole(Program program) {
        this.inputs = program.inputs();
        this.code = program.instructions().toArray(Instruction[]::new);
        this.uses = new int[inputs + code.length];
        program.outputs().forEach(register -> uses[register]++);
        for (Instruction instruction : code) {
            for (int j = 0; j < instruction.code().arity(); j++) {
                uses[operand(instruction, j)]++;
            }
        }
    }

    /// The program with longer instructions.
    static Program shorten(Program program) {
        Peephole peephole = new Peephole(program);
        for (int i = 0; i < peephole.code.length; i++) {
            // What has become one instruction may be a part of a longer one.
            for (Instruction next = peephole.longer(i); next != null; next = peephole.longer(i)) {
                peephole.code[i] = next;
            }
        }
        // Last, since a product that joins a later sum is rounded with it.
        for (int i = 0; i < peephole.code.length; i++) {
            peephole.joinScaledDifference(i);
        }
        return peephole.compacted(program.outputs());
    }

    /// (x - y) z
    private void joinScaledDifference(int i) {
        Instruction at = code[i];
        for (int side = 0; side < 2 && at.code() == Code.MUL && uses[inputs + i] > 0; side++) {
            Instruction difference = own(operand(at, side), Code.SUB);
            if (difference != null) {
                swallow(operand(at, side), -1);
                code[i] = Instruction.of(Code.SUB_MUL, difference.x(), difference.y(), operand(at, 1 - side));
                return;
            }
        }
    }

    /// What instruction `i` becomes together with those that it reads; null: stays as it is.
    private Instruction longer(int i) {
        Instruction at = code[i];
        return switch (at.code()) {
            case FMA -> average(at);
            case SUB -> difference(at);
            case DIV -> quotient(at);
            case LERP -> averageOfSquare(at);
            default -> null;
        };
    }

    /// (y - x) z + x
    private Instruction average(Instruction at) {
        for (int side = 0; side < 2; side++) {
            Instruction difference = own(operand(at, side), Code.SUB);
            if (difference != null && difference.y() == at.z()) {
                swallow(operand(at, side), at.z());
                return Instruction.of(Code.LERP, at.z(), difference.x(), operand(at, 1 - side));
            }
        }
        return null;
    }

    private Instruction averageOfSquare(Instruction at) {
        Instruction square = own(at.y(), Code.SQUARE);
        if (square == null) {
            return null;
        }
        swallow(at.y(), -1);
        return Instruction.of(Code.LERP_SQUARE, at.x(), square.x(), at.z());
    }

    private Instruction difference(Instruction at) {
        Instruction product = own(at.y(), Code.MUL);
        if (product == null) {
            return null;
        }
        swallow(at.y(), -1);
        return Instruction.of(Code.FNMA, product.x(), product.y(), at.x());
    }

    private Instruction quotient(Instruction at) {
        Instruction sum = own(at.y(), Code.ADD);
        Instruction root = sum == null ? null : own(sum.x(), Code.SQRT);
        if (root == null) {
            return null;
        }
        swallow(sum.x(), -1);
        swallow(at.y(), -1);
        return Instruction.of(Code.DIV_ROOT, at.x(), root.x(), sum.y());
    }

    /// The instruction that computes a register, where it has this code and a single use.
    private Instruction own(int register, Code wanted) {
        if (register < inputs || uses[register] != 1) {
            return null;
        }
        Instruction instruction = code[register - inputs];
        return instruction.code() == wanted ? instruction : null;
    }

    /// @param saved a register that is read once less, or -1
    private void swallow(int register, int saved) {
        uses[register] = 0;
        if (saved >= 0) {
            uses[saved]--;
        }
    }

    private Program compacted(List<Integer> outputs) {
        int[] place = new int[inputs + code.length];
        Arrays.setAll(place, register -> register);
        List<Instruction> kept = new ArrayList<>();
        for (int i = 0; i < code.length; i++) {
            Instruction at = code[i];
            if (uses[inputs + i] > 0) {
                place[inputs + i] = inputs + kept.size();
                kept.add(new Instruction(at.code(), place[at.x()], place[at.y()], place[at.z()], at.constant(), at.key()));
            }
        }
        return new Program(inputs, kept, outputs.stream().map(register -> place[register]).toList());
    }

    private static int operand(Instruction instruction, int i) {
        return i == 0 ? instruction.x() : i == 1 ? instruction.y() : instruction.z();
    }
}
