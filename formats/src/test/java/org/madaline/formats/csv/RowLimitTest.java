package org.madaline.formats.csv;

import static org.junit.jupiter.api.Assertions.*;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowLimitTest {
    private static final int ROWS = 20_000;
    private static final String TEXT = IntStream.range(0, ROWS)
            .mapToObj(i -> i + ",name" + i % 7 + "," + (i / 8.0))
            .collect(Collectors.joining("\n", "n,t,x\n", "\n"));

    private static RawTable read(String text, RowLimit limit) throws IOException {
        return CsvFile.read("long.csv", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), CsvOptions.DETECT.withLimit(limit));
    }

    @Test
    void soManyRowsAreKeptWholeInTheirOrder() throws IOException {
        RawTable table = read(TEXT, new RowLimit(1_000, Long.MAX_VALUE));
        assertEquals(1_000, table.size());
        int before = -1;
        for (int row = 0; row < table.size(); row++) {
            int n = Integer.parseInt(table.cell(0, row));
            assertTrue(n > before);
            before = n;
            assertEquals("name" + n % 7, table.cell(1, row));
            assertEquals(n / 8.0, table.plain(2, row));
            assertEquals(n + 2, table.line(row));
        }
    }

    @Test
    void theyAreSpreadOverTheWholeFile() throws IOException {
        RawTable table = read(TEXT, new RowLimit(1_000, Long.MAX_VALUE));
        int[] tenths = new int[10];
        for (int row = 0; row < table.size(); row++) {
            tenths[Integer.parseInt(table.cell(0, row)) * 10 / ROWS]++;
        }
        // 100 each, deviation 9.5
        assertTrue(Arrays.stream(tenths).allMatch(count -> count > 60 && count < 140), Arrays.toString(tenths));
    }

    @Test
    void aSmallerSampleIsPartOfALargerOne() throws IOException {
        Set<Integer> small = lines(read(TEXT, new RowLimit(300, Long.MAX_VALUE)));
        Set<Integer> large = lines(read(TEXT, new RowLimit(1_000, Long.MAX_VALUE)));
        assertTrue(large.containsAll(small));
    }

    @Test
    void cellsLimitRowsByTheirWidth() throws IOException {
        RawTable table = read(TEXT, new RowLimit(Integer.MAX_VALUE, 3_000));
        assertEquals(1_000, table.size());
        assertEquals(lines(read(TEXT, new RowLimit(1_000, Long.MAX_VALUE))), lines(table));
        assertTrue(table.toString().contains("1,000 of 20,000 rows drawn to be kept"), table.toString());
    }

    @Test
    void aTableThatIsNotLongerIsKeptWhole() throws IOException {
        RawTable table = read(TEXT, new RowLimit(ROWS, Long.MAX_VALUE));
        assertEquals(ROWS, table.size());
        assertEquals(read(TEXT, RowLimit.NONE).toString(), table.toString());
    }

    @Test
    void faultsStayWithTheirRows() throws IOException {
        String text = IntStream.range(0, ROWS)
                .mapToObj(i -> i % 5 == 0 ? i + ",short" : i + ",b,c")
                .collect(Collectors.joining("\n", "n,t,x\n", "\n"));
        RawTable table = CsvFile.read("long.csv", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                CsvOptions.DETECT.withRagged(CsvOptions.Ragged.MARK).withLimit(new RowLimit(500, Long.MAX_VALUE)));
        assertEquals(500, table.size());
        for (int row = 0; row < table.size(); row++) {
            assertEquals(Integer.parseInt(table.cell(0, row)) % 5 == 0, table.fault(row).isPresent());
        }
    }

    @Test
    void ofATableThatIsThereTheSameRowsAreKept() throws IOException {
        RowLimit limit = new RowLimit(700, Long.MAX_VALUE);
        RawTable sample = read(TEXT, RowLimit.NONE).sample(limit);
        assertEquals(lines(read(TEXT, limit)), lines(sample));
        assertEquals("name" + Integer.parseInt(sample.cell(0, 5)) % 7, sample.cell(1, 5));
    }

    @Test
    void aRowThatIsNotKeptIsRefusedAllTheSame() {
        String text = TEXT + "1,2\n";
        var e = assertThrows(IOException.class, () -> read(text, new RowLimit(1, Long.MAX_VALUE)));
        assertTrue(e.getMessage().contains("line 20002 has 2 cells"), e.getMessage());
    }

    private static Set<Integer> lines(RawTable table) {
        Set<Integer> lines = new HashSet<>();
        for (int row = 0; row < table.size(); row++) {
            lines.add(table.line(row));
        }
        return lines;
    }
}
