package org.madaline.runs;

/// What the user asked for cannot be: an impossible value, flags that contradict each other, data that do not fit.
public sealed class UsageError extends RuntimeException permits DivergedError {
    private static final long serialVersionUID = 1L;

    /// A complaint about what was asked for.
    ///
    /// @param message in one sentence what is wrong, and how to have it otherwise
    public UsageError(String message) {
        super(message);
    }
}
