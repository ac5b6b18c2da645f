package org.madaline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.madaline.formats.csv.RawTable;
import org.madaline.table.SplitBy;
import org.madaline.table.TableData;
import org.madaline.table.TableParts;
import org.madaline.table.TableSettings;
import org.madaline.task.OutputForm;
import org.madaline.tensor.Shape;

class FoldScoresTest {
    /// The mean of the training rows, which on their own scale is 0.
    private record Mean(int inputs) implements Estimator {
        @Override
        public Shape input() {
            return Shape.of(inputs);
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
            return new double[1];
        }
    }

    private static TableData rows() throws IOException {
        return TableData.of(RawTable.of("t", List.of("id", "x", "y"), IntStream.range(0, 12)
                .mapToObj(i -> List.of("g" + i / 2, i * i % 5 + ".5", i + ".25")).toList()), new TableSettings("y"));
    }

    @Test
    void aModelOfTheOthersIsJudgedOnEachFold() throws IOException {
        List<TableParts> parts = TableParts.folds(rows(), 3, 0, new SplitBy.ByGroup("id"), 1);
        List<Double> expected = new ArrayList<>();
        for (TableParts each : parts) {
            double mean = each.train().targets().getFirst().offset();
            expected.add(IntStream.range(0, each.test().orElseThrow().size())
                    .mapToDouble(i -> Math.abs(each.test().orElseThrow().line(i) - 1 + 0.25 - mean)).average().orElseThrow());
        }
        FoldScores scores = FoldScores.of(parts, train -> new Pipeline<>(train.features(), new Mean(train.inputShape().size()),
                train.task().orElseThrow(), Map.of()));
        assertThat(scores.folds().stream().map(fold -> fold.figures().get("MAE")).toList()).usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1)
                .isEqualTo(expected);
        assertThat(scores.folds()).extracting(Assessment::examples).containsExactly(4, 4, 4);
        assertThat(scores.mean("MAE")).isCloseTo(expected.stream().mapToDouble(m -> m).average().orElseThrow(), within(1e-12));
        assertThat(scores.figures()).containsExactly("RMSE", "MAE", "R2");
        assertThat(FoldScores.of(rows(), 4, 1, train -> new Pipeline<>(train.features(), new Mean(train.inputShape().size()),
                train.task().orElseThrow(), Map.of())).folds()).hasSize(4);
    }

    @Test
    void theDeviationIsThatOfASample() {
        FoldScores scores = new FoldScores(IntStream.of(1, 2, 6).<Assessment>mapToObj(e ->
                new NumberAssessment(List.of("y"), new double[][] {{0, 1}}, new double[][] {{e, 1 + e}})).toList());
        assertThat(scores.mean("MAE")).isEqualTo(3);
        assertThat(scores.deviation("MAE")).isCloseTo(Math.sqrt(7), within(1e-15));
        assertThatIllegalArgumentException().isThrownBy(() -> scores.mean("AUC")).withMessageContaining("RMSE, MAE, R2");
    }
}
