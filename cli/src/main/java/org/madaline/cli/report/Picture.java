package org.madaline.cli.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.madaline.tensor.Shape;

/// Small images as PNG inside of a page.
final class Picture {
    private Picture() {}

    /// An input image, `[H, W]` in grey or `[C, H, W]` with 1 or 3 channels; its values are stretched from black to white.
    static String image(Shape shape, float[] values) {
        float[] bounds = bounds(values);
        float range = Math.max(bounds[1] - bounds[0], 1e-12f);
        int height = shape.dim(-2);
        int width = shape.dim(-1);
        boolean colour = shape.rank() == 3 && shape.dim(0) == 3;
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < height * width; i++) {
            int rgb = 0;
            for (int c = 0; c < 3; c++) {
                float value = values[colour ? c * height * width + i : i];
                rgb = rgb << 8 | Math.round(255 * (value - bounds[0]) / range);
            }
            image.setRGB(i % width, i / width, rgb);
        }
        return tag(image);
    }

    /// Weights `[H, W]`: white is zero, blue negative, red positive, the strongest colour the largest magnitude.
    static String weights(int height, int width, float[] values) {
        float[] bounds = bounds(values);
        float largest = Math.max(1e-12f, Math.max(-bounds[0], bounds[1]));
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < height * width; i++) {
            float strength = Math.clamp(values[i] / largest, -1, 1);
            int fade = Math.round(255 * (1 - Math.abs(strength)));
            int middle = Math.round(255 - 140 * Math.abs(strength));
            image.setRGB(i % width, i / width, strength < 0
                    ? fade << 16 | middle << 8 | 0xFF
                    : 0xFF << 16 | fade << 8 | fade);
        }
        return tag(image);
    }

    private static float[] bounds(float[] values) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            if (Float.isFinite(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        return low <= high ? new float[] {low, high} : new float[] {0, 1};
    }

    private static String tag(BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.setUseCache(false);
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "<img alt=\"\" src=\"data:image/png;base64,"
                + Base64.getEncoder().encodeToString(bytes.toByteArray()) + "\">";
    }
}
