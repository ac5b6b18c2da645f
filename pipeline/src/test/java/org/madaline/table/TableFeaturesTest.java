package org.madaline.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.madaline.formats.FormatException;
import org.madaline.formats.codec.RecordCodec;
import org.madaline.formats.csv.CsvFile;
import org.madaline.formats.csv.CsvOptions;
import org.madaline.formats.csv.RawTable;

/// What rows become, and what is said of their cells.
class TableFeaturesTest {
    private static RawTable table(String text) throws IOException {
        return CsvFile.read(
                "t",
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                CsvOptions.DETECT.withRagged(CsvOptions.Ragged.MARK));
    }

    private static RawTable resource(String name) throws IOException {
        try (InputStream in = TableFeaturesTest.class.getResourceAsStream(name)) {
            return CsvFile.read(name, in, CsvOptions.DETECT);
        }
    }

    private static String rows() {
        var text = new StringBuilder("size,city,ok,day,kind\n");
        for (int i = 0; i < 120; i++) {
            text.append(i % 4 == 0 ? "" : String.valueOf(i % 7)).append(',');
            text.append(i == 5 ? "Bonn" : List.of("Rome", "Oslo", "Lima").get(i * i % 3)).append(',');
            text.append(i % 2 == 0 ? "yes" : "no").append(',');
            text.append(LocalDate.ofEpochDay(18000 + 3L * i)).append(',');
            text.append("ab".charAt(i % 5 % 2)).append('\n');
        }
        return text.toString();
    }

    private static Map<String, Object> row() {
        return new HashMap<>(Map.of("size", 3, "city", "Rome", "ok", true, "day", LocalDate.of(2020, 1, 1)));
    }

    @Test
    void theRobustEncodingClipsNumbersAndCountsManyCategories() throws IOException {
        var text = new StringBuilder("size,few,many,kind\n");
        for (int i = 0; i < 200; i++) {
            text.append(i % 9).append(',').append("pq".charAt(i % 2)).append(',').append("m").append(i % 10).append(',')
                    .append("ab".charAt(i % 3 % 2)).append('\n');
        }
        TableFeatures features = TableData.of(table(text.toString()), new TableSettings("kind").withEncoding(TableEncoding.ROBUST)
                .withType("size", ColumnType.NUMBER)).features();
        assertThat(features.names()).containsExactly("size", "size value", "few=p", "few=q", "many");
        double[] x = features.encode(Map.of("size", 8, "few", "q", "many", "m3")).values();
        double z = (8 - 4) / 4.0;
        assertThat(x[0]).as("median 4, quartiles 2 and 6").isCloseTo(z / Math.sqrt(1 + z * z / 9), within(1e-12));
        assertThat(x[1]).as("the ninth of nine values").isEqualTo(8);
        assertThat(x[4]).isEqualTo(3);
        assertThat(features.encode(Map.of("size", 1e12, "few", "q", "many", "new")).values()).satisfies(far -> {
            assertThat(far[0]).isCloseTo(3, within(1e-9));
            assertThat(far[1]).isEqualTo(-1);
            assertThat(far[4]).as("a category that training has not seen").isEqualTo(-1);
        });
    }

