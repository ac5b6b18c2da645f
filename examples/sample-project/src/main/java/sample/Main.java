package sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.madaline.computation.Engine;
import org.madaline.data.Dataset;
import org.madaline.data.Split;
import org.madaline.data.Splits;
import org.madaline.datasets.Digits;
import org.madaline.layer.Activation;
import org.madaline.layer.Dense;
import org.madaline.layer.Network;
import org.madaline.optimizer.Adam;
import org.madaline.pipeline.Pipeline;
import org.madaline.task.ClassPrediction;
import org.madaline.tensor.Shape;
import org.madaline.train.Trainer;

/// Trains a small network on the digits that ship with Madaline, saves it, loads it and asks it.
public final class Main {
    private Main() {}

    public static void main(String[] args) throws IOException {
        Dataset digits = Digits.load();
        Split split = Splits.stratified(digits, 0.2, 1);
        Network network = Network.of(Shape.of(64), new Dense(32), Activation.RELU, new Dense(10));
        var run = new Trainer(network, new Adam(0.01)).epochs(10).batchSize(32).seed(1).fit(split.train());

        Path file = Files.createTempDirectory("sample").resolve("digits.safetensors");
        run.model().save(file);
        Pipeline<ClassPrediction> reader = Pipeline.classifier(file);

        System.out.println(Engine.shared());
        System.out.println(reader.evaluate(split.test()));
    }
}
