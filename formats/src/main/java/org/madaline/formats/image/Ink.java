package org.madaline.formats.image;

import java.util.Arrays;
import org.madaline.formats.image.ImagePreprocessing.Polarity;

/// How much ink each pixel of a picture holds, from 0, the ground, to 1, the strongest.
record Ink(Image picture) {
    /// What is weaker is noise of the paper or of JPEG.
    private static final float NOISE = 0.1f;

    /// A picture in which nothing differs more than this from the ground is blank.
    private static final float BLANK = 0.04f;

    static Ink of(Image grey, Polarity polarity) {
        float ground = border(grey);
        float[] values = grey.toArray();
        float lightest = ground;
        float darkest = ground;
        for (float value : values) {
            lightest = Math.max(lightest, value);
            darkest = Math.min(darkest, value);
        }
        boolean dark = switch (polarity) {
            case AUTO -> ground - darkest > lightest - ground;
            case DARK_ON_LIGHT -> true;
            case LIGHT_ON_DARK -> false;
        };
        float strongest = dark ? ground - darkest : lightest - ground;
        if (!(strongest > BLANK)) {
            throw new IllegalArgumentException("the picture is blank: nothing on it is "
                    + (polarity == Polarity.AUTO ? "clearly lighter or darker" : dark ? "darker" : "lighter")
                    + " than its border");
        }
        // On a perfectly white or black ground there is no noise, and the faint rims of the strokes are kept.
        float least = ground == 0 || ground == 1 ? 0 : NOISE;
        for (int i = 0; i < values.length; i++) {
            float ink = (dark ? ground - values[i] : values[i] - ground) / strongest;
            values[i] = ink < least ? 0 : Math.min(ink, 1);
        }
        return new Ink(new Image(1, grey.height(), grey.width(), values));
    }

    /// The median of the outermost pixels: the ground, as long as the drawing does not cover most of the rim.
    static float border(Image grey) {
        int height = grey.height();
        int width = grey.width();
        float[] rim = new float[2 * (height + width)];
        for (int x = 0; x < width; x++) {
            rim[2 * x] = grey.get(0, 0, x);
            rim[2 * x + 1] = grey.get(0, height - 1, x);
        }
        for (int y = 0; y < height; y++) {
            rim[2 * (width + y)] = grey.get(0, y, 0);
            rim[2 * (width + y) + 1] = grey.get(0, y, width - 1);
        }
        Arrays.sort(rim);
        return rim[rim.length / 2];
    }

    float[] centered(int size, int box) {
        if (picture.height() == size && picture.width() == size) {
            return picture.toArray();
        }
        Image cut = bounded();
        int longer = Math.max(cut.height(), cut.width());
        Image small = cut.resize(
                Math.max(1, Math.round((float) cut.height() * box / longer)),
                Math.max(1, Math.round((float) cut.width() * box / longer)));
        float[] ink = small.toArray();
        float strongest = 0;
        double mass = 0;
        double rows = 0;
        double columns = 0;
        for (int i = 0; i < ink.length; i++) {
            strongest = Math.max(strongest, ink[i]);
            mass += ink[i];
            rows += (double) ink[i] * (i / small.width());
            columns += (double) ink[i] * (i % small.width());
        }
        int top = offset(size, small.height(), rows / mass);
        int left = offset(size, small.width(), columns / mass);
        float[] result = new float[size * size];
        for (int y = 0; y < small.height(); y++) {
            for (int x = 0; x < small.width(); x++) {
                // Thin strokes fade when they shrink; those of MNIST reach white.
                result[(top + y) * size + left + x] = ink[y * small.width() + x] / strongest;
            }
        }
        return result;
    }

    /// Where the ink begins if its centre of mass is to lie in row or column size / 2, as in MNIST (where it lies within
    /// half a pixel of index 14 in all images), and it must not leave the picture.
    private static int offset(int size, int length, double center) {
        return Math.clamp(Math.round(size / 2.0 - center), 0, size - length);
    }

    /// The smallest part that holds all that is clearly ink.
    private Image bounded() {
        int top = picture.height();
        int bottom = -1;
        int left = picture.width();
        int right = -1;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                if (picture.get(0, y, x) >= 2 * NOISE) {
                    top = Math.min(top, y);
                    bottom = y;
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                }
            }
        }
        return picture.crop(top, left, bottom - top + 1, right - left + 1);
    }
}
