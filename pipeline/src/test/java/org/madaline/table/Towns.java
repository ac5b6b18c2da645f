package org.madaline.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.madaline.formats.csv.CsvFile;
import org.madaline.formats.csv.CsvOptions;

/// A table that networks for tables learn in a moment.
final class Towns {
    private Towns() {}

    /// The class is that of the town, but for those who are far off; 200 rows of numbers, texts and gaps.
    static TableData towns(String label) throws IOException {
        var text = new StringBuilder("far,town,colour,price,kind\n");
        for (int i = 0; i < 200; i++) {
            int town = i * 7 % 12;
            double far = i * 13 % 100 / 10.0;
            text.append(i % 17 == 3 ? "" : String.valueOf(far)).append(",t").append(town).append(',')
                    .append(List.of("red", "blue", "green").get(i % 3)).append(',').append(town * 10 + far).append(',')
                    .append(far > 8 ? "none" : town % 2 == 0 ? "even" : "odd").append('\n');
        }
        var raw = CsvFile.read("t.csv", new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)), CsvOptions.DETECT);
        return TableData.of(raw, new TableSettings(label).without(List.of(label.equals("kind") ? "price" : "kind"))
                .withEncoding(TableEncoding.ROBUST));
    }
}
