package org.madaline.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.madaline.formats.FormatException;

class TablePiecesTest {
    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> rows(RawTable table) {
        return IntStream.range(0, table.size()).mapToObj(row -> table.line(row) + ": " + IntStream.range(0, table.columns().size())
                .mapToObj(c -> table.cell(c, row)).collect(Collectors.joining("|")) + table.fault(row).orElse("")).toList();
    }

    private static String body(int rows) {
        return IntStream.range(0, rows).mapToObj(i -> i + ",t" + i % 5 + "," + i / 8.0).collect(Collectors.joining("\n")) + "\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b,c\n", "", "# said\na,b,c\n", "a,b\n", "a,b,c\n1,2\n", "x\n\n1\n\n", "sep=,\na,b,c\n"})
    void piecesTogetherAreTheTable(String head) throws IOException {
        String text = head + (head.startsWith("x") ? "7\n\n8\n".repeat(9) : body(30));
        var options = CsvOptions.DETECT.withRagged(CsvOptions.Ragged.MARK);
        RawTable whole = CsvFile.read("t", stream(text), options);
        for (int cells : new int[] {1, 4, 7, 1000}) {
            List<String> all = new ArrayList<>();
            try (TablePieces pieces = CsvFile.open("t", stream(text), options)) {
                for (Optional<RawTable> piece = pieces.next(cells); piece.isPresent(); piece = pieces.next(cells)) {
                    assertThat(piece.get().columns()).isEqualTo(whole.columns());
                    assertThat(piece.get().size()).isLessThanOrEqualTo(cells + 2);
                    all.addAll(rows(piece.get()));
                }
                assertThat(pieces.next(cells)).isEmpty();
            }
            assertThat(all).as(cells + " cells").isEqualTo(rows(whole));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a,b\n", "a,b\n1,2\n3,\"4\n5,6\n"})
    void whatIsWrongIsSaidOfTheFile(String text) {
        assertThatThrownBy(() -> {
            try (TablePieces pieces = CsvFile.open("t", stream(text), CsvOptions.DETECT)) {
                while (pieces.next(1).isPresent()) {
                    assertThat(pieces).isNotNull();
                }
            }
        }).isInstanceOf(FormatException.class).hasMessageStartingWith("t: ");
    }
}
