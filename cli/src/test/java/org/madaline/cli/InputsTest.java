package org.madaline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.madaline.formats.csv.CsvFile;
import org.madaline.layer.Dense;
import org.madaline.layer.Network;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.optimizer.Adam;
import org.madaline.table.TableData;
import org.madaline.table.TableSettings;
import org.madaline.train.Trainer;

/// What is given to models that are trained: rows, folders, streams and files of other kinds.
class InputsTest {
    private static final String ROWS = "x,y,kind"
            + IntStream.range(0, 60).mapToObj(i -> "\n" + 2 * (i % 3) + "." + (10 + i * 37 % 90) + "," + i * 7 % 5 + ".5," + "abc".charAt(i % 3))
                    .collect(Collectors.joining()) + "\n";
    private static final String QUESTIONS = "x,y\n0.2,1.5\n4.7,0.5\n";

    @TempDir
    static Path folder;

    private static Path model;
    private static Path shares;

    @BeforeAll
    static void train() throws IOException {
        Ran.well("train", file("rows.csv", ROWS), "--label=kind", "--model=softmax", "--name=rows", "--out=" + folder);
        model = folder.resolve("rows");
        Ran.well("train", Ran.resource(folder, "cat.csv"), "--label=kind", "--model=softmax", "--name=cat", "--out=" + folder);
        shares = folder.resolve("cat");
    }

    private static Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private String predict(String name, String text) throws IOException {
        return Ran.well("predict", model, file(name, text), "--top=1").replaceAll(".*: ", "");
    }

    @Test
    void columnsAreFoundByTheirNames() throws IOException {
        String expected = predict("q.csv", QUESTIONS);
        assertThat(expected).matches("a [0-9.]+ %\\Rc [0-9.]+ %\\R");
        assertThat(predict("q.CSV", QUESTIONS)).isEqualTo(expected);
        assertThat(predict("q", QUESTIONS.replace(',', ';'))).isEqualTo(expected);
        assertThat(predict("order.csv", "y,x\n1.5,0.2\n0.5,4.7\n")).isEqualTo(expected);
        assertThat(predict("more.csv", "id,x,kind,y\n7,0.2,?,1.5\n8,4.7,zzz,0.5\n")).isEqualTo(expected);
        assertThat(predict("sep.csv", "sep=;\n" + QUESTIONS.replace(',', ';'))).isEqualTo(expected);
        assertThat(predict("decimal.csv", QUESTIONS.replace(',', ';').replace('.', ','))).isEqualTo(expected);
        assertThat(predict("groups.csv", "x;y\n0,200;1,5\n4,700;0,5\n")).isEqualTo(expected);
        assertThat(Ran.fails(1, "predict", model, file("less.csv", "x\n1\n"))).contains("less.csv", "no column 'y'", "it has x");
        assertThat(Ran.fails(1, "predict", model, file("case.csv", "X,Y\n1,2\n"))).contains("no column 'x'", "it has X, Y");
        assertThat(Ran.fails(1, "predict", model, file("bare.csv", "1,2\n3,4\n"))).contains("no column 'x'", "--header true");
        assertThat(Ran.fails(1, "predict", model, file("empty.csv", ""))).contains("is empty");
        assertThat(Ran.fails(1, "predict", model, file("none.csv", "x,z\n"))).contains("no rows below its header");
        assertThat(Ran.fails(1, "predict", model, file("open.csv", "x,y\n1,\"2\n3,4\n"))).contains("line 2", "--quote none");
    }

    @Test
    void oneBadCellIsSaidAndTheRowsAreAnsweredAllTheSame() throws IOException {
        var bad = new TreeMap<>(Map.of("n.d.,2", "column x: 'n.d.' is no number", "1", "the row has 1 cell", "1,2,3", "the row has 3 cells"));
        bad.put(",", "column x: the cell is missing");
        for (var each : bad.entrySet()) {
            Path table = file("bad.csv", "x,y\n0.2,1.5\n" + each.getKey() + "\n4.7,0.5\n");
            Ran ran = Ran.of("predict", model, table);
            assertThat(ran.code()).isZero();
            assertThat(ran.out()).contains("row 1: a", "row 2: ", "row 3: c");
            assertThat(ran.err()).contains("row 2: ", each.getValue());
            assertThat(Ran.fails(2, "predict", model, table, "--strict")).contains("row 2: ");
        }
        assertThat(Ran.of("predict", model, Ran.resource(folder, "badrow_q.csv")).out()).contains("row 3: ");
        Ran unseen = Ran.of("predict", shares, Ran.resource(folder, "cat_q.csv"));
        assertThat(unseen.out()).contains("row 1: a", "row 2: b", "row 3: a");
        assertThat(unseen.err()).contains("row 2: column city: 'Quito' is new", "Lima, Oslo, Rome").hasLineCount(1);
        assertThat(Ran.fails(2, "predict", shares, folder.resolve("cat_q.csv"), "--strict")).contains("'Quito'");
    }

