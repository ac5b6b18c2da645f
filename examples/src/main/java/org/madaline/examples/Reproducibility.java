package org.madaline.examples;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.madaline.computation.Engine;
import org.madaline.data.ArrayDataset;
import org.madaline.data.Dataset;
import org.madaline.kernels.CounterRandom;
import org.madaline.layer.Activation;
import org.madaline.layer.BatchNorm;
import org.madaline.layer.Dense;
import org.madaline.layer.Dropout;
import org.madaline.layer.Network;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.model.Model;
import org.madaline.optimizer.Adam;
import org.madaline.tensor.Shape;
import org.madaline.train.Trainer;

/// Prints a fingerprint of the book's network after 100 steps: the same on any machine, for any number of threads, any
/// width of vectors, and the portable kernels. `java ... Reproducibility [threads]`
public final class Reproducibility {
    /// What everyone gets: the SHA-256 of all weights and running statistics.
    public static final String EXPECTED = "1070de8ac7541dd76342a25614c2b02e9cc13f9dd642d9fbc9c1a9c3743700a9";

    private static final int STEPS = 100;
    private static final int BATCH = 64;

    private Reproducibility() {}

    /// Prints the fingerprint and whether it is the expected one.
    ///
    /// @param args the number of threads; as many as there are processors if it is not given
    public static void main(String[] args) {
        int threads = args.length == 0 ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(args[0]);
        Engine engine = Engine.ofThreads(threads);
        String fingerprint = fingerprint(engine);
        System.out.println(fingerprint + "  " + engine);
        System.out.println(fingerprint.equals(EXPECTED) ? "as expected" : "expected " + EXPECTED);
    }

    /// Trains 784-100-50-10 with batch normalization, dropout and Adam for 100 steps of 64 random examples.
    static String fingerprint(Engine engine) {
        var network = Network.of(
                Shape.of(784),
                new Dense(100),
                new BatchNorm(),
                Activation.RELU,
                new Dropout(0.2),
                new Dense(50),
                new BatchNorm(),
                Activation.RELU,
                new Dropout(0.2),
                new Dense(10));
        return digest(new Trainer(network, new SoftmaxCrossEntropy(), new Adam(1e-3))
                .epochs(1)
                .batchSize(BATCH)
                .seed(1)
                .engine(engine)
                .fit(examples(STEPS * BATCH))
                .model());
    }

    private static Dataset examples(int count) {
        float[] x = new float[count * 784];
        float[] y = new float[count];
        long pixels = CounterRandom.key(1, "pixels");
        long classes = CounterRandom.key(1, "classes");
        for (int i = 0; i < x.length; i++) {
            x[i] = CounterRandom.uniform(pixels, 0, i);
        }
        for (int i = 0; i < count; i++) {
            y[i] = CounterRandom.below(classes, 0, i, 10);
        }
        return new ArrayDataset(count, Shape.of(784), Shape.SCALAR, x, y, List.of());
    }

    /// Of the names and the values, which are written as 32 bits each, the highest byte first.
    private static String digest(Model model) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            model.tensors().forEach((name, tensor) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * tensor.size());
                for (int i = 0; i < tensor.size(); i++) {
                    bytes.putFloat(tensor.get(i));
                }
                digest.update(bytes.array());
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
