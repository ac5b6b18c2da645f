package org.madaline.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.madaline.computation.Engine;
import org.madaline.data.ArrayDataset;
import org.madaline.kernels.CounterRandom;
import org.madaline.layer.Network;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.model.Model;
import org.madaline.optimizer.Adam;
import org.madaline.tensor.Shape;
import org.madaline.train.Trainer;

/// One seed gives one model: the same bits from any number of threads, any width of vectors, and the portable kernels.
class SameBitsTest {
    private static final int EXAMPLES = 44;

    /// Trains LeNet-5 and a small residual network with the best kernels of the process and prints the models' digest.
    public static void main(String... arguments) {
        System.out.println(digest(Engine.ofThreads(1)));
    }

    private static String digest(Engine engine) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(digest, train(engine, new Network(Shape.of(1, 28, 28), new LeNet5(LeNet5.Form.RELU, 10))));
            add(digest, train(engine, new Network(Shape.of(3, 12, 12), new CifarResNet(8, 8, 10))));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(MessageDigest digest, Model model) {
        model.tensors().forEach((name, tensor) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * tensor.size());
            for (int i = 0; i < tensor.size(); i++) {
                bytes.putFloat(tensor.get(i));
            }
            digest.update(bytes.array());
        });
    }

    private static Model train(Engine engine, Network network) {
        Shape shape = network.input().prepend(EXAMPLES);
        float[] x = new float[shape.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = CounterRandom.uniform(CounterRandom.key(3, "images"), 0, i);
        }
        float[] y = new float[EXAMPLES];
        for (int i = 0; i < EXAMPLES; i++) {
            y[i] = i * 7 % 10;
        }
        return new Trainer(network, new SoftmaxCrossEntropy(), new Adam(1e-3))
                .epochs(1)
                .batchSize(20)
                .seed(5)
                .engine(engine)
                .fit(new ArrayDataset(EXAMPLES, network.input(), Shape.SCALAR, x, y, List.of()))
                .model();
    }

    @Test
    void acrossThreads() {
        String expected = digest(Engine.ofThreads(1));
        assertThat(digest(Engine.ofThreads(2))).isEqualTo(expected);
        assertThat(digest(Engine.ofThreads(3))).isEqualTo(expected);
    }

    @Test
    void acrossVectorWidthsAndKernels() throws IOException, InterruptedException {
        String expected = digest(Engine.ofThreads(1));
        for (String option : List.of(
                "-Dmadaline.vector.bits=128",
                "-Dmadaline.vector.bits=256",
                "-Dmadaline.vector.bits=512",
                "-Dmadaline.kernels=portable")) {
            assertThat(inAnotherProcess(option)).as(option).isEqualTo(expected);
        }
    }

    private static String inAnotherProcess(String option) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                option,
                "-cp",
                System.getProperty("java.class.path"),
                SameBitsTest.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).isZero();
        return output;
    }
}
