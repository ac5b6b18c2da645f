package org.madaline.runs;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.madaline.formats.image.Images;

/// A file with raw input, told by what is in it, never by its name. What is no regular file, as a pipe, is copied first, so
/// that it can be looked at twice.
///
/// @param name for messages
/// @param file that can be read, maybe a copy
/// @param copied whether the file is a copy, deleted by [#close]
public record InputFile(String name, Path file, boolean copied) implements AutoCloseable {
    private static final int HEAD = 64;

    /// What a file can be.
    public enum Kind {
        /// A picture of a known format.
        PICTURE,
        /// Numbers with their shape, as MNIST's.
        IDX,
        /// Rows of cells.
        TABLE
    }

    /// Whether a name stands for standard input; the file of this name is written `./-`.
    static boolean isStandard(Path given) {
        return given.toString().equals("-");
    }

    /// Opens a file, a pipe or a device; `-` is standard input.
    ///
    /// @param given what the user wrote
    /// @return the file, to be closed in the end: a copy is then deleted
    /// @throws UsageError if it does not exist or is a folder
    /// @throws IOException if a pipe cannot be copied
    public static InputFile of(Path given) throws IOException {
        if (isStandard(given)) {
            return copy("standard input", System.in);
        }
        if (Files.isDirectory(given)) {
            throw new UsageError(given + " is a folder, not a file");
        }
        if (Files.isRegularFile(given)) {
            return new InputFile(given.toString(), given, false);
        }
        try (InputStream in = Files.newInputStream(given)) {
            return copy(given.toString(), in);
        } catch (NoSuchFileException e) {
            throw new UsageError(given + ": no such file");
        }
    }

    private static InputFile copy(String name, InputStream in) throws IOException {
        Path copy = Files.createTempFile("madaline", ".input");
        try {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            return new InputFile(name, copy, true);
        } catch (IOException e) {
            Files.deleteIfExists(copy);
            throw e;
        }
    }

    /// {@return what it is by its first bytes: what is neither a picture nor IDX is taken for a table}
    ///
    /// @throws IOException if the file cannot be read
    public Kind kind() throws IOException {
        byte[] start = head();
        if (picture().isPresent()) {
            return Kind.PICTURE;
        }
        if (start.length > 1 && (start[0] & 0xFF) == 0x1F && (start[1] & 0xFF) == 0x8B) {
            start = unpacked();
        }
        boolean idx = start.length >= 4 && start[0] == 0 && start[1] == 0 && start[2] >= 8 && start[2] <= 14 && start[3] >= 1 && start[3] <= 8;
        return idx ? Kind.IDX : Kind.TABLE;
    }

    /// {@return the format of the picture that it is, also if it is none of those that are read}
    ///
    /// @throws IOException if the file cannot be read
    public Optional<String> picture() throws IOException {
        return Images.kind(head());
    }

    private byte[] head() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD);
        }
    }

    private byte[] unpacked() {
        try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            byte[] start = new byte[4];
            int read = in.readNBytes(start, 0, start.length);
            return Arrays.copyOf(start, read);
        } catch (IOException e) {
            // A damaged file is complained about by who reads it.
            return new byte[0];
        }
    }

    @Override
    public void close() throws IOException {
        if (copied) {
            Files.deleteIfExists(file);
        }
    }
}
