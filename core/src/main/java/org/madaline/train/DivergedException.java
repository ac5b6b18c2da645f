package org.madaline.train;

/// The loss became infinite or NaN.
public final class DivergedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    DivergedException(int epoch, long step, float loss, double rate) {
        super("training diverged: the loss is " + loss + " in epoch " + epoch + ", step " + step + ", at a learning rate of "
                + rate + "; use a smaller rate, clip the gradients, or look for unscaled inputs");
    }
}
