package org.madaline.features;

import java.util.List;
import org.madaline.formats.image.ImagePreprocessing;
import org.madaline.tensor.Shape;

/// Pictures of any size, brought to the network's size and scale.
///
/// @param preprocessing what is done with each
/// @param shape of one x, which the values of the prepared picture fill row-major: `[C, H, W]`, or `[C·H·W]` for a network
///         that takes vectors
public record PictureFeatures(ImagePreprocessing preprocessing, Shape shape) implements Features {
    /// Checks that the prepared picture fills the shape.
    ///
    /// @throws IllegalArgumentException if the prepared picture has another size
    public PictureFeatures {
        if (shape.size() != preprocessing.shape().size()) {
            throw new IllegalArgumentException("the model takes x of shape " + shape + ", but the preprocessing makes pictures "
                    + preprocessing.shape());
        }
    }

    /// The prepared pictures as they are, `[C, H, W]`.
    ///
    /// @param preprocessing what is done with each
    public PictureFeatures(ImagePreprocessing preprocessing) {
        this(preprocessing, preprocessing.shape());
    }

    @Override
    public List<Field> fields() {
        Shape size = preprocessing.shape();
        return List.of(new Field("picture", "picture", "a picture of any size, " + (size.dim(0) == 1 ? "taken as grey" : "taken as colour")
                + ", brought to " + size.dim(2) + "x" + size.dim(1) + " pixels"));
    }

    @Override
    public double[] encode(Example example) {
        if (!(example instanceof Example.Picture picture)) {
            throw Features.wrongKind("pictures", example);
        }
        float[] values = preprocessing.apply(picture.image());
        double[] x = new double[values.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = values[i];
        }
        return x;
    }
}
