package org.madaline.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.madaline.data.ByteDataset;
import org.madaline.data.Dataset;
import org.madaline.features.PictureFeatures;
import org.madaline.formats.idx.Idx;
import org.madaline.formats.image.ImagePreprocessing.CenteredInk;
import org.madaline.tensor.Shape;

/// The 1,797 handwritten digits of 8x8 pixels that ship with the library: the test part of "Optical Recognition of
/// Handwritten Digits", UCI Machine Learning Repository (E. Alpaydin, C. Kaynak, 1998,
/// https://doi.org/10.24432/C50P49), CC BY 4.0. x has the shape `[64]` and values in [0, 1], sixteenths; y is the digit.
public final class Digits {
    private Digits() {}

    /// {@return all 1,797 examples, in the order of the source}
    public static Dataset load() {
        Shape shape = Shape.of(64);
        Dataset digits = new ByteDataset(
                shape,
                resource("digits-images-idx3-ubyte.gz").bytes(),
                1f / 16,
                resource("digits-labels-idx1-ubyte.gz").bytes(),
                List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"));
        return digits.preparedBy(new PictureFeatures(CenteredInk.DIGITS, shape));
    }

    private static Idx resource(String name) {
        try (InputStream in = Digits.class.getResourceAsStream(name)) {
            return Idx.parse(name, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the library's own file " + name + " cannot be read", e);
        }
    }
}
