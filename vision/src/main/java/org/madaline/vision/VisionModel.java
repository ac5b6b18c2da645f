package org.madaline.vision;

import java.util.function.IntFunction;
import org.madaline.formats.image.ImagePreprocessing;
import org.madaline.layer.Layer;
import org.madaline.layer.Network;
import org.madaline.tensor.Shape;

/// An architecture by name, with what belongs to it.
///
/// @param name as torchvision's, where it has one
/// @param layer the network for a number of classes
/// @param preprocessing what its images went through when it was trained; its shape is that of the usual input
/// @param head the last layer's name, which is replaced for other classes, such as `fc`
public record VisionModel(String name, IntFunction<Layer> layer, ImagePreprocessing preprocessing, String head) {
    /// The shape of the images that it is made for, `[C, H, W]`.
    public Shape image() {
        return preprocessing.shape();
    }

    /// The network for images of the usual shape.
    ///
    /// @param classes the number of outputs
    public Network network(int classes) {
        return network(image(), classes);
    }

    /// The network for images of any shape that the architecture admits.
    ///
    /// @param image `[C, H, W]`
    /// @throws org.madaline.graph.ShapeException if the images are too small
    public Network network(Shape image, int classes) {
        return new Network(image, layer.apply(classes));
    }
}
