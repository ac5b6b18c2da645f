package org.madaline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.madaline.cli.report.Report;
import org.madaline.data.ArrayDataset;
import org.madaline.pipeline.NumberAssessment;

class NumberReportTest {
    @Test
    void errorsAreInTheUnitOfTheDataAndTheWorstRowsComeFirst() {
        var rows = ArrayDataset.numeric(new float[][] {{0}, {0}, {0}, {0}}, new float[4]);
        var assessment = new NumberAssessment(List.of("price"), new double[][] {{100, 200, 300, 400}}, new double[][] {{101, 196, 300, 480}});
        List<Report.Part> parts = new NumberReport(assessment, rows, "test").parts();
        assertThat(parts).hasSize(3);
        assertThat(((Report.Charts) parts.getFirst()).charts()).hasSize(2);
        assertThat(((Report.Table) parts.get(1)).rows()).containsExactly(
                List.of("error", ">price"),
                List.of("root mean square", "40.0531"),
                List.of("mean absolute", "21.25"),
                List.of("half of the rows within", "1"),
                List.of("90 % of the rows within", "80"),
                List.of("largest", "80"),
                List.of("mean of predicted - true", "19.25"));
        assertThat(((Report.Table) parts.get(2)).rows()).containsExactly(
                List.of("row", ">true", ">predicted", ">error"),
                List.of("no. 3", "400", "480", "80"),
                List.of("no. 1", "200", "196", "-4"),
                List.of("no. 0", "100", "101", "1"),
                List.of("no. 2", "300", "300", "0"));
    }

    @Test
    void thePredictionThatIsNoNumberIsTheWorst() {
        var rows = ArrayDataset.numeric(new float[][] {{0}, {0}}, new float[2]);
        var assessment = new NumberAssessment(List.of("y"), new double[][] {{1, 2}}, new double[][] {{9, Double.NaN}});
        var worst = (Report.Table) new NumberReport(assessment, rows, "test").parts().getLast();
        assertThat(worst.rows().get(1)).containsExactly("no. 1", "2", "-", "-");
    }
}
