package org.madaline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tables as people have them, trained on by the command: what is told from the file, what is refused, and how.
class TablesTest {
    private static final String BASE = table("x,y,kind", i -> x(i) + "," + y(i) + "," + kind(i));

    @TempDir
    Path folder;

    private static String table(String header, IntFunction<String> row) {
        return header + IntStream.range(0, 60).mapToObj(i -> "\n" + row.apply(i)).collect(Collectors.joining()) + "\n";
    }

    private static String x(int i) {
        return 2 * (i % 3) + "." + (10 + i * 37 % 90);
    }

    private static String y(int i) {
        return i * 7 % 5 - i % 3 + ".5";
    }

    private static char kind(int i) {
        return "abc".charAt(i % 3);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path file(String name, String text, Charset charset) throws IOException {
        return Files.write(folder.resolve(name), text.getBytes(charset));
    }

    private Path packed(String name, String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return Files.write(folder.resolve(name), bytes.toByteArray());
    }

    private String softmax(Path table, Object... more) {
        return linear(table, "kind", more);
    }

    private String linear(Path table, String label, Object... more) {
        var words = new java.util.ArrayList<Object>(List.of(
                "train", table, "--label=" + label, "--model=softmax", "--force", "--name=t", "--out=" + folder.resolve("runs")));
        words.addAll(List.of(more));
        return Ran.well(words.toArray());
    }

    private String refused(int code, Path table, Object... more) {
        var words = new java.util.ArrayList<Object>(List.of("train", table, "--model=softmax", "--out=" + folder.resolve("runs")));
        words.addAll(List.of(more));
        return Ran.fails(code, words.toArray());
    }

    /// What the model is and is worth, without the names of files.
    private static String model(String out) {
        return out.lines().dropWhile(line -> !line.startsWith("softmax")).filter(line -> !line.contains(": ") && !line.contains("runs"))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void howTheFileIsWrittenChangesNothing() throws IOException {
        String expected = model(softmax(file("base.csv", BASE)));
        assertThat(expected).contains("accuracy", "intercept");
        var same = new TreeMap<String, Path>();
        for (String separator : List.of(";", "\t", "|")) {
            same.put("separator " + separator, file("s" + same.size() + ".csv", BASE.replace(",", separator)));
        }
        same.put("decimal comma", file("decimal.csv", BASE.replace(',', ';').replace('.', ',')));
        same.put("mark of UTF-8", file("bom.csv", "\ufeff" + BASE));
        same.put("UTF-16", file("utf16.csv", BASE, StandardCharsets.UTF_16));
        same.put("UTF-16 without a mark", file("utf16le.csv", BASE, StandardCharsets.UTF_16LE));
        same.put("gzip", packed("base.csv.gz", BASE));
        same.put("gzip by another name", packed("packed.TXT", BASE));
        same.put("CRLF", file("crlf.csv", BASE.replace("\n", "\r\n")));
        same.put("CR", file("cr.csv", BASE.replace('\n', '\r')));
        same.put("no last line end", file("end", BASE.stripTrailing()));
        same.put("comment", file("comment.csv", "# made by hand\n" + BASE));
        same.put("line that names the separator", file("sep.csv", "sep=;\n" + BASE.replace(',', ';')));
        same.put("blanks", file("blanks.csv", BASE.replace(",", " , ")));
        same.put("quotes", file("quotes.csv", BASE.replaceAll("([^,\n]+)", "\"$1\"")));
        same.put("empty column", file("trailing.csv", BASE.replace("\n", ",\n")));
        same.put("label first", file("first.csv", BASE.replaceAll("(?m)^([^,\n]+),([^,\n]+),([^,\n]+)$", "$3,$1,$2")));
        same.put("quoted header", file("header.csv", BASE.replaceFirst("kind", "\"kind\"")));
        same.put("JSON lines", file("lines.jsonl", BASE.replaceFirst(".*\n", "").replaceAll("(?m)^([^,\n]+),([^,\n]+),([^,\n]+)$",
                "{\"x\": $1, \"y\": $2, \"kind\": \"$3\"}")));
        same.forEach((how, table) -> assertThat(model(softmax(table))).as(how).isEqualTo(expected));
        assertThat(model(softmax(file("space.csv", BASE.replace(',', ' ')), "--separator=space"))).isEqualTo(expected);
        assertThat(model(softmax(file("percent.csv", BASE.replaceAll("(?m)^([0-9.]+),", "$1 %,"))))).contains("accuracy 100.00 %");
    }

    @Test
    void aLabelInTheFirstLineMakesItAHeader() throws IOException {
        Path table = file("numbers.csv", BASE.replaceFirst("x,y", "2019.5,2020.5"));
        assertThat(softmax(table)).contains("header, 60 rows", "2019.5: number", "accuracy 100.00 %");
        assertThat(Ran.well("predict", folder.resolve("runs/t"), file("q.csv", "2020.5,2019.5\n1,0.2\n"))).contains("row 1: a ").doesNotContain("row 2");
        assertThat(Ran.well("evaluate", folder.resolve("runs/t"), file("e.csv", "2019.5,2020.5,kind\n0.2,1,a\n"))).contains("on 1 example of");
    }

    @Test
    void whatIsNoTableIsRefusedInOneLine() throws IOException {
        Map<String, String> broken = new TreeMap<>(Map.of(
                "", "is empty",
                "\n\n", "is empty",
                "x,y,kind\n", "no rows below its header",
                "kind\na\nb\na\nb\n", "no columns besides the label",
                "x,kind,kind\n1,2,a\n", "two columns are called 'kind', the label, columns 2 and 3",
                BASE + "1,2,a,3\n", "line 62 has 4 cells",
                BASE + "1,2\n", "line 62 has 2 cells",
                BASE + "1,\0,a\n", "line 62 holds a NUL byte",
                "PK\3\4" + BASE, "Excel"));
        broken.put(BASE + "1,\"2,a\n3,4,b\n" + "5,6,c\n".repeat(10_000), "line 62: a quote");
        broken.put(table("x,kind", i -> i % 7 + ",same"), "one class only");
        broken.put(table("x,kind", i -> i % 7 + ","), "no label in any row");
        broken.put(table("x,kind", i -> "7," + kind(i)), "constant");
        for (var each : broken.entrySet()) {
            assertThat(refused(1, file("broken.csv", each.getKey()), "--label=kind")).contains("broken.csv", each.getValue());
        }
        assertThat(refused(1, Ran.resource(folder, "unclosed_small.csv"), "--label=x")).contains("line 4", "--quote none");
    }

    @Test
    void flagsThatDoNotFitTheTableAreNamed() throws IOException {
        Path base = file("base.csv", BASE);
        assertThat(refused(2, base)).contains("--label must name the column to predict, one of x, y, kind");
        assertThat(refused(2, base, "--label=knd")).contains("did you mean kind?", "columns are x, y, kind");
        assertThat(refused(2, base, "--label=none")).contains("has no such column; its columns are x, y, kind");
        assertThat(refused(2, base, "--label=kind", "--types=z=number")).contains("--types z");
        assertThat(refused(2, base, "--label=kind", "--types=x=foo")).contains("number, category, boolean, date, text, identifier, ignored");
        assertThat(refused(2, base, "--label=kind", "--encoding=utf-99")).contains("--encoding utf-99");
        assertThat(refused(2, base, "--label=kind", "--separator=;")).contains("--separator");
        assertThat(refused(2, base, "--label=kind", "--header=false")).contains("--header true");
        assertThat(refused(2, base, "--label=kind", "--test=0.999")).contains("--test", "0.999");
        assertThat(refused(1, base, "--label=kind", "--task=regress")).contains("--task classify", "texts such as 'a'");
        assertThat(refused(2, file("space.csv", BASE.replace(',', ' ')), "--label=kind")).contains("--separator");
        assertThat(refused(2, file("bare.csv", BASE.replaceFirst(".*\n", "")), "--label=kind")).contains("--header true", "column 3");
        assertThat(refused(1, file("own.csv", table("x,y", i -> i % 7 + "," + i + ".5")), "--label=y", "--task=classify")).contains("--task regress");
        assertThat(refused(2, Ran.resource(folder, "prices.csv"), "--label=price")).contains("--model mlp", "--task classify");
        assertThat(Ran.fails(2, "train", base, "--label=kind", "--model=lenet5")).contains("takes pictures");
        assertThat(Ran.fails(2, "train", base, "--label=kind", "--model=mlp", "--batch-size=1", "--out=" + folder)).contains("--batch-size 1", "at least 2 values");
    }

    @Test
    void whatALabelIsIsSaidAndCanBeSaid() throws IOException {
        assertThat(linear(Ran.resource(folder, "letters.csv"), "letter")).contains("letter: 26 classes", "--task regress");
        assertThat(linear(Ran.resource(folder, "zeros2.csv"), "code")).contains("code: 3 classes", "01  1  2", "accuracy 100.00 %");
        assertThat(linear(Ran.resource(folder, "ids.csv"), "account")).contains("12345678901234567  12345678901234568");
        assertThat(linear(Ran.resource(folder, "none_label.csv"), "treatment")).contains("65 rows", "treatment: 2 classes", "drug  none")
                .contains("'none' is a class like the others");
        assertThat(refused(1, Ran.resource(folder, "prices15.csv"), "--label=price", "--task=classify")).contains("15 rows", "--task regress");
        assertThat(Ran.well("train", folder.resolve("prices15.csv"), "--label=price", "--epochs=1", "--out=" + folder))
                .contains("price: a number", "--task classify");
        assertThat(linear(Ran.resource(folder, "tiny.csv"), "kind")).contains("kind: 4 classes", "rare");
        assertThat(softmax(file("na.csv", BASE.replace(",a\n", ",NA\n")))).contains("'NA' is a class like the others", "accuracy 100.00 %");
        assertThat(softmax(file("some.csv", BASE + "1,2,\n3,4,\n"))).contains("2 rows left out, the label is missing: line 62, 63");
    }

    @Test
    void numbersAreNumbersHoweverTheyAreWritten() throws IOException {
        Map<String, IntFunction<String>> written = Map.of(
                "5.6 %", i -> x(i) + " %",
                "$1,000.50", i -> "\"$" + (1 + i % 3) + "," + (100 + i) + ".50\"",
                "1'000.50", i -> 1 + i % 3 + "'" + (100 + i) + ".50",
                "1e40", i -> x(i) + "e40",
                "1e-40", i -> x(i) + "e-40",
                "after 1e15", i -> "100000000000000" + i % 3 + "." + i % 7);
        written.forEach((how, cell) -> assertThat(softmax(unchecked("w.csv", table("v,kind", i -> cell.apply(i) + "," + kind(i))))).as(how)
                .contains("v: number: ", "accuracy 100.00 %"));
        assertThat(linear(Ran.resource(folder, "comma_header.csv"), "kind")).contains("decimal comma, from 3.6 to 10", "2.9100", "accuracy 100.00 %");
        assertThat(linear(Ran.resource(folder, "percent.csv"), "kind")).contains("from 0.036 to 0.1", "2.9100", "accuracy 100.00 %");
        assertThat(linear(Ran.resource(folder, "years.csv"), "kind")).contains("2019: number", "120 rows", "2.9100", "accuracy 100.00 %");
        assertThat(linear(Ran.resource(folder, "time_ms.csv"), "kind")).contains("accuracy 100.00 %");
        assertThat(softmax(file("one.csv", BASE.replace("\n0.10,", "\nn.d.,")))).contains("1 cell is no number, 'n.d.', and counts as missing");
    }

    private Path unchecked(String name, String text) {
        try {
            return file(name, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void columnsThatAreNoFeaturesAreLeftOutAndNamed() throws IOException {
        Map<String, String> first = Map.of(
                "id", "identifier, left out", "", "row number, left out", "Unnamed: 0", "row number, left out");
        first.forEach((name, said) -> assertThat(softmax(unchecked("i.csv", table(name + ",x,kind", i ->
                (name.equals("id") ? "u" + i : i) + "," + x(i) + "," + kind(i))))).as(name).contains(said, "1 input,"));
        assertThat(softmax(file("n.csv", table("name,x,kind", i -> "n" + i * i + "," + x(i) + "," + kind(i))))).contains("name: identifier, left out");
        assertThat(softmax(file("e.csv", table("e,c,x,kind", i -> ",7," + x(i) + "," + kind(i))))).contains("e: empty, left out", "c: constant, left out");
        assertThat(softmax(file("d.csv", table("when,kind", i -> 2010 + 3 * (i % 3) + "-0" + (1 + i % 9) + "-1" + i % 10 + "," + kind(i)))))
                .contains("when: date", "accuracy 100.00 %");
        assertThat(linear(file("b.csv", table("ok,kind", i -> (i % 2 == 0) + "," + (i % 2 == 0 ? "yes" : "no"))), "kind"))
                .contains("ok: boolean", "accuracy 100.00 %");
        assertThat(softmax(file("esc.csv", BASE.replace("y,kind", "\u001b[31my,kind")))).doesNotContain("\u001b").contains("[31my");
    }

    @Test
    void collinearColumnsShareTheirCoefficient() throws IOException {
        Ran ran = Ran.of("train", Ran.resource(folder, "celsius.csv"), "--label=kind", "--model=logistic", "--test=0", "--l2=0", "--name=t",
                "--out=" + folder.resolve("runs"));
        assertThat(ran.out()).contains("collinear", "celsius     1.0806", "fahrenheit  1.0806");
        assertThat(Ran.well("predict", folder.resolve("runs/t"), Ran.resource(folder, "celsius_q.csv"), "--top=1"))
                .contains("row 2: yes 88.52 %", "row 3: yes 88.53 %");
    }

    @Test
    void aSmallNetworkLearnsASmallTable() throws IOException {
        String out = Ran.well("train", file("base.csv", BASE), "--label=kind", "--hidden=16,8", "--out=" + folder);
        assertThat(out).contains("48", "test  accuracy 100.00 %");
    }

    @Test
    void whereNoModelIsNamedATableIsLearntByRealMlp() throws IOException {
        Path base = file("base.csv", BASE);
        assertThat(Ran.well("train", base, "--label=kind", "--epochs=2", "--hidden=8", "--model=realmlp", "--out=" + folder))
                .contains("base-realmlp", "adam, learning rate 0.04, coslog4, 2 epochs of batches of 48", "48 examples to train on, 12 to test on",
                        "each of the 8 networks leaves out another part of the rows", "validation  accuracy");
        assertThat(Ran.well("train", base, "--label=kind", "--epochs=1", "--hidden=8", "--validation=0.1", "--model=realmlp", "--out=" + folder.resolve("part")))
                .contains("43 examples to train on, 5 to validate on", "batches of 43").doesNotContain("leaves out another part");
        assertThat(Ran.fails(2, "train", base, "--label=kind", "--validation=-1")).contains("--validation must be a share in [0, 1)");
        assertThat(Ran.well("train", base, "--label=kind", "--epochs=1", "--out=" + folder.resolve("usual"))).contains("base-realmlp", "NtkDense")
                // Of eight networks that are alike one is shown.
                .contains("0.1, ...", "the others, as the first").doesNotContain("0.1.2");
        assertThat(Ran.well("train", base, "--label=y", "--epochs=1", "--out=" + folder.resolve("number"))).contains("learning rate 0.2");
        assertThat(Ran.well("train", base, "--label=kind", "--epochs=1", "--hidden=8", "--out=" + folder)).contains("base-mlp");
        assertThat(Ran.fails(2, "train", base, "--label=kind", "--model=realmlp", "--optimizer=sgd")).contains("--optimizer says nothing to --model realmlp");
        assertThat(Ran.fails(2, "train", base, "--label=kind", "--model=realmlp", "--basis=quadratic")).contains("--basis is for others");
        assertThat(Ran.fails(2, "train", "digits", "--model=realmlp", "--out=" + folder)).contains("--model realmlp takes tables");
    }

    @Test
    void batchNormalizationCanBeLeftOut() throws IOException {
        Path base = file("base.csv", BASE);
        assertThat(Ran.well("train", base, "--label=kind", "--model=mlp", "--epochs=1", "--name=with", "--out=" + folder)).contains("BatchNorm");
        assertThat(Ran.well("train", base, "--label=kind", "--epochs=1", "--no-batch-norm", "--name=without", "--out=" + folder))
                .doesNotContain("BatchNorm");
    }
}
