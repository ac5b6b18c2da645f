package org.madaline.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/// How differences become a score.
class OutlierTaskTest {
    private final OutlierTask task = new OutlierTask(
            List.of(new OutlierTask.Part("a", 1, List.of(2.0, 1.0)), new OutlierTask.Part("b", 2, List.of(1.0, 10.0))), 1.5);

    @Test
    void errorsAreMeasuredByTheUsualOnesInTheMeanOverTheWays() {
        OutlierPrediction answer = task.decode(new double[] {-4, 3, -4, 1, 0, 0}, OutputForm.LOGITS);
        double a = (4 / 2.0 + 1) / 2;
        double b = (Math.sqrt((9 + 16) / 2.0) / 1 + 0) / 2;
        assertThat(answer.errors().get(0)).isCloseTo(a, within(1e-12));
        assertThat(answer.errors().get(1)).isCloseTo(b, within(1e-12));
        assertThat(answer.score()).isCloseTo((a + b) / 2, within(1e-12));
        assertThat(answer.isOutlier()).isTrue();
        assertThat(answer.text()).isEqualTo("outlier");
        assertThat(answer.reasons(1)).extracting(OutlierPrediction.Reason::column).containsExactly("b");
        assertThat(answer.reasons(2).get(1).share()).isCloseTo(a / (a + b), within(1e-12));
        assertThat(answer.why()).isEqualTo("b a");
        OutlierPrediction usual = task.decode(new double[6], OutputForm.LOGITS);
        assertThat(usual.isOutlier()).isFalse();
        assertThat(usual.reasons(2)).allMatch(reason -> reason.share() == 0);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> task.decode(new double[5], OutputForm.LOGITS)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("become 6 numbers, but it has 5 outputs");
        assertThatThrownBy(() -> new OutlierTask.Part("a", 1, List.of(0.0))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OutlierTask(List.of(new OutlierTask.Part("a", 1, List.of())), 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OutlierTask(
                List.of(new OutlierTask.Part("a", 1, List.of(1.0)), new OutlierTask.Part("b", 1, List.of(1.0, 1.0))), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OutlierTask(List.of(), 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
