package org.madaline.runs;

/// A training ran away: its settings cannot be, though only the training showed it.
public final class DivergedError extends UsageError {
    private static final long serialVersionUID = 1L;

    DivergedError(double loss, double rate) {
        super(Text.format("the training diverged: its loss is %.3g; choose a --lr below %s, or --clip-norm 1", loss, rate));
    }
}
