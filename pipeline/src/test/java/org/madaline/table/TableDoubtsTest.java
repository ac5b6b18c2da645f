package org.madaline.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.madaline.formats.csv.CsvFile;
import org.madaline.formats.csv.CsvOptions;
import org.madaline.formats.csv.RawTable;

/// What is said of tables on whose scores one cannot rely, and that nothing is said of others.
class TableDoubtsTest {
    private static final int ROWS = 400;

    private static RawTable table(String header, int rows, IntFunction<String> row) throws IOException {
        var text = new StringBuilder(header).append('\n');
        for (int i = 0; i < rows; i++) {
            text.append(row.apply(i)).append('\n');
        }
        return CsvFile.read("t", new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)), CsvOptions.DETECT);
    }

    private static List<String> doubts(RawTable table, String label) throws IOException {
        return TableData.of(table, new TableSettings(label)).parts(0.2, 0.1, 0).doubts();
    }

    private static double noise(int i, int column) {
        return new Random(31L * i + column).nextGaussian();
    }

    @Test
    void nothingIsSaidOfASoundTable() throws IOException {
        for (int seed = 0; seed < 5; seed++) {
            int s = 100 * seed;
            IntFunction<String> features = i -> noise(i, s) + "," + noise(i, s + 1) + "," + "red green blue brown".split(" ")[Math.floorMod(i * 7 + i / 5, 4)];
            assertThat(doubts(table("x,z,c,y", ROWS, i -> features.apply(i) + "," + (noise(i, s) + noise(i, s + 2) > 0 ? "p" : "q")), "y")).isEmpty();
            assertThat(doubts(table("x,z,c,y", ROWS, i -> features.apply(i) + "," + (noise(i, s) + 0.1 * noise(i, s + 2))), "y")).isEmpty();
        }
    }

    @Test
    void rowsInTwoPartsAreCounted() throws IOException {
        RawTable doubled = table("x,z,y", ROWS, i -> noise(i % 200, 1) + "," + noise(i % 200, 2) + "," + "pq".charAt(i % 200 % 2));
        assertThat(doubts(doubled, "y")).hasSize(2)
                .anyMatch(line -> line.matches("\\d+ of 80 test rows are the same as one that is trained on, so that.*: line \\d+ as line \\d+"));
        TableData all = TableData.of(doubled, new TableSettings("y"));
        TableData first = all.subset(java.util.stream.IntStream.range(0, 200).toArray()).refitted();
        TableData rest = all.subset(java.util.stream.IntStream.range(200, 400).toArray()).like(first);
        assertThat(new TableParts(first, Optional.empty(), Optional.of(rest)).doubts())
                .anyMatch(line -> line.startsWith("200 of 200 test rows") && line.endsWith("line 202 as line 2"));
    }

    @Test
    void aColumnThatAloneTellsTheLabelIsNamed() throws IOException {
        RawTable classes = table("x,code,sum,y", ROWS, i -> noise(i, 1) + "," + (i % 3 == 0 ? "k" + i % 9 : "m" + i % 5) + ","
                + (i % 3 == 0 ? 100 + noise(i, 2) : noise(i, 2)) + "," + (i % 3 == 0 ? "p" : "q"));
        assertThat(doubts(classes, "y")).containsExactly(
                "column code alone tells y in 100.0 % of the rows; if it is not known beforehand, leave it out: --ignore code",
                "column sum alone tells y in 100.0 % of the rows; if it is not known beforehand, leave it out: --ignore sum");
        RawTable numbers = table("x,cents,y", ROWS, i -> noise(i, 1) + "," + Math.round(1000 * noise(i, 2)) + "," + Math.round(1000 * noise(i, 2)) / 117.0);
        assertThat(doubts(numbers, "y")).singleElement().asString().startsWith("column cents alone tells y, R² ");
    }

    @Test
    void anotherDistributionAndNewValuesAreNamed() throws IOException {
        IntFunction<String> row = i -> (noise(i, 1) + (i < 300 ? 0 : 1)) + "," + noise(i, 2) + "," + (i < 300 ? "ab".charAt(i % 2) : i % 5 == 0 ? 'c' : 'a') + ","
                + "pq".charAt(i % 7 % 2);
        TableData all = TableData.of(table("x,z,c,y", ROWS, row), new TableSettings("y"));
        TableData first = all.subset(java.util.stream.IntStream.range(0, 300).toArray()).refitted();
        TableData rest = all.subset(java.util.stream.IntStream.range(300, 400).toArray()).like(first);
        assertThat(new TableParts(first, Optional.empty(), Optional.of(rest)).doubts())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("column x is distributed otherwise in the test part: distance 0."))
                .anyMatch(line -> line.contains("column c is distributed otherwise in the test part: distance 0.50, 'b' in 0.0 % instead of 50.0 % of the rows"))
                .contains("column c: 20 of 100 test rows have a value that training has not seen, such as 'c'; it counts as none of the known");
    }

    @Test
    void rareValuesAnotherLabelAndMissingCellsAreNamed() throws IOException {
        IntFunction<String> row = i -> (i < 300 || i % 2 == 0 ? noise(i, 1) + "" : "") + "," + (i % 100 == 7 ? "k" + i : "ab".charAt(i % 2)) + ","
                + "pq".charAt(i < 300 ? i % 2 : i % 5 / 4);
        TableData all = TableData.of(table("x,c,y", ROWS, row), new TableSettings("y"));
        TableData first = all.subset(java.util.stream.IntStream.range(0, 300).toArray()).refitted();
        TableData rest = all.subset(java.util.stream.IntStream.range(300, 400).toArray()).like(first);
        assertThat(new TableParts(first, Optional.empty(), Optional.of(rest)).doubts()).containsExactly(
                "column c: 3 of 5 values are rare in training and count as one, such as 'k107'",
                "column x is missing in 50.0 % instead of 0.0 % of the rows in the test part",
                "the label y is distributed otherwise in the test part: distance 0.30, 'p' in 80.0 % instead of 50.0 % of the rows",
                "column c: 1 of 100 test rows has a value that training has not seen, such as 'k307'; it counts as one of the rare");
    }

    @Test
    void thatTestRowsAreLaterIsNoNewsWhereTimePartsThem() throws IOException {
        TableData all = TableData.of(table("day,x,y", ROWS, i -> "2024-" + (1 + i / 28 % 12) + "-" + (1 + i % 28) + "," + noise(i, 1) + "," + "pq".charAt(i % 2)),
                new TableSettings("y"));
        var by = new SplitBy.ByTime("day");
        TableParts parts = TableParts.of(all, 0.2, 0, by, 0);
        assertThat(parts.doubts()).anyMatch(line -> line.startsWith("column day is distributed otherwise"));
        assertThat(parts.doubts(by)).noneMatch(line -> line.startsWith("column day is distributed otherwise"));
    }
}