    @Test
    void namesFieldsAndNotices() throws IOException {
        TableFeatures features = TableData.of(table(rows()), new TableSettings("kind")).features();
        assertThat(features.names()).containsExactly(
                "size", "size missing", "city=Oslo", "city=Rome", "city other", "ok",
                "day", "day year sin", "day year cos", "day week sin", "day week cos");
        assertThat(features.encode(row()).notices()).isEmpty();
        var other = row();
        other.put("city", "Quito");
        other.put("ok", null);
        other.put("size", "n.d.");
        other.put("more", 1);
        EncodedRow marked = features.encode(other);
        assertThat(marked.notices()).extracting(TableNotice::kind).containsExactly(
                TableNotice.Kind.UNREADABLE, TableNotice.Kind.UNSEEN, TableNotice.Kind.MISSING);
        assertThat(marked.values()).doesNotContain(Double.NaN);
        assertThatThrownBy(marked::requireClean).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'Quito'");
        other.remove("day");
        assertThatThrownBy(() -> features.encode(other)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'day'");
        other.put("day", null);
        other.put("size", Double.POSITIVE_INFINITY);
        assertThat(features.encode(other).notices()).extracting(TableNotice::column).containsExactly("size", "city", "ok", "day");
    }

    @Test
    void theSameValueInAnyFormIsTheSame() throws IOException {
        TableFeatures features = TableData.of(table(rows()), new TableSettings("kind")).features();
        var texts = Map.of("size", " 3.0", "city", "Rome", "ok", "YES", "day", "2020-01-01");
        assertThat(features.encode(texts).values()).isEqualTo(features.encode(row()).values());
    }

    @Test
    void aMissingCellIsTheMeanOfTheTrainingPartAndMarked() throws IOException {
        TableFeatures features = TableData.of(table("x,y\n1,a\n3,b\n" + ",a\n".repeat(5) + "8,b\n"), new TableSettings("y")).features();
        assertThat(features.encode(Map.of("x", 4)).values()[0]).isCloseTo(0, within(1e-15));
        var missing = new HashMap<String, Object>();
        missing.put("x", null);
        assertThat(features.encode(missing).values()[0]).isCloseTo(0, within(1e-15));
        assertThat(features.encode(missing).values()[1]).isGreaterThan(features.encode(Map.of("x", 4)).values()[1]);
        assertThat(features.encode(missing).notices()).as("the model knows missing cells").isEmpty();
    }

    @Test
    void fewMissingCellsAreNotMarked() throws IOException {
        TableFeatures features = TableData.of(table("x,y\n1,a\n3,b\n" + ",a\n".repeat(4) + "8,b\n"), new TableSettings("y")).features();
        assertThat(features.names()).containsExactly("x");
    }

    @Test
    void theCodecKeepsThem() throws IOException {
        RecordCodec codec = RecordCodec.of(TableFeatures.class);
        TableFeatures features = TableData.of(table(rows()), new TableSettings("kind")).features();
        TableFeatures again = codec.read(codec.write(features), TableFeatures.class);
        assertThat(again).isEqualTo(features);
        assertThat(again.encode(row()).values()).isEqualTo(features.encode(row()).values());
    }

    @Test
    void otherFilesAreJudgedAsTheModelWasPrepared() throws IOException {
        TableFeatures features = TableData.of(resource("gap.csv"), new TableSettings("label")).features();
        TableData shift = TableData.of(resource("shift.csv"), features, List.of());
        assertThat(shift.size()).isEqualTo(120);
        double[] x = new double[2];
        shift.read(0, x, 0, new double[1], 0);
        assertThat(x[0]).as("not scaled anew").isGreaterThan(20);
        TableData spelled = TableData.of(table("b,a,label\n1,2,1\n1,2,10\n3,4,\n1,2,5.0\n"), features, List.of());
        assertThat(spelled.labels()).containsExactly(0, 2, 1);
        assertThat(spelled.leftOut()).containsEntry(4, "the label is missing");
        assertThatThrownBy(() -> TableData.of(table("a,b,label\n1,2,7\n"), features, List.of()))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("line 2, column label: '7' is none of the classes '1.0', '5', '10.0'");
        assertThatThrownBy(() -> TableData.of(table("a,label\n1,5\n"), features, List.of()))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("has no column 'b'");
    }

    @Test
    void whatIsFarFromAllOfTheTrainingIsRemarked() throws IOException {
        TableFeatures features = TableData.of(table(rows()), new TableSettings("kind")).features();
        Map<String, Object> far = row();
        far.put("size", 1e6);
        far.put("day", LocalDate.of(1990, 1, 1));
        assertThat(features.encode(far).notices()).extracting(TableNotice::kind).containsOnly(TableNotice.Kind.OUTSIDE).hasSize(2);
        assertThat(features.encode(far).notices().getFirst().toString()).startsWith("column size: '1000000' is far outside of what training met, ");
        far.put("size", "1e200");
        assertThat(features.encode(far).notices().getFirst()).hasToString("column size: '1e200' is no number up to 1e150; it counts as missing");
    }

    @Test
    void predictionGoesOnBesideABadRow() throws IOException {
        TableFeatures features = TableData.of(table("x,y,kind\n1,2,a\n2,1,b\n4,4,a\n3,9,b\n"), new TableSettings("kind")).features();
        TableRows rows = features.rows(table("y,x\n2,1\n3,n.d.\n5\n2,2\n"));
        assertThat(rows.size()).isEqualTo(4);
        assertThat(rows.encoded(0).notices()).isEmpty();
        assertThat(rows.encoded(1).notices()).singleElement().hasToString("column x: 'n.d.' is no number; it counts as missing");
        assertThat(rows.encoded(2).notices()).extracting(TableNotice::kind).contains(TableNotice.Kind.RAGGED);
        assertThat(rows.name(3)).isEqualTo("line 5");
    }

    @Test
    void aTargetIsScaledByTheTrainingPart() throws IOException {
        var text = new StringBuilder("x,price\n");
        for (int i = 0; i < 50; i++) {
            text.append(i * i % 17).append(',').append(100_000 + 7000 * i).append('\n');
        }
        TableParts parts = TableData.of(table(text.toString()), new TableSettings("price")).parts(0.2, 0.25, 3);
        assertThat(parts.train().size() + parts.validation().orElseThrow().size() + parts.test().orElseThrow().size()).isEqualTo(50);
        double sum = 0;
        for (int i = 0; i < parts.train().size(); i++) {
            double[] y = new double[1];
            parts.train().read(i, new double[1], 0, y, 0);
            sum += y[0];
        }
        assertThat(sum).isCloseTo(0, within(1e-9));
        assertThat(parts.test().orElseThrow().targets()).isEqualTo(parts.train().targets());
    }

    @Test
    void numbersFarFromTrainingStayFinite() throws IOException {
        TableFeatures features = TableData.of(table("x,y\n1,a\n1.0000001,b\n1,a\n1,b\n"), new TableSettings("y")).features();
        TableRows rows = TableRows.of(List.of(Map.of("x", 1e149)), features);
        float[] x = new float[1];
        rows.read(0, x, 0, new float[1], 0);
        assertThat(x[0]).isFinite();
    }

    /// Any table ends in finite numbers, the same for training and prediction, or in an error that says why.
    @Test
    void randomTables() {
        String[] cells = {
            "1", "2.5", "-3", "01", "1,234", "12 %", "yes", "no", "a", "b", "", "NA", "n.d.", "2020-02-30", "2020-02-28", "1e200", "$5", "ä\tb", "?", "9".repeat(20)
        };
        Locale before = Locale.getDefault();
        try {
            for (int seed = 0; seed < 600; seed++) {
                Locale.setDefault(seed % 2 == 0 ? Locale.of("tr", "TR") : Locale.ROOT);
                var random = new Random(seed);
                int width = 1 + random.nextInt(5);
                int kinds = 1 + random.nextInt(4);
                int first = random.nextInt(cells.length);
                List<List<String>> rows = new ArrayList<>();
                for (int r = 1 + random.nextInt(40); r > 0; r--) {
                    List<String> row = new ArrayList<>();
                    for (int c = 0; c < width; c++) {
                        row.add(cells[(first + c + random.nextInt(kinds)) % cells.length]);
                    }
                    rows.add(row);
                }
                List<String> names = java.util.stream.IntStream.range(0, width).mapToObj(c -> "c" + c).toList();
                RawTable table = RawTable.of("t", names, rows);
                try {
                    TableData data = TableData.of(table, new TableSettings("c0"));
                    check(data, table, seed);
                    TableParts parts = data.parts(0.3, 0, seed);
                    check(parts.train(), table, seed);
                    check(parts.test().orElseThrow(), table, seed);
                } catch (FormatException | IllegalArgumentException e) {
                    assertThat(e.getMessage()).as("seed %d", seed).isNotBlank().hasSizeLessThan(1000);
                } catch (RuntimeException e) {
                    throw new AssertionError("seed " + seed, e);
                }
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    private static void check(TableData data, RawTable table, int seed) throws FormatException {
        TableRows rows = data.features().rows(table);
        double[] x = new double[data.inputShape().size()];
        double[] y = new double[1];
        for (int i = 0; i < data.size(); i++) {
            data.read(i, x, 0, y, 0);
            for (double value : x) {
                assertThat(value).as("seed %d", seed).isFinite();
            }
            assertThat(y[0]).as("seed %d", seed).isFinite();
            assertThat(rows.encoded(data.line(i) - 1).values()).as("seed %d", seed).isEqualTo(x);
            assertThat(data.features().encode(table.row(data.line(i) - 1)).values()).isEqualTo(x);
        }
    }
}
