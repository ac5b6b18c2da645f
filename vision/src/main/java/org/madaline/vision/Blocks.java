package org.madaline.vision;

import java.util.ArrayList;
import java.util.List;
import org.madaline.graph.Window;
import org.madaline.layer.Activation;
import org.madaline.layer.BatchNorm;
import org.madaline.layer.Convolution;
import org.madaline.layer.Layer;
import org.madaline.layer.Sequential;

/// What many architectures share.
final class Blocks {
    private Blocks() {}

    /// Convolution without bias, batch normalization and activation, padded so that stride 1 keeps the size.
    static Layer normalized(int out, int kernel, int stride, int groups, BatchNorm norm, Activation activation) {
        Layer convolution = new Convolution(out, kernel, stride, (kernel - 1) / 2)
                .withGroups(groups)
                .withoutBias();
        return activation == Activation.IDENTITY
                ? Sequential.of(convolution, norm)
                : Sequential.of(convolution, norm, activation);
    }

    /// A window of any form with stride 1 that keeps the size.
    static Window centred(int height, int width) {
        return new Window(height, width, 1, 1, height / 2, width / 2, height / 2, width / 2, 1, 1);
    }

    /// The multiple of `divisor` next to a number of channels, not more than a tenth below it.
    static int rounded(double channels, int divisor) {
        int nearest = Math.max(divisor, (int) (channels + divisor / 2.0) / divisor * divisor);
        return nearest < 0.9 * channels ? nearest + divisor : nearest;
    }

    /// The layers one after the other, where one of the arguments may be left out as null.
    static Sequential sequence(Layer... layers) {
        List<Layer> present = new ArrayList<>();
        for (Layer layer : layers) {
            if (layer != null) {
                present.add(layer);
            }
        }
        return new Sequential(present);
    }

    /// @throws IllegalArgumentException if there is no class
    static void checkClasses(int classes) {
        if (classes < 1) {
            throw new IllegalArgumentException("a classifier has at least 1 class, not " + classes);
        }
    }

    /// @throws IllegalArgumentException if a width multiplier is not positive
    static void checkWidth(double width) {
        if (!(width > 0 && width < 100)) {
            throw new IllegalArgumentException(
                    "a width multiplier is a positive number such as 0.5 or 1, not " + width);
        }
    }
}
