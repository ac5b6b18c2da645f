package org.madaline.cli;

/// What the user asked for cannot be: an impossible value, flags that contradict each other, data that do not fit.
/// Ends in exit code 2.
final class UsageError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageError(String message) {
        super(message);
    }
}
