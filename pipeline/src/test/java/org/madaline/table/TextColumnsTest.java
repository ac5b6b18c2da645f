package org.madaline.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.madaline.formats.codec.RecordCodec;
import org.madaline.formats.csv.CsvFile;
import org.madaline.formats.csv.CsvOptions;
import org.madaline.formats.csv.RawTable;
import org.madaline.kernels.CounterRandom;

/// What texts of a table become.
class TextColumnsTest {
    private static final int ROWS = 300;
    private static final List<String> FILLERS = List.of("the", "a", "this", "box", "came", "today", "with", "tea", "and", "milk", "for", "my", "cat");

    private static int draw(String name, int i, int bound) {
        return (int) Math.floorMod(CounterRandom.key(i, name), (long) bound);
    }

    /// Fillers, and among them one word.
    private static String sentence(int i, String word) {
        List<String> words = new ArrayList<>(IntStream.range(0, 8).mapToObj(k -> FILLERS.get(draw("word" + k, i, FILLERS.size()))).toList());
        words.add(draw("place", i, 8), word);
        return String.join(" ", words) + " no " + i;
    }

    private static boolean isGood(int i) {
        return draw("label", i, 2) == 1;
    }

    private static RawTable table(String header, IntFunction<String> row) throws IOException {
        var text = new StringBuilder(header).append('\n');
        IntStream.range(0, ROWS).forEach(i -> text.append(row.apply(i)).append('\n'));
        return CsvFile.read("t", new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)), CsvOptions.DETECT);
    }

    /// Nothing but a text and a label.
    private static RawTable told() throws IOException {
        return table("said,verdict", i -> sentence(i, isGood(i) ? "Lovely" : "awful") + "," + (isGood(i) ? "good" : "bad"));
    }

    private static Map<String, Integer> grams(String text, boolean characters) {
        Map<String, Integer> grams = new HashMap<>();
        TextGrams all = TextGrams.of(text, characters);
        all.visit((bucket, from, to) -> {
            String gram = all.text().substring(from, to);
            assertThat(grams.getOrDefault(gram, bucket)).as("the same text has the same bucket").isEqualTo(bucket);
            grams.put(gram, bucket);
        });
        return grams;
    }

    @Test
    void wordsAreToldApartInAnyScript() {
        assertThat(grams("Don’t stop -- IT'S 'Émile'", false).keySet())
                .containsExactlyInAnyOrder("don't", "stop", "it's", "émile", "don't stop", "stop it's", "it's émile");
        assertThat(grams("E\u0301mile", false)).isEqualTo(grams("émile", false));
        assertThat(grams("好吃 tea", false).keySet()).containsExactlyInAnyOrder("好", "吃", "tea", "好 吃", "吃 tea");
        assertThat(grams("नमस्ते", false)).hasSize(1);
        assertThat(grams("... !", false)).isEmpty();
        assertThat(grams("Bo", true).keySet()).containsExactlyInAnyOrder("bo", " b", " bo", " bo ", "bo ", "o ");
        assertThat(TextGrams.of("one, two\nthree", false).words()).isEqualTo(3);
        assertThat(TextGrams.of("", false).words()).isZero();
    }

    @Test
    void theHashIsThatOfModelsThatWereKept() {
        // Fowler, Noll and Vo's, computed by another program.
        assertThat(grams("not good", false)).isEqualTo(Map.of("not", 883433, "good", 3580, "not good", 886531));
        Locale usual = Locale.getDefault();
        try {
            Locale.setDefault(Locale.of("tr"));
            assertThat(grams("I", false)).containsOnlyKeys("i");
        } finally {
            Locale.setDefault(usual);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTextAloneTellsItsLabel(TableEncoding encoding) throws IOException {
        TableData data = TableData.of(told(), new TableSettings("verdict").withEncoding(encoding));
        assertThat(data.columns().getFirst().describe()).startsWith("said: text: sentences");
        TableFeatures features = data.features();
        List<TableField> fields = features.columns().stream().map(ColumnEncoder::field).toList();
        assertThat(fields).hasSize(1);
        assertThat(fields.getFirst().type()).isEqualTo(ColumnType.TEXT);
        double[] good = features.encode(Map.of("said", "Simply LOVELY!")).values();
        double[] bad = features.encode(Map.of("said", "awful, awful")).values();
        if (encoding == TableEncoding.ROBUST) {
            assertThat(features.names()).containsExactly("said says good");
            assertThat(good[0] - bad[0]).as("in distances of the quartiles").isGreaterThan(0.5);
        } else {
            assertThat(features.names()).contains("said: lovely", "said: awful").doesNotContain("said: simply");
            assertThat(good[features.names().indexOf("said: lovely")]).isBetween(0.5, Math.sqrt(10));
            assertThat(bad[features.names().indexOf("said: awful")]).isPositive();
        }
        assertThat(features.texts().getFirst()).startsWith("said: ");
    }

    @Test
    void aTextIsAsLongAsAnother() throws IOException {
        TableFeatures features = TableData.of(told(), new TableSettings("verdict")).features();
        String row = "the box came today with lovely tea and the milk";
        double squares = IntStream.range(0, features.names().size()).mapToDouble(j -> features.encode(Map.of("said", row)).values()[j])
                .map(v -> v * v).sum();
        assertThat(squares).as("pairs that are not known count").isBetween(3.0, 10.0 + 1e-9);
        int lovely = features.names().indexOf("said: lovely");
        double once = features.encode(Map.of("said", "lovely box of tea")).values()[lovely];
        double twice = features.encode(Map.of("said", "lovely box of lovely tea")).values()[lovely];
        assertThat(twice).isGreaterThan(once);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotKnownAndWhatIsMissingIsSaid(TableEncoding encoding) throws IOException {
        TableFeatures whole = TableData.of(told(), new TableSettings("verdict").withEncoding(encoding)).features();
        assertThat(whole.encode(Map.of("said", "Schnee")).notices()).extracting(TableNotice::kind).containsExactly(TableNotice.Kind.UNSEEN);
        assertThat(whole.encode(Map.of("said", "")).notices()).extracting(TableNotice::kind).containsExactly(TableNotice.Kind.MISSING);
        TableFeatures gaps = TableData.of(
                table("said,verdict", i -> (i % 5 == 0 ? "" : sentence(i, "x")) + "," + "pq".charAt(i % 2)),
                new TableSettings("verdict").withEncoding(encoding)).features();
        assertThat(gaps.encode(Map.of("said", "")).notices()).isEmpty();
        assertThat(gaps.names().getLast()).isEqualTo("said missing");
    }

    @Test
    void trainingRowsAreScoredByModelsThatDoNotKnowThem() throws IOException {
        // Labels that are drawn say nothing of new rows; a model that has seen them would know them by their words.
        RawTable drawn = table("said,verdict", i -> IntStream.range(0, 30).mapToObj(k -> "w" + draw("any" + k, i, 400))
                .reduce((a, b) -> a + " " + b).orElseThrow() + "," + (isGood(i) ? "good" : "bad"));
        TableData data = TableData.of(drawn, new TableSettings("verdict").withEncoding(TableEncoding.ROBUST));
        double[] x = new double[1];
        double right = 0;
        double known = 0;
        for (int i = 0; i < ROWS; i++) {
            data.read(i, x, 0, new double[1], 0);
            right += x[0] > 0 == isGood(i) ? 1.0 / ROWS : 0;
            known += data.features().encode(data.cells(i)).values()[0] > 0 == isGood(i) ? 1.0 / ROWS : 0;
        }
        assertThat(right).isBetween(0.35, 0.62);
        assertThat(known).as("what there is to be learnt by heart").isGreaterThan(0.9);
    }

    @ParameterizedTest
    @EnumSource
    void textsTellNumbersAndSeveralClasses(TableEncoding encoding) throws IOException {
        List<String> tastes = List.of("sweet", "sour", "salty");
        IntFunction<String> said = i -> sentence(i, tastes.get(draw("taste", i, 3)));
        TableSettings settings = new TableSettings("y").withEncoding(encoding);
        TableFeatures number = TableData.of(
                table("said,y", i -> said.apply(i) + "," + (10 * draw("taste", i, 3) + draw("noise", i, 100) / 100.0)), settings).features();
        TableFeatures classes = TableData.of(
                table("said,y", i -> said.apply(i) + "," + "pqr".charAt(draw("taste", i, 3))), settings).features();
        if (encoding == TableEncoding.ROBUST) {
            double[] y = tastes.stream().mapToDouble(taste -> number.encode(Map.of("said", "so " + taste)).values()[0]).toArray();
            assertThat(y).as("increasing").isSorted();
            assertThat(classes.names()).containsExactly("said says p", "said says q", "said says r");
            double[] sour = classes.encode(Map.of("said", "sour")).values();
            assertThat(sour[1]).isGreaterThan(sour[0]).isGreaterThan(sour[2]);
        } else {
            assertThat(number.names()).contains("said: sweet", "said: salty");
            assertThat(classes.names()).contains("said: sweet", "said: sour", "said: salty");
        }
    }

    @Test
    void namesAreTextsWhereTheUserSaysSo() throws IOException {
        List<String> ends = List.of("ella", "ino", "etta", "ardo");
        RawTable names = table("name,sort", i -> "ptkml".charAt(i % 5) + "a" + "rsnv".charAt(i / 5 % 4) + i + ends.get(i % 4) + "," + "fm".charAt(i % 2));
        TableFeatures features = TableData.of(names, new TableSettings("sort").withType("name", ColumnType.TEXT)).features();
        assertThat(features.names()).contains("name: lla ", "name: do ");
    }

    @ParameterizedTest
    @EnumSource
    void theCodecKeepsAllThatWasFitted(TableEncoding encoding) throws IOException {
        RecordCodec codec = RecordCodec.of(TableFeatures.class);
        TableFeatures features = TableData.of(told(), new TableSettings("verdict").withEncoding(encoding)).features();
        TableFeatures again = codec.read(codec.write(features), TableFeatures.class);
        Map<String, String> row = Map.of("said", "a lovely box of tea came today");
        assertThat(again).isEqualTo(features);
        assertThat(again.encode(row).values()).isEqualTo(features.encode(row).values());
    }

    @Test
    void brokenVocabulariesAreRefused() {
        assertThatThrownBy(() -> new TextVocabulary(false, List.of(3, 3), List.of(1.0, 1.0), 1))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("increase");
        assertThatThrownBy(() -> new TextVocabulary(false, List.of(1 << 20), List.of(1.0), 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TextVocabulary(false, List.of(3), List.of(Double.NaN), 1)).isInstanceOf(IllegalArgumentException.class);
        var vocabulary = new TextVocabulary(false, List.of(3), List.of(1.0), 1);
        assertThatThrownBy(() -> new TextEncoder("said", vocabulary, List.of(), false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TextScorer("said", vocabulary, List.of("a"), List.of(), List.of(0.0), false))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("0 weights");
    }
}
