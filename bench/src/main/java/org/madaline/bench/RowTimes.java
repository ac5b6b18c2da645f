package org.madaline.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.madaline.features.Example;
import org.madaline.formats.csv.CsvFile;
import org.madaline.formats.csv.CsvOptions;
import org.madaline.formats.csv.RawTable;
import org.madaline.pipeline.Pipeline;

/// What one row of a table costs on one thread, from a map of its cells to the answer: the quantiles over a second's rows, after
/// two seconds of warming up, and of them what the network takes.
public final class RowTimes {
    private static final int ROWS = 1_000;
    private static final long WARMING = 2_000_000_000L;

    private RowTimes() {}

    /// @param args a model file and a table with the columns that it was trained on
    public static void main(String[] args) throws IOException {
        Pipeline<?> pipeline = Pipeline.load(Path.of(args[0]));
        RawTable table = CsvFile.read(Path.of(args[1]), CsvOptions.DETECT);
        List<Map<String, String>> rows = new ArrayList<>();
        for (int r = 0; r < Math.min(ROWS, table.size()); r++) {
            Map<String, String> row = new LinkedHashMap<>();
            for (String column : table.columns()) {
                row.put(column, table.cell(table.index(column), r));
            }
            rows.add(row);
        }
        say("row to answer", () -> rows.forEach(pipeline::predict), rows.size());
        List<double[]> encoded = rows.stream().map(row -> pipeline.features().encode(new Example.Row(row))).toList();
        say("of it the model", () -> encoded.forEach(pipeline.estimator()::outputs), rows.size());
    }

    private static void say(String what, Runnable pass, int rows) {
        for (long begin = System.nanoTime(); System.nanoTime() - begin < WARMING;) {
            pass.run();
        }
        long[] times = new long[101];
        for (int i = 0; i < times.length; i++) {
            long begin = System.nanoTime();
            pass.run();
            times[i] = System.nanoTime() - begin;
        }
        Arrays.sort(times);
        System.out.printf("%s: median %.1f, least %.1f microseconds%n", what, times[50] / 1e3 / rows, times[0] / 1e3 / rows);
    }
}
