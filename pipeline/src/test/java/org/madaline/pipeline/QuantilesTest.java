package org.madaline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.madaline.formats.csv.CsvFile;
import org.madaline.formats.csv.CsvOptions;
import org.madaline.kernels.CounterRandom;
import org.madaline.table.RealMlp;
import org.madaline.table.TableData;
import org.madaline.table.TableEncoding;
import org.madaline.table.TableParts;
import org.madaline.table.TableSettings;
import org.madaline.task.NumberPrediction;
import org.madaline.task.NumberTask;

/// Quantiles of numbers: learnt, judged, kept, made to hold.
class QuantilesTest {
    @TempDir
    Path folder;

    /// Of a x from 0 to 1 y is 10 + (1 + 4 x) u, u from 0 to 1, each as likely as the others: the quantile τ is 10 + τ (1 + 4 x). z is 100.5 less 2 x.
    private static TableData table(String label) throws IOException {
        var rows = new StringBuilder("x,y,z\n");
        for (int i = 0; i < 2_000; i++) {
            double x = i % 40 / 40.0;
            double u = 0.5 + CounterRandom.below(CounterRandom.key(1, "noise"), 0, i, 1000);
            rows.append(x).append(',').append(10 + (1 + 4 * x) * u / 1000).append(',').append(100.5 - 2 * x).append('\n');
        }
        return TableData.of(CsvFile.read("t.csv", new ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.UTF_8)), CsvOptions.DETECT),
                new TableSettings(label).withEncoding(TableEncoding.ROBUST).withQuantiles(List.of(0.9, 0.1)));
    }

    private static Pipeline<?> trained(TableParts parts) {
        RealMlp usual = RealMlp.of(parts.train());
        var brief = new RealMlp(List.of(32), usual.activation(), 0.02, 0, 0, 0, 30, 64, 1);
        return Pipeline.of(brief.trainer(parts.train(), parts.validation(), 1).fit(parts.train()).model());
    }

    @Test
    void theyFollowTheRowsAndAreJudged() throws IOException {
        TableParts parts = table("y").parts(0.3, 0.1, 1);
        assertThat(parts.train().task()).contains(new NumberTask(parts.train().targets(), List.of(0.1, 0.5, 0.9)));
        Pipeline<?> trained = trained(parts);
        Path file = folder.resolve("m.safetensors");
        trained.save(file);
        Pipeline<NumberPrediction> model = Pipeline.regressor(file);
        for (double x : new double[] {0.1, 0.5, 0.9}) {
            NumberPrediction answer = model.predict(Map.of("x", x, "z", 100.5 - 2 * x));
            double width = 1 + 4 * x;
            for (double share : new double[] {0.1, 0.5, 0.9}) {
                assertThat(answer.quantile(share)).as("%s of %s", share, x).isCloseTo(10 + share * width, within(0.12 * width));
            }
            assertThat(answer.value()).isEqualTo(answer.quantile(0.5));
        }
        var judged = (NumberAssessment) model.evaluate(parts.test().orElseThrow());
        Map<String, Double> figures = judged.figures();
        assertThat(figures.keySet()).containsExactly("pinball loss", "RMSE", "MAE", "R2", "below 0.1", "below 0.5", "below 0.9", "within 0.1 to 0.9");
        assertThat(figures.get("below 0.1")).isCloseTo(0.1, within(0.06));
        assertThat(figures.get("within 0.1 to 0.9")).isCloseTo(0.8, within(0.08));
        // Of a uniform distribution of width w the quantile τ costs w τ (1 - τ) / 2.
        double expected = 3 * (0.09 + 0.25 + 0.09) / 3 / 2;
        assertThat(figures.get("pinball loss")).isCloseTo(expected, within(0.1 * expected));
        // Counted twice a row is worth what it is twice.
        int[] twice = IntStream.concat(IntStream.range(0, judged.examples()), IntStream.range(0, 9)).toArray();
        double[] weights = IntStream.range(0, judged.examples()).mapToDouble(i -> i < 9 ? 2 : 1).toArray();
        Map<String, Double> weighted = new NumberAssessment(judged.names(), judged.actual(), judged.predicted(), Optional.of(weights), judged.quantiles()).figures();
        judged.subset(twice).figures().forEach((name, value) -> assertThat(weighted.get(name)).as(name).isCloseTo(value, within(1e-9)));
        assertThat(new NumberTask(parts.train().targets()).outputs()).isEqualTo(1);
        assertThat(parts.train().withQuantiles(List.of()).task()).contains(new NumberTask(parts.train().targets()));
    }

    @Test
    void ofSeveralNumbersEachHasItsOwn() throws IOException {
        TableParts parts = table("y,z").parts(0.3, 0.1, 1);
        Pipeline<?> model = trained(parts);
        assertThat(model.estimator().outputs()).isEqualTo(6);
        var judged = (NumberAssessment) model.evaluate(parts.test().orElseThrow());
        assertThat(judged.figures()).containsKeys("mean R2", "pinball loss y", "pinball loss z", "below 0.9 z", "within 0.1 to 0.9 y");
        assertThat(judged.figures().get("R2 z")).isGreaterThan(0.9);
        assertThat(judged.figures().get("within 0.1 to 0.9 y")).isCloseTo(0.8, within(0.1));
        List<ConformalInterval> intervals = ConformalInterval.of("test", judged);
        assertThat(intervals).extracting(ConformalInterval::number).containsExactly("y", "z");
        Path file = folder.resolve("m.safetensors");
        model.with(Map.of(ConformalInterval.KEY, ConformalInterval.text(intervals))).save(file);
        assertThat(ConformalInterval.of(Pipeline.load(file), "z", 0.7)).contains(intervals.get(1));
        assertThat(ConformalInterval.of(Pipeline.load(file), "w", 0.7)).isEmpty();
        assertThatThrownBy(() -> ConformalInterval.of(model.with(Map.of(ConformalInterval.KEY, "{\"intervals\":[{}]}")), "y", 0.7))
                .hasMessageContaining("damaged");
    }

    /// Quantiles that are far too near to each other, and some that are too far.
    @Test
    void movedIntervalsHoldAsManyAsAsked() {
        var random = new Random(5);
        for (double width : new double[] {0.1, 3}) {
            double inside = 0;
            double asked = 0.8;
            for (int trial = 0; trial < 300; trial++) {
                List<ConformalInterval> found = ConformalInterval.of("test", rows(random, 70, width));
                assertThat(found).hasSize(2);
                ConformalInterval interval = found.get(1);
                assertThat(List.of(interval.from(), interval.to())).containsExactly(0.1, 0.9);
                NumberAssessment others = rows(random, 40, width);
                for (int i = 0; i < 40; i++) {
                    int row = i;
                    var answer = new NumberPrediction(List.of("y"), List.of(others.predicted()[0][i]), List.of(0.05, 0.1, 0.5, 0.9, 0.95), List.of(
                            IntStream.range(0, 5).mapToObj(k -> others.quantiles().orElseThrow().values()[0][k][row]).toList()));
                    double y = others.actual()[0][i];
                    inside += y >= interval.low(answer, asked) && y <= interval.high(answer, asked) ? 1 : 0;
                }
            }
            // ⌈71 · 0.8⌉ / 71 = 0.803 are expected.
            assertThat(inside / 12_000).as("width %s", width).isBetween(0.79, 0.816);
        }
    }

    /// A normal y around x, whose deviation is x, and quantiles x ± width x and the like.
    private static NumberAssessment rows(Random random, int count, double width) {
        double[] x = IntStream.range(0, count).mapToDouble(_ -> 1 + random.nextDouble()).toArray();
        double[] y = IntStream.range(0, count).mapToDouble(i -> x[i] + x[i] * random.nextGaussian()).toArray();
        double[] places = {-1.3, -1, 0, 1, 1.3};
        double[][] quantiles = IntStream.range(0, 5).mapToObj(k -> IntStream.range(0, count).mapToDouble(i -> x[i] + places[k] * width * x[i]).toArray())
                .toArray(double[][]::new);
        return new NumberAssessment(List.of("y"), new double[][] {y}, new double[][] {x}, Optional.empty(),
                Optional.of(new PredictedQuantiles(List.of(0.05, 0.1, 0.5, 0.9, 0.95), new double[][][] {quantiles})));
    }

    @Test
    void withoutAModelTheyAreThoseOfTheValues() {
        var same = PredictedQuantiles.constant(List.of(0.1, 0.5, 0.95), new double[][] {{4, 1, 3, 2, 5, 10, 9, 8, 7, 6}}, 2);
        assertThat(same.values()[0]).isDeepEqualTo(new double[][] {{1, 1}, {5, 5}, {10, 10}});
    }

    @Test
    void sharesAreCheckedAndClassesHaveNone() throws IOException {
        assertThat(new TableSettings("y").withQuantiles(List.of(0.9, 0.1, 0.9)).quantiles()).containsExactly(0.1, 0.5, 0.9);
        assertThatThrownBy(() -> new TableSettings("y").withQuantiles(List.of(1.0))).hasMessageContaining("between 0 and 1, not 1.0");
        assertThatThrownBy(() -> TableData.of(CsvFile.read("t.csv", new ByteArrayInputStream("x,k\n1,a\n2,b\n3,a\n".getBytes(StandardCharsets.UTF_8)),
                CsvOptions.DETECT), new TableSettings("k").withQuantiles(List.of(0.9)))).hasMessageContaining("k names classes").hasMessageContaining("--quantiles");
    }
}
