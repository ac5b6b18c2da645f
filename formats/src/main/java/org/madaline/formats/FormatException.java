package org.madaline.formats;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/// A file whose content is not what its format says. The message is one line that names the file and the reason.
public final class FormatException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String file;
    private final String reason;

    /// @param file   the file's name, or that of the resource or address
    /// @param reason what is wrong with it: what was expected, what was found
    public FormatException(String file, String reason) {
        super(file + ": " + reason);
        this.file = file;
        this.reason = reason;
    }

    /// See the other constructor.
    public FormatException(Path file, String reason) {
        this(file.toString(), reason);
    }

    /// The same with the exception behind it.
    public FormatException(String file, String reason, Throwable cause) {
        this(file, reason);
        initCause(cause);
    }

    /// The file's name.
    public String file() {
        return file;
    }

    /// What is wrong, without the file's name.
    public String reason() {
        return reason;
    }
}
