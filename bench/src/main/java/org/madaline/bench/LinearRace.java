package org.madaline.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.madaline.kernels.spec.KernelsLoader;
import org.madaline.linear.Classifier;
import org.madaline.linear.Convergence;
import org.madaline.linear.DesignMatrix;
import org.madaline.linear.Lbfgs;
import org.madaline.linear.LinearModel;
import org.madaline.linear.LogisticRegression;
import org.madaline.linear.Settings;
import org.madaline.linear.SoftmaxRegression;
import org.madaline.train.Penalty;

/// Times a linear classifier on data from a file; `linear_race.py` beside this source runs it against its peers.
///
/// Arguments: rows, columns, file of the features (little-endian floats, row-major), file of the labels (bytes),
/// strength of l2, tolerance of the gradient, repetitions. Two classes make a logistic, more a softmax regression. Each
/// line of output is one fit: seconds, evaluations, penalized mean loss, gradient, heap in use in MiB.
public final class LinearRace {
    private LinearRace() {}

    public static void main(String[] args) throws IOException {
        int rows = Integer.parseInt(args[0]);
        int columns = Integer.parseInt(args[1]);
        DesignMatrix x = DesignMatrix.of(rows, columns, floats(Path.of(args[2]), rows * columns));
        byte[] bytes = Files.readAllBytes(Path.of(args[3]));
        int[] labels = new int[rows];
        int classes = 0;
        for (int i = 0; i < rows; i++) {
            labels[i] = bytes[i];
            classes = Math.max(classes, labels[i] + 1);
        }
        Settings settings = Settings.DEFAULT
                .withPenalty(Penalty.l2(Double.parseDouble(args[4])))
                .withSolver(new Lbfgs().withTolerance(Double.parseDouble(args[5])));
        Classifier classifier = classes == 2 ? new LogisticRegression(settings) : new SoftmaxRegression(settings);
        System.err.println("kernels: " + KernelsLoader.choice().kernels().name());
        for (int i = 0; i < Integer.parseInt(args[6]); i++) {
            long start = System.nanoTime();
            LinearModel model = classifier.fit(x, labels);
            double seconds = (System.nanoTime() - start) / 1e9;
            Convergence c = model.convergence().getFirst();
            long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
            System.out.printf(Locale.ROOT, "%.3f %d %.10f %.2e %d%n",
                    seconds, c.evaluations(), c.risk(), c.gradientNorm(), heap >> 20);
        }
    }

    private static float[] floats(Path file, int count) throws IOException {
        float[] values = new float[count];
        try (var channel = Files.newByteChannel(file)) {
            ByteBuffer buffer = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
            int at = 0;
            while (at < count && channel.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.remaining() >= Float.BYTES && at < count) {
                    values[at++] = buffer.getFloat();
                }
                buffer.compact();
            }
            if (at < count) {
                throw new IOException(file + " holds " + at + " floats, not the " + count + " announced");
            }
        }
        return values;
    }
}
