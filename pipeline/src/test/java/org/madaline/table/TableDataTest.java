package org.madaline.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.madaline.features.Example;
import org.madaline.formats.FormatException;
import org.madaline.formats.csv.CsvFile;
import org.madaline.formats.csv.CsvOptions;
import org.madaline.formats.csv.RawTable;
import org.madaline.kernels.CounterRandom;
import org.madaline.pipeline.Pipeline;
import org.madaline.task.ClassPrediction;
import org.madaline.task.NumberTask;

/// From a raw table to numbers.
class TableDataTest {
    @TempDir
    private Path folder;

    private static RawTable table(String name) throws IOException {
        try (InputStream in = TableDataTest.class.getResourceAsStream(name)) {
            return CsvFile.read(name, in, CsvOptions.DETECT);
        }
    }

    private static RawTable text(String content) throws IOException {
        return CsvFile.read("t.csv", new java.io.ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), CsvOptions.DETECT);
    }

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = TableDataTest.class.getResourceAsStream(name)) {
            Files.copy(in, file);
        }
        return file;
    }

    @Test
    void decimalCommasAndPercentSignsAreNumbers() throws IOException {
        for (String name : List.of("comma_header.csv", "percent.csv")) {
            RawTable raw = table(name);
            TableData data = TableData.of(raw, new TableSettings(raw.columns().getLast()));
            assertThat(data.columns()).as(name).filteredOn(c -> c.type() == ColumnType.NUMBER).isNotEmpty();
            assertThat(data.columns()).as(name).noneMatch(c -> c.type() == ColumnType.CATEGORY && c.distinct() > 20);
        }
    }

    /// Log-normal prices are skewed, their logarithms are not; the same less a million are not positive.
    @Test
    void aSkewedPositiveLabelMayBeLearntByItsLogarithm() throws IOException {
        var prices = new StringBuilder("x,price\n");
        var shifted = new StringBuilder("x,price\n");
        for (int i = 0; i < 300; i++) {
            double price = StrictMath.exp(7 + CounterRandom.normal(CounterRandom.key(1, "prices"), 0, i));
            prices.append(i % 7).append(".5,").append(price).append('\n');
            shifted.append(i % 7).append(".5,").append(price - 1e6).append('\n');
        }
        var auto = new TableSettings("price").withLabelScale(LabelScale.AUTO);
        TableData data = TableData.of(text(prices.toString()), auto);
        NumberTask.Target target = data.targets().getFirst();
        assertThat(target.logarithmic()).isTrue();
        assertThat(target.offset()).isCloseTo(7, within(0.2));
        assertThat(target.scale()).isCloseTo(1, within(0.15));
        assertThat(data.report().get(1)).contains("learnt by its logarithm");
        assertThat(TableData.of(text(prices.toString()), new TableSettings("price")).targets().getFirst().logarithmic()).isFalse();
        assertThat(TableData.of(text(shifted.toString()), auto).targets().getFirst().logarithmic()).isFalse();
        assertThatThrownBy(() -> TableData.of(text("x,price\n1,low\n2,high\n3,low\n"), auto.withLabelScale(LabelScale.LOG)))
                .hasMessageContaining("price names classes").hasMessageEndingWith("leave --label-scale out");
        assertThatThrownBy(() -> TableData.of(text("x,price\n1,5.5\n2,0\n3,6.5\n"), auto.withLabelScale(LabelScale.LOG)))
                .hasMessageContaining("line 3").hasMessageContaining("'0' has not; learn it as it is (--label-scale linear)");
    }

    @Test
    void aNumberMayBeMissingInTheLabel() throws IOException {
        var rows = new StringBuilder("x,y\n");
        for (int i = 0; i < 90; i++) {
            rows.append(i % 11).append(',').append(i % 9 == 0 ? "NaN" : String.valueOf(i * 7 % 83 / 10.0)).append('\n');
        }
        TableData data = TableData.of(text(rows.toString()), new TableSettings("y"));
        assertThat(data.classNames()).isEmpty();
        assertThat(data.size()).isEqualTo(80);
        assertThat(data.report().get(1)).contains("cells such as 'NaN' are missing labels");
    }

    @Test
    void namesOfColumnsMayBeNumbers() throws IOException {
        assertThat(table("years.csv").columns()).containsExactly("2019", "2020", "kind");
    }

    @ParameterizedTest
    @CsvSource({"letters.csv,26", "prices15.csv,0"})
    void classesAreToldFromNumbers(String name, int classes) throws IOException {
        RawTable raw = table(name);
        TableData data = TableData.of(raw, new TableSettings(name.startsWith("letters") ? raw.columns().getLast() : "price"));
        assertThat(data.classNames()).hasSize(classes);
        assertThat(String.join("\n", data.report())).contains("--task");
    }

    @Test
    void labelsKeepTheirSpelling() throws IOException {
        RawTable zeros = table("zeros2.csv");
        assertThat(TableData.of(zeros, new TableSettings(zeros.columns().getLast()).withKind(LabelKind.CLASSES)).classNames())
                .contains("1", "01");
        RawTable none = table("none_label.csv");
        assertThat(TableData.of(none, new TableSettings(none.columns().getLast())).classNames()).contains("none");
    }

    @Test
    void numbersStayDoublesUntilTheyAreScaled() throws IOException {
        RawTable raw = table("time_ms.csv");
        TableData data = TableData.of(raw, new TableSettings(raw.columns().getLast()));
        double[] x = new double[data.inputShape().size()];
        double[] y = new double[1];
        var values = new java.util.TreeSet<Double>();
        for (int i = 0; i < data.size(); i++) {
            data.read(i, x, 0, y, 0);
            values.add(x[0]);
        }
        assertThat(values).hasSizeGreaterThan(data.size() / 2);
    }

    @Test
    void scalesAndCategoriesAreThoseOfTheTrainingPart() throws IOException {
        StringBuilder rows = new StringBuilder("a,kind\n");
        for (int i = 0; i < 100; i++) {
            rows.append(i).append(i % 2 == 0 ? ",x\n" : ",y\n");
        }
        TableParts parts = TableData.of(text(rows.toString()), new TableSettings("kind")).parts(0.25, 0, 1);
        double[] x = new double[1];
        double[] y = new double[1];
        double sum = 0;
        for (int i = 0; i < parts.train().size(); i++) {
            parts.train().read(i, x, 0, y, 0);
            sum += x[0];
        }
        assertThat(sum / parts.train().size()).isCloseTo(0, within(1e-12));
        assertThat(parts.test().orElseThrow().preparation()).isEqualTo(parts.train().preparation());
    }

    @Test
    void oneBadCellDoesNotStopTheOtherRows() throws IOException {
        RawTable raw = table("cat.csv");
        TableFeatures features = TableData.of(raw, new TableSettings(raw.columns().getLast())).features();
        TableRows rows = features.rows(table("cat_q.csv"));
        assertThat(rows.size()).isPositive();
        var notices = new ArrayList<TableNotice>();
        for (int i = 0; i < rows.size(); i++) {
            notices.addAll(rows.encoded(i).notices());
        }
        assertThat(notices).extracting(TableNotice::kind).contains(TableNotice.Kind.UNSEEN);
        assertThatThrownBy(() -> features.encode(Map.of())).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("no column");
    }

    @Test
    void aRareClassDoesNotStopTheRun() throws IOException {
        RawTable raw = table("tiny.csv");
        TableData data = TableData.of(raw, new TableSettings(raw.columns().getLast()));
        assertThat(data.parts(0.2, 0.1, 0).train().size()).isPositive();
    }

    @Test
    void aMissingLabelColumnIsNamed() {
        assertThatThrownBy(() -> TableData.of(table("cat.csv"), new TableSettings("colour"))).isInstanceOf(FormatException.class)
                .hasMessageContaining("colour");
    }

    /// A model file of version 0.1 answers as that version did.
    @Test
    void oldFilesAnswerAsBefore() throws IOException {
        Pipeline<ClassPrediction> old = Pipeline.classifier(file("old-classes.safetensors"));
        RawTable rows = table("old-classes.csv");
        RawTable answers = table("old-classes-answers.csv");
        for (int i = 0; i < rows.size(); i++) {
            ClassPrediction now = old.predict(new Example.Row(rows.row(i)));
            assertThat(now.best()).isEqualTo(answers.row(i).get("prediction"));
            for (int c = 0; c < now.classes().size(); c++) {
                assertThat(now.probabilities().get(c).floatValue())
                        .isCloseTo(Float.parseFloat(answers.row(i).get("p(" + now.classes().get(c) + ")")), within(1e-6f));
            }
        }
        var price = Pipeline.regressor(file("old-number.safetensors"));
        RawTable numbers = table("old-number.csv");
        RawTable told = table("old-number-answers.csv");
        for (int i = 0; i < numbers.size(); i++) {
            assertThat(price.predict(numbers.row(i)).value()).isEqualTo(Double.parseDouble(told.row(i).get("prediction")));
        }
    }
}
