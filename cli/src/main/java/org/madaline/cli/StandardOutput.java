package org.madaline.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Standard output, which remembers why something could not be written: a [PrintWriter] alone swallows it, and a full
/// disk looked like success.
final class StandardOutput extends PrintWriter {
    private static final Path OPEN_FILE = Path.of("/proc/self/fd/1");

    private final Watched watched;

    StandardOutput(OutputStream out, Charset charset) {
        this(new Watched(out, false), charset);
    }

    private StandardOutput(Watched watched, Charset charset) {
        super(new OutputStreamWriter(new BufferedOutputStream(watched), charset), true);
        this.watched = watched;
    }

    /// That of this process.
    static StandardOutput system() {
        return new StandardOutput(new Watched(new FileOutputStream(FileDescriptor.out), true), System.out.charset());
    }

    /// Why not all was written; empty where it was, and where a reader has gone who had enough (`| head -1`).
    private Optional<String> fault() {
        checkError();
        return Optional.ofNullable(watched.failure).filter(failure -> !closedPipe(failure, watched.system)).map(IOException::getMessage);
    }

    /// Why not all that a command wrote has arrived, in one sentence; empty where it has.
    static Optional<String> fault(PrintWriter out) {
        return (out instanceof StandardOutput standard
                        ? standard.fault()
                        : Optional.of("an error").filter(_ -> out.checkError()))
                .map(reason -> "standard output could not be written: " + reason);
    }

    private static boolean closedPipe(IOException failure, boolean system) {
        boolean said = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
        if (said || !system) {
            return said;
        }
        // The message may be in the user's language; writing to a pipe fails for one reason only.
        try {
            return Files.readSymbolicLink(OPEN_FILE).toString().matches("(pipe|socket):.*");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /// Whether a path that the user names for results is standard output.
    static boolean isNamedBy(Path path) {
        return Set.of("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1").contains(path.toString());
    }

    private static final class Watched extends FilterOutputStream {
        private final boolean system;
        private IOException failure;

        Watched(OutputStream out, boolean system) {
            super(out);
            this.system = system;
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            try {
                out.write(bytes, from, count);
            } catch (IOException e) {
                failure = failure == null ? e : failure;
                throw e;
            }
        }
    }
}
