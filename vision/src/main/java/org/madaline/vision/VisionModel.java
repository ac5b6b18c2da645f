package org.madaline.vision;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.madaline.features.PictureFeatures;
import org.madaline.formats.FormatException;
import org.madaline.formats.image.ImagePreprocessing;
import org.madaline.formats.safetensors.Header;
import org.madaline.formats.safetensors.SafeTensors;
import org.madaline.layer.Layer;
import org.madaline.layer.Network;
import org.madaline.model.Model;
import org.madaline.pipeline.NetworkEstimator;
import org.madaline.pipeline.Pipeline;
import org.madaline.task.ClassPrediction;
import org.madaline.task.ClassTask;
import org.madaline.tensor.Shape;
import org.madaline.tensor.TensorSource;

/// An architecture by name, with what belongs to it.
///
/// @param name as torchvision's, where it has one
/// @param layer the network for a number of classes
/// @param preprocessing what its images went through when it was trained; its shape is that of the usual input
/// @param head the last layer's name, which is replaced for other classes, such as `fc`
public record VisionModel(String name, IntFunction<Layer> layer, ImagePreprocessing preprocessing, String head) {
    /// {@return the shape of the images that it is made for, `[C, H, W]`}
    public Shape image() {
        return preprocessing.shape();
    }

    /// {@return the network for images of the usual shape}
    ///
    /// @param classes the number of outputs
    public Network network(int classes) {
        return network(image(), classes);
    }

    /// {@return the network for images of any shape that the architecture admits}
    ///
    /// @param image `[C, H, W]`
    /// @param classes the number of outputs
    /// @throws org.madaline.graph.ShapeException if the images are too small
    public Network network(Shape image, int classes) {
        return new Network(image, layer.apply(classes));
    }

    /// {@return the architecture with weights by PyTorch's names, ready to be asked: with its own preprocessing, for classes of
    /// the given names}
    /// ```java
    /// var resnet = VisionModels.of("resnet18").load(Path.of("resnet18.safetensors"), names);
    /// resnet.predict(ImageIO.read(file)).top(5);
    /// ```
    ///
    /// @param weights    a safetensors file; heads that only help to train may be missing or there
    /// @param classNames in the order of the outputs
    /// @throws IOException if the file is missing, damaged, or does not hold the weights of this architecture; the message
    ///     names all tensors that are missing, unexpected or of another shape
    public Pipeline<ClassPrediction> load(Path weights, List<String> classNames) throws IOException {
        try {
            return SafeTensors.reading(weights, (tensors, _) -> pipeline(tensors, classNames));
        } catch (IllegalArgumentException e) {
            throw new FormatException(weights.toString(), "does not hold the weights of " + name + " for " + classNames.size() + " classes: "
                    + e.getMessage(), e);
        }
    }

    /// {@return the same with classes called by their numbers; how many they are, the weights tell}
    ///
    /// @param weights a safetensors file; heads that only help to train may be missing or there
    /// @throws IOException as the other
    public Pipeline<ClassPrediction> load(Path weights) throws IOException {
        Header.Entry bias = SafeTensors.readHeader(weights).entries().get(head + ".bias");
        if (bias == null) {
            throw new FormatException(weights, "does not hold the weights of " + name + ": there is no " + head + ".bias");
        }
        return load(weights, IntStream.range(0, bias.shape().size()).mapToObj(Integer::toString).toList());
    }

    private Pipeline<ClassPrediction> pipeline(Map<String, ? extends TensorSource> tensors, List<String> classNames) {
        Network network = network(classNames.size());
        var task = new ClassTask(classNames);
        Model model = new Model(network, tensors, Optional.of(task), Optional.empty(), Map.of());
        return new Pipeline<>(new PictureFeatures(preprocessing, network.input()), new NetworkEstimator(model), task, Map.of());
    }
}
