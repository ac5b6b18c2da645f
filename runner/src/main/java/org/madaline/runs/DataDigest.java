package org.madaline.runs;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.madaline.data.Dataset;

/// Says which examples a model was trained on: their number and a SHA-256. Of pictures in a folder it is that of their classes
/// and of what all of them show, else that of all their numbers, as big-endian floats, x and y of each example in order, and its weight where examples
/// weigh differently. Stored with
/// the model and with checkpoints.
public final class DataDigest {
    /// The key in a file's metadata.
    public static final String KEY = "madaline.data";

    /// Beyond this many numbers reading everything once more would take too long.
    private static final long MOST = 200_000_000;

    private DataDigest() {}

    /// {@return the digest of what is trained on}
    ///
    /// @param data of which the training part is read once more
    public static String of(TrainData data) {
        Dataset train = data.train();
        String count = Text.format("%d examples", train.size());
        if (data.pictures().isPresent()) {
            return count + ", sha256 " + HexFormat.of().formatHex(data.pictures().get().digest());
        }
        int x = train.inputShape().size();
        int y = train.targetShape().size();
        return (long) train.size() * (x + y) > MOST ? count : count + ", sha256 " + numbers(train, x, y);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private static String numbers(Dataset data, int x, int y) {
        MessageDigest digest = digest();
        float[] numbers = new float[x + y + (data.weighted() ? 1 : 0)];
        ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length);
        for (int i = 0; i < data.size(); i++) {
            data.read(i, numbers, 0, numbers, x);
            if (data.weighted()) {
                numbers[x + y] = data.weight(i);
            }
            bytes.asFloatBuffer().put(numbers);
            digest.update(bytes.array());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
