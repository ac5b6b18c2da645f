package org.madaline.kernels.spec;

import java.util.List;

/// A straight-line program on scalars, applied to each element of an iteration space: the fused form of a chain of
/// elementwise operations, such as an activation, a batch normalization or a whole optimizer step.
///
/// Register r < `inputs` holds input r; instruction i writes register `inputs + i`, once. Kernels run it block by block,
/// each instruction over a block of elements that stays in the first-level cache.
///
/// The rounding is that of the instructions one after the other, each correctly rounded to float (the transcendental
/// functions by the polynomials of [org.madaline.kernels.FloatMath]); portable and vector kernels agree in every bit.
///
/// @param inputs how many inputs
/// @param instructions in order; operands refer to earlier registers
/// @param outputs the registers to be stored, one for each output
public record Program(int inputs, List<Instruction> instructions, List<Integer> outputs) {

    /// What an instruction computes from its operands x, y, z.
    public enum Code {
        /// the constant
        CONSTANT(0),
        /// a uniform number in [0, 1), a function of the key, of the bits of the scalar x (the step), and of the
        /// element's index in the iteration space: [org.madaline.kernels.CounterRandom]
        UNIFORM(1),
        /// -x
        NEG(1),
        /// |x|
        ABS(1),
        /// -1, 0 or 1; NaN for NaN
        SIGN(1),
        /// x > 0 ? 1 : 0 (0 for NaN)
        STEP(1),
        /// x * x
        SQUARE(1),
        /// √x, rounded once
        SQRT(1),
        /// 1 / x, rounded once
        RECIPROCAL(1),
        /// eˣ
        EXP(1),
        /// natural logarithm
        LOG(1),
        /// 1 / (1 + e⁻ˣ)
        SIGMOID(1),
        /// (eˣ - e⁻ˣ) / (eˣ + e⁻ˣ)
        TANH(1),
        /// ln(1 + eˣ), stable
        SOFTPLUS(1),
        /// 2 / √π ∫₀ˣ exp(-t²) dt
        ERF(1),
        /// sin x, x in radians
        SIN(1),
        /// cos x, x in radians
        COS(1),
        /// the largest whole number that is at most x
        FLOOR(1),
        /// max(x, 0), NaN for NaN
        RELU(1),
        /// min(max(x, 0), 6), NaN for NaN
        RELU6(1),
        /// x + y
        ADD(2),
        /// x - y
        SUB(2),
        /// x * y
        MUL(2),
        /// x / y
        DIV(2),
        /// as [Math#max(float, float)]
        MAX(2),
        /// as [Math#min(float, float)]
        MIN(2),
        /// x to the power y, with the special cases of C
        POW(2),
        /// x > y ? 1 : 0
        GREATER(2),
        /// x > 0 ? y : 0: the gradient of RELU, exact zero also where y is infinite or NaN
        WHERE_POSITIVE(2),
        /// 0 < x < 6 ? y : 0: the gradient of RELU6
        WHERE_INSIDE(2),
        /// x * y + z, rounded once
        FMA(3),
        /// z - x * y, rounded once
        FNMA(3),
        /// (x - y) * z, rounded twice
        SUB_MUL(3),
        /// x + (y - x) * z: the difference is rounded, then product and sum together
        LERP(3),
        /// x + (y * y - x) * z: the square and the difference are rounded, then product and sum together
        LERP_SQUARE(3),
        /// x / (√y + z), each of the three operations rounded
        DIV_ROOT(3),
        /// x != 0 ? y : z
        SELECT(3);

        private final int arity;

        Code(int arity) {
            this.arity = arity;
        }

        /// How many operands it reads.
        ///
        /// @return from 0 to 3
        public int arity() {
            return arity;
        }
    }

    /// One instruction; operands beyond the code's arity are ignored, as are `constant` and `key` but for CONSTANT and
    /// UNIFORM.
    ///
    /// @param code what is computed
    /// @param x the register of the first operand
    /// @param y the register of the second operand
    /// @param z the register of the third operand
    /// @param constant the value of CONSTANT
    /// @param key of the numbers of UNIFORM
    public record Instruction(Code code, int x, int y, int z, float constant, long key) {
        /// An instruction on registers.
        ///
        /// @param code what is computed
        /// @param operands registers, as many as the code's arity
        /// @return the instruction
        /// @throws IllegalArgumentException if there are too many or too few operands
        public static Instruction of(Code code, int... operands) {
            if (operands.length != code.arity()) {
                throw new IllegalArgumentException(code + " takes " + code.arity() + " operands, not " + operands.length);
            }
            return new Instruction(code, at(operands, 0), at(operands, 1), at(operands, 2), 0, 0);
        }

        /// A number.
        ///
        /// @param value the same for all elements
        /// @return the instruction
        public static Instruction constant(float value) {
            return new Instruction(Code.CONSTANT, 0, 0, 0, value, 0);
        }

        /// Uniform numbers in [0, 1).
        ///
        /// @param step the register of the scalar that counts the steps
        /// @param key of the purpose
        /// @return the instruction
        public static Instruction uniform(int step, long key) {
            return new Instruction(Code.UNIFORM, step, 0, 0, 0, key);
        }

        private static int at(int[] operands, int i) {
            return i < operands.length ? operands[i] : 0;
        }

        private int operand(int i) {
            return i == 0 ? x : i == 1 ? y : z;
        }
    }

    /// Copies the lists, and checks that what is read was written.
    ///
    /// @throws IllegalArgumentException if an instruction reads a register that is not written yet
    public Program {
        instructions = List.copyOf(instructions);
        outputs = List.copyOf(outputs);
        for (int i = 0; i < instructions.size(); i++) {
            Instruction instruction = instructions.get(i);
            for (int j = 0; j < instruction.code().arity(); j++) {
                if (instruction.operand(j) < 0 || instruction.operand(j) >= inputs + i) {
                    throw new IllegalArgumentException("instruction " + i + ", " + instruction + ", reads a register that is not written yet");
                }
            }
        }
        for (int register : outputs) {
            if (register < 0 || register >= inputs + instructions.size()) {
                throw new IllegalArgumentException("output register " + register + " does not exist");
            }
        }
    }

    /// The program that yields its only input.
    public static final Program IDENTITY = new Program(1, List.of(), List.of(0));
}
