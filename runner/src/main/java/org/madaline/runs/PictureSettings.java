package org.madaline.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.madaline.augment.Augmentation;
import org.madaline.augment.Augmented;
import org.madaline.augment.Mixing;
import org.madaline.data.Dataset;
import org.madaline.formats.image.ImagePreprocessing;
import org.madaline.formats.image.ImagePreprocessing.CenteredInk;
import org.madaline.formats.image.ImagePreprocessing.ResizeAndCrop;
import org.madaline.formats.safetensors.SafeTensors;
import org.madaline.layer.Network;
import org.madaline.model.StateDict;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// What decides how pictures are read and changed, and from which weights training starts.
///
/// @param size the side of the pictures; 0: the usual one of the architecture
/// @param augment names of [Augmentations], in the order in which they are applied
/// @param testAugment those names of which the views are made that the model averages over
/// @param strict whether a picture that cannot be read ends the command
/// @param weights a safetensors file with weights to start from; empty: random ones
/// @param freeze names, or beginnings of names up to a dot, of parameters that stay as they are; `backbone`: all but the head
public record PictureSettings(
        int size, List<String> augment, List<String> testAugment, boolean strict, Optional<String> weights, List<String> freeze) {
    /// For data that are no pictures, and pictures taken as they are.
    public static final PictureSettings NONE = new PictureSettings(0, List.of(), List.of(), false, Optional.empty(), List.of());

    private static final String BACKBONE = "backbone";

    /// Checks its components.
    ///
    /// @throws UsageError naming the flag of a value that cannot be
    public PictureSettings {
        augment = List.copyOf(augment);
        testAugment = List.copyOf(testAugment);
        freeze = List.copyOf(freeze);
        TrainSettings.atLeast("--size", size, 0);
        // Pictures of any size will do to see whether they can be.
        augment.forEach(text -> Augmentations.of(text, Shape.of(3, 32, 32)));
        if (!freeze.isEmpty() && weights.isEmpty()) {
            throw new UsageError("--freeze keeps parameters as they are, which makes sense with --weights only");
        }
    }

    /// {@return what makes the architecture's input of a picture, in the size that was asked for}
    ///
    /// @param usual the architecture's own
    public ImagePreprocessing preprocessing(ImagePreprocessing usual) {
        if (size == 0) {
            return usual;
        }
        return switch (usual) {
            case CenteredInk ink -> new CenteredInk(size, Math.max(1, size * ink.box() / ink.size()), ink.polarity());
            case ResizeAndCrop crop ->
                new ResizeAndCrop(
                        Math.max(size, size * crop.resize() / crop.height()),
                        size,
                        size,
                        crop.interpolation(),
                        crop.mean(),
                        crop.deviation());
        };
    }

    /// {@return the training part with its random changes}
    ///
    /// @param train   the training part
    /// @param picture the shape in which x is a picture
    /// @param seed    of the random numbers
    public Dataset augmented(Dataset train, Shape picture, long seed) {
        if (augment.isEmpty()) {
            return train;
        }
        var changes = new ArrayList<Augmentation>();
        Mixing mixing = null;
        for (String name : augment) {
            switch (Augmentations.of(name, picture)) {
                case Augmentations.Change change -> changes.add(change.augmentation());
                case Augmentations.Mixture mixture ->
                    mixing = mixing == null ? mixture.mixing() : mixing.or(mixture.mixing());
            }
        }
        var augmented = new Augmented(train.withInputShape(picture), Augmentation.all(changes), seed);
        return (mixing == null ? augmented : augmented.withMixing(mixing)).withInputShape(train.inputShape());
    }

    /// The network as it is to predict.
    ///
    /// @throws UsageError if it takes no pictures
    Network predicting(Network network) {
        if (testAugment.isEmpty()) {
            return network;
        }
        Shape input = network.input();
        if (input.rank() != 3) {
            throw new UsageError("--test-augment needs an architecture for pictures, such as --model small_cnn");
        }
        return new Network(input, Augmentations.views(testAugment, network.layer(), input));
    }

    /// The weights to start from, by name; a head for other classes is left to chance.
    ///
    /// @param head the last layer's name; empty where none can be replaced
    /// @throws UsageError if the tensors do not fit the network
    Map<String, Tensor> startingWeights(Network network, Optional<String> head, Consumer<String> progress)
            throws IOException {
        if (weights.isEmpty()) {
            return Map.of();
        }
        String file = weights.get();
        Map<String, Tensor> given = SafeTensors.read(Path.of(file)).tensors();
        Tensor last = head.map(h -> given.get(h + ".weight")).orElse(null);
        boolean replaced = last != null && last.shape().dim(0) != network.output().size();
        try {
            Map<String, Tensor> taken =
                    replaced ? StateDict.match(network, given, head.orElseThrow()) : StateDict.match(network, given);
            progress.accept(taken.size() + " tensors from " + file
                    + (replaced ? "; the head " + head.orElseThrow() + " is new: " + network.output().size() + " classes in place of "
                            + last.shape().dim(0) : ""));
            return taken;
        } catch (IllegalArgumentException e) {
            throw new UsageError("--weights " + file + ": " + e.getMessage());
        }
    }

    /// Which parameters stay as they are.
    ///
    /// @param names of all parameters
    /// @throws UsageError if a part names none of them
    Predicate<String> frozen(Optional<String> head, Iterable<String> names) {
        if (freeze.isEmpty()) {
            return _ -> false;
        }
        if (freeze.contains(BACKBONE) && head.isEmpty()) {
            throw new UsageError("--freeze backbone needs an architecture for pictures, such as --model resnet18");
        }
        for (String part : freeze) {
            boolean found = part.equals(BACKBONE);
            for (String name : names) {
                found |= isPart(name, part);
            }
            if (!found) {
                throw new UsageError("--freeze " + part + " names no parameter; see madaline inspect --tensors");
            }
        }
        return name -> freeze.stream().anyMatch(part -> part.equals(BACKBONE) ? !isPart(name, head.orElseThrow()) : isPart(name, part));
    }

    private static boolean isPart(String name, String part) {
        return name.equals(part) || name.startsWith(part + ".");
    }
}
