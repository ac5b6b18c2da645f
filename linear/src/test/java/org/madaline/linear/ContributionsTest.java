package org.madaline.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.madaline.basis.Bases;
import org.madaline.data.Scaler;
import org.madaline.features.NumberFeatures;
import org.madaline.insight.Contributions;
import org.madaline.pipeline.Estimator;
import org.madaline.pipeline.Pipeline;
import org.madaline.table.CategoryEncoder;
import org.madaline.table.TableFeatures;
import org.madaline.table.TableLabel;
import org.madaline.task.ClassTask;
import org.madaline.task.NumberTask;
import org.madaline.task.OutputForm;
import org.madaline.tensor.Shape;
import org.madaline.train.Penalty;

class ContributionsTest {
    private static Pipeline<?> linear(NumberTask task, double[] weights, double intercept) {
        var model = new LinearModel(LinearModel.Kind.REGRESSION, 0, weights, new double[] {intercept}, Optional.empty(), List.of());
        return new Pipeline<>(new NumberFeatures(Shape.of(weights.length)), new LinearEstimator(model), task, Map.of());
    }

    @Test
    void ofALinearModelTheyAreItsTerms() {
        var explained = new Contributions(linear(new NumberTask(List.of(new NumberTask.Target("price", 100, 10))), new double[] {2, -3, 5}, 0.5), 1)
                .of(1, 4, 0);
        assertThat(explained.of()).isEqualTo("price");
        assertThat(explained.base()).isEqualTo(105);
        assertThat(explained.output()).isEqualTo(100 + 10 * (0.5 + 2 - 12));
        assertThat(explained.byColumn()).containsOnlyKeys("x1", "x2", "x3").containsEntry("x3", 0.0);
        assertThat(explained.byColumn().get("x1")).isCloseTo(20, within(1e-12));
        assertThat(explained.byColumn().get("x2")).isCloseTo(-120, within(1e-12));
    }

    /// The outputs are the quantiles 0.1, 0.5, 0.9: (x₁, 10 x₁ + x₂, 20 x₁ + 5 x₂).
    @Test
    void ofQuantilesTheMedianIsExplained() {
        var model = new LinearModel(LinearModel.Kind.REGRESSION, 0, new double[] {1, 0, 10, 1, 20, 5}, new double[3], Optional.empty(), List.of());
        var task = new NumberTask(List.of(new NumberTask.Target("price")), List.of(0.1, 0.5, 0.9));
        var explained = new Contributions(new Pipeline<>(new NumberFeatures(Shape.of(2)), new LinearEstimator(model), task, Map.of()), 1).of(2, 3);
        assertThat(explained.output()).isEqualTo(23);
        assertThat(explained.byColumn().values()).containsExactly(20.0, 3.0);
    }

    /// x₁ x₂ is shared, x₃ is its own.
    @Test
    void whatColumnsDoTogetherIsShared() {
        Estimator product = new Estimator() {
            @Override
            public Shape input() {
                return Shape.of(3);
            }

            @Override
            public int outputs() {
                return 1;
            }

            @Override
            public OutputForm form() {
                return OutputForm.LOGITS;
            }

            @Override
            public double[] outputs(double[] x) {
                return new double[] {x[0] * x[1] + 7 * x[2] + 1};
            }
        };
        var explained = new Contributions(new Pipeline<>(new NumberFeatures(Shape.of(3)), product, new NumberTask("y"), Map.of()), 1)
                .of(Map.of("x1", 2, "x2", 3, "x3", -1));
        assertThat(explained.base()).isEqualTo(1);
        // An order and its reverse put x₁ and x₂ each first once.
        assertThat(explained.byColumn().values()).usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1).containsExactly(3.0, 3.0, -7.0);
    }

    @Test
    void ofClassesItIsTheScoreOfTheOneNamed() {
        double[] weights = {1, 0, 0, 2, -1, 1};
        var model = new LinearModel(LinearModel.Kind.SOFTMAX, 3, weights, new double[] {0, 0.5, 0}, Optional.empty(), List.of());
        var pipeline = new Pipeline<>(new NumberFeatures(Shape.of(2)), new LinearEstimator(model), new ClassTask(List.of("a", "b", "c")), Map.of());
        var explained = new Contributions(pipeline, 1).of(1, 3);
        // z = (1, 6.5, 2), less their mean; at 0 (0, 0.5, 0).
        assertThat(explained.of()).isEqualTo("score of b");
        assertThat(explained.output()).isCloseTo(6.5 - 9.5 / 3, within(1e-12));
        assertThat(explained.base()).isCloseTo(0.5 - 0.5 / 3, within(1e-12));
        assertThat(explained.byColumn().get("x1")).isCloseTo(0 - 0.0 / 3, within(1e-12));
        assertThat(explained.byColumn().get("x2")).isCloseTo(6 - 9.0 / 3, within(1e-12));
    }

    @Test
    void basisFunctionsAreOfTheirColumns() {
        var model = new LinearRegression(Settings.DEFAULT.withPenalty(Penalty.l2(0.1)).withBasis(Bases.quadratic(2)))
                .fit(DesignMatrix.of(new double[][] {{0, 1}, {1, 0}, {2, 2}, {3, 1}, {4, 5}}), 1, 3, 2, 5, 4);
        var pipeline = new Pipeline<>(new NumberFeatures(Shape.of(2)), new LinearEstimator(model), new NumberTask("y"), Map.of());
        var explained = new Contributions(pipeline, 1).of(3, -2);
        assertThat(explained.byColumn().values().stream().mapToDouble(v -> v).sum()).isCloseTo(explained.output() - explained.base(), within(1e-12));
        assertThat(explained.output()).isEqualTo(pipeline.predict(3, -2).value());
        assertThatIllegalArgumentException().isThrownBy(() -> new Contributions(new Pipeline<>(new NumberFeatures(Shape.of(2)),
                new LinearEstimator(model), new NumberTask("y"), Map.of()), 1).of(Map.of("x1", 1)));
    }

    /// A category that is an index is told by it, also the first one; none of them is -1.
    @Test
    void aCategoryThatIsAnIndexIsFilledInFromNone() {
        var features = new TableFeatures(List.of(new CategoryEncoder("colour", List.of("blue", "red"), false, false, false, true)),
                new Scaler(new double[1], new double[] {1}), List.of(), new TableLabel("y", List.of(), false, "", List.of()), true);
        var model = new LinearModel(LinearModel.Kind.REGRESSION, 0, new double[] {5}, new double[] {1}, Optional.empty(), List.of());
        var explained = new Contributions(new Pipeline<>(features, new LinearEstimator(model), new NumberTask("y"), Map.of()), 1).of(Map.of("colour", "blue"));
        assertThat(explained.base()).isEqualTo(-4);
        assertThat(explained.output()).isEqualTo(1);
        assertThat(explained.byColumn()).containsEntry("colour", 5.0);
    }
}
