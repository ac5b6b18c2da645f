package org.madaline.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.madaline.formats.csv.CsvFile;
import org.madaline.formats.csv.CsvOptions;
import org.madaline.formats.csv.RawTable;
import org.madaline.layer.Activation;
import org.madaline.layer.Dense;
import org.madaline.layer.Network;
import org.madaline.model.Model;
import org.madaline.optimizer.Adam;
import org.madaline.tensor.Shape;
import org.madaline.train.Trainer;

/// A model of a table goes on with new rows of it: columns and classes are found by their names.
class TrainingGoesOnTest {
    private static final List<String> KINDS = List.of("oak", "ash", "fir");

    private static RawTable table(String head, IntFunction<String> row, int from, int to) throws IOException {
        String text = head + "\n" + String.join("\n", IntStream.range(from, to).mapToObj(row).toList()) + "\n";
        return CsvFile.read("t.csv", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), CsvOptions.DETECT);
    }

    private static String height(int i) {
        return i % 3 * 4 + 2 + "." + i * 7 % 10 + i * 3 % 10;
    }

    private static String width(int i) {
        return 9 - i % 3 * 2 + "." + i * 3 % 10 + i * 7 % 10;
    }

    private static String usual(int i) {
        return height(i) + "," + width(i) + "," + KINDS.get(i % 3);
    }

    private static Network network(TableData data, int outputs) {
        return Network.of(data.inputShape(), new Dense(6), Activation.TANH, new Dense(outputs));
    }

    @Test
    void classesAndColumnsAreFoundByName() throws IOException {
        TableData old = TableData.of(table("height,width,kind", TrainingGoesOnTest::usual, 0, 60), new TableSettings("kind"));
        Model model = new Trainer(network(old, 3), new Adam(0.01)).epochs(2).fit(old).model();
        RawTable same = table("height,width,kind", TrainingGoesOnTest::usual, 60, 120);
        RawTable other = table("kind,place,width,height", i -> KINDS.get(i % 3) + ",p" + i + "," + width(i) + "," + height(i), 60, 120);
        Trainer further = Trainer.from(model, new Adam(0.01)).epochs(3);
        Model expected = further.fit(TableData.of(same, old.features(), List.of())).model();
        Model actual = further.fit(TableData.of(other, old.features(), List.of())).model();
        assertThat(actual.tensors()).isEqualTo(expected.tensors()).isNotEqualTo(model.tensors());
        assertThat(actual.task()).isEqualTo(model.task());
        assertThat(actual.preparation()).isEqualTo(model.preparation());
        // Scaled by itself, the new part would mean something else.
        TableData apart = TableData.of(table("height,width,kind", TrainingGoesOnTest::usual, 60, 97), new TableSettings("kind"));
        assertThatThrownBy(() -> further.fit(apart)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("prepared in another way");
        RawTable narrow = table("height,kind", i -> height(i) + "," + KINDS.get(i % 3), 60, 120);
        assertThatThrownBy(() -> TableData.of(narrow, old.features(), List.of())).hasMessageContaining("width");
    }

    @Test
    void numbersKeepTheirScale() throws IOException {
        IntFunction<String> row = i -> height(i) + "," + width(i) + "," + (i * 7919 % 1000 + 0.5);
        TableData old = TableData.of(table("height,width,price", row, 0, 60), new TableSettings("price"));
        Model model = new Trainer(network(old, 1), new Adam(0.01)).epochs(2).fit(old).model();
        RawTable rows = table("height,width,price", row, 60, 120);
        Trainer further = Trainer.from(model, new Adam(0.01)).epochs(1);
        Model next = further.fit(TableData.of(rows, old.features(), old.targets())).model();
        assertThat(next.task()).isEqualTo(model.task());
        TableData apart = TableData.of(table("height,width,price", row, 60, 97), new TableSettings("price"));
        assertThatThrownBy(() -> further.fit(apart)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("prepared in another way");
        assertThat(next.network().input()).isEqualTo(Shape.of(2));
    }
}
