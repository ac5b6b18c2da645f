package org.madaline.examples.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.madaline.data.Dataset;
import org.madaline.tensor.Tensor;
import org.madaline.train.Trainer;
import org.madaline.train.TrainingRun;

/// The SHA-256 of numbers, by which two versions of the library are compared bit for bit.
final class Digest {
    private Digest() {}

    /// Of a model's tensors, the optimizer's left out, after so many steps, or at the end of the training if that comes
    /// first.
    static String afterSteps(int steps, Trainer trainer, Dataset train) {
        int[] asked = {0};
        TrainingRun run = trainer.stopWhen(() -> ++asked[0] >= steps).fit(train);
        return of(run.model().tensors());
    }

    /// Of names, shapes and values in the order of the names.
    static String of(Map<String, Tensor> tensors) {
        MessageDigest digest = sha256();
        new TreeMap<>(tensors).forEach((name, tensor) -> {
            digest.update((name + " " + Arrays.toString(tensor.shape().dims()) + "\n").getBytes(StandardCharsets.UTF_8));
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * tensor.size()).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < tensor.size(); i++) {
                bytes.putFloat(tensor.get(i));
            }
            digest.update(bytes.array());
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    /// Of numbers in double precision.
    static String of(double[]... parts) {
        MessageDigest digest = sha256();
        for (double[] part : parts) {
            ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * part.length).order(ByteOrder.LITTLE_ENDIAN);
            for (double value : part) {
                bytes.putDouble(value);
            }
            digest.update(bytes.array());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