    @Test
    void aModelJudgesByItsOwnPreparation() throws IOException {
        Ran.well("train", Ran.resource(folder, "gap.csv"), "--label=label", "--hidden=16", "--epochs=60", "--lr=0.01", "--name=gap", "--out=" + folder);
        Path shift = Ran.resource(folder, "shift.csv");
        Ran first = Ran.of("evaluate", folder.resolve("gap"), shift);
        assertThat(first.err()).contains("shift.csv row 1: column a: '105.6' is far outside", "... and 230 more remarks");
        String judged = first.out();
        assertThat(judged).contains("on 120 examples", "accuracy 33.33 %");
        for (String name : List.of("SHIFT.CSV", "shift.data", "shift")) {
            Path copy = Files.copy(shift, folder.resolve(name));
            assertThat(Ran.of("evaluate", folder.resolve("gap"), copy).out()).as(name).isEqualTo(judged.replace(shift.toString(), copy.toString()));
        }
    }

    @Test
    void whatIsJudgedHasTheLabelsOfTheModel() throws IOException {
        assertThat(Ran.well("evaluate", model, folder.resolve("rows.csv"))).contains("on 60 examples", "accuracy 100.00 %");
        assertThat(Ran.well("evaluate", model, file("fewer.csv", "kind,y,x\nc,1.5,4.7\nb,1.5,2.5\n"))).contains("accuracy 100.00 %");
        assertThat(Ran.well("evaluate", model, file("gaps.csv", "kind,y,x\nc,1.5,4.7\n,1.5,2.5\n"))).contains("on 1 example of", "line 3");
        assertThat(Ran.fails(1, "evaluate", model, file("unseen.csv", "x,y,kind\n1,2,a\n3,4,d\n"))).contains("line 3", "'d' is none of the classes 'a', 'b', 'c'");
        assertThat(Ran.fails(1, "evaluate", model, file("bare.csv", "x,y\n1,2\n"))).contains("no column 'kind'");
        assertThat(Ran.fails(1, "evaluate", model, file("none.csv", "x,y,kind\n1,2,\n"))).contains("no label in any row");
        assertThat(Ran.fails(2, "evaluate", model, folder.resolve("nowhere.csv"))).contains("no such file");
        assertThat(Ran.fails(2, "evaluate", model, "digits")).contains("digits");
    }

    @Test
    void theDecimalMarkIsTheFilesNotTheModels() throws IOException {
        Path euro = file("euro.csv", "a;y\n" + IntStream.range(0, 60).mapToObj(i -> i % 9 + ",25;" + i % 9 + ",5\n").collect(Collectors.joining()));
        Ran.well("train", euro, "--label=y", "--hidden=4", "--no-batch-norm", "--dropout=0", "--epochs=200", "--lr=0.02", "--name=euro", "--out=" + folder);
        String judged = Ran.well("evaluate", folder.resolve("euro"), euro).lines().filter(line -> line.contains("RMSE")).findFirst().orElseThrow();
        Path point = file("point.csv", Files.readString(euro).replace(',', '.').replace(';', ','));
        assertThat(Ran.well("evaluate", folder.resolve("euro"), point)).contains("on 60 examples", judged);
    }

