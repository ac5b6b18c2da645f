package org.madaline.datasets;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Fetches files by HTTPS from the first mirror that has them. A mirror that fails once is not asked again, so that a
/// machine without a network waits a few seconds in all.
final class Download implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration TRANSFER = Duration.ofMinutes(5);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final List<URI> mirrors;
    private final Consumer<String> progress;

    /// @param mirrors the addresses of directories, each ending in a slash
    Download(List<URI> mirrors, Consumer<String> progress) {
        this.mirrors = new ArrayList<>(mirrors);
        this.progress = progress;
    }

    /// The verified content of the file.
    ///
    /// @return null if no mirror has it
    byte[] fetch(DataFile file) {
        while (!mirrors.isEmpty()) {
            URI address = mirrors.getFirst().resolve(file.name() + ".gz");
            try {
                progress.accept("fetching " + address);
                return file.verify(address.toString(), get(address, file.length()));
            } catch (IOException e) {
                progress.accept("cannot use " + address.getHost() + ": " + e.getMessage());
                mirrors.removeFirst();
            }
        }
        return null;
    }

    private byte[] get(URI address, int limit) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).build();
        CompletableFuture<HttpResponse<byte[]>> response =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), limit));
        try {
            HttpResponse<byte[]> answer = response.get(TRANSFER.toSeconds(), TimeUnit.SECONDS);
            if (answer.statusCode() != 200) {
                throw new IOException("it answers with status " + answer.statusCode());
            }
            return answer.body();
        } catch (ExecutionException e) {
            throw new IOException(reason(e.getCause()), e);
        } catch (TimeoutException e) {
            throw new IOException("the transfer took more than " + TRANSFER.toMinutes() + " minutes", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            response.cancel(true);
        }
    }

    private static String reason(Throwable cause) {
        return cause.getMessage() == null ? "it cannot be reached" : cause.getMessage();
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
