package org.madaline.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.madaline.formats.FormatException;
import org.madaline.formats.csv.CsvFile;
import org.madaline.formats.csv.CsvOptions;
import org.madaline.formats.csv.RawTable;

/// What columns and labels are taken for.
class TypeRulesTest {
    private static final int ROWS = 200;

    private static RawTable table(String header, int rows, IntFunction<String> row) throws IOException {
        var text = new StringBuilder(header).append('\n');
        for (int i = 0; i < rows; i++) {
            text.append(row.apply(i)).append('\n');
        }
        return CsvFile.read("t", new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)), CsvOptions.DETECT);
    }

    private static String noise(int i) {
        return Double.toString(StrictMath.sin(i * 12.9898) * 5);
    }

    /// The type of a column beside one of numbers and a label of three classes.
    private static TableColumn column(String name, IntFunction<String> cell) throws IOException {
        RawTable table = table(
                "\"" + name + "\",noise,kind", ROWS, i -> "\"" + cell.apply(i) + "\"," + noise(i) + "," + "abc".charAt(i % 3));
        return TableData.of(table, new TableSettings("kind")).columns().getFirst();
    }

    private static ColumnType type(String name, IntFunction<String> cell) throws IOException {
        return column(name, cell).type();
    }

    @Test
    void numbersHoweverTheyAreWritten() throws IOException {
        assertThat(type("x", i -> i * 7 % 31 + ".5")).isEqualTo(ColumnType.NUMBER);
        assertThat(type("x", i -> i * 7 % 31 + ",5")).isEqualTo(ColumnType.NUMBER);
        assertThat(type("x", i -> i * 7 % 31 + " %")).isEqualTo(ColumnType.NUMBER);
        assertThat(type("x", i -> "$" + (i * 7 % 31 + 1) + ",000.50")).isEqualTo(ColumnType.NUMBER);
        assertThat(type("x", i -> i % 2 == 0 ? "(" + i + ".25)" : i + ".5")).isEqualTo(ColumnType.NUMBER);
        assertThat(type("x", i -> i % 5 == 0 ? "NA" : String.valueOf(i * 7 % 31))).isEqualTo(ColumnType.NUMBER);
        TableColumn gaps = column("x", i -> i % 3 == 0 ? "n.d." : String.valueOf(i * 7 % 31));
        assertThat(gaps.type()).isEqualTo(ColumnType.NUMBER);
        assertThat(gaps.describe()).contains("67 cells are no numbers, such as 'n.d.', and count as missing");
        assertThat(type("time", i -> String.valueOf(1_700_000_000_000L + i * i))).isEqualTo(ColumnType.NUMBER);
        assertThat(type("one is long", i -> i == 3 ? "1234567890123456" : String.valueOf(i * 7 % 31))).isEqualTo(ColumnType.NUMBER);
    }

    @Test
    void momentsAreNumbersAndCodesOfAsManyDigitsAreNot() throws IOException {
        assertThat(type("t", i -> String.valueOf(1_700_000_000_000_000L + 1003L * i * i))).isEqualTo(ColumnType.NUMBER);
        assertThat(type("t", i -> String.valueOf(1_700_000_000_000_000_000L + 1_000_003L * i * i))).isEqualTo(ColumnType.NUMBER);
        assertThat(type("card", i -> String.valueOf(4_000_000_000_000_000L + 7_000_000_000_003L * i))).isEqualTo(ColumnType.IDENTIFIER);
    }

    @Test
    void anAmbiguousMarkIsReadAsTheRestOfTheTable() throws IOException {
        IntFunction<String> ambiguous = i -> "1," + (100 + i * 7 % 800);
        RawTable comma = table("x;z;kind", ROWS, i -> ambiguous.apply(i) + ";" + i % 9 + ",5;" + "abc".charAt(i % 3));
        TableColumn column = TableData.of(comma, new TableSettings("kind")).columns().getFirst();
        assertThat(column.describe()).contains("decimal comma").contains("as the rest of the table").contains("from 1.1");
        RawTable point = table("x;z;kind", ROWS, i -> ambiguous.apply(i) + ";" + i % 9 + ".5;" + "abc".charAt(i % 3));
        assertThat(TableData.of(point, new TableSettings("kind")).columns().getFirst().describe()).contains("from 1100");
    }

    @Test
    void whatSaysNothingIsLeftOut() throws IOException {
        assertThat(type("x", i -> String.valueOf(i))).isEqualTo(ColumnType.ROW_NUMBER);
        assertThat(type("x", i -> String.valueOf(1001 + i))).isEqualTo(ColumnType.ROW_NUMBER);
        assertThat(type("x", i -> String.valueOf(i * 77 % ROWS))).as("in another order").isEqualTo(ColumnType.ROW_NUMBER);
        assertThat(type("", i -> String.valueOf(i * 13))).as("a column without a name").isEqualTo(ColumnType.IDENTIFIER);
        assertThat(type("customerId", i -> String.valueOf(i * i))).isEqualTo(ColumnType.IDENTIFIER);
        assertThat(type("who", i -> "client-" + i)).isEqualTo(ColumnType.IDENTIFIER);
        assertThat(type("account", i -> "00" + (i + 10) * i)).isEqualTo(ColumnType.IDENTIFIER);
        assertThat(type("x", i -> "k")).isEqualTo(ColumnType.CONSTANT);
        assertThat(type("x", i -> i % 2 == 0 ? "?" : "")).isEqualTo(ColumnType.EMPTY);
        assertThat(type("said", i -> "so many words stand in row " + i)).isEqualTo(ColumnType.TEXT);
        RawTable twice = table("a,b,kind", ROWS, i -> noise(i) + "," + noise(i) + "," + "abc".charAt(i % 3));
        assertThat(TableData.of(twice, new TableSettings("kind")).columns()).extracting(TableColumn::type)
                .containsExactly(ColumnType.NUMBER, ColumnType.DUPLICATE);
    }

    @Test
    void categoriesTruthsAndDates() throws IOException {
        assertThat(type("city", i -> List.of("Rome", "Oslo", "Lima").get(i % 3))).isEqualTo(ColumnType.CATEGORY);
        assertThat(type("zip", i -> "0" + (1000 + i % 7))).isEqualTo(ColumnType.CATEGORY);
        assertThat(type("x", i -> i % 2 == 0 ? "Yes" : "NO")).isEqualTo(ColumnType.BOOLEAN);
        assertThat(type("day", i -> LocalDate.ofEpochDay(18000 + 3 * i).toString())).isEqualTo(ColumnType.DATE);
        assertThat(type("day", i -> LocalDate.ofEpochDay(18000 + 3 * i).toString().replace("-", ""))).isEqualTo(ColumnType.DATE);
        assertThat(column("day", i -> (i % 28 + 1) + ".12.2020 " + i % 24 + ":30").reason()).contains("day first");
        assertThat(column("day", i -> "12/" + (i % 28 + 1) + "/2020").reason()).contains("month first");
        assertThat(column("day", i -> (i % 12 + 1) + "/" + (i % 7 + 1) + "/2020").reason()).contains("read month first");
        assertThat(type("year", i -> String.valueOf(1900 + i))).isEqualTo(ColumnType.NUMBER);
    }

    @Test
    void typesCanBeSet() throws IOException {
        RawTable table = table("id,zip,kind", ROWS, i -> i + "," + (1000 + i % 5) + "," + "abc".charAt(i % 3));
        TableSettings settings = new TableSettings("kind").withType("id", ColumnType.NUMBER).withType("zip", ColumnType.of("Category"));
        TableData data = TableData.of(table, settings);
        assertThat(data.columns()).extracting(TableColumn::type).containsExactly(ColumnType.NUMBER, ColumnType.CATEGORY);
        assertThat(data.features().names()).hasSize(6);
        assertThat(TableData.of(table, new TableSettings("kind").without(List.of("id"))).columns().getFirst().type())
                .isEqualTo(ColumnType.IGNORED);
        assertThatThrownBy(() -> ColumnType.of("row number")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("number");
        assertThatThrownBy(() -> TableData.of(table, new TableSettings("kind").without(List.of("zap"))))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("has no column 'zap'");
    }

    @Test
    void aTableOfNothingButNamesIsRefused() {
        assertThatThrownBy(() -> TableData.of(table("who,kind", ROWS, i -> "c" + i + "," + "ab".charAt(i % 2)), new TableSettings("kind")))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("no column left")
                .hasMessageContaining("who: identifier");
    }

    /// The label's cell in row i is `first + i % different * step`.
    @ParameterizedTest
    @CsvSource({
        "y, 0, 10, 1, 200, 10", // digits
        "rating, 1, 5, 1, 200, 5",
        "y, 0, 26, 1, 312, 26",
        "y, -1, 3, 1, 60, 3",
        "y, 100, 5, 100, 200, 5", // codes such as those of HTTP
        "y, 3, 2, 4, 40, 2",
        "y, 100000, 15, 7000, 15, 0", // prices
        "y, 100000, 8, 7000, 200, 0",
        "y, 18, 60, 1, 200, 0", // ages
        "y, 0, 60, 1, 200, 0",
        "item_count, 0, 10, 1, 200, 0",
        "Age, 0, 10, 1, 200, 0",
        "y, 2015, 6, 1, 200, 0", // years
        "y, 1, 15, 1, 15, 0" // ranks
    })
    void classesOrNumber(String name, int first, int different, int step, int rows, int classes) throws IOException {
        RawTable table = table("x," + name, rows, i -> noise(i) + "," + (first + i % different * step));
        TableData data = TableData.of(table, new TableSettings(name));
        assertThat(data.classNames()).hasSize(classes);
        assertThat(data.report().get(1)).startsWith(name + ": ").contains(classes > 0 ? "--task regress" : "--task classify");
        LabelKind other = classes > 0 ? LabelKind.NUMBER : LabelKind.CLASSES;
        if (rows > different) {
            assertThat(TableData.of(table, new TableSettings(name).withKind(other)).classNames().isEmpty()).isEqualTo(classes > 0);
        }
    }

    @Test
    void labelsThatCannotBeReadAreLeftOutAndNamed() throws IOException {
        RawTable missing = table("x,kind", ROWS, i -> noise(i) + "," + (i % 10 == 3 ? "" : "abc".charAt(i % 3)));
        TableData data = TableData.of(missing, new TableSettings("kind"));
        assertThat(data.size()).isEqualTo(180);
        assertThat(data.leftOut()).hasSize(20).containsEntry(5, "the label is missing");
        RawTable number = table("x,y", ROWS, i -> noise(i) + "," + (i % 20 == 3 ? "n.d." : i + ".5"));
        assertThat(TableData.of(number, new TableSettings("y")).report()).anyMatch(line -> line.contains("10 rows left out, the label 'n.d.'"));
        RawTable none = table("x,y", ROWS, i -> noise(i) + "," + (i % 2 == 0 ? "none" : "drug"));
        assertThat(TableData.of(none, new TableSettings("y")).report()).anyMatch(line -> line.contains("'none' is a class like the others"));
        assertThatThrownBy(() -> TableData.of(none, new TableSettings("y").withMissingLabels(java.util.Set.of("none"))))
                .hasMessageContaining("one class only");
    }

    @Test
    void numbersThatAreTooLargeAreNamedAsSuch() throws IOException {
        TableColumn huge = column("x", i -> i == 7 ? "1e200" : i == 8 ? "1e400" : i % 37 + ".5");
        assertThat(huge.type()).isEqualTo(ColumnType.NUMBER);
        assertThat(huge.reason()).contains("2 cells are beyond 1e150, and count as missing").doesNotContain("no number");
        RawTable label = table("x,y", ROWS, i -> noise(i) + "," + (i + 1) + "e200");
        assertThatThrownBy(() -> TableData.of(label, new TableSettings("y")))
                .hasMessageContaining("numbers beyond 1e150, such as '1e200'");
    }

    @Test
    void aLabelThatSaysNothingIsNamed() throws IOException {
        for (String same : List.of("5", "2.5")) {
            RawTable table = table("x,y", ROWS, i -> noise(i) + "," + same);
            assertThatThrownBy(() -> TableData.of(table, new TableSettings("y")))
                    .hasMessageContaining("the same number in each row, '" + same + "'");
        }
        RawTable dates = table("x,day", ROWS, i -> noise(i) + "," + java.time.LocalDate.EPOCH.plusDays(i));
        assertThatThrownBy(() -> TableData.of(dates, new TableSettings("day")))
                .hasMessageContaining("holds dates, such as '1970-01-01'").hasMessageContaining("--task classify");
        RawTable few = table("x,day", ROWS, i -> noise(i) + "," + java.time.LocalDate.EPOCH.plusDays(i % 3));
        assertThat(TableData.of(few, new TableSettings("day")).classNames()).hasSize(3);
    }

    @Test
    void timesAndNamedMonthsAreDates() throws IOException {
        assertThat(type("at", i -> i % 24 + ":" + (10 + i % 50))).isEqualTo(ColumnType.DATE);
        assertThat(type("at", i -> (1 + i % 12) + ":" + (10 + i % 50) + " PM")).isEqualTo(ColumnType.DATE);
        assertThat(type("ratio", i -> i % 16 + ":9")).isEqualTo(ColumnType.CATEGORY);
        double day = java.time.LocalDate.of(2026, 11, 29).toEpochDay();
        for (String text : List.of("29-Nov-2026", "29 November 2026", "Nov 29, 2026", "NOVEMBER 29 2026", "2026-11-29", "29-nov-2026 00:00")) {
            assertThat(DateText.days(text, DateText.Order.DAY_FIRST)).as(text).isEqualTo(day);
        }
        assertThat(DateText.days("13:30", DateText.Order.DAY_FIRST)).isEqualTo(13.5 / 24);
        for (String text : List.of("29-Nor-2026", "31-Nov-2026", "Novel 29, 2026", "12 monkeys 1995", "25:30", "4:3", "room 12, 2026")) {
            assertThat(DateText.days(text, DateText.Order.DAY_FIRST)).as(text).isNaN();
        }
    }

    @Test
    void ninesFarFromAllOtherNumbersAreRemarked() throws IOException {
        assertThat(column("x", i -> i % 20 == 3 ? "-999" : i % 37 + ".5").reason())
                .contains("'-999' looks like a missing value (--missing=-999 if it is)");
        assertThat(column("x", i -> i % 20 == 3 ? "9999" : i % 20 == 4 ? "-99" : String.valueOf(i % 37)).reason())
                .contains("--missing=9999").contains("--missing=-99 ");
        assertThat(column("x", i -> i % 20 == 3 ? "999" : String.valueOf(i % 37 * 20)).reason()).doesNotContain("--missing");
    }

    @Test
    void turkishCapitalsChangeNothing() throws IOException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.of("tr", "TR"));
            assertThat(type("CLIENT_ID", i -> String.valueOf(i * i))).isEqualTo(ColumnType.IDENTIFIER);
            assertThat(type("x", i -> i % 2 == 0 ? "NIL" : "")).isEqualTo(ColumnType.EMPTY);
            assertThat(ColumnType.of("ignored")).isEqualTo(ColumnType.IGNORED);
            assertThat(column("x", i -> "k" + i % 20 * 100_000).describe()).contains("20 different");
        } finally {
            Locale.setDefault(before);
        }
    }
}
