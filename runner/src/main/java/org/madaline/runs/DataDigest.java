package org.madaline.runs;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.madaline.data.Dataset;

/// Says which examples a model was trained on, and which were set aside: their number and a SHA-256. Of pictures in a
/// folder it is that of their classes and of what all of them show, else that of all their numbers, as big-endian floats,
/// x and y of each example in order, and its weight where examples weigh differently. Stored with the model and with
/// checkpoints.
public final class DataDigest {
    /// The key in a file's metadata.
    public static final String KEY = "madaline.data";

    /// Beyond this many numbers reading everything once more would take too long.
    private static final long MOST = 200_000_000;

    /// Between what is told of the examples trained on, and of those set aside.
    private static final String REST = "; set aside ";

    private DataDigest() {}

    /// {@return the digest of what is trained on, and of what is set aside}
    ///
    /// @param data all of which is read once more, unless it is of pictures in a folder
    public static String of(TrainData data) {
        if (data.pictures().isPresent()) {
            return Text.format("%d examples", data.train().size()) + ", sha256 " + HexFormat.of().formatHex(data.pictures().get().digest());
        }
        List<Dataset> rest = Stream.of(data.validation(), data.test()).flatMap(Optional::stream).toList();
        return text(List.of(data.train())) + (rest.isEmpty() ? "" : REST + text(rest));
    }

    private static String text(List<Dataset> parts) {
        int size = parts.stream().mapToInt(Dataset::size).sum();
        int width = parts.getFirst().inputShape().size() + parts.getFirst().targetShape().size();
        String count = Text.format("%d examples", size);
        return (long) size * width > MOST ? count : count + ", sha256 " + numbers(parts);
    }

    /// {@return whether data are what they were, as far as the earlier digest tells}
    ///
    /// @param was the digest of a run, which of an earlier version does not tell of what was set aside
    /// @param now that of the data as they are
    static boolean same(String was, String now) {
        return was.equals(now) || !tellsAll(was, now) && was.equals(now.substring(0, now.indexOf(REST)));
    }

    /// {@return whether an earlier digest tells of all that one of today tells of}
    ///
    /// @param was the digest of a run
    /// @param now that of the data as they are
    static boolean tellsAll(String was, String now) {
        return was.contains(REST) || !now.contains(REST);
    }

    /// {@return a digest for a message: the first figures of each SHA-256}
    ///
    /// @param digest to be shortened
    static String brief(String digest) {
        return digest.replaceAll("(sha256 \\p{XDigit}{8})\\p{XDigit}+", "$1…");
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private static String numbers(List<Dataset> parts) {
        MessageDigest digest = digest();
        for (Dataset data : parts) {
            int x = data.inputShape().size();
            int y = data.targetShape().size();
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
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
