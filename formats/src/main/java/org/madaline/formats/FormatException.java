package org.madaline.formats;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/// A file whose content is not what its format says. The message is one line that names the file and the reason.
public final class FormatException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    /// The file's name, or that of the resource or address.
    private final String file;
    /// What is wrong, without the file's name.
    private final String reason;

    /// A fault of something that a name tells.
    ///
    /// @param file   the file's name, or that of the resource or address
    /// @param reason what is wrong with it: what was expected, what was found
    public FormatException(String file, String reason) {
        super(file + ": " + reason);
        this.file = file;
        this.reason = reason;
    }

    /// A fault of a file.
    ///
    /// @param file   named as it was given
    /// @param reason what is wrong with it: what was expected, what was found
    public FormatException(Path file, String reason) {
        this(file.toString(), reason);
    }

    /// A fault that something else has found.
    ///
    /// @param file   the file's name, or that of the resource or address
    /// @param reason what is wrong with it, in words of our own
    /// @param cause  the exception of the reader that stumbled
    public FormatException(String file, String reason, Throwable cause) {
        this(file, reason);
        initCause(cause);
    }

    /// {@return the file's name}
    public String file() {
        return file;
    }

    /// {@return what is wrong, without the file's name}
    public String reason() {
        return reason;
    }
}
