package org.madaline.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.madaline.tensor.Shape;

class PictureTest {
    private static int[] rgb(BufferedImage image, int x) {
        int pixel = image.getRGB(x, 0);
        return new int[] {pixel >> 16 & 0xFF, pixel >> 8 & 0xFF, pixel & 0xFF};
    }

    @Test
    void picturesKeepTheirValues() {
        BufferedImage image = Picture.image(Shape.of(3, 1, 2), new float[] {0.2f, 1, 0.4f, 1, 0.6f, 1});
        assertThat(rgb(image, 0)).containsExactly(51, 102, 153);
        assertThat(rgb(image, 1)).containsExactly(255, 255, 255);
        // One of little contrast is not stretched.
        BufferedImage grey = Picture.image(Shape.of(1, 1, 3), new float[] {0.4f, 0.6f, Float.NaN});
        assertThat(rgb(grey, 0)).containsExactly(102, 102, 102);
        assertThat(rgb(grey, 1)).containsExactly(153, 153, 153);
        assertThat(rgb(Picture.image(Shape.of(1, 1, 2), new float[] {-3, 7}), 1)).containsExactly(255, 255, 255);
    }

    @Test
    void weightsOfColoursAreAColourPicture() {
        BufferedImage kernel = Picture.weights(Shape.of(3, 1, 2), new float[] {2, 0, -2, 0, 1, 0});
        assertThat(rgb(kernel, 0)).containsExactly(255, 0, 191);
        assertThat(rgb(kernel, 1)).containsExactly(128, 128, 128);
    }

    @Test
    void weightsOfOneChannelAreRedAndBlue() {
        BufferedImage kernel = Picture.weights(Shape.of(1, 1, 3), new float[] {2, 0, -2});
        assertThat(rgb(kernel, 0)).containsExactly(255, 0, 0);
        assertThat(rgb(kernel, 1)).containsExactly(255, 255, 255);
        assertThat(rgb(kernel, 2)).containsExactly(0, 115, 255);
    }
}
