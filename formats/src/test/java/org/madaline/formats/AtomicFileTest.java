package org.madaline.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
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

    @Test
    void followsLinksAndLeavesThemInPlace() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Path file = Files.write(elsewhere.resolve("a.txt"), new byte[] {1});
        Path first = Files.createSymbolicLink(elsewhere.resolve("first"), Path.of("a.txt"));
        Path second = Files.createSymbolicLink(directory.resolve("second"), Path.of("elsewhere/first"));
        Path dangling = Files.createSymbolicLink(directory.resolve("dangling"), Path.of("new/b.txt"));
        AtomicFile.write(second, new byte[] {2});
        AtomicFile.write(dangling, new byte[] {3});
        assertThat(file).hasBinaryContent(new byte[] {2});
        assertThat(directory.resolve("new/b.txt")).hasBinaryContent(new byte[] {3});
        assertThat(first).isSymbolicLink();
        assertThat(second).isSymbolicLink();
        assertThat(dangling).isSymbolicLink();
        Path circle = Files.createSymbolicLink(directory.resolve("circle"), Path.of("circle"));
        assertThatThrownBy(() -> AtomicFile.write(circle, new byte[1]))
                .hasMessageEndingWith("circle: is a symbolic link that leads to itself");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void keepsPermissions() throws IOException {
        Path file = Files.write(directory.resolve("a.txt"), new byte[1]);
        for (String permissions : List.of("rw-------", "rw-rw-rw-", "rwxr-x---")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
            AtomicFile.write(file, new byte[] {7});
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo(permissions);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        // The superuser may write it.
        if (!Files.isWritable(file)) {
            assertThatThrownBy(() -> AtomicFile.write(file, new byte[2])).isInstanceOf(AccessDeniedException.class);
        }
    }

    @Test
    void theLongestNameCanBeWritten() throws IOException {
        for (String name : List.of("x".repeat(255), "\ud83d\ude00".repeat(60))) {
            Path file = directory.resolve(name);
            AtomicFile.write(file, new byte[] {5});
            AtomicFile.write(file, new byte[] {6});
            assertThat(file).hasBinaryContent(new byte[] {6});
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aPipeIsWrittenTo() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        Path link = Files.createSymbolicLink(directory.resolve("link"), pipe);
        for (Path target : List.of(pipe, link)) {
            var read = CompletableFuture.supplyAsync(() -> {
                try {
                    return Files.readAllBytes(pipe);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            AtomicFile.write(target, new byte[] {1, 2, 3});
            assertThat(read.get(10, TimeUnit.SECONDS)).containsExactly(1, 2, 3);
            assertThat(Files.readAttributes(pipe, BasicFileAttributes.class).isOther()).isTrue();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDeviceIsWrittenTo() throws IOException {
        AtomicFile.write(Path.of("/dev/null"), new byte[3]);
        assertThat(Files.readAttributes(Path.of("/dev/null"), BasicFileAttributes.class).isOther()).isTrue();
        Path full = Files.createSymbolicLink(directory.resolve("full"), Path.of("/dev/full"));
        assertThatThrownBy(() -> AtomicFile.write(full, new byte[3]))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining(full.toString())
                .hasMessageContaining("space");
        assertThat(full).isSymbolicLink();
        Files.delete(full);
    }
}
