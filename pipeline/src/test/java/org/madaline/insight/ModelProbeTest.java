package org.madaline.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.madaline.formats.csv.CsvFile;
import org.madaline.formats.csv.CsvOptions;
import org.madaline.pipeline.Estimator;
import org.madaline.pipeline.Pipeline;
import org.madaline.table.TableData;
import org.madaline.table.TableSettings;
import org.madaline.task.NumberTask;
import org.madaline.task.OutputForm;
import org.madaline.tensor.Shape;

/// What a probe finds out of a model whose formula is known.
class ModelProbeTest {
    private static final int ROWS = 400;

    /// On rows of a, b and a colour: y = 3 a + 10 where the colour is red, nothing of b.
    private static TableData table() throws IOException {
        var text = new StringBuilder("a,b,colour,y\n");
        for (int i = 0; i < ROWS; i++) {
            double a = i * 7919 % 401 / 40.0;
            String colour = List.of("red", "green", "blue", "green").get(i % 4);
            text.append(a).append(',').append(i * 31 % 17 + 0.5).append(',').append(colour).append(',')
                    .append(3 * a + (colour.equals("red") ? 10 : 0)).append('\n');
        }
        return TableData.of(CsvFile.read("t", new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)), CsvOptions.DETECT),
                new TableSettings("y"));
    }

    /// The true formula, found by its name in the encoded row.
    private static Pipeline<?> truth(TableData data) {
        List<String> names = data.features().names();
        int a = names.indexOf("a");
        int red = names.indexOf("colour=red");
        var scaler = data.features().scaler();
        NumberTask.Target target = data.targets().getFirst();
        Estimator formula = new Estimator() {
            @Override
            public Shape input() {
                return data.features().shape();
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
                double value = 3 * (x[a] * scaler.scale()[a] + scaler.offset()[a]);
                value += 10 * (x[red] * scaler.scale()[red] + scaler.offset()[red]);
                return new double[] {target.scaled(value)};
            }
        };
        return new Pipeline<>(data.features(), formula, new NumberTask(List.of(target)), Map.of());
    }

    @Test
    void aColumnThatDoesNotMatterIsWorthNothing() throws IOException {
        TableData data = table();
        ModelProbe probe = ModelProbe.of(truth(data), data, 1_000, 1);
        assertThat(probe.rows()).isEqualTo(ROWS);
        assertThat(probe.measure()).isEqualTo("root mean square error");
        List<ColumnImportance> found = probe.importance(4);
        assertThat(found).extracting(ColumnImportance::column).containsExactly("a", "colour", "b");
        assertThat(found.get(2).loss()).isZero();
        // Of cells that change places at random the square differs by twice the variance: here by 3 times the deviation of a times √2.
        double deviation = Math.sqrt(data.features().scaler().scale()[0] * data.features().scaler().scale()[0]);
        assertThat(found.getFirst().loss()).isCloseTo(3 * Math.sqrt(2) * deviation, within(0.15 * 3 * Math.sqrt(2) * deviation));
        assertThat(ModelProbe.of(truth(data), data, 1_000, 1).importance(4)).isEqualTo(found);
    }

    @Test
    void theAnswersFollowTheFormula() throws IOException {
        TableData data = table();
        ModelProbe probe = ModelProbe.of(truth(data), data, 1_000, 1);
        PartialDependence a = probe.dependence("a").orElseThrow();
        assertThat(a.numbers()).isSorted().hasSizeGreaterThan(10);
        List<Double> means = a.answers().getFirst().means();
        for (int i = 0; i < means.size(); i++) {
            // A quarter of the rows is red.
            assertThat(means.get(i)).isCloseTo(3 * a.numbers().get(i) + 2.5, within(1e-6));
        }
        PartialDependence colour = probe.dependence("colour").orElseThrow();
        assertThat(colour.categories()).containsExactly("green", "blue", "red");
        List<Double> of = colour.answers().getFirst().means();
        assertThat(of.get(2) - of.get(0)).isCloseTo(10, within(1e-6));
        assertThat(of.get(1) - of.get(0)).isCloseTo(0, within(1e-6));
        assertThat(colour.range()).isCloseTo(10, within(1e-6));
        assertThatThrownBy(() -> probe.dependence("c")).hasMessageContaining("does not ask for a column 'c'");
    }
}
