package org.madaline.formats;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/// Writing a file so that a crash at any moment leaves the old content or the new one, whole: written beside the
/// target, forced to the disk, renamed over it.
public final class AtomicFile {
    private static final String SUFFIX = ".tmp";

    private AtomicFile() {}

    /// What fills the new file.
    @FunctionalInterface
    public interface Content {
        /// Writes everything to the channel, which starts empty and is closed by the caller.
        void writeTo(FileChannel channel) throws IOException;
    }

    /// Replaces `target` by the content, creating the directories above it. Where writing fails, the old file stays
    /// and nothing is left beside it.
    public static void write(Path target, Content content) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path directory = absolute.getParent();
        if (directory == null || Files.isDirectory(absolute)) {
            throw new FormatException(target, "is a directory, not a file that can be written");
        }
        Files.createDirectories(directory);
        // A name of its own for each writer: two processes may write the same target at once. Not a temporary file of
        // the JDK, which only its owner could read.
        String prefix = "." + absolute.getFileName() + ".";
        removeLeftovers(directory, prefix);
        Path beside = directory.resolve(prefix + Long.toHexString(ThreadLocalRandom.current().nextLong()) + SUFFIX);
        try {
            try (FileChannel channel =
                    FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.writeTo(channel);
                channel.force(true);
            }
            rename(beside, absolute);
        } finally {
            Files.deleteIfExists(beside);
        }
        forceDirectory(directory);
    }

    /// Replaces `target` by the bytes.
    public static void write(Path target, byte[] bytes) throws IOException {
        write(target, channel -> writeFully(channel, ByteBuffer.wrap(bytes)));
    }

    /// Writes all that remains of the buffer: one call of a channel may write less.
    public static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /// Removes what writers that were killed have left: files that nobody has touched for ten minutes.
    private static void removeLeftovers(Path directory, String prefix) throws IOException {
        Instant old = Instant.now().minus(Duration.ofMinutes(10));
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : entries.toList()) {
                String name = entry.getFileName().toString();
                if (name.startsWith(prefix)
                        && name.endsWith(SUFFIX)
                        && Files.getLastModifiedTime(entry).toInstant().isBefore(old)) {
                    Files.deleteIfExists(entry);
                }
            }
        } catch (NoSuchFileException e) {
            // Another writer was faster.
        }
    }

    private static void rename(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Makes the rename itself durable. Some systems do not open directories; there the rename still is atomic.
    private static void forceDirectory(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Not every file system has this; the new content is on the disk already.
        }
    }
}
