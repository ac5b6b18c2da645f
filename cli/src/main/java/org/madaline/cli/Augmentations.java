package org.madaline.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import org.madaline.augment.Affine;
import org.madaline.augment.Augmentation;
import org.madaline.augment.ColorJitter;
import org.madaline.augment.Cutout;
import org.madaline.augment.Elastic;
import org.madaline.augment.Flip;
import org.madaline.augment.Mixing;
import org.madaline.augment.RandAugment;
import org.madaline.augment.RandomCrop;
import org.madaline.augment.RandomErasing;
import org.madaline.augment.RandomResizedCrop;
import org.madaline.tensor.Shape;

/// What `--augment` can name, with settings that fit the pictures' size.
final class Augmentations {
    static final String AUTO = "auto";

    static final Choice<Named> CHOICE = choice();

    /// A change of one picture, or a mixture of two.
    sealed interface Named {}

    record Change(Function<Shape, Augmentation> of) implements Named {}

    record Mixture(Mixing of) implements Named {}

    private Augmentations() {}

    private static Choice<Named> choice() {
        var map = new LinkedHashMap<String, Named>();
        map.put("flip", new Change(_ -> Flip.HORIZONTAL));
        map.put("crop", new Change(shape -> new RandomCrop(Math.max(1, shape.dim(-1) / 8))));
        map.put("resized-crop", new Change(_ -> RandomResizedCrop.PHOTOGRAPHS));
        map.put("affine", new Change(_ -> new Affine(10, 0.08, 0.1, 5)));
        map.put("elastic", new Change(Augmentations::elastic));
        map.put("color", new Change(_ -> new ColorJitter(0.4, 0.4, 0.4, 0.1)));
        map.put("cutout", new Change(shape -> new Cutout(Math.max(1, shape.dim(-1) / 4))));
        map.put("erase", new Change(_ -> new RandomErasing()));
        map.put("randaugment", new Change(_ -> new RandAugment()));
        map.put("mixup", new Mixture(new Mixing.Mixup(0.2)));
        map.put("cutmix", new Mixture(new Mixing.CutMix(1)));
        return new Choice<>("--augment", map);
    }

    /// As strong for the picture's size as the usual settings are for 28x28.
    private static Augmentation elastic(Shape shape) {
        double scale = shape.dim(-1) / 28.0;
        return new Elastic(Elastic.DIGITS.alpha() * scale * scale, Elastic.DIGITS.sigma() * scale, 0);
    }

    /// The names given, where `auto` stands for what suits the data.
    static List<String> resolve(List<String> names, String data) {
        return names.stream().flatMap(name -> name.equals(AUTO) ? usual(data).stream() : java.util.stream.Stream.of(name)).toList();
    }

    private static List<String> usual(String data) {
        return switch (data) {
            case "mnist", "digits" -> List.of("affine");
            case "fashion-mnist" -> List.of("flip", "crop", "erase");
            default -> List.of("resized-crop", "flip", "color");
        };
    }
}
