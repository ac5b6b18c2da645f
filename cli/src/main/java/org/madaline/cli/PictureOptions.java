package org.madaline.cli;

import java.util.List;
import java.util.Optional;
import org.madaline.runs.Augmentations;
import org.madaline.runs.PictureSettings;
import picocli.CommandLine.Option;

/// The flags of `train` that have to do with pictures and foreign weights.
final class PictureOptions {
    @Option(
            names = "--size",
            paramLabel = "N",
            defaultValue = "0",
            description = "The side of the pictures of a folder in pixels (default: the architecture's).")
    int size;

    @Option(
            names = "--augment",
            arity = "0..1",
            paramLabel = "NAMES",
            split = ",",
            fallbackValue = Augmentations.AUTO,
            completionCandidates = Candidates.Changes.class,
            description = "Change the training pictures at random, anew in each epoch; without names what suits the data."
                    + " A name may have a strength, as in flip,rotate=10,mixup=0.4: ${COMPLETION-CANDIDATES}.")
    List<String> augment = List.of();

    @Option(
            names = "--test-augment",
            arity = "0..1",
            paramLabel = "NAMES",
            split = ",",
            fallbackValue = Augmentations.AUTO,
            description = "Have the model predict the mean over views of a picture, which takes as many times longer: flip, also"
                    + " its mirror image; crop=0.04, also moved towards the four corners by this share of its side;"
                    + " flip,crop=0.04, all ten. Without names what suits the data.")
    List<String> testAugment = List.of();

    @Option(names = "--strict", description = "Stop at a picture that cannot be used; otherwise it is left out and reported.")
    boolean strict;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = "Start from the weights of a safetensors file; a head for other classes is replaced.")
    Optional<String> weights = Optional.empty();

    @Option(
            names = "--freeze",
            paramLabel = "PARTS",
            split = ",",
            description = "Leave these parts as they are, such as conv1,layer1; backbone: all but the last layer.")
    List<String> freeze = List.of();

    /// The settings, checked.
    ///
    /// @throws UsageError naming the flag of a value that cannot be
    PictureSettings settings(String data) {
        return new PictureSettings(size, Augmentations.resolve(augment, data),
                Augmentations.resolveViews(testAugment, data), strict, weights, freeze);
    }
}
