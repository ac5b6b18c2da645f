package org.madaline.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.madaline.data.Dataset;
import org.madaline.formats.FormatException;
import org.madaline.formats.csv.TableEncoding.Kind;
import org.madaline.formats.csv.TableEncoding.Missing;
import org.madaline.tensor.Shape;
import tools.jackson.databind.json.JsonMapper;

class CsvTest {
    private static final String PETS = """
            name,"weight, kg",animal,age,sold
            Rex,12.5,dog,3,yes
            "Tom ""the"" cat",4,cat,,no
            Ida,-1e1,cat,7,yes
            """;

    @TempDir
    Path directory;

    private CsvTable table(String content) throws IOException {
        return CsvTable.read(Files.writeString(directory.resolve("table.csv"), content));
    }

    private static TableEncoding fit(CsvTable table, String label) throws FormatException {
        return TableEncoding.fit(table, label, List.of(), Kind.AUTO, Missing.ERROR);
    }

    @Test
    void readsNumbersTextsAndWhatIsMissing() throws IOException {
        CsvTable table = table(PETS);
        assertThat(table.columns()).containsExactly("name", "weight, kg", "animal", "age", "sold");
        assertThat(table.size()).isEqualTo(3);
        assertThat(table.number("weight, kg", 2)).isEqualTo(-10);
        assertThat(table.text("name", 1)).isEqualTo("Tom \"the\" cat");
        assertThat(table.missing("age")).isEqualTo(1);
        assertThat(table.number("age", 1)).isNaN();
        assertThat(table.isNumeric("age")).isTrue();
        assertThat(table.isNumeric("animal")).isFalse();
    }

