package org.madaline.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.madaline.formats.FormatException;

class CsvFileTest {
    @TempDir
    Path directory;

    private static RawTable read(String content) throws IOException {
        return read(content, CsvOptions.DETECT);
    }

    private static RawTable read(String content, CsvOptions options) throws IOException {
        return read(content.getBytes(StandardCharsets.UTF_8), options);
    }

    private static RawTable read(byte[] content, CsvOptions options) throws IOException {
        return CsvFile.read("t", new ByteArrayInputStream(content), options);
    }

    private static void assertFails(String content, String message) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(400));
    }

    @Test
    void tellsTheSeparatorFromTheRecords() throws IOException {
        assertThat(read("a,b\n1,2\n").dialect().separator()).isEqualTo(',');
        assertThat(read("a\tb\n1,5\t2,5\n").dialect().separator()).isEqualTo('\t');
        assertThat(read("a|b\n1|2\n").dialect().separator()).isEqualTo('|');
        assertThat(read("w;l;k\n5,6;3,6;low\n7,0;1,7;mid\n").columns()).containsExactly("w", "l", "k");
        // Without a header and with decimal commas both cut evenly: numbers decide.
        assertThat(read("5,6;3,6;1\n7,0;1,7;2\n").columns()).hasSize(3);
        assertThat(read("a;b,1,2\nc;d,3,4\n").columns()).hasSize(3);
        assertThat(read("\"a,b,c\";d\n1;2\n").columns()).containsExactly("a,b,c", "d");
        RawTable declared = read("sep=;\nx;y\n1,2;a\n");
        assertThat(declared.columns()).containsExactly("x", "y");
        assertThat(declared.line(0)).isEqualTo(3);
        assertThat(read("SEP=|\r\nx|y\r\n1|a\r\n").cell(1, 0)).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252"})
    void tellsTheEncodingFromTheBytes(String name) throws IOException {
        byte[] bytes = "größe;art\n1,5;süß\n2,5;weiß\n".getBytes(Charset.forName(name));
        RawTable table = read(bytes, CsvOptions.DETECT);
        assertThat(table.columns()).containsExactly("größe", "art");
        assertThat(table.cell(1, 1)).isEqualTo("weiß");
        if (name.startsWith("UTF")) {
            byte[] mark = "\ufeff".getBytes(Charset.forName(name));
            byte[] marked = Arrays.copyOf(mark, mark.length + bytes.length);
            System.arraycopy(bytes, 0, marked, mark.length, bytes.length);
            assertThat(read(marked, CsvOptions.DETECT).columns()).containsExactly("größe", "art");
        } else {
            assertThat(table.dialect().describe()).contains("Windows-1252 (it is not valid UTF-8)");
        }
        assertThat(read(bytes, CsvOptions.DETECT.withEncoding(Charset.forName(name))).cell(1, 0)).isEqualTo("süß");
    }

    @Test
    void bytesBeyondAsciiMayComeLate() throws IOException {
        String rows = "1,a\n".repeat(2_000_000);
        byte[] bytes = ("x,y\n" + rows + "2,ä\n").getBytes(StandardCharsets.ISO_8859_1);
        RawTable table = read(bytes, CsvOptions.DETECT);
        assertThat(table.cell(1, 2_000_000)).isEqualTo("ä");
        assertThat(table.dialect().encoding()).startsWith("Windows-1252");
    }

    @Test
    void unpacksByContent() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("a\tb\n1\tx\n2\ty\n".getBytes(StandardCharsets.UTF_8));
        }
        Path file = Files.write(directory.resolve("without suffix"), packed.toByteArray());
        assertThat(CsvFile.read(file).dialect().describe()).isEqualTo("separator tab, UTF-8 (gzip), header, 2 rows, 2 columns");
        byte[] cut = Arrays.copyOf(packed.toByteArray(), packed.size() - 12);
        assertThatThrownBy(() -> read(cut, CsvOptions.DETECT))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("cut off");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '~', value = {
        "a,b/1,2/                           ! true",
        "1,2,0/3,4,1/                       ! false",
        "2019,2020,kind/5.6,3.6,low/7.0,1.7,mid/8.5,1.0,low/ ! true",
        "2019,2020/5.6,3.6/7.0,1.7/         ! true",
        "2019,2020/2018,2021/2017,1999/     ! false",
        "kind,2020/low,3.6/mid,1.7/low,2/   ! true",
        "0,1,2,3/5.1,3.5,2,1/4,3,2,1/       ! true",
        "1,2,3/2,3,4/7,8,9/                 ! false",
        "5.1,3.5,setosa/4.9,3.0,setosa/     ! false",
        "39,State-gov,<=50K/50,Private,<=50K/38,State-gov,>50K/ ! false",
        "a,b/x,y/z,w/                       ! true",
        ",x,y/0,1,a/1,2,b/                  ! true",
        "x,y/z,w/x,w/                       ! false",
        "a;b/1,5;b/2,5;a/                   ! true"
    })
    void tellsNamesFromRows(String lines, boolean header) throws IOException {
        assertThat(read(lines.strip().replace('/', '\n')).dialect().header()).isEqualTo(header);
    }

    @Test
    void leavesCommentsOut() throws IOException {
        RawTable table = read("# made by hand\n#, with a comma\na,b,c\n1,2,3\n#mid\n3,4,5\n");
        assertThat(table.columns()).containsExactly("a", "b", "c");
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.line(1)).isEqualTo(6);
        assertThat(table.dialect().describe()).endsWith("2 rows, 3 columns; 3 comment lines left out");
        // A header or row that begins with # is none.
        assertThat(read("#chr\tpos\nx\t2\ny\t3\n").columns()).containsExactly("#chr", "pos");
        assertThat(read("a,b\n1,2\n#x,3\n").size()).isEqualTo(2);
        assertThat(read("a,b\n%x\n1,2\n", CsvOptions.DETECT.withComment('%')).size()).isEqualTo(1);
    }

    @Test
    void takesWhatProgramsWrite() throws IOException {
        assertThat(read("a,b\r1,2\r3,4\r").size()).isEqualTo(2);
        assertThat(read("a, \"b\"\n1, \"x, y\"\n").cell(1, 0)).isEqualTo("x, y");
        assertThat(read("a,b\n1,'x, y'\n2,'z'\n").cell(1, 0)).isEqualTo("x, y");
        assertThat(read("a,b\n1,5\" pipe\n2,y\n").cell(1, 0)).isEqualTo("5\" pipe");
        assertThat(read("a\tb\n1\t\"x\n2\ty\n", CsvOptions.DETECT.withQuote('\0')).cell(1, 0)).isEqualTo("\"x");
        // R leaves out the name over the names of the rows; some programs end each row with a separator.
        assertThat(read("a,b\nx,1,2\ny,2,4\n").columns()).containsExactly("row names", "a", "b");
        assertThat(read("a,b\n1,2,\n2,4,\n").columns()).containsExactly("a", "b");
        assertThat(read("a\n1\n\n2\n\n").size()).as("an empty line between rows of one cell").isEqualTo(3);
        assertThat(read("a,b\n\n1,2\n\n\n3,4\n").size()).isEqualTo(2);
        assertThat(read("id\n12345678901234567\n01\n").row(1)).containsEntry("id", "01");
    }

    @Test
    void wideTables() throws IOException {
        int width = 60_000;
        String names = String.join(",", java.util.stream.IntStream.range(0, width).mapToObj(c -> "c" + c).toList());
        String row = String.join(",", Collections.nCopies(width, "1.5"));
        RawTable table = read(names + "\n" + row + "\n" + row + "\n");
        assertThat(table.columns()).hasSize(width);
        assertThat(table.cell(width - 1, 1)).isEqualTo("1.5");
    }

    @Test
    void errorsNameTheLine() {
        assertFails("", "t: is empty");
        assertFails("a,b,c\n", "t: has no rows below its header (line 1): 'a,b,c'");
        assertFails("# only\n# comments\n", "holds nothing but comments");
        assertFails("a,b,c\n1,2,3\n4,5\n", "t: line 3 has 2 cells, while the header has 3 (line 1): '4,5'");
        assertFails("a,b\n1,2\n\u001b[31m1,2,3\n", "line 3 has 3 cells, while the header has 2 (line 1): '\\u001b[31m1,2,3'");
        assertFails("a,b\n1,2\n3,\0\n", "line 3 holds a NUL byte");
        assertFails("x,kind\n1,a\n2,b\n3,\"a\n4,b\n5,a\n", "line 4: a quote");
        assertFails("x,kind\n1,a\n3,\"a\n4,b\n5,\"a\"\n", "line 3: a quote");
        assertFails("a,b\n" + "x".repeat(1_100_000) + ",1\n", "line 2");
        assertFails("PK\u0003\u0004abc", "a zip archive or an Excel workbook");
        byte[] mixed = "a,b\n1,ä\n2,?\n".getBytes(StandardCharsets.UTF_8);
        mixed[mixed.length - 2] = (byte) 0xe4;
        assertThatThrownBy(() -> read(mixed, CsvOptions.DETECT))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("line 3 is not valid UTF-8");
        assertThatThrownBy(() -> CsvFile.read(directory)).isInstanceOf(FormatException.class).hasMessageContaining("folder");
        assertThatThrownBy(() -> CsvFile.read(directory.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void raggedRowsMayBeMarked() throws IOException {
        RawTable table = read("a,b\n1,2\n3\n4,5,6\n", CsvOptions.DETECT.withRagged(CsvOptions.Ragged.MARK));
        assertThat(table.size()).isEqualTo(3);
        assertThat(table.fault(0)).isEmpty();
        assertThat(table.fault(1)).contains("has 1 cell, while the header has 2");
        assertThat(table.cell(1, 1)).isEmpty();
        assertThat(table.fault(2)).isPresent();
    }

    @Test
    void columnsOfOneNameGetNamesOfTheirOwn() throws IOException {
        RawTable table = read("x,y,x,x.2,x\n1,2,3,4,5\n");
        assertThat(table.columns()).containsExactly("x", "y", "x.3", "x.2", "x.4");
        assertThat(table.renamed()).isEqualTo(Map.of("x.3", "x", "x.4", "x"));
        assertThat(table.row(0)).isEqualTo(Map.of("x", "1", "y", "2", "x.3", "3", "x.2", "4", "x.4", "5"));
        assertThat(read("x,y\n1,2\n").renamed()).isEmpty();
    }

    @Test
    void describesWhatItFound() throws IOException {
        assertThat(read("a;b\n1.234,56;x\n7,5;y\n").dialect().describe())
                .isEqualTo("separator ';', decimal comma, UTF-8, header, 2 rows, 2 columns");
        assertThat(read("a;b\n1,234;x\n7,500;y\n").dialect().decimal()).isEqualTo(',');
        assertThat(read("a,b\n\"1,234\",x\n\"7,500\",y\n").dialect().decimal()).isEqualTo('.');
        assertThat(RawTable.of("made", List.of("a"), List.of(List.of("1"))).size()).isEqualTo(1);
    }
}
