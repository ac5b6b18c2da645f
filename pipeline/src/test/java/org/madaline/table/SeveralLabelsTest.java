package org.madaline.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.madaline.formats.csv.CsvFile;
import org.madaline.formats.csv.CsvOptions;
import org.madaline.formats.csv.RawTable;
import org.madaline.insight.ColumnImportance;
import org.madaline.insight.ModelProbe;
import org.madaline.kernels.CounterRandom;
import org.madaline.layer.Dense;
import org.madaline.layer.Network;
import org.madaline.loss.MeanSquaredError;
import org.madaline.optimizer.Adam;
import org.madaline.pipeline.Assessment;
import org.madaline.pipeline.ErrorQuantiles;
import org.madaline.pipeline.NumberAssessment;
import org.madaline.pipeline.Pipeline;
import org.madaline.task.NumberPrediction;
import org.madaline.task.NumberTask;
import org.madaline.tensor.Shape;
import org.madaline.train.Trainer;

/// Several numbers that are predicted together.
class SeveralLabelsTest {
    @TempDir
    Path folder;

    private static RawTable table(String text) throws IOException {
        return CsvFile.read("t.csv", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), CsvOptions.DETECT);
    }

    /// y is 3 a, z is 1000.25 - 20 b, but for what is missing.
    private static String rows() {
        var rows = new StringBuilder("a,y,b,z\n");
        for (int i = 0; i < 120; i++) {
            double a = i % 11 + 0.5;
            double b = i % 13 - 6.5;
            rows.append(a).append(',').append(i == 7 ? "" : String.valueOf(3 * a)).append(',').append(b).append(',')
                    .append(i == 9 || i == 7 ? "" : i == 11 ? "many" : String.valueOf(1000.25 - 20 * b)).append('\n');
        }
        return rows.toString();
    }

    @Test
    void eachNumberHasAScaleOfItsOwnAndIsNoFeature() throws IOException {
        TableData data = TableData.of(table(rows()), new TableSettings("y, z"));
        assertThat(data.features().names()).containsExactly("a", "b");
        assertThat(data.targetShape()).isEqualTo(Shape.of(2));
        assertThat(data.task()).contains(new NumberTask(data.targets()));
        assertThat(data.targets()).extracting(NumberTask.Target::name).containsExactly("y", "z");
        assertThat(data.size()).isEqualTo(117);
        assertThat(data.report()).contains(
                "y: a number: numbers that are not all whole",
                "1 row left out, the label y is missing: line 9",
                "1 row left out, the label z is missing: line 11",
                "1 row left out, the label z 'many' is no number: line 13");
        double[] x = new double[2];
        double[] y = new double[2];
        double[] sums = new double[4];
        for (int i = 0; i < data.size(); i++) {
            data.read(i, x, 0, y, 0);
            assertThat(data.targets().get(1).unscaled(y[1])).isCloseTo(data.y(i, 1), within(1e-9));
            for (int k = 0; k < 2; k++) {
                sums[k] += y[k] / data.size();
                sums[2 + k] += y[k] * y[k] / data.size();
            }
        }
        assertThat(sums).usingComparatorWithPrecision(1e-9).containsExactly(0.0, 0.0, 1.0, 1.0);
        TableParts parts = data.parts(0.25, 0.2, 1);
        assertThat(parts.test().orElseThrow().targets()).isEqualTo(parts.train().targets()).isNotEqualTo(data.targets());
        assertThat(data.subset(5, 3).y(1, 1)).isEqualTo(data.y(3, 1));
    }

    @Test
    void aNameWithACommaIsAColumnsIfThereIsOne() throws IOException {
        TableData one = TableData.of(table("x,\"y,z\",y\n1,1.5,3\n2,2.5,3\n3,3.5,4\n"), new TableSettings("y,z"));
        assertThat(one.targets()).extracting(NumberTask.Target::name).containsExactly("y,z");
        assertThat(one.features().names()).contains("x", "y");
        assertThatThrownBy(() -> TableData.of(table(rows()), new TableSettings("y,w"))).hasMessageContaining("'w'");
        assertThatThrownBy(() -> TableData.of(table(rows()), new TableSettings("y,y"))).hasMessageContaining("named twice");
        assertThatThrownBy(() -> TableData.of(table(rows()), new TableSettings("y,z").without(List.of("z")))).hasMessageContaining("z cannot be left out");
        assertThatThrownBy(() -> TableData.of(table("x,y,kind\n1,1.5,red\n2,2.5,blue\n3,1.5,red\n"), new TableSettings("y,kind")))
                .hasMessageContaining("column kind names classes").hasMessageContaining("of several labels each must be a number");
        assertThatThrownBy(() -> TableData.of(table("x,y,k\n1,1.5,0\n2,2.5,1\n3,1.5,0\n"), new TableSettings("y,k"))).hasMessageContaining("--task regress");
        assertThat(TableData.of(table("x,y,k\n1,1.5,0\n2,2.5,1\n3,1.5,0\n"), new TableSettings("y,k").withKind(LabelKind.NUMBER)).targets()).hasSize(2);
    }

    /// One is skewed, the other is not.
    @Test
    void theRuleDecidesOfEachScale() throws IOException {
        var rows = new StringBuilder("x,price,size\n");
        for (int i = 0; i < 300; i++) {
            double normal = CounterRandom.normal(CounterRandom.key(1, "prices"), 0, i);
            rows.append(i % 7).append(".5,").append(StrictMath.exp(7 + normal)).append(',').append(20 + normal).append('\n');
        }
        TableData data = TableData.of(table(rows.toString()), new TableSettings("price,size").withLabelScale(LabelScale.AUTO));
        assertThat(data.targets()).extracting(NumberTask.Target::logarithmic).containsExactly(true, false);
        assertThat(data.report().get(1)).contains("price", "learnt by its logarithm");
        assertThat(data.report().get(2)).contains("size").doesNotContain("logarithm");
    }

    @Test
    void aModelOfSeveralNumbersIsJudgedByEachAndKept() throws IOException {
        TableData data = TableData.of(table(rows()), new TableSettings("y,z"));
        var network = Network.of(data.inputShape(), new Dense(2));
        Pipeline<?> trained = Pipeline.of(new Trainer(network, new MeanSquaredError(), new Adam(0.05)).epochs(60).batchSize(16).seed(1).fit(data).model());
        Path file = folder.resolve("m.safetensors");
        var assessment = (NumberAssessment) trained.evaluate(data);
        trained.with(Map.of(ErrorQuantiles.KEY, ErrorQuantiles.text(ErrorQuantiles.of("test", assessment)))).save(file);
        Pipeline<NumberPrediction> model = Pipeline.regressor(file);
        NumberPrediction answer = model.predict(Map.of("a", 2.5, "b", 0.5));
        assertThat(answer.value("y")).isCloseTo(7.5, within(0.1));
        assertThat(answer.value("z")).isCloseTo(990.25, within(2.0));
        assertThat(((TableFeatures) model.features()).label().columns()).containsExactly("y", "z");
        // Another table, with a decimal comma in one label and in another order; a row lacks one of the labels.
        TableData other = TableData.of(table("z;b;y;a\n1010,0;-0,5;4,5;1,5\n990,0;0,5;7,5;2,5\n;0,5;7,5;2,5\n"), (TableFeatures) model.features(),
                ((NumberTask) model.task()).targets());
        Assessment judged = model.evaluate(other);
        assertThat(judged.examples()).isEqualTo(2);
        assertThat(judged.figures()).containsOnlyKeys("mean R2", "RMSE y", "MAE y", "R2 y", "RMSE z", "MAE z", "R2 z");
        assertThat(judged.figures().keySet().iterator().next()).isEqualTo("mean R2");
        assertThat(judged.figures().get("mean R2")).isEqualTo((judged.figures().get("R2 y") + judged.figures().get("R2 z")) / 2);
        assertThat(judged.figures().get("RMSE z")).isLessThan(2);
        assertThat(ErrorQuantiles.all(model)).containsOnlyKeys("y", "z").isEqualTo(ErrorQuantiles.of("test", assessment));
        assertThat(ErrorQuantiles.of(model)).isEmpty();
        // Each number follows its own column, in its own unit.
        List<List<ColumnImportance>> found = ModelProbe.of(model, data, 1000, 1).importances(3);
        assertThat(found).extracting(each -> each.getFirst().column()).containsExactly("a", "b");
        double[] spread = IntStream.range(0, 2).mapToDouble(k -> data.features().scaler().scale()[k]).toArray();
        assertThat(found.get(0).getFirst().loss()).isCloseTo(3 * Math.sqrt(2) * spread[0], within(3 * spread[0]));
        assertThat(found.get(1).getFirst().loss()).isCloseTo(20 * Math.sqrt(2) * spread[1], within(20 * spread[1]));
    }

    /// The network of tables answers within the range of each number.
    @Test
    void theDefaultNetworkLearnsThemTogether() throws IOException {
        TableParts parts = TableData.of(table(rows()), new TableSettings("y,z").withEncoding(TableEncoding.ROBUST)).parts(0.2, 0.1, 1);
        RealMlp usual = RealMlp.of(parts.train());
        var brief = new RealMlp(List.of(32), usual.activation(), 0.05, 0, 0, 0, 60, 32, 2);
        Pipeline<?> model = Pipeline.of(brief.trainer(parts.train(), parts.validation(), 1).fit(parts.train()).model());
        assertThat(model.estimator().outputs()).isEqualTo(2);
        assertThat(model.evaluate(parts.test().orElseThrow()).figures().get("mean R2")).isGreaterThan(0.97);
    }
}
