package org.madaline.formats;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/// Writing a file so that a crash at any moment leaves the old content or the new one, whole: written beside the
/// target, forced to the disk, renamed over it. The new file has the permissions and the owner of the old one.
///
/// Symbolic links are followed: the file they lead to is replaced, they stay. What is no regular file, a device, a pipe
/// or an open file by its number (`/dev/stdout`, `/dev/fd/63`), cannot be replaced and is written to.
public final class AtomicFile {
    private static final String SUFFIX = ".tmp";
    /// So that the name beside a very long name is not too long for the file system.
    private static final int LONGEST_PREFIX = 40;
    private static final int MOST_LINKS = 40;

    private AtomicFile() {}

    /// What fills the new file.
    @FunctionalInterface
    public interface Content {
        /// Writes everything to the channel, which starts empty and is closed by the caller.
        ///
        /// @param channel the new file, at its beginning
        /// @throws IOException if the content cannot be written; the old file then stays
        void writeTo(FileChannel channel) throws IOException;
    }

    /// Replaces `target` by the content, creating the directories above it. Where writing fails, the old file stays
    /// and nothing is left beside it.
    ///
    /// @param target  the file to be replaced; it need not exist
    /// @param content writes the new bytes, once
    /// @throws IOException naming the file, if it cannot be written or is a directory
    public static void write(Path target, Content content) throws IOException {
        Path file = target.toAbsolutePath();
        if (Files.isDirectory(file) || file.getParent() == null) {
            throw new FormatException(target, "is a directory, not a file that can be written");
        }
        try {
            for (int links = 0; ; links++) {
                if (isStream(file)) {
                    stream(file, content);
                    return;
                }
                if (!Files.isSymbolicLink(file)) {
                    replace(file, content);
                    return;
                }
                if (links == MOST_LINKS) {
                    throw new FormatException(target, "is a symbolic link that leads to itself");
                }
                file = file.resolveSibling(Files.readSymbolicLink(file));
            }
        } catch (FileSystemException | FormatException e) {
            throw e;
        } catch (IOException e) {
            // Such as a full disk, whose message does not say which file it is about.
            FileSystemException named = new FileSystemException(target.toString(), null, e.getMessage());
            named.initCause(e);
            throw named;
        }
    }

    /// Whether a path is written to, not replaced.
    private static boolean isStream(Path file) {
        return descriptor(file) >= 0 || Files.exists(file) && !Files.isRegularFile(file);
    }

    /// The number of an open file of this process that a path names, or -1.
    private static int descriptor(Path file) {
        String number = switch (file.toString()) {
            case "/dev/stdin" -> "0";
            case "/dev/stdout" -> "1";
            case "/dev/stderr" -> "2";
            case String name -> name.replaceFirst("^/(dev|proc/self|proc/" + ProcessHandle.current().pid() + ")/fd/", "");
        };
        return number.matches("[0-9]{1,9}") ? Integer.parseInt(number) : -1;
    }

    private static void stream(Path file, Content content) throws IOException {
        switch (descriptor(file)) {
            // Opened by name, a file behind standard output would have a position of its own and be written over.
            case 1 -> content.writeTo(open(FileDescriptor.out));
            case 2 -> content.writeTo(open(FileDescriptor.err));
            case -1 -> append(file, content, StandardOpenOption.WRITE);
            default -> append(file, content, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        }
    }

    /// Not to be closed: the process goes on to write there.
    @SuppressWarnings("resource")
    private static FileChannel open(FileDescriptor descriptor) {
        return new FileOutputStream(descriptor).getChannel();
    }

    private static void append(Path file, Content content, OpenOption... options) throws IOException {
        try (FileChannel channel = FileChannel.open(file, options)) {
            content.writeTo(channel);
        }
    }

    private static void replace(Path file, Content content) throws IOException {
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw new AccessDeniedException(file.toString());
        }
        Path directory = file.getParent();
        Files.createDirectories(directory);
        // A name of its own for each writer: two processes may write the same target at once. Not a temporary file of
        // the JDK, which only its owner could read.
        String name = file.getFileName().toString();
        String prefix = "." + name.substring(0, name.offsetByCodePoints(0,
                Math.min(LONGEST_PREFIX, name.codePointCount(0, name.length())))) + ".";
        removeLeftovers(directory, prefix);
        Path beside = directory.resolve(prefix + Long.toHexString(ThreadLocalRandom.current().nextLong()) + SUFFIX);
        Optional<PosixFileAttributes> old = attributes(file);
        try {
            try (FileChannel channel = create(beside, old)) {
                content.writeTo(channel);
                channel.force(true);
            }
            if (old.isPresent()) {
                keep(old.get(), beside);
            }
            rename(beside, file);
        } finally {
            Files.deleteIfExists(beside);
        }
        forceDirectory(directory);
    }

    private static Optional<PosixFileAttributes> attributes(Path file) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix && Files.exists(file)
                ? Optional.of(Files.readAttributes(file, PosixFileAttributes.class))
                : Optional.empty();
    }

    /// Opens the new file, from its first moment readable by no more people than the old one.
    private static FileChannel create(Path beside, Optional<PosixFileAttributes> old) throws IOException {
        FileAttribute<?>[] attributes = old.map(each -> new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(each.permissions())
        }).orElse(new FileAttribute<?>[0]);
        try {
            return FileChannel.open(
                    beside, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes);
        } catch (AccessDeniedException e) {
            // The name beside the target means nothing to the user.
            throw new AccessDeniedException(beside.getParent().toString());
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(beside.getParent().toString(), null, "no file can be made in this folder");
        }
    }

    private static void keep(PosixFileAttributes old, Path beside) throws IOException {
        var view = Files.getFileAttributeView(beside, PosixFileAttributeView.class);
        try {
            if (!view.readAttributes().owner().equals(old.owner())) {
                view.setOwner(old.owner());
            }
            if (!view.readAttributes().group().equals(old.group())) {
                view.setGroup(old.group());
            }
        } catch (FileSystemException e) {
            // Who may not give a file away keeps it.
        }
        view.setPermissions(old.permissions());
    }

    /// Replaces `target` by the bytes.
    ///
    /// @param target the file to be replaced; it need not exist
    /// @param bytes  all of its new content
    /// @throws IOException naming the file, if it cannot be written or is a directory
    public static void write(Path target, byte[] bytes) throws IOException {
        write(target, channel -> writeFully(channel, ByteBuffer.wrap(bytes)));
    }

    /// Writes all that remains of the buffer: one call of a channel may write less.
    ///
    /// @param channel written to at its position
    /// @param buffer  is empty afterwards
    /// @throws IOException if the channel cannot be written
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
        } catch (NoSuchFileException | AccessDeniedException e) {
            // Another writer was faster, or one may write here but not look.
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
