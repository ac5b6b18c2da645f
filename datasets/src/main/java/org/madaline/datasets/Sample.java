package org.madaline.datasets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.madaline.data.ArrayDataset;
import org.madaline.data.Dataset;

/// Small classical samples that ship with the library, in the order and the units of their sources.
///
/// @param featureNames the names of the numbers of x
/// @param x            the features of each example
/// @param y            the class index of each example
/// @param classNames   the names of the classes
public record Sample(List<String> featureNames, double[][] x, int[] y, List<String> classNames) {
    /// {@return 150 flowers of three species, 4 measurements in centimetres} Iris, UCI Machine Learning Repository (R. A. Fisher,
    /// 1936, https://doi.org/10.24432/C56C76), CC BY 4.0.
    public static Sample iris() {
        return resource("iris.csv.gz", List.of("setosa", "versicolor", "virginica"));
    }

    /// {@return 569 tumours, 30 measurements of the nuclei of their cells} Breast Cancer Wisconsin (Diagnostic), UCI Machine
    /// Learning Repository (W. Wolberg, O. Mangasarian, N. Street, W. Street, 1993, https://doi.org/10.24432/C5DW2B),
    /// CC BY 4.0.
    public static Sample breastCancer() {
        return resource("breast-cancer.csv.gz", List.of("malignant", "benign"));
    }

    /// {@return the sample as a data set, features rounded to floats}
    public Dataset dataset() {
        float[][] rows = new float[x.length][featureNames.size()];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                rows[i][j] = (float) x[i][j];
            }
        }
        return ArrayDataset.classified(rows, y, classNames);
    }

    private static Sample resource(String name, List<String> classNames) {
        List<String> lines;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Sample.class.getResourceAsStream(name)), StandardCharsets.UTF_8))) {
            lines = reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the library's own file " + name + " cannot be read", e);
        }
        List<String> header = List.of(lines.getFirst().split(","));
        int features = header.size() - 1;
        List<double[]> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            rows.add(Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray());
        }
        return new Sample(
                header.subList(0, features),
                rows.stream().map(row -> Arrays.copyOf(row, features)).toArray(double[][]::new),
                rows.stream().mapToInt(row -> (int) row[features]).toArray(),
                classNames);
    }
}
