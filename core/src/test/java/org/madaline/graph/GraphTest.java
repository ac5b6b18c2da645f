package org.madaline.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.madaline.init.Initializers;
import org.madaline.optimizer.Update;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

class GraphTest {
    private final Graph g = new Graph(Mode.TRAINING);

    private Node input(int... dims) {
        return g.input("input" + g.inputs().size(), Shape.of(dims));
    }

    @Test
    void axesAreAlignedAtTheEndAndRepeated() {
        assertThat(input(7, 3).plus(input(3)).shape()).isEqualTo(Shape.of(7, 3));
        assertThat(input(3).plus(input(7, 3)).shape()).isEqualTo(Shape.of(7, 3));
        assertThat(input(7, 3).plus(input(1)).shape()).isEqualTo(Shape.of(7, 3));
        assertThat(input(7, 1).plus(input(1)).shape()).isEqualTo(Shape.of(7, 1));
        assertThat(input(7, 1).plus(input(1, 7)).shape()).isEqualTo(Shape.of(7, 7));
        assertThat(input(2, 1, 4).plus(input(3, 1)).shape()).isEqualTo(Shape.of(2, 3, 4));
        assertThat(input(7, 1).greater(0).select(input(7, 3), input(3)).shape()).isEqualTo(Shape.of(7, 3));
    }

    @Test
    void aColumnAndAVectorAreNotCombinedEachWithEveryOther() {
        for (BinaryFunction f : BinaryFunction.values()) {
            assertThatThrownBy(() -> input(7, 1).apply(f, input(7))).isInstanceOf(ShapeException.class)
                    .hasMessageContaining("[7, 1]").hasMessageContaining("[7]").hasMessageContaining("reshape [7] to [1, 7]");
            assertThatThrownBy(() -> input(7).apply(f, input(7, 1))).isInstanceOf(ShapeException.class);
        }
        assertThatThrownBy(() -> input(5, 7, 1).plus(input(7))).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> input(7, 1).select(input(7, 1), input(7))).isInstanceOf(ShapeException.class);
    }

    @Test
    void variablesHaveRoles() {
        Node weight = g.parameter("weight", Shape.of(2), Initializers.ONES);
        g.state("mean", Shape.of(2), Initializers.ZEROS);
        Node fixed = g.variable("table", Shape.of(2), Initializers.ONES, Role.CONSTANT);
        g.frozen(name -> name.equals("old"), () -> g.parameter("old", Shape.of(2), Initializers.ONES));
        new Update("weight", weight, weight, g.constant(1), Map.of()).state("momentum");
        Map<String, Role> roles = g.variables().values().stream()
                .collect(Collectors.toMap(Graph.Variable::name, Graph.Variable::role));
        assertThat(roles).isEqualTo(Map.of("weight", Role.PARAMETER, "mean", Role.STATE, "table", Role.CONSTANT,
                "old", Role.CONSTANT, "optimizer.momentum.weight", Role.OPTIMIZER));
        assertThatThrownBy(() -> g.assign(fixed, fixed)).hasMessageContaining("table").hasMessageContaining("constant");
    }

    @Test
    void equalTablesAreOneNode() {
        float[] values = new float[100_000];
        values[5] = 3;
        Node table = g.constant(Tensor.of(Shape.of(100_000), values));
        assertThat(g.constant(Tensor.of(Shape.of(100_000), values))).isSameAs(table);
        values[6] = -0f;
        assertThat(g.constant(Tensor.of(Shape.of(100_000), values))).isNotSameAs(table);
        assertThat(g.constant(Tensor.of(Shape.of(1000, 100), new float[100_000]))).isNotSameAs(table);
        assertThat(g.constant(Tensor.of(Shape.SCALAR, 2))).isSameAs(g.constant(2));
    }

    @Test
    void tablesAndIndicesHaveTheShapesOfTheirRows() {
        assertThat(input(10, 3, 4).gather(input(7, 2)).shape()).isEqualTo(Shape.of(7, 2, 3, 4));
        assertThat(input(10, 3, 4).gather(1, input(7, 2)).shape()).isEqualTo(Shape.of(10, 7, 2, 4));
        assertThat(input(7, 2, 3).scatterAdd(input(7, 2), 10).shape()).isEqualTo(Shape.of(10, 3));
        assertThatThrownBy(() -> input().gather(input(7))).isInstanceOf(ShapeException.class).hasMessageContaining("table");
        assertThatThrownBy(() -> g.apply(new Op.ScatterAdd(Shape.of(10, 3)), input(7), input(7, 4)))
                .isInstanceOf(ShapeException.class).hasMessageContaining("[7, 3]");
    }

    @Test
    void productsBroadcastWhatStandsBeforeTheMatrices() {
        assertThat(input(2, 3, 4, 5).matmul(input(2, 3, 5, 6)).shape()).isEqualTo(Shape.of(2, 3, 4, 6));
        assertThat(input(2, 3, 4, 5).matmul(input(3, 5, 6)).shape()).isEqualTo(Shape.of(2, 3, 4, 6));
        assertThat(input(2, 1, 4, 5).matmulTransposed(input(3, 6, 5)).shape()).isEqualTo(Shape.of(2, 3, 4, 6));
        assertThat(input(4, 5).matmul(input(2, 5, 6)).shape()).isEqualTo(Shape.of(2, 4, 6));
        assertThat(input(2, 4, 5).matmul(input(5, 6)).op()).isInstanceOf(Op.Reshape.class);
        assertThatThrownBy(() -> input(2, 4, 5).matmul(input(3, 5, 6))).isInstanceOf(ShapeException.class).hasMessageContaining("[3, 5, 6]");
        assertThatThrownBy(() -> input(2, 4, 5).matmul(input(2, 4, 6))).isInstanceOf(ShapeException.class).hasMessageContaining("inner");
    }
}
