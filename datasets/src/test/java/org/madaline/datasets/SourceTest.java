package org.madaline.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTest {
    private static final byte[] CONTENT = "the content of the file".repeat(100).getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private final AtomicInteger requests = new AtomicInteger();
    private final List<String> messages = new ArrayList<>();
    private HttpServer server;
    private byte[] answer;
    private DataFile file;

    @BeforeEach
    void serve() throws Exception {
        answer = gzip(CONTENT);
        file = new DataFile("a-idx1-ubyte", CONTENT.length, digest(CONTENT));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/good/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Source source(String... paths) {
        List<URI> mirrors = Arrays.stream(paths)
                .map(path -> URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path))
                .toList();
        return new Source("toy", List.of(file), List.of(directory.resolve("package")), mirrors, null, "Do this.");
    }

    private byte[] load(Source source, Path given) throws IOException {
        Path cache = directory.resolve("cache");
        synchronized (messages) {
            messages.clear();
        }
        return source.load(Optional.ofNullable(given), cache, message -> {
                    synchronized (messages) {
                        messages.add(message);
                    }
                })
                .get(file.name());
    }

    @Test
    void fetchesFromTheFirstMirrorThatAnswersAndKeepsTheFile() throws IOException {
        assertThat(load(source("/none/", "/good/"), null)).isEqualTo(CONTENT);
        assertThat(directory.resolve("cache/toy/a-idx1-ubyte")).hasBinaryContent(CONTENT);
        assertThat(messages).anyMatch(line -> line.contains("status 404"));
        assertThat(load(source("/good/"), null)).isEqualTo(CONTENT);
        assertThat(requests).hasValue(1);
    }

    @Test
    void refusesATruncatedFileInTheCacheAndFetchesItAgain() throws IOException {
        Path cached = directory.resolve("cache/toy/a-idx1-ubyte");
        Files.createDirectories(cached.getParent());
        for (int length : new int[] {0, 1, CONTENT.length - 1}) {
            Files.write(cached, Arrays.copyOf(CONTENT, length));
            assertThat(load(source("/good/"), null)).isEqualTo(CONTENT);
            assertThat(cached).hasBinaryContent(CONTENT);
            assertThat(messages).anyMatch(line -> line.startsWith("refused " + cached) && line.contains("truncated"));
        }
        byte[] changed = CONTENT.clone();
        changed[7] ^= 1;
        Files.write(cached, changed);
        assertThat(load(source("/good/"), null)).isEqualTo(CONTENT);
        assertThat(messages).anyMatch(line -> line.contains("SHA-256"));
    }

    @Test
    void looksInTheGivenDirectoryThenCacheThenPackage() throws IOException {
        Path given = Files.createDirectories(directory.resolve("given"));
        Path installed = Files.createDirectories(directory.resolve("package"));
        Files.write(installed.resolve("a-idx1-ubyte.gz"), gzip(CONTENT));
        assertThat(load(source(), null)).isEqualTo(CONTENT);
        assertThat(load(source(), given)).isEqualTo(CONTENT);
        Files.write(given.resolve("a.idx1-ubyte"), CONTENT);
        Files.delete(installed.resolve("a-idx1-ubyte.gz"));
        assertThat(load(source(), given)).isEqualTo(CONTENT);
        assertThatThrownBy(() -> load(source(), directory.resolve("absent")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("absent: there is no such directory");
    }

    @Test
    void saysWhatToDoWhereNothingCanBeReached() {
        assertThatThrownBy(() -> load(source("/none/"), null))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("toy")
                .hasMessageContaining("a-idx1-ubyte")
                .hasMessageContaining("Do this.")
                .hasMessageContaining(directory.resolve("cache/toy").toString())
                .message()
                .doesNotContain("\n");
    }

    @Test
    void passesOverAMirrorWithWrongOrEndlessContent() throws Exception {
        byte[] wrong = gzip("something else".getBytes(StandardCharsets.UTF_8));
        answer = wrong;
        assertThatThrownBy(() -> load(source("/good/"), null)).isInstanceOf(FileNotFoundException.class);
        answer = new byte[CONTENT.length + 1];
        assertThatThrownBy(() -> load(source("/good/"), null)).isInstanceOf(FileNotFoundException.class);
        assertThat(directory.resolve("cache/toy/a-idx1-ubyte")).doesNotExist();
    }

    @Test
    void worksWithoutACacheThatCanBeWritten() throws IOException {
        Files.write(directory.resolve("cache"), new byte[0]);
        assertThat(load(source("/good/"), null)).isEqualTo(CONTENT);
        assertThat(messages).anyMatch(line -> line.startsWith("cannot use the cache directory"));
    }

    @Test
    void severalAtOnceFetchOnce() throws Exception {
        try (var pool = Executors.newFixedThreadPool(4)) {
            Source source = source("/good/");
            List<Callable<byte[]>> tasks = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                tasks.add(() -> load(source, null));
            }
            for (var result : pool.invokeAll(tasks)) {
                assertThat(result.get()).isEqualTo(CONTENT);
            }
        }
        assertThat(requests).hasValue(1);
    }

    @Test
    void unpacksAnNpmArchive() throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        entry(tar, "package/readme.md", "# read me".getBytes(StandardCharsets.UTF_8));
        entry(tar, "package/data/a-idx1-ubyte", CONTENT);
        tar.write(new byte[1024]);
        Path archive = Files.write(directory.resolve("toy-1.0.0.tgz"), gzip(tar.toByteArray()));
        NpmPackage npm = new NpmPackage("toy@1.0.0", "package/data");
        assertThat(npm.unpack(archive, List.of(file)).get(file.name())).isEqualTo(CONTENT);

        byte[] whole = Files.readAllBytes(archive);
        for (int length = 0; length < whole.length; length++) {
            Files.write(archive, Arrays.copyOf(whole, length));
            try {
                // What was cut off may lie behind the file.
                Map<String, byte[]> contents = npm.unpack(archive, List.of(file));
                assertThat(length).isGreaterThan(whole.length / 2);
                assertThat(contents.get(file.name())).isEqualTo(CONTENT);
            } catch (IOException e) {
                assertThat(length).isLessThan(whole.length);
            }
        }
    }

    private static void entry(ByteArrayOutputStream tar, String name, byte[] content) {
        byte[] header = new byte[512];
        byte[] path = name.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(path, 0, header, 0, path.length);
        byte[] size = String.format("%011o", content.length).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(size, 0, header, 124, size.length);
        tar.writeBytes(header);
        tar.writeBytes(Arrays.copyOf(content, (content.length + 511) / 512 * 512));
    }

    @Test
    void findsTheCacheDirectory() {
        assertThat(Source.cacheRoot(Map.of(), "/home/a")).isEqualTo(Path.of("/home/a/.cache/madaline"));
        assertThat(Source.cacheRoot(Map.of("XDG_CACHE_HOME", "/x"), "/home/a")).isEqualTo(Path.of("/x/madaline"));
        assertThat(Source.cacheRoot(Map.of("XDG_CACHE_HOME", "/x", "MADALINE_CACHE", "/m"), "/home/a"))
                .isEqualTo(Path.of("/m"));
    }

    private static String digest(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
