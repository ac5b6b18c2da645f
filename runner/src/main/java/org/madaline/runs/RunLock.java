package org.madaline.runs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Keeps other processes out of the folder of a run. The system takes the lock back when this process ends, however it ends.
public final class RunLock implements AutoCloseable {
    private final RunFolder folder;
    private final FileChannel channel;

    private RunLock(RunFolder folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /// Takes a folder for this process.
    ///
    /// @param folder that exists
    /// @return the lock, to be closed in the end
    /// @throws UsageError if another process works in the folder
    /// @throws IOException if the folder cannot be written
    public static RunLock take(RunFolder folder) throws IOException {
        FileChannel channel = FileChannel.open(folder.path().resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (locked(channel)) {
                return new RunLock(folder, channel);
            }
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new UsageError(folder.path() + " is in use: another process trains there; wait for it, or choose another --name");
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock()).map(FileLock::isValid).orElse(false);
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /// {@return the folder that is held}
    public RunFolder folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