    @Test
    void makesExamples() throws IOException {
        CsvTable table = table(PETS);
        TableEncoding encoding =
                TableEncoding.fit(table, "sold", List.of("name"), Kind.AUTO, Missing.SUBSTITUTE);
        assertThat(encoding.featureNames()).containsExactly("weight, kg", "animal=cat", "animal=dog", "age");
        Dataset dataset = encoding.dataset(table);
        assertThat(dataset.classNames()).containsExactly("no", "yes");
        assertThat(dataset.labels()).containsExactly(1, 0, 1);
        assertThat(dataset.inputShape()).isEqualTo(Shape.of(4));
        assertThat(encoding.inputs(table)).containsExactly(12.5f, 0, 1, 3, 4, 1, 0, 5, -10, 1, 0, 7);
        JsonMapper json = new JsonMapper();
        Map<?, ?> map = json.readValue(json.writeValueAsString(encoding.toMap()), Map.class);
        assertThat(TableEncoding.fromMap(cast(map))).isEqualTo(encoding);
        assertThatIllegalArgumentException().isThrownBy(() -> TableEncoding.fromMap(Map.of()));
        // A table to predict has no label and its columns in another order.
        CsvTable other = table("age;animal;weight, kg\n1;dog;2\n");
        assertThat(encoding.inputs(other)).containsExactly(2, 0, 1, 1);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ?> cast(Map<?, ?> map) {
        return (Map<String, ?>) map;
    }

    @Test
    void tellsFormatFromTheFirstLine() throws IOException {
        assertThat(table("1,2,0\n3,4,1\n").columns()).containsExactly("column 1", "column 2", "column 3");
        assertThat(table("1,2,0\n3,4,1\n").size()).isEqualTo(2);
        assertThat(table("a\tb\n1\t2\n").columns()).containsExactly("a", "b");
        assertThat(table("\uFEFFa;b\r\n1,5;2\r\n").columns()).containsExactly("a", "b");
        assertThat(table("\"a,b,c\";d\n1;2\n").columns()).containsExactly("a,b,c", "d");
        Path file = Files.writeString(directory.resolve("no-header.csv"), "x,y\nz,w\n");
        assertThat(CsvTable.read(file, new CsvTable.Format(',', false)).size()).isEqualTo(2);
    }

    @Test
    void tellsClassesFromNumbers() throws IOException {
        assertThat(fit(table("x,y\n1,0\n2,1\n3,10\n4,2\n"), "y").target().classNames())
                .containsExactly("0", "1", "2", "10");
        assertThat(fit(table("x,y\n1,0.5\n2,1\n"), "y").target().classNames()).isEmpty();
        CsvTable whole = table("x,y\n1,0\n2,1\n");
        TableEncoding number = TableEncoding.fit(whole, "y", List.of(), Kind.NUMBER, Missing.ERROR);
        assertThat(number.dataset(whole).classNames()).isEmpty();
        float[] y = new float[1];
        number.dataset(whole).read(1, new float[1], 0, y, 0);
        assertThat(y[0]).isEqualTo(1);
    }

    @Test
    void errorsNameFileLineAndColumn() throws IOException {
        String file = directory.resolve("table.csv").toString();
        assertFails(() -> table(""), file + ": is empty");
        assertFails(() -> table("a,b\n"), file + ": has no rows below its header");
        assertFails(() -> table("a,b\n1,2\n3\n"), file + ": line 3 has 1 fields, the first line has 2");
        assertFails(() -> table("a,a\n1,2\n"), file + ": has two columns called a");
        CsvTable mixed = table("a,b,y\n1,2,u\n2,2,v\n\n\"3\",2,u\n4,2,v\n5,2,u\nsix,2,v\n");
        assertFails(() -> fit(mixed, "y"), file + ": line 8, column a: 'six' is no number");
        assertFails(() -> fit(mixed, "z"), file + ": has no column z; it has a, b, y");
        assertFails(
                () -> fit(table("a,y\n1,u\n,v\n"), "y").dataset(table("a,y\n1,u\n,v\n")),
                file + ": line 3, column a: the number is missing; remove the row or allow substitutes");
        assertFails(() -> fit(table("a,y\n1,u\n2,\n"), "y"), file + ": line 3, column y: the label is missing");
        assertFails(
                () -> fit(table("a,y\n1,u\n2,u\n"), "y"),
                file + ": column y holds one class only, u; nothing can be learnt");
        TableEncoding encoding = fit(table("c,y\nred,u\nblue,v\n"), "y");
        assertFails(
                () -> encoding.inputs(table("c\ngreen\n")),
                file + ": line 2, column c: 'green' is unknown; known are blue, red");
        assertFails(() -> encoding.inputs(table("d\n1\n")), file + ": has no column c; it has d");
        StringBuilder many = new StringBuilder("id,y\n");
        for (int i = 0; i < 300; i++) {
            many.append("id").append(i).append(',').append(i % 2).append('\n');
        }
        assertThatThrownBy(() -> fit(table(many.toString()), "y"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("column id: there are more than 256 different texts");
        Path latin = Files.write(directory.resolve("latin.csv"), "a,ä\n1,2\n".getBytes(StandardCharsets.ISO_8859_1));
        assertFails(() -> CsvTable.read(latin), latin + ": is not written in UTF-8");
        assertThatThrownBy(() -> CsvTable.read(directory.resolve("none"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> CsvTable.read(directory)).isInstanceOf(FormatException.class);
    }

    private static void assertFails(ThrowingCallable code, String message) {
        assertThatThrownBy(code).isInstanceOf(FormatException.class).hasMessage(message);
    }

    @Test
    void javaNotationsAreNoNumbers() throws IOException {
        for (String text : List.of("1f", "0x1p3", "Infinity", "1e999", "1d", "--1", "+", "1,000")) {
            assertThat(Column.number(text)).as(text).isNaN();
        }
        assertThat(Column.number("+1.5e-3")).isEqualTo(0.0015);
        assertThat(Column.number(".5")).isEqualTo(0.5);
    }

    @Test
    void damagedBytesNeverEscapeAsAnotherException() throws IOException {
        long seed = 20261123;
        Random random = new Random(seed);
        byte[] whole = PETS.getBytes(StandardCharsets.UTF_8);
        Path file = directory.resolve("damaged.csv");
        for (int i = 0; i < 2000; i++) {
            byte[] damaged = Arrays.copyOf(whole, random.nextInt(whole.length) + 1);
            for (int k = 0; k <= random.nextInt(4); k++) {
                damaged[random.nextInt(damaged.length)] =
                        random.nextBoolean() ? (byte) random.nextInt(256) : (byte) ",;\"\n\r\t".charAt(random.nextInt(6));
            }
            Files.write(file, damaged);
            try {
                CsvTable table = CsvTable.read(file);
                TableEncoding.fit(table, table.columns().getLast(), List.of(), Kind.AUTO, Missing.SUBSTITUTE)
                        .dataset(table);
            } catch (FormatException e) {
                assertThat(e.getMessage().lines().findFirst().orElse("")).as("seed %d, case %d", seed, i).startsWith(file + ": ");
            }
        }
    }
}
