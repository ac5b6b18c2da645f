package org.madaline.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.madaline.formats.csv.CsvFile;
import org.madaline.formats.csv.CsvOptions;
import org.madaline.layer.Activation;
import org.madaline.layer.Committee;
import org.madaline.layer.Network;
import org.madaline.layer.Sequential;
import org.madaline.model.Model;
import org.madaline.tensor.Tensor;
import org.madaline.train.TrainingEvent;

class MemberFoldsTest {
    private static final RealMlp FIVE = new RealMlp(List.of(8, 8), Activation.MISH, 0.2, 0.02, 0.15, 0, 6, 16, 5);

    /// Rows with whole labels from -8 to 8, whose mean is 0 and whose variance is the same in any order.
    private static TableData rows(IntUnaryOperator label) throws IOException {
        var text = new StringBuilder("a,b,day,y\n");
        for (int i = 0; i < 51; i++) {
            text.append(i * 13 % 51 / 10.0).append(',').append(i * 7 % 51 / 5.0).append(",2024-01-").append(i % 3 + 10).append(',')
                    .append(label.applyAsInt(i)).append('\n');
        }
        var raw = CsvFile.read("t.csv", new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)), CsvOptions.DETECT);
        return TableData.of(raw, new TableSettings("y").withEncoding(TableEncoding.ROBUST));
    }

    private static int label(int row) {
        return row * 5 % 17 - 8;
    }

    private static MemberFolds folds(TableData rows) throws IOException {
        return MemberFolds.of(FIVE.network(rows), rows, SplitBy.CHANCE, 0);
    }

    private static Map<String, Tensor> trained(TableData rows) throws IOException {
        MemberFolds folds = folds(rows);
        return new TreeMap<>(folds.trainer(FIVE, 1).fit(folds.examples()).checkpoint().tensors());
    }

    private static int fold(MemberFolds folds, int row) {
        float[] x = new float[folds.examples().inputShape().size()];
        folds.examples().read(row, x, 0, new float[1], 0);
        return (int) x[x.length - 1];
    }

    @Test
    void aMemberLearnsNothingOfItsFoldAndTheOthersDo() throws IOException {
        TableData rows = rows(MemberFoldsTest::label);
        MemberFolds folds = folds(rows);
        int one = 0;
        int other = one + 1;
        while (fold(folds, other) != fold(folds, one) || label(other) == label(one)) {
            other++;
        }
        int swapped = other;
        Map<String, Tensor> before = trained(rows);
        Map<String, Tensor> after = trained(rows(i -> label(i == one ? swapped : i == swapped ? one : i)));
        String own = "0." + fold(folds, one) + ".";
        assertThat(before.keySet()).anyMatch(name -> name.startsWith(own));
        before.forEach((name, tensor) -> {
            if (name.startsWith(own)) {
                assertThat(after.get(name)).as(name).isEqualTo(tensor);
            } else if (name.endsWith(".6.weight")) {
                assertThat(after.get(name)).as(name).isNotEqualTo(tensor);
            }
        });
    }

    @Test
    void eachRowIsAnsweredByTheMemberThatHasNotSeenIt() throws IOException {
        TableData rows = rows(MemberFoldsTest::label);
        MemberFolds folds = folds(rows);
        Model model = folds.model(folds.trainer(FIVE, 1).fit(folds.examples()).model());
        double[][] answers = folds.outOfFold(model);
        assertThat(answers).hasNumberOfRows(rows.size());
        Sequential layers = (Sequential) model.network().layer();
        Committee committee = (Committee) layers.layers().getFirst();
        for (int k = 0; k < 5; k++) {
            Map<String, Tensor> own = new LinkedHashMap<>();
            String prefix = "0." + k + ".";
            model.tensors().forEach((name, tensor) -> {
                if (name.startsWith(prefix)) {
                    own.put("0.0." + name.substring(prefix.length()), tensor);
                }
            });
            var alone = new Network(model.network().input(), Sequential.of(
                    new Committee(List.of(committee.members().get(k)), committee.vote()), layers.layers().getLast()));
            Tensor outputs = new Model(alone, own, List.of(), Map.of()).evaluate(rows, null).outputs();
            for (int i = 0; i < rows.size(); i++) {
                if (fold(folds, i) == k) {
                    assertThat(answers[i][0]).isCloseTo(outputs.get(i), within(1e-5));
                }
            }
        }
    }

    @Test
    void goesOnAsIfItHadNotStopped() throws IOException {
        MemberFolds folds = folds(rows(MemberFoldsTest::label));
        var trainer = folds.trainer(FIVE, 2).threads(1);
        var whole = trainer.threads(3).fit(folds.examples());
        var stopped = trainer.until(event -> event instanceof TrainingEvent.EpochFinished f && f.metrics().epoch() == 4).fit(folds.examples());
        assertThat(stopped.history()).hasSize(4);
        assertThat(trainer.resume(stopped.checkpoint()).fit(folds.examples()).model().tensors()).isEqualTo(whole.model().tensors());
    }

    @Test
    void rowsOfAGroupAreInOneFold() throws IOException {
        TableData rows = rows(MemberFoldsTest::label);
        assertThat(MemberFolds.suit(5, rows, SplitBy.CHANCE)).isTrue();
        assertThat(MemberFolds.suit(5, rows, new SplitBy.ByGroup("day"))).as("three days").isFalse();
        assertThat(MemberFolds.suit(5, rows, new SplitBy.ByTime("day"))).isFalse();
        assertThat(MemberFolds.suit(1, rows, SplitBy.CHANCE)).isFalse();
        assertThat(MemberFolds.suit(30, rows, SplitBy.CHANCE)).isFalse();
        MemberFolds grouped = MemberFolds.of(FIVE.network(rows), rows, new SplitBy.ByGroup("a"), 0);
        assertThat(fold(grouped, 3)).isBetween(0, 4);
        var one = new RealMlp(List.of(8), Activation.MISH, 0.2, 0.02, 0.15, 0, 6, 16, 1);
        assertThatThrownBy(() -> MemberFolds.of(one.network(rows), rows, SplitBy.CHANCE, 0)).hasMessageContaining("committee");
    }
}
