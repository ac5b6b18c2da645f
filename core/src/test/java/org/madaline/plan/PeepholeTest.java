package org.madaline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.madaline.kernels.spec.Program;
import org.madaline.kernels.spec.Program.Code;
import org.madaline.kernels.spec.Program.Instruction;

/// What joins, and what must not.
class PeepholeTest {
    private static List<Code> codes(Program program) {
        return Peephole.shorten(program).instructions().stream().map(Instruction::code).toList();
    }

    /// Registers: 0 θ, 1 g, 2 m, 3 v, 4 rate, 5 eps.
    @Test
    void adamTakesFourPasses() {
        Program adam = new Program(6, List.of(
                Instruction.constant(0.1f),
                Instruction.of(Code.SUB, 1, 2),
                Instruction.of(Code.FMA, 7, 6, 2),
                Instruction.constant(0.001f),
                Instruction.of(Code.SQUARE, 1),
                Instruction.of(Code.SUB, 10, 3),
                Instruction.of(Code.FMA, 11, 9, 3),
                Instruction.of(Code.SQRT, 12),
                Instruction.of(Code.ADD, 13, 5),
                Instruction.of(Code.DIV, 8, 14),
                Instruction.of(Code.MUL, 15, 4),
                Instruction.of(Code.SUB, 0, 16)), List.of(8, 12, 17));
        Program shorter = Peephole.shorten(adam);
        assertThat(shorter).isEqualTo(new Program(6, List.of(
                Instruction.constant(0.1f),
                Instruction.of(Code.LERP, 2, 1, 6),
                Instruction.constant(0.001f),
                Instruction.of(Code.LERP_SQUARE, 3, 1, 8),
                Instruction.of(Code.DIV_ROOT, 7, 9, 5),
                Instruction.of(Code.FNMA, 10, 4, 0)), List.of(7, 9, 11)));
    }

    @Test
    void aValueThatIsNeededElsewhereStays() {
        List<Instruction> average = List.of(Instruction.of(Code.SUB, 1, 0), Instruction.of(Code.FMA, 3, 2, 0));
        assertThat(codes(new Program(3, average, List.of(4)))).containsExactly(Code.LERP);
        assertThat(codes(new Program(3, average, List.of(4, 3)))).containsExactly(Code.SUB, Code.FMA);
        assertThat(codes(new Program(3, List.of(Instruction.of(Code.SUB, 1, 0), Instruction.of(Code.FMA, 3, 3, 0)),
                List.of(4)))).containsExactly(Code.SUB, Code.FMA);
        assertThat(codes(new Program(3, List.of(Instruction.of(Code.SUB, 1, 2), Instruction.of(Code.FMA, 3, 2, 0)),
                List.of(4)))).containsExactly(Code.SUB, Code.FMA);
    }

    @Test
    void aScaledDifferenceJoinsOnlyWhereNoLaterDifferenceTakesTheProduct() {
        assertThat(codes(new Program(3, List.of(Instruction.of(Code.SUB, 0, 1), Instruction.of(Code.MUL, 2, 3)),
                List.of(4)))).containsExactly(Code.SUB_MUL);
        assertThat(codes(new Program(3, List.of(Instruction.of(Code.SUB, 0, 1), Instruction.of(Code.MUL, 2, 3)),
                List.of(4, 3)))).containsExactly(Code.SUB, Code.MUL);
        assertThat(codes(new Program(3, List.of(Instruction.of(Code.SUB, 0, 1), Instruction.of(Code.MUL, 2, 3),
                Instruction.of(Code.SUB, 2, 4)), List.of(5)))).containsExactly(Code.SUB, Code.FNMA);
        assertThat(codes(new Program(2, List.of(Instruction.of(Code.SUB, 0, 1), Instruction.of(Code.MUL, 2, 2)),
                List.of(3)))).containsExactly(Code.SUB, Code.MUL);
    }

    @Test
    void twoRoundingsBecomeOneOnlyForADifference() {
        assertThat(codes(new Program(3, List.of(Instruction.of(Code.MUL, 0, 1), Instruction.of(Code.SUB, 2, 3)),
                List.of(4)))).containsExactly(Code.FNMA);
        assertThat(codes(new Program(3, List.of(Instruction.of(Code.MUL, 0, 1), Instruction.of(Code.SUB, 3, 2)),
                List.of(4)))).containsExactly(Code.MUL, Code.SUB);
    }
}
