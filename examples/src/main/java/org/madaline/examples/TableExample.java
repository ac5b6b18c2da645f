package org.madaline.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.madaline.data.Scaler;
import org.madaline.data.Splits;
import org.madaline.formats.csv.CsvTable;
import org.madaline.formats.csv.TableEncoding;
import org.madaline.layer.Activation;
import org.madaline.layer.Dense;
import org.madaline.layer.Network;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.metric.ConfusionMatrix;
import org.madaline.optimizer.Adam;
import org.madaline.tensor.Shape;
import org.madaline.train.Trainer;

/// Classifies the rows of a CSV file: encodes them, scales the features by the training part alone, trains, and prints
/// the confusion matrix of the rows that were set aside.
public final class TableExample {
    private TableExample() {}

    public static void main(String[] args) throws IOException {
        System.out.println(classify(Path.of(args[0]), args[1]));
    }

    /// @param label the column that is to be predicted
    static ConfusionMatrix classify(Path csv, String label) throws IOException {
        var table = CsvTable.read(csv);
        var encoding = TableEncoding.fit(
                table, label, List.of(), TableEncoding.Kind.CLASS, TableEncoding.Missing.SUBSTITUTE);
        var split = Splits.stratified(encoding.dataset(table), 0.2, 1);
        var scaler = Scaler.standard(split.train());

        var network = Network.of(
                Shape.of(encoding.width()),
                new Dense(16),
                Activation.TANH,
                new Dense(encoding.target().classNames().size()));
        var model = new Trainer(network, new SoftmaxCrossEntropy(), new Adam(0.01))
                .epochs(60)
                .batchSize(16)
                .seed(1)
                .fit(scaler.apply(split.train()))
                .model();

        var judged = model.evaluate(scaler.apply(split.test()), null);
        return ConfusionMatrix.of(split.test().labels(), judged.classes(), encoding.target().classNames());
    }
}