    @Test
    void inputOfAnotherKindIsRefused() throws IOException {
        Path picture = folder.resolve("p.png");
        ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
        Path idx = Files.write(folder.resolve("p.idx"), new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 1, 2});
        Path tables = Files.createDirectories(folder.resolve("tables"));
        Files.writeString(tables.resolve("q.csv"), QUESTIONS);
        assertThat(Ran.fails(2, "predict", model, picture)).contains("is a picture", "the columns x, y");
        assertThat(Ran.fails(2, "predict", model, idx)).contains("is an IDX file", "the columns x, y");
        assertThat(Ran.fails(2, "predict", model, tables)).contains("without pictures", "the columns x, y");
        assertThat(Ran.fails(2, "predict", model, folder.resolve("nowhere"))).contains("no such file");
        assertThat(Ran.fails(2, "predict", model)).contains("what to predict for is missing");
        assertThat(Ran.fails(2, "predict", folder, picture)).contains("not the folder of a run");
        assertThat(Ran.fails(2, "evaluate", model, tables)).contains("takes rows of a table");
        assertThat(Ran.fails(2, "explain", model, picture)).contains("no network that takes pictures");
        Ran two = Ran.of("predict", model, tables.resolve("q.csv"), picture);
        assertThat(two.code()).isEqualTo(1);
        assertThat(two.out()).contains("row 2: c");
        assertThat(two.err()).contains("left out: ", "p.png").hasLineCount(1);
    }

    @Test
    void standardInputIsRead() throws IOException {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(ROWS.getBytes(StandardCharsets.UTF_8)));
            Ran.well("train", "-", "--label=kind", "--model=softmax", "--name=stream", "--out=" + folder);
            System.setIn(new ByteArrayInputStream(QUESTIONS.getBytes(StandardCharsets.UTF_8)));
            assertThat(Ran.well("predict", folder.resolve("stream"), "-", "--top=1").replaceAll(".*: ", "")).isEqualTo(predict("q.csv", QUESTIONS));
            System.setIn(new ByteArrayInputStream(ROWS.getBytes(StandardCharsets.UTF_8)));
            assertThat(Ran.well("evaluate", model, "-")).contains("on 60 examples of standard input", "accuracy 100.00 %");
            System.setIn(InputStream.nullInputStream());
            assertThat(Ran.fails(1, "predict", model, "-")).contains("standard input: is empty");
            assertThat(Ran.fails(1, "train", "-", "--label=kind")).contains("standard input: is empty");
        } finally {
            System.setIn(before);
        }
        assertThat(Ran.fails(2, "evaluate", folder.resolve("stream"))).contains("standard input, which is gone");
        assertThat(Ran.fails(2, "inspect", "-")).contains("-: no such file");
    }

    @Test
    void anIdxFileIsPreparedAsPicturesAre() throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {0, 0, 8, 4, 0, 0, 0, 4, 0, 0, 0, 3, 0, 0, 0, 12, 0, 0, 0, 12});
        for (int i = 0; i < 12; i++) {
            var image = new BufferedImage(12, 12, BufferedImage.TYPE_INT_RGB);
            int[] rgb = {i % 2 == 0 ? 200 : 20 + i, i % 2 == 0 ? 30 : 180, 9 * i};
            IntStream.range(0, 144).forEach(p -> image.setRGB(p % 12, p / 12, rgb[0] << 16 | rgb[1] << 8 | rgb[2] + p % 12));
            Path of = Files.createDirectories(folder.resolve("colours").resolve(i % 2 == 0 ? "red" : "green"));
            ImageIO.write(image, "png", of.resolve(i + ".png").toFile());
            for (int plane = 0; i < 4 && plane < 3; plane++) {
                for (int p = 0; p < 144; p++) {
                    bytes.write(rgb[plane] + (plane == 2 ? p % 12 : 0));
                }
            }
        }
        Path idx = Files.write(folder.resolve("four"), bytes.toByteArray());
        Path data = folder.resolve("colours");
        Ran.well("train", data, "--hidden=8", "--epochs=3", "--test=0", "--name=colours", "--out=" + folder);
        Path run = folder.resolve("colours");
        String pictures = Ran.well("predict", run, data.resolve("red/0.png"), data.resolve("green/1.png"), data.resolve("red/2.png"), data.resolve("green/3.png"));
        assertThat(Ran.well("predict", run, idx).replaceAll(".*: ", "")).isEqualTo(pictures.replaceAll(".*: ", ""));
        assertThat(Ran.fails(2, "evaluate", run, folder.resolve("rows.csv"))).contains("is a table, but the model takes pictures");
    }

    @Test
    void aModelThatAProgramSavedTakesTables() throws IOException {
        TableData rows = TableData.of(CsvFile.read(folder.resolve("rows.csv")), new TableSettings("kind"));
        Path saved = folder.resolve("saved.safetensors");
        new Trainer(Network.of(rows.inputShape(), new Dense(3)), new SoftmaxCrossEntropy(), new Adam(0.05)).epochs(100).seed(1).fit(rows).model().save(saved);
        assertThat(Ran.well("predict", saved, file("q2.csv", QUESTIONS))).contains("row 1: a ", "row 2: c ");
        assertThat(Ran.well("evaluate", saved, folder.resolve("rows.csv"))).contains("on 60 examples");
        assertThat(Ran.fails(2, "evaluate", saved)).contains("does not tell what it was trained on");
    }

    @Test
    void wordsForArchitecturesAreSuggested() throws IOException {
        assertThat(Ran.well("inspect", "resnet18")).contains("11,689,512");
        assertThat(Ran.fails(2, "inspect", "resnet81")).contains("did you mean the architecture resnet18?");
        assertThat(Ran.fails(2, "predict", "--model=lenet", "--weights=" + file("w", ""), "p.png")).contains("did you mean lenet5?");
        assertThat(Ran.fails(2, "predict", "--weights=w", "p.png")).contains("--weights needs --model");
        assertThat(Ran.fails(2, "predict", "--model=resnet18", "p.png")).contains("--model needs --weights");
    }
}
