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
    /// From this side on an image is shown smoothly; the pixels of smaller ones are to be seen.
    private static final int SMOOTH = 100;

    private Picture() {}

    /// A picture, `[1, H, W]` or `[3, H, W]`, with values from 0, black, to 1, white.
    static BufferedImage image(Shape shape, float[] values) {
        return drawn(shape, values, 0, 1);
    }

    /// Weights. Those of one channel: white is zero, blue negative, red positive, the strongest colour the largest magnitude.
    /// Those of red, green and blue: middle grey is zero, the brightest and the darkest the largest magnitude.
    static BufferedImage weights(Shape shape, float[] values) {
        float largest = 1e-12f;
        for (float value : values) {
            largest = Float.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest;
        }
        return shape.dim(0) == 3 ? drawn(shape, values, -largest, largest) : signed(shape, values, largest);
    }

    /// @param black the value that is black
    /// @param white the value that is white
    private static BufferedImage drawn(Shape shape, float[] values, float black, float white) {
        int height = shape.dim(-2);
        int width = shape.dim(-1);
        boolean colour = shape.dim(0) == 3;
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < height * width; i++) {
            int rgb = 0;
            for (int c = 0; c < 3; c++) {
                float value = values[colour ? c * height * width + i : i];
                rgb = rgb << 8 | Math.clamp(Math.round(255 * (value - black) / (white - black)), 0, 255);
            }
            image.setRGB(i % width, i / width, rgb);
        }
        return image;
    }

    private static BufferedImage signed(Shape shape, float[] values, float largest) {
        int height = shape.dim(-2);
        int width = shape.dim(-1);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < height * width; i++) {
            float strength = Math.clamp(values[i] / largest, -1, 1);
            int fade = Math.round(255 * (1 - Math.abs(strength)));
            int middle = Math.round(255 - 140 * Math.abs(strength));
            image.setRGB(i % width, i / width, strength < 0
                    ? fade << 16 | middle << 8 | 0xFF
                    : 0xFF << 16 | fade << 8 | fade);
        }
        return image;
    }

    /// The image as an element of a page.
    static String tag(BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.setUseCache(false);
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "<img alt=\"\"" + (Math.max(image.getWidth(), image.getHeight()) < SMOOTH ? " class=\"pixels\"" : "")
                + " src=\"data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray()) + "\">";
    }
}
