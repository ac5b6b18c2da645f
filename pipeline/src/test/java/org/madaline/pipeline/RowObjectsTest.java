package org.madaline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.madaline.data.ArrayDataset;
import org.madaline.features.Column;
import org.madaline.features.Example;
import org.madaline.features.NumberFeatures;
import org.madaline.layer.Dense;
import org.madaline.layer.Network;
import org.madaline.loss.MeanSquaredError;
import org.madaline.model.Model;
import org.madaline.optimizer.Adam;
import org.madaline.task.NumberPrediction;
import org.madaline.task.NumberTask;
import org.madaline.tensor.Shape;
import org.madaline.train.Trainer;

/// Rows that are objects of a user's classes.
class RowObjectsTest {
    public record House(@Column("living area") double area, int rooms, Optional<String> garden) {}

    public static class Flat {
        public final int rooms = 3;
        private final double area;

        Flat(double area) {
            this.area = area;
        }

        @Column("living area")
        public double getArea() {
            return area;
        }

        public Boolean isLet() {
            return true;
        }

        public static int getCount() {
            return 1;
        }

        public String getName(String prefix) {
            return prefix;
        }
    }

    private static Pipeline<NumberPrediction> model() {
        var data = ArrayDataset.classified(new float[][] {{50, 1}, {90, 4}}, new int[] {0, 1}, List.of("a", "b"));
        Model model = new Trainer(Network.of(Shape.of(2), new Dense(1)), new MeanSquaredError(), new Adam(0.01)).epochs(2).fit(data).model();
        return new Pipeline<>(new NumberFeatures(Shape.of(2), List.of("living area", "rooms")), new NetworkEstimator(model), new NumberTask("price"), Map.of());
    }

    private static Map<String, Object> expected(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        IntStream.range(0, pairs.length / 2).forEach(i -> map.put((String) pairs[2 * i], pairs[2 * i + 1]));
        return map;
    }

    @Test
    void componentsGettersAndFieldsAreColumns() {
        assertThat((Object) Example.Row.of(new House(90.5, 4, Optional.empty())).cells()).isEqualTo(expected("living area", 90.5, "rooms", 4, "garden", null));
        assertThat(Example.Row.of(new Flat(50)).cells().keySet()).containsExactlyInAnyOrder("living area", "let", "rooms");
        assertThat((Object) Example.Row.of(Map.of("a", 1)).cells()).isEqualTo(Map.of("a", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Example.Row.of(new Object())).withMessageContaining("no public getter");
    }

    @Test
    void theyAreAnsweredAsMapsAre() {
        Pipeline<NumberPrediction> model = model();
        double expected = model.predict(Map.of("living area", 90.5, "rooms", 4)).value();
        assertThat(model.predictRow(new House(90.5, 4, Optional.of("yes"))).value()).isEqualTo(expected);
        assertThat(model.predictRow(new Flat(50)).value()).isEqualTo(model.predict(50, 3).value());
        List<House> many = IntStream.range(0, 1000).mapToObj(i -> new House(i, i % 7, Optional.empty())).toList();
        List<NumberPrediction> answers = model.predictRows(many);
        assertThat(IntStream.range(0, 1000).parallel().allMatch(i -> answers.get(i).equals(model.predictRow(many.get(i))))).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> model.predictRow(new Object() {
            public final int rooms = 1;
        })).withMessageContaining("living area");
    }
}
