package org.madaline.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// That cells come back as they were written.
class CellColumnTest {
    private static final String[] SPECIAL = {
        "", "0", "-0", "0.0", "-0.0", "007", "1.", ".5", "-.5", "+1", "1e5", "1E5", "-", ".", "1.2.3", "--1", "1-", "0.10", "-12.50", "00.5",
        "99999999999999999", "100000000000000000", "-99999999999999999", "0.000000000000000000000000000001",
        "0.0000000000000000000000000000001", "0.12345678901234567", "0.1234567890123456789", "12345678901234567.5", "1,5", "٣", "ä", "x y"
    };

    private static void comesBack(List<String> cells) {
        var column = new CellColumn();
        cells.forEach(column::add);
        column.closed();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            assertThat(column.get(i)).isEqualTo(cell);
            assertThat(column.isEmpty(i)).isEqualTo(cell.isEmpty());
            double plain = column.plain(i);
            if (!Double.isNaN(plain)) {
                assertThat(plain).as(cell).isEqualTo(Double.parseDouble(cell)).isEqualTo(NumberStyle.POINT.parse(cell));
            }
        }
    }

    @Test
    void whateverIsWrittenComesBack() {
        comesBack(List.of(SPECIAL));
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            List<String> cells = new ArrayList<>();
            for (int i = random.nextInt(60); i >= 0; i--) {
                var cell = new StringBuilder(random.nextInt(3) == 0 ? "-" : "");
                for (int k = random.nextInt(22); k > 0; k--) {
                    cell.append("0123456789.".charAt(random.nextInt(random.nextInt(4) == 0 ? 11 : 10)));
                }
                cells.add(random.nextInt(9) == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : cell.toString());
            }
            comesBack(cells);
        }
    }

    @Test
    void columnsOfEachWidth() {
        var random = new Random(1);
        List<IntFunction<String>> kinds = List.of(
                i -> "abc".substring(i % 3, i % 3 + 1), i -> String.valueOf(i % 1000), i -> String.valueOf(i * 37), i -> "text " + i,
                i -> Double.toString(random.nextGaussian()), i -> i % 2 == 0 ? "" : "1." + i, i -> Long.toString(random.nextLong() / 100));
        for (IntFunction<String> kind : kinds) {
            comesBack(IntStream.range(0, 40_000).mapToObj(kind).toList());
        }
    }
}
