package org.madaline.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.madaline.graph.BinaryFunction;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.kernels.CounterRandom;
import org.madaline.kernels.spec.Program;
import org.madaline.kernels.spec.Program.Code;
import org.madaline.kernels.spec.Program.Instruction;

/// Turns the elementwise nodes of a unit into a straight-line program.
///
/// @param program what is computed at each place
/// @param operands the stored nodes that it reads, in the order of its inputs
record Programs(Program program, List<Node> operands) {
    /// @param results the nodes to be computed
    /// @param members the nodes that are computed inside
    static Programs of(List<Node> results, Set<Node> members, Usage usage, long seed) {
        return new Builder(members, usage, seed).build(results);
    }

    private static final class Builder {
        private final Set<Node> members;
        private final Usage usage;
        private final long seed;
        private final Set<Node> operands = new LinkedHashSet<>();
        private final Set<Node> collected = new HashSet<>();
        private final Map<Node, Integer> registers = new HashMap<>();
        private final List<Instruction> instructions = new ArrayList<>();
        private List<Node> results = List.of();

        Builder(Set<Node> members, Usage usage, long seed) {
            this.members = members;
            this.usage = usage;
            this.seed = seed;
        }

        Programs build(List<Node> wanted) {
            results = wanted;
            wanted.forEach(this::collect);
            operands.forEach(operand -> registers.put(operand, registers.size()));
            List<Integer> outputs = wanted.stream().map(this::register).toList();
            Program program = new Program(operands.size(), instructions, outputs);
            return new Programs(Peephole.shorten(program), List.copyOf(operands));
        }

        private void collect(Node node) {
            if (!collected.add(node)) {
                return;
            }
            if (members.contains(node)) {
                usage.operands(node).forEach(this::collect);
            } else if (!(node.op() instanceof Op.Constant)) {
                operands.add(node);
            }
        }

        private int register(Node node) {
            Integer known = registers.get(node);
            if (known != null) {
                return known;
            }
            int register = compute(node);
            registers.put(node, register);
            return register;
        }

        private int compute(Node node) {
            return switch (node.op()) {
                case Op.Constant c -> emit(Instruction.constant((float) c.value()));
                case Op.Unary u -> emit(Instruction.of(u.function().code(), operand(node, 0)));
                case Op.Binary b -> binary(node, b.function());
                case Op.Select _ ->
                    emit(Instruction.of(Code.SELECT, operand(node, 0), operand(node, 1), operand(node, 2)));
                case Op.Broadcast _ -> operand(node, 0);
                case Op.Uniform u -> emit(Instruction.uniform(operand(node, 0), CounterRandom.key(seed, u.purpose())));
                case Op.Input _, Op.Variable _, Op.Table _, Op.Detach _, Op.Sum _, Op.Maximum _, Op.Reshape _,
                        Op.Permute _, Op.Narrow _, Op.Pad _, Op.Concat _, Op.MatMul _, Op.BatchMatMul _, Op.Gather _,
                        Op.ScatterAdd _, Op.Softmax _, Op.CrossEntropy _, Op.CrossEntropyGradient _,
                        Op.ClassCrossEntropy _, Op.ClassCrossEntropyGradient _, Op.OneHot _, Op.Convolution _,
                        Op.ConvolutionInputGradient _, Op.ConvolutionWeightGradient _, Op.MaxPool _,
                        Op.MaxPoolGradient _, Op.AveragePool _, Op.AveragePoolGradient _, Op.Custom _ ->
                    throw new IllegalStateException(node + " is not elementwise");
            };
        }

        /// A product that is used only in a sum is rounded together with it.
        private int binary(Node node, BinaryFunction function) {
            if (function == BinaryFunction.ADD) {
                for (int i = 0; i < 2; i++) {
                    Node product = usage.operand(node, i);
                    if (isOwnProduct(product)) {
                        int x = operand(product, 0);
                        int y = operand(product, 1);
                        return emit(Instruction.of(Code.FMA, x, y, operand(node, 1 - i)));
                    }
                }
            }
            int x = operand(node, 0);
            return emit(Instruction.of(function.code(), x, operand(node, 1)));
        }

        private boolean isOwnProduct(Node node) {
            return members.contains(node) && usage.users(node).size() == 1 && !results.contains(node)
                    && node.op() instanceof Op.Binary b && b.function() == BinaryFunction.MUL;
        }

        private int operand(Node node, int i) {
            return register(usage.operand(node, i));
        }

        private int emit(Instruction instruction) {
            instructions.add(instruction);
            return operands.size() + instructions.size() - 1;
        }
    }
}
