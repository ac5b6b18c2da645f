package org.madaline.runs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
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
import org.madaline.layer.Layer;
import org.madaline.layer.TestTimeAugmentation;
import org.madaline.tensor.Shape;

/// What `--augment` can name: `flip`, or with a strength of its own `rotate=15`. Sides and distances are shares of the
/// picture's side, so that one setting suits all sizes.
public final class Augmentations {
    /// What stands for the augmentations that suit the data.
    public static final String AUTO = "auto";

    /// What `--test-augment` can name.
    private static final List<String> VIEWS = List.of("flip", "crop");

    /// All by name, in the order in which help lists them.
    public static final Choice<Kind> CHOICE = choice();

    /// A kind of augmentation and what its number means.
    ///
    /// @param meaning of the number; empty where it takes none
    /// @param usual the number where none is given
    /// @param of the augmentation for a number and the shape of the pictures
    public record Kind(String meaning, double usual, BiFunction<Double, Shape, Named> of) {
        /// Such as `degrees 15`.
        private String example() {
            return meaning + " " + String.valueOf(usual).replaceFirst("\\.0$", "");
        }
    }

    /// A change of one picture, or a mixture of two.
    public sealed interface Named {}

    /// A change of one picture.
    ///
    /// @param augmentation what is done with it
    public record Change(Augmentation augmentation) implements Named {}

    /// A mixture of two.
    ///
    /// @param mixing what is done with them
    public record Mixture(Mixing mixing) implements Named {}

    private Augmentations() {}

    private static Choice<Kind> choice() {
        var map = new LinkedHashMap<String, Kind>();
        map.put("flip", change("", 0, _ -> Flip.HORIZONTAL));
        map.put("vertical-flip", change("", 0, _ -> new Flip(true)));
        map.put("crop", sized("longest shift", 0.125, (share, shape) -> new RandomCrop(pixels(share, shape))));
        map.put("resized-crop", change("least area", 0.25, area -> new RandomResizedCrop(area, 4.0 / 3)));
        map.put("rotate", change("degrees", 15, degrees -> new Affine(degrees, 0, 0, 0)));
        map.put("shift", change("longest shift", 0.1, shift -> new Affine(0, shift, 0, 0)));
        map.put("scale", change("largest change", 0.2, scale -> new Affine(0, 0, scale, 0)));
        map.put("shear", change("degrees", 10, degrees -> new Affine(0, 0, 0, degrees)));
        map.put("affine", change("times the usual", 1, t -> new Affine(10 * t, 0.08 * t, 0.1 * t, 5 * t)));
        map.put("elastic", sized("alpha at 28x28", Elastic.DIGITS.alpha(), Augmentations::elastic));
        map.put("color", change("largest change", 0.4, change -> new ColorJitter(change, change, change, change / 4)));
        map.put("cutout", sized("side", 0.25, (share, shape) -> new Cutout(pixels(share, shape))));
        map.put("erase", change("probability", 0.5, p -> new RandomErasing(p, 0.02, 0.4, 10.0 / 3)));
        map.put("randaugment", change("magnitude", 9, magnitude -> new RandAugment(2, (int) magnitude)));
        map.put("mixup", new Kind("alpha", 0.2, (alpha, _) -> new Mixture(new Mixing.Mixup(alpha))));
        map.put("cutmix", new Kind("alpha", 1, (alpha, _) -> new Mixture(new Mixing.CutMix(alpha))));
        return new Choice<>("--augment", map);
    }

    private static Kind change(String meaning, double usual, DoubleFunction<Augmentation> of) {
        return sized(meaning, usual, (number, _) -> of.apply(number));
    }

    private static Kind sized(String meaning, double usual, BiFunction<Double, Shape, Augmentation> of) {
        return new Kind(meaning, usual, (number, shape) -> new Change(of.apply(number, shape)));
    }

    private static int pixels(double share, Shape shape) {
        return share <= 0 ? (int) Math.floor(share) : (int) Math.max(1, Math.round(share * shape.dim(-1)));
    }

    /// As strong for the picture's size as an alpha is for 28x28.
    private static Augmentation elastic(double alpha, Shape shape) {
        double scale = shape.dim(-1) / 28.0;
        return new Elastic(alpha * scale * scale, Elastic.DIGITS.sigma() * scale, 0);
    }

    /// The views that texts such as `flip` or `crop=0.04` stand for.
    ///
    /// @param picture the shape of the pictures, `[C, H, W]`
    /// @throws UsageError if another augmentation is named, or the number is impossible
    static TestTimeAugmentation views(List<String> texts, Layer layer, Shape picture) {
        int shift = 0;
        boolean mirror = false;
        for (String text : texts) {
            if (!VIEWS.contains(text.split("=", 2)[0])) {
                throw new UsageError("--test-augment takes " + String.join(" and ", VIEWS) + ", not " + text);
            }
            if (of("--test-augment", text, picture) instanceof Change(RandomCrop crop)) {
                shift = crop.padding();
            } else {
                mirror = true;
            }
        }
        return new TestTimeAugmentation(layer, shift, mirror);
    }

    /// {@return the augmentation that a text such as `flip` or `rotate=15` stands for}
    ///
    /// @param text such as `flip` or `rotate=15`
    /// @param picture the shape of the pictures, `[C, H, W]`
    /// @throws UsageError if the name is unknown or the number impossible
    public static Named of(String text, Shape picture) {
        return of("--augment", text, picture);
    }

    private static Named of(String flag, String text, Shape picture) {
        String[] parts = text.split("=", 2);
        Kind kind = CHOICE.get(parts[0]);
        if (parts.length == 2 && kind.meaning().isEmpty()) {
            throw new UsageError(flag + " " + parts[0] + " takes no number: " + text);
        }
        try {
            return kind.of().apply(parts.length == 1 ? kind.usual() : Double.parseDouble(parts[1]), picture);
        } catch (NumberFormatException e) {
            throw new UsageError(flag + " " + text + ": needs a number, such as " + kind.example());
        } catch (IllegalArgumentException e) {
            throw new UsageError(flag + " " + text + ": " + e.getMessage());
        }
    }

    /// {@return the names given, where `auto` stands for what suits the data}
    ///
    /// @param names of augmentations
    /// @param data  the name of the data set, or what the user gave in its place
    public static List<String> resolve(List<String> names, String data) {
        return names.stream().flatMap(name -> name.equals(AUTO) ? usual(data).stream() : Stream.of(name)).toList();
    }

    /// {@return the same for `--test-augment`}
    ///
    /// @param names of views
    /// @param data  the name of the data set, or what the user gave in its place
    public static List<String> resolveViews(List<String> names, String data) {
        return names.stream().flatMap(name -> name.equals(AUTO) ? usualViews(data).stream() : Stream.of(name)).toList();
    }

    private static List<String> usualViews(String data) {
        return switch (data) {
            case "mnist", "digits" -> List.of("crop=0.04");
            case "fashion-mnist" -> List.of("flip", "crop=0.04");
            default -> List.of("flip");
        };
    }

    private static List<String> usual(String data) {
        return switch (data) {
            case "mnist", "digits" -> List.of("affine");
            case "fashion-mnist" -> List.of("flip", "crop=0.04");
            default -> List.of("resized-crop", "flip", "color");
        };
    }

    /// {@return the names with what their numbers mean and usually are, for help}
    public static List<String> names() {
        return CHOICE.options().entrySet().stream()
                .map(e -> e.getKey() + (e.getValue().meaning().isEmpty() ? "" : " (" + e.getValue().example() + ")"))
                .toList();
    }
}
