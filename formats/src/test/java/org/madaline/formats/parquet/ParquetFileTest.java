package org.madaline.formats.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.madaline.formats.FormatException;
import org.madaline.formats.csv.CsvFile;
import org.madaline.formats.csv.CsvOptions;
import org.madaline.formats.csv.RawTable;
import org.madaline.formats.table.TableFile;

/// Files that pyarrow wrote of one table of 13 columns, which is beside them as text, in all ways that are read.
class ParquetFileTest {
    /// What a file of some kilobytes may make a reader allocate, all in all.
    private static final long MOST = 1L << 30;

    @TempDir
    private Path folder;

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = ParquetFileTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    private RawTable read(byte[] bytes) throws IOException {
        return TableFile.read("t", Files.write(folder.resolve("t"), bytes), CsvOptions.DETECT);
    }

    /// plain: many small pages; dictionary: Snappy, three groups of rows; gzip2: pages of the second version; zstd: two
    /// groups; lz4: differences,
    /// shared beginnings, bytes split apart.
    @ParameterizedTest
    @ValueSource(strings = {"plain", "dictionary", "gzip2", "lz4", "zstd"})
    void cellsAreWhatWasWritten(String name) throws IOException {
        RawTable table = read(resource(name + ".parquet"));
        String[] lines = new String(resource("table.tsv"), StandardCharsets.UTF_8).split("\n");
        assertThat(table.columns()).containsExactly(lines[0].split("\t"));
        assertThat(table.size()).isEqualTo(lines.length - 1).isEqualTo(60);
        for (int row = 0; row < table.size(); row++) {
            String[] cells = lines[row + 1].split("\t", -1);
            for (int c = 0; c < cells.length; c++) {
                assertThat(table.cell(c, row)).as("%s %d", table.columns().get(c), row).isEqualTo(cells[c]);
            }
        }
        assertThat(table).hasToString("t: Parquet, 60 rows, 13 columns");
        assertThat(table.place(4)).isEqualTo("row 5");
    }

    @Test
    void whatIsNotReadIsNamed() throws IOException {
        assertThatThrownBy(() -> read(resource("brotli.parquet"))).isInstanceOf(FormatException.class)
                .hasMessage("t: column i32 is packed by brotli, which is not read; write it with the compression snappy, zstd, gzip or none");
        assertThatThrownBy(() -> read(resource("nested.parquet"))).isInstanceOf(FormatException.class)
                .hasMessage("t: column tags is nested; write the table without it");
        byte[] whole = resource("plain.parquet");
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 9))).isInstanceOf(FormatException.class)
                .hasMessageContaining("does not end as it should");
        assertThatThrownBy(() -> CsvFile.read("-", new java.io.ByteArrayInputStream(whole), CsvOptions.DETECT))
                .isInstanceOf(FormatException.class).hasMessageContaining("Parquet");
    }

    @Test
    void damageIsSaidWithinABoundOfMemory() throws IOException {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int refused = 0;
        for (String name : List.of("plain", "dictionary", "gzip2", "lz4", "zstd")) {
            byte[] whole = resource(name + ".parquet");
            for (int seed = 0; seed < 200; seed++) {
                var random = new Random(seed);
                byte[] damaged = whole.clone();
                // The description stands at the end.
                int from = seed % 2 == 0 ? 0 : whole.length * 2 / 3;
                for (int k = 1 + random.nextInt(4); k > 0; k--) {
                    damaged[from + random.nextInt(whole.length - from)] = (byte) (random.nextInt(3) == 0 ? 0xff : random.nextInt(256));
                }
                long before = threads.getCurrentThreadAllocatedBytes();
                try {
                    read(damaged);
                } catch (FormatException e) {
                    refused++;
                    assertThat(e.getMessage()).as("%s %d", name, seed).startsWith("t: ").hasSizeLessThan(450);
                } catch (IOException | RuntimeException e) {
                    throw new AssertionError(name + " " + seed, e);
                }
                assertThat(threads.getCurrentThreadAllocatedBytes() - before).as("%s %d", name, seed).isLessThan(MOST);
            }
        }
        assertThat(refused).isGreaterThan(300);
    }
}
