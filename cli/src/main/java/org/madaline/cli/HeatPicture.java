package org.madaline.cli;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import org.madaline.formats.image.Image;
import org.madaline.plots.Colormap;
import org.madaline.tensor.Tensor;

/// Numbers as pictures: maps over the picture that they explain, and grids of maps.
final class HeatPicture {
    /// Pictures with shorter sides are enlarged, so that their pixels can be seen.
    private static final int SIDE = 224;

    /// The share of the values that the colours span; what is larger takes the last colour.
    private static final double SPAN = 0.99;

    private static final int GAP = 1;

    private HeatPicture() {}

    /// A map of values of at least 0 over a picture: from none, the picture in grey, to the strongest, yellow.
    static Image positive(Tensor map, Image picture) {
        return over(map, picture, Colormap.VIRIDIS, value -> value);
    }

    /// A map of signed values over a picture: blue speaks against, orange for what is explained.
    static Image signed(Tensor map, Image picture) {
        return over(map, picture, Colormap.DIVERGING, value -> 0.5 + value / 2);
    }

    private static Image over(Tensor map, Image picture, Colormap colors, java.util.function.DoubleUnaryOperator place) {
        Image values = Image.of(map).resize(picture.height(), picture.width());
        Image grey = picture.grey();
        int plane = picture.height() * picture.width();
        float[] data = values.toArray();
        double bound = bound(data);
        float[] rgb = new float[3 * plane];
        for (int i = 0; i < plane; i++) {
            double value = Math.clamp(data[i] / bound, -1, 1);
            float ground = grey.get(0, i / picture.width(), i % picture.width());
            float share = (float) (0.25 + 0.6 * Math.abs(value));
            Color color = colors.at(place.applyAsDouble(value));
            rgb[i] = ground + share * (color.getRed() / 255f - ground);
            rgb[plane + i] = ground + share * (color.getGreen() / 255f - ground);
            rgb[2 * plane + i] = ground + share * (color.getBlue() / 255f - ground);
        }
        return enlarged(new Image(3, picture.height(), picture.width(), rgb));
    }

    /// The magnitude that most values do not exceed.
    private static double bound(float[] values) {
        float[] sorted = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            sorted[i] = Math.abs(values[i]);
        }
        Arrays.sort(sorted);
        float largest = sorted[sorted.length - 1];
        float bound = sorted[(int) (SPAN * (sorted.length - 1))];
        // Where nearly all is 0, the few others count.
        return Math.max(bound > 0 ? bound : largest, Float.MIN_NORMAL);
    }

    /// Pictures of equal size side by side, each stretched from black to white.
    static Image grid(List<Image> tiles) {
        Image first = tiles.getFirst();
        int columns = (int) Math.ceil(Math.sqrt(tiles.size()));
        int rows = Math.ceilDiv(tiles.size(), columns);
        int height = rows * (first.height() + GAP) - GAP;
        int width = columns * (first.width() + GAP) - GAP;
        float[] data = new float[first.channels() * height * width];
        Arrays.fill(data, 1);
        for (int t = 0; t < tiles.size(); t++) {
            float[] tile = stretched(tiles.get(t).toArray());
            for (int row = 0; row < first.channels() * first.height(); row++) {
                int y = t / columns * (first.height() + GAP) + row % first.height();
                int to = (row / first.height() * height + y) * width + t % columns * (first.width() + GAP);
                System.arraycopy(tile, row * first.width(), data, to, first.width());
            }
        }
        return enlarged(new Image(first.channels(), height, width, data));
    }

    private static float[] stretched(float[] values) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = high > low ? (values[i] - low) / (high - low) : 0;
        }
        return values;
    }

    /// Each pixel as a square of pixels, where the picture is small.
    static Image enlarged(Image image) {
        int factor = Math.ceilDiv(SIDE, Math.min(image.height(), image.width()));
        if (factor <= 1) {
            return image;
        }
        int height = factor * image.height();
        int width = factor * image.width();
        float[] data = new float[image.channels() * height * width];
        for (int i = 0; i < data.length; i++) {
            int row = i / width % height / factor;
            data[i] = image.get(i / (height * width), row, i % width / factor);
        }
        return new Image(image.channels(), height, width, data);
    }
}
