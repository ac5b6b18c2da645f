package org.madaline.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.madaline.formats.FormatException;

class CsvFuzzTest {
    private static final String[] PIECES = {
        "a", "Z", "1", "2.5", " ", "ä", "€", "😀", "\"", "'", ",", ";", "\t", "|", "\n", "\r\n", "#", "%", "=", "sep", "0"
    };

    private static String cell(Random random) {
        var cell = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            cell.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return cell.toString();
    }

    private static String quoted(String cell) {
        return "\"" + cell.replace("\"", "\"\"") + "\"";
    }

    @Test
    void aWrittenTableIsReadBack() throws IOException {
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            char separator = ",;\t|".charAt(random.nextInt(4));
            int width = 2 + random.nextInt(4);
            List<List<String>> rows = new ArrayList<>();
            var text = new StringBuilder();
            for (int c = 0; c < width; c++) {
                text.append(c == 0 ? "" : separator).append(quoted("name " + c));
            }
            for (int r = 1 + random.nextInt(8); r > 0; r--) {
                text.append(random.nextBoolean() ? "\n" : "\r\n");
                List<String> row = new ArrayList<>();
                for (int c = 0; c < width; c++) {
                    row.add(cell(random));
                    text.append(c == 0 ? "" : separator).append(quoted(row.getLast()));
                }
                rows.add(row);
            }
            CsvOptions options = CsvOptions.DETECT.withSeparator(separator).withHeader(true).withQuote('"');
            RawTable table = CsvFile.read(
                    "t", new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)), options);
            assertThat(table.size()).as("seed %d", seed).isEqualTo(rows.size());
            for (int r = 0; r < rows.size(); r++) {
                for (int c = 0; c < width; c++) {
                    assertThat(table.cell(c, r)).as("seed %d", seed).isEqualTo(NumberStyle.stripped(rows.get(r).get(c)));
                }
            }
        }
    }

    @Test
    void damageIsAlwaysSaidInOneShortLine() {
        String[] files = {
            "name,\"weight, kg\",animal\nRex,12.5,dog\n\"Tom \"\"the\"\" cat\",4,cat\nIda,-1e1,cat\n",
            "sep=;\na;b\n1,5;x\n2,5;y\n",
            "# c\na\tb\n1\tä\n\n2\tö\n"
        };
        Locale before = Locale.getDefault();
        try {
            for (int seed = 0; seed < 3000; seed++) {
                Locale.setDefault(seed % 2 == 0 ? Locale.of("tr", "TR") : Locale.ROOT);
                var random = new Random(seed);
                String file = files[random.nextInt(files.length)];
                byte[] whole = file.getBytes(random.nextInt(4) == 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8);
                byte[] damaged = Arrays.copyOf(whole, random.nextInt(whole.length) + 1);
                for (int k = random.nextInt(5); k > 0; k--) {
                    damaged[random.nextInt(damaged.length)] =
                            random.nextBoolean() ? (byte) random.nextInt(256) : (byte) ",;\"\n\r\t#".charAt(random.nextInt(7));
                }
                try {
                    RawTable table = CsvFile.read("t", new ByteArrayInputStream(damaged), CsvOptions.DETECT);
                    for (int row = 0; row < table.size(); row++) {
                        assertThat(table.row(row)).hasSize(table.columns().size());
                    }
                } catch (FormatException e) {
                    assertThat(e.getMessage()).as("seed %d", seed).startsWith("t: ").hasSizeLessThan(450).doesNotContainPattern("\\p{Cntrl}");
                } catch (IOException | RuntimeException e) {
                    throw new AssertionError("seed " + seed, e);
                }
            }
        } finally {
            Locale.setDefault(before);
        }
    }
}
