package org.madaline.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberStyleTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1|1", "-2.5|-2.5", "+1.5e-3|0.0015", ".5|0.5", "5.|5", "1e3|1000", "007|7", "5.6%|0.056", "-12 %|-0.12",
        "1,234|1234", "1,234,567.25|1234567.25", "1'234.5|1234.5", "$1,234.50|1234.5", "-$5|-5", "$-5|-5", "5 €|5",
        "EUR 12.5|12.5", "12.5USD|12.5", "(12.50)|-12.5", "($1,000)|-1000", "\u22123.5|-3.5", "1\u00a0234.5|1234.5", " 7 |7",
        "1e2%|1", "1e150|1e150"
    })
    void readsNumbersWithAPoint(String text, double number) {
        assertThat(NumberStyle.POINT.parse(text)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "5,6|5.6", "1.234,5|1234.5", "1.234|1234", "1 234,5|1234.5", "0,123|0.123", "5,6 %|0.056", "3|3", "-1,5e2|-150", "1234,567|1234.567"
    })
    void readsNumbersWithAComma(String text, double number) {
        assertThat(NumberStyle.COMMA.parse(text)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "1f", "0x1p3", "Infinity", "inf", "NaN", "1e999", "1d", "--1", "+", "-", ".", "e5", "1e", "1e+", "5,6", "12,34", "0,123",
        "1,2345", "1,23,456", "1.2.3", "1-2", "%", "$", "()", "(-5)", "1 2", "٣", "1_000", "n.d.", "1,234 5", "--", "1%%", "5 6%"
    })
    void theseAreNone(String text) {
        assertThat(NumberStyle.POINT.parse(text)).isNaN();
    }

    @Test
    void theThousandsMarkCanBeSet() {
        var apostrophe = new NumberStyle('.', Optional.of('\''));
        assertThat(apostrophe.parse("1'234")).isEqualTo(1234);
        assertThat(apostrophe.parse("1,234")).isNaN();
        assertThatIllegalArgumentException().isThrownBy(() -> new NumberStyle(';', Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> new NumberStyle('.', Optional.of('.')));
    }

    @Test
    void cellsVoteForTheDecimalMark() {
        var votes = new DecimalVotes();
        votes.add("1,234");
        votes.add("7");
        assertThat(votes.decided()).isEmpty();
        assertThat(votes.ambiguous()).isEqualTo(1);
        votes.add("0,5");
        assertThat(votes.decided()).contains(',');
    }

    @Test
    void cellsOfATableVoteAsTheirTextsDo() {
        var random = new java.util.Random(5);
        for (int k = 0; k < 300; k++) {
            java.util.List<java.util.List<String>> rows = new java.util.ArrayList<>();
            var texts = new DecimalVotes();
            for (int i = 0; i < 5; i++) {
                double scale = Math.pow(10, random.nextInt(6) - 1);
                String text = String.format(java.util.Locale.ROOT, "%." + random.nextInt(2, 5) + "f", scale * random.nextGaussian());
                text = random.nextInt(6) == 0 ? text.replace('.', ',') : random.nextInt(9) == 0 ? "0.000" : text;
                rows.add(java.util.List.of(text));
                texts.add(text);
            }
            RawTable table = RawTable.of("t", java.util.List.of("x"), rows);
            var cells = new DecimalVotes();
            for (int i = 0; i < table.size(); i++) {
                cells.add(table, 0, i);
            }
            assertThat(cells.decided()).as("%s", rows).isEqualTo(texts.decided());
            assertThat(cells.ambiguous()).as("%s", rows).isEqualTo(texts.ambiguous());
            assertThat(cells.numbers(',')).as("%s", rows).isEqualTo(texts.numbers(','));
            assertThat(cells.numbers('.')).as("%s", rows).isEqualTo(texts.numbers('.'));
        }
    }
}
