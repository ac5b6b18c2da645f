package org.madaline.examples;

import java.io.IOException;
import java.nio.file.Path;
import org.madaline.formats.csv.CsvFile;
import org.madaline.layer.Activation;
import org.madaline.layer.Dense;
import org.madaline.layer.Network;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.optimizer.Adam;
import org.madaline.pipeline.Assessment;
import org.madaline.pipeline.Pipeline;
import org.madaline.table.TableData;
import org.madaline.table.TableParts;
import org.madaline.table.TableSettings;
import org.madaline.train.Trainer;

/// Classifies the rows of a table: reads it, fits what makes numbers of its cells to the training part alone, trains, and
/// judges the model on the rows that were set aside. What is saved answers raw rows.
public final class TableExample {
    private TableExample() {}

    /// Trains and prints the figures of the rows set aside; writes `table.safetensors` here.
    ///
    /// @param args the file of the table, and the column to be predicted
    /// @throws IOException if the table cannot be read, or the file cannot be written
    public static void main(String[] args) throws IOException {
        System.out.println(classify(Path.of(args[0]), args[1], Path.of("table.safetensors")).figures());
    }

    /// @param label the column that is to be predicted
    static Assessment classify(Path csv, String label, Path model) throws IOException {
        TableData table = TableData.of(CsvFile.read(csv), new TableSettings(label));
        table.report().forEach(System.out::println);
        TableParts parts = table.parts(0.2, 0, 1);

        var network = Network.of(
                parts.train().inputShape(), new Dense(16), Activation.TANH, new Dense(table.classNames().size()));
        var trained = new Trainer(network, new SoftmaxCrossEntropy(), new Adam(0.01))
                .epochs(60)
                .batchSize(16)
                .seed(1)
                .fit(parts.train())
                .model();

        Pipeline<?> pipeline = Pipeline.of(trained);
        pipeline.save(model);
        return pipeline.evaluate(parts.test().orElseThrow());
    }
}
