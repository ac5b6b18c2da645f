package org.madaline.formats.image;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.madaline.data.Dataset;
import org.madaline.tensor.Shape;

/// What turns a picture of any size into the input of a network: stored with the model as a map, so that a picture is
/// treated when predicting as the training data were.
public sealed interface ImagePreprocessing {
    /// {@return the shape of the result, `[C, H, W]`}
    Shape shape();

    /// {@return the picture in the network's size and number of channels, its values still from 0 to 1}
    ///
    /// @param image of any size, with 1 or 3 channels
    /// @throws IllegalArgumentException if the picture shows nothing, or is so long and thin that it would become too large
    Image fit(Image image);

    /// {@return what the network takes for a value of a channel, from 0 to 1}
    ///
    /// @param channel from 0
    /// @param value   from 0 to 1
    float normalized(int channel, float value);

    /// {@return the input of the network, row-major}
    ///
    /// @param image of any size, with 1 or 3 channels
    /// @throws IllegalArgumentException as [#fit]
    default float[] apply(Image image) {
        return normalized(fit(image).toArray());
    }

    /// Fitted pictures, perhaps augmented, as the network takes them.
    ///
    /// @param fitted examples of the shape `[C, H, W]`, values from 0 to 1
    /// @return the same examples with [#normalized(int, float)] applied to each value
    /// @throws IllegalArgumentException if they have another shape
    default Dataset normalized(Dataset fitted) {
        if (!fitted.inputShape().equals(shape())) {
            throw new IllegalArgumentException("the pictures " + fitted.inputShape() + " were not fitted to " + shape());
        }
        return fitted.mapInput(shape(), this::normalized);
    }

    private float[] normalized(float[] data) {
        int plane = shape().dim(1) * shape().dim(2);
        for (int i = 0; i < data.length; i++) {
            data[i] = normalized(i / plane, data[i]);
        }
        return data;
    }

    /// {@return the settings as texts, numbers and lists, as for JSON}
    Map<String, Object> toMap();

    /// Where the ink lies.
    enum Polarity {
        /// Told from the picture: ink is what differs most from the border.
        AUTO,
        /// Black ink on white paper.
        DARK_ON_LIGHT,
        /// White ink on black, as in MNIST.
        LIGHT_ON_DARK
    }

    /// What the makers of MNIST did: the ink, white on black, is cut out, scaled so that its longer side has `box`
    /// pixels, and placed with its centre of mass in the middle of `size` x `size`. A picture of this size is
    /// taken to be placed already and only brought to white on black.
    ///
    /// @param size     the side of the result, 28 for MNIST
    /// @param box      the longer side of the ink, 20 for MNIST
    /// @param polarity whether the pictures are dark on light or light on dark
    record CenteredInk(int size, int box, Polarity polarity) implements ImagePreprocessing {
        /// As for MNIST, either way round.
        public static final CenteredInk MNIST = new CenteredInk(28, 20, Polarity.AUTO);

        /// As for the digits of 8x8 pixels, which fill the whole picture.
        public static final CenteredInk DIGITS = new CenteredInk(8, 8, Polarity.AUTO);

        /// Settings, checked.
        ///
        /// @throws IllegalArgumentException if the box is not from 1 to the size
        public CenteredInk {
            if (box < 1 || box > size) {
                throw new IllegalArgumentException("the box lies between 1 and the size, " + size + ", not " + box);
            }
        }

        @Override
        public Shape shape() {
            return Shape.of(1, size, size);
        }

        @Override
        public Image fit(Image image) {
            Image grey = image.grey();
            boolean done = grey.height() == size
                    && grey.width() == size
                    && polarity != Polarity.DARK_ON_LIGHT
                    && Ink.border(grey) == 0;
            return done ? grey : new Image(1, size, size, Ink.of(grey, polarity).centered(size, box));
        }

        @Override
        public float normalized(int channel, float value) {
            return value;
        }

        @Override
        public Dataset normalized(Dataset fitted) {
            return fitted;
        }

