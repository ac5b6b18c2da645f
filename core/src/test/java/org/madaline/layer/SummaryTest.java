package org.madaline.layer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.madaline.tensor.Shape;

class SummaryTest {
    @Test
    void countsTheBooksNetwork() {
        Network network = Network.of(Shape.of(784), new Dense(100), new BatchNorm(), Activation.RELU, new Dropout(0.2),
                new Dense(50), new BatchNorm(), Activation.RELU, new Dropout(0.2), new Dense(10));
        Summary summary = Summary.of(network);
        assertThat(summary.parameters()).isEqualTo(84_360);
        assertThat(summary.states()).isEqualTo(300);
        assertThat(summary.multiplyAdds()).isEqualTo(784 * 100 + 100 * 50 + 50 * 10);
        assertThat(summary.rows()).hasSize(9);
        assertThat(summary.rows().get(0)).isEqualTo(new Summary.Row("0", "Dense", Shape.of(100), 78_500, 78_400));
        assertThat(summary.rows().get(2).type()).isEqualTo("relu");
        assertThat(summary.table()).contains("84,360").contains("83,900");
    }

    @Test
    void leavesHoldersOutAndCountsALayerUsedTwiceOnce() {
        Dense shared = new Dense(4);
        Layer twice = (g, x) -> shared.at(g, "fc", shared.at(g, "fc", x));
        Summary summary = Summary.of(Network.of(Shape.of(4), twice));
        assertThat(summary.rows()).extracting(Summary.Row::path).containsExactly("0.fc", "0.fc");
        assertThat(summary.parameters()).isEqualTo(20);
        assertThat(summary.multiplyAdds()).isEqualTo(32);
    }
}
