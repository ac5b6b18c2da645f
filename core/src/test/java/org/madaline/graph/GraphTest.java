package org.madaline.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.madaline.init.Initializers;
import org.madaline.optimizer.Update;
import org.madaline.tensor.Shape;

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
}
