package org.madaline.cli;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.madaline.data.Dataset;

/// Says which examples a model was trained on: their number and the SHA-256 of all their numbers, as big-endian floats,
/// x and y of each example in order. Stored with the model.
final class DataDigest {
    private static final String KEY = "madaline.data";
    /// Beyond this many numbers, as with folders of pictures, reading everything once more would take too long.
    private static final long MOST = 200_000_000;

    private DataDigest() {}

    static Map<String, String> of(Dataset data) {
        int x = data.inputShape().size();
        int y = data.targetShape().size();
        String count = data.size() + " examples";
        return Map.of(KEY, (long) data.size() * (x + y) > MOST ? count : count + ", sha256 " + sha256(data, x, y));
    }

    private static String sha256(Dataset data, int x, int y) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            float[] numbers = new float[x + y];
            ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length);
            for (int i = 0; i < data.size(); i++) {
                data.read(i, numbers, 0, numbers, x);
                bytes.asFloatBuffer().put(numbers);
                digest.update(bytes.array());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