        @Override
        public Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("kind", "centered-ink");
            map.put("size", size);
            map.put("box", box);
            map.put("polarity", polarity.name());
            return map;
        }
    }

    /// What networks for photographs are trained with: the shorter side is scaled to `resize`, the middle of
    /// `height` x `width` cut out, each channel standardized.
    ///
    /// @param resize        the shorter side after scaling, at least height and width
    /// @param height        the height of the result
    /// @param width         the width of the result
    /// @param interpolation how it is scaled
    /// @param mean          what is subtracted from each channel; one number for grey, three for RGB
    /// @param deviation     what each channel is divided by
    record ResizeAndCrop(
            int resize, int height, int width, Interpolation interpolation, List<Double> mean, List<Double> deviation)
            implements ImagePreprocessing {
        /// As torchvision's classifiers of 224x224 pixels were trained on ImageNet.
        public static final ResizeAndCrop IMAGENET = new ResizeAndCrop(
                256, 224, 224, List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));

        /// Scaled by [Interpolation#BILINEAR].
        ///
        /// @param resize    the shorter side after scaling, at least height and width
        /// @param height    the height of the result
        /// @param width     the width of the result
        /// @param mean      what is subtracted from each channel; one number for grey, three for RGB
        /// @param deviation what each channel is divided by
        public ResizeAndCrop(int resize, int height, int width, List<Double> mean, List<Double> deviation) {
            this(resize, height, width, Interpolation.BILINEAR, mean, deviation);
        }

        /// Settings, checked.
        ///
        /// @throws IllegalArgumentException if the part does not lie within, or there is not one mean and one positive
        ///     deviation for each of 1 or 3 channels
        public ResizeAndCrop {
            mean = List.copyOf(mean);
            deviation = List.copyOf(deviation);
            if (height < 1 || width < 1 || resize < height || resize < width) {
                throw new IllegalArgumentException("a part of " + height + "x" + width
                        + " cannot be cut out of a picture whose shorter side has " + resize + " pixels");
            }
            if (mean.size() != 1 && mean.size() != 3 || deviation.size() != mean.size()) {
                throw new IllegalArgumentException("there must be one mean and one deviation for each of 1 or 3 channels,"
                        + " not " + mean.size() + " and " + deviation.size());
            }
            if (deviation.stream().anyMatch(d -> !(d > 0))) {
                throw new IllegalArgumentException("a deviation must be positive: " + deviation);
            }
        }

        @Override
        public Shape shape() {
            return Shape.of(mean.size(), height, width);
        }

        @Override
        public Image fit(Image image) {
            Image channels = mean.size() == 1 ? image.grey() : image.rgb();
            return channels.resizeShorterAndCrop(resize, height, width, interpolation).clamped();
        }

        @Override
        public float normalized(int channel, float value) {
            return (float) ((value - mean.get(channel)) / deviation.get(channel));
        }

        @Override
        public Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("kind", "resize-and-crop");
            map.put("resize", resize);
            map.put("height", height);
            map.put("width", width);
            map.put("interpolation", interpolation.name());
            map.put("mean", mean);
            map.put("deviation", deviation);
            return map;
        }
    }

    /// {@return the settings from such a map}
    ///
    /// @param map as [#toMap] returns it
    /// @throws IllegalArgumentException if the kind is unknown, or a setting is missing or impossible
    static ImagePreprocessing fromMap(Map<String, ?> map) {
        Object kind = map.get("kind");
        if ("centered-ink".equals(kind)) {
            return new CenteredInk(
                    integer(map, "size"), integer(map, "box"), Polarity.valueOf(String.valueOf(map.get("polarity"))));
        }
        if ("resize-and-crop".equals(kind)) {
            return new ResizeAndCrop(
                    integer(map, "resize"),
                    integer(map, "height"),
                    integer(map, "width"),
                    interpolation(map),
                    numbers(map, "mean"),
                    numbers(map, "deviation"));
        }
        throw new IllegalArgumentException(
                "the preprocessing of pictures is centered-ink or resize-and-crop, not " + kind);
    }

    private static Interpolation interpolation(Map<String, ?> map) {
        // Models of older versions do not name it.
        String name = String.valueOf(map.containsKey("interpolation") ? map.get("interpolation") : "BILINEAR");
        return Arrays.stream(Interpolation.values())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the interpolation of pictures is one of "
                        + Arrays.toString(Interpolation.values()) + ", not " + name));
    }

    private static int integer(Map<String, ?> map, String key) {
        if (map.get(key) instanceof Number number && number.doubleValue() == number.intValue()) {
            return number.intValue();
        }
        throw new IllegalArgumentException(
                "the preprocessing of pictures needs a whole number as " + key + ", not " + map.get(key));
    }

    private static List<Double> numbers(Map<String, ?> map, String key) {
        if (map.get(key) instanceof List<?> list && list.stream().allMatch(Number.class::isInstance)) {
            return list.stream().map(number -> ((Number) number).doubleValue()).toList();
        }
        throw new IllegalArgumentException(
                "the preprocessing of pictures needs a list of numbers as " + key + ", not " + map.get(key));
    }
}
