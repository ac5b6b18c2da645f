package org.madaline.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path directory;

    @Test
    void replacesTheFileAndRemovesWhatTheKilledHaveLeft() throws IOException {
        Path file = directory.resolve("a.txt");
        Path old = Files.write(directory.resolve(".a.txt.1f.tmp"), new byte[3]);
        Path recent = Files.write(directory.resolve(".a.txt.2f.tmp"), new byte[3]);
        Path other = Files.write(directory.resolve(".b.txt.1f.tmp"), new byte[3]);
        for (Path path : new Path[] {old, other}) {
            Files.setLastModifiedTime(path, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        }
        AtomicFile.write(file, new byte[] {1});
        AtomicFile.write(file, new byte[] {2});
        assertThat(file).hasBinaryContent(new byte[] {2});
        try (var entries = Files.list(directory)) {
            assertThat(entries).containsExactlyInAnyOrder(file, recent, other);
        }
    }

    @Test
    void refusesADirectory() {
        assertThatThrownBy(() -> AtomicFile.write(directory, new byte[1]))
                .isInstanceOf(FormatException.class)
                .hasMessageEndingWith("is a directory, not a file that can be written");
    }
}
