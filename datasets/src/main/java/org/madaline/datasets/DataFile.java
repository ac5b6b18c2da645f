package org.madaline.datasets;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.madaline.formats.FormatException;

/// One file of a data set whose content is known beforehand.
///
/// @param name   its usual name, `train-images-idx3-ubyte`
/// @param length the number of bytes, not compressed
/// @param sha256 the digest of those bytes, hexadecimal
record DataFile(String name, int length, String sha256) {
    private static final int CHUNK = 1 << 16;

    /// The names under which the file is found, plain or compressed: some archives write a dot for the first dash of
    /// the type.
    List<String> names() {
        String dotted = name.replace("-idx", ".idx");
        return List.of(name, name + ".gz", dotted, dotted + ".gz");
    }

    /// The content of a file on disk, uncompressed and verified.
    ///
    /// @throws FormatException if it is not the right content
    byte[] read(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return read(path.toString(), in);
        }
    }

    /// The content given as bytes, plain or compressed, verified.
    byte[] verify(String source, byte[] content) throws FormatException {
        return read(source, new ByteArrayInputStream(content));
    }

    private byte[] read(String source, InputStream in) throws FormatException {
        byte[] content = new byte[length];
        MessageDigest digest = sha256Digest();
        int size = 0;
        boolean more;
        try {
            byte[] start = in.readNBytes(2);
            InputStream whole = new SequenceInputStream(new ByteArrayInputStream(start), in);
            boolean compressed = start.length == 2 && start[0] == 0x1F && (start[1] & 0xFF) == 0x8B;
            InputStream plain = compressed ? new GZIPInputStream(whole, CHUNK) : whole;
            for (int n = CHUNK; n > 0 && size < length; size += n) {
                n = plain.readNBytes(content, size, Math.min(CHUNK, length - size));
                digest.update(content, size, n);
            }
            more = plain.read() >= 0;
        } catch (IOException e) {
            throw new FormatException(source, "is broken: " + e.getMessage(), e);
        }
        if (size < length || more) {
            String amount = size < length ? "is truncated: it has only " + size : "has more than " + length;
            throw new FormatException(source, amount + " bytes where " + name + " has " + length);
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(sha256)) {
            throw new FormatException(
                    source, "is not the " + name + " expected: its SHA-256 is " + found + ", not " + sha256);
        }
        return content;
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
