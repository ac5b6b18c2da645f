package org.madaline.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.madaline.features.PictureFeatures;
import org.madaline.formats.image.Image;
import org.madaline.formats.image.ImagePreprocessing;
import org.madaline.formats.image.Images;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.layer.Activation;
import org.madaline.layer.BatchNorm;
import org.madaline.layer.Dense;
import org.madaline.layer.Dropout;
import org.madaline.layer.Network;
import org.madaline.model.Model;
import org.madaline.pipeline.NetworkEstimator;
import org.madaline.pipeline.Pipeline;
import org.madaline.task.ClassTask;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Runs what users run most, quietly, so that a start-up cache holds the classes and profiles of that.
@Command(hidden = true, description = "Exercises the program for a start-up cache.")
final class WarmUp implements Callable<Integer> {
    /// The commands that share a cache.
    enum Kind {
        WORK,
        LIGHT
    }

    @Parameters(index = "0")
    private Kind kind;

    @Override
    public Integer call() throws IOException {
        var nowhere = new PrintWriter(Writer.nullWriter());
        Path folder = Files.createTempDirectory("madaline");
        try {
            return switch (kind) {
                case WORK -> work(new Terminal(nowhere, nowhere, true, 80, true, true), folder);
                case LIGHT -> light(Terminal.plain(nowhere, nowhere), folder);
            };
        } finally {
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static int work(Terminal terminal, Path folder) {
        return Main.run(terminal, "train", "digits", "--epochs=3", "--out=" + folder);
    }

    /// Prediction with a network that has learned nothing: each class that is loaded makes every start longer, so those
    /// of training stay out.
    private static int light(Terminal terminal, Path folder) throws IOException {
        var network = Network.of(Shape.of(784), new Dense(100), new BatchNorm(), Activation.RELU, new Dropout(0.2), new Dense(10));
        var g = new Graph(Mode.INFERENCE);
        network.build(g, 1);
        Map<String, Tensor> zeros = new LinkedHashMap<>();
        g.variables().forEach((name, variable) -> zeros.put(name, Tensor.zeros(variable.shape())));
        Path model = folder.resolve("model.safetensors");
        var task = new ClassTask(IntStream.range(0, 10).mapToObj(Integer::toString).toList());
        Model empty = new Model(network, zeros, Optional.of(task), Optional.empty(), Map.of());
        var features = new PictureFeatures(ImagePreprocessing.CenteredInk.MNIST, Shape.of(784));
        new Pipeline<>(features, new NetworkEstimator(empty), task, Map.of()).save(model);
        Path picture = folder.resolve("picture.png");
        float[] ink = new float[28 * 28];
        ink[400] = 1;
        Images.writePng(picture, new Image(1, 28, 28, ink));
        return Main.run(terminal, "predict", folder.toString(), picture.toString());
    }
}
