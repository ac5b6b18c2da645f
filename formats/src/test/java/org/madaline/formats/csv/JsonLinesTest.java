package org.madaline.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.madaline.formats.FormatException;

class JsonLinesTest {
    private static RawTable read(String text) throws IOException {
        return CsvFile.read("t", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), CsvOptions.DETECT);
    }

    private static void assertFails(String text, String message) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(FormatException.class).hasMessageStartingWith("t: ").hasMessageContaining(message);
    }

    @Test
    void objectsAreRows() throws IOException {
        RawTable table = read("{\"x\": 1.50, \"s\": \" a,\\\"b\\n\", \"ok\": true}\n\n{\"ok\": false, \"x\": null, \"code\": \"007\"}\n{}\n");
        assertThat(table.columns()).containsExactly("x", "s", "ok", "code");
        assertThat(table.size()).isEqualTo(3);
        assertThat(table.row(0)).isEqualTo(Map.of("x", "1.50", "s", "a,\"b", "ok", "true", "code", ""));
        assertThat(table.row(1)).isEqualTo(Map.of("x", "", "s", "", "ok", "false", "code", "007"));
        assertThat(table.line(1)).isEqualTo(3);
        assertThat(table).hasToString("t: JSON lines, UTF-8, 3 rows, 4 columns");
        RawTable list = read("\ufeff [ {\"a\": 1e5},\n {\"a\": -2} ]\n");
        assertThat(List.of(list.cell(0, 0), list.cell(0, 1), list.place(1))).containsExactly("1e5", "-2", "line 2");
        assertThat(read("{a},b\n1,2\n").columns()).containsExactly("{a}", "b");
    }

    @Test
    void errorsNameTheLine() {
        assertFails("{\"a\": 1}\n{\"a\": [1, 2]}\n", "line 2: 'a' is nested");
        assertFails("{\"a\": 1}\n{\"a\": {\"b\": 2}}\n", "line 2: 'a' is nested");
        assertFails("{\"a\": 1, \"b\": 2}\n{\"a\": 1, \"a\": 2}\n", "line 2: the row has two values of 'a'");
        assertFails("{\"a\": 1}\n[3]\n", "line 2: a row is an object");
        assertFails("{\"a\": 1}\n{\"a\": 2\n{\"a\": 3}\n", "line 2: the object that begins here is no JSON, as is noticed in line 3");
        assertFails("{\"a\": 1}\n{\"a\": tru}\n", "line 2: the object that begins here is no JSON: ");
        assertFails("[{\"a\": 1}, {\"a\": 2}", "line 1");
        assertFails("[{\"a\": 1}] {\"a\": 2}", "line 1: a row is an object");
        assertFails("{}\n", "has no rows");
        assertFails("{\"a\": \"\0\"}\n", "line 1 holds a NUL byte");
    }

    @Test
    void keysOfTheirOwnInEachRowDoNotFillTheMemory() {
        var text = new StringBuilder();
        for (int i = 0; i < 6_000; i++) {
            text.append("{\"k").append(i).append("\":1}\n");
        }
        assertFails(text.toString(), "different keys");
    }

    @Test
    void damageIsAlwaysSaidInOneShortLine() {
        byte[] whole = "{\"x\": 1.5, \"s\": \"a\\u00e4\", \"ok\": true}\n{\"ok\": false, \"x\": null}\n[{\"x\": -2e3}]".getBytes(StandardCharsets.UTF_8);
        for (int seed = 0; seed < 3000; seed++) {
            var random = new Random(seed);
            byte[] damaged = Arrays.copyOf(whole, random.nextInt(whole.length) + 1);
            for (int k = random.nextInt(4); k > 0; k--) {
                damaged[random.nextInt(damaged.length)] =
                        random.nextBoolean() ? (byte) random.nextInt(256) : (byte) "{}[],:\"\\\n0e-".charAt(random.nextInt(12));
            }
            try {
                RawTable table = CsvFile.read("t", new ByteArrayInputStream(damaged), CsvOptions.DETECT);
                assertThat(table.row(0)).hasSize(table.columns().size());
            } catch (FormatException e) {
                assertThat(e.getMessage()).as("seed %d", seed).startsWith("t: ").hasSizeLessThan(450).doesNotContainPattern("\\p{Cntrl}");
            } catch (IOException | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }
}
