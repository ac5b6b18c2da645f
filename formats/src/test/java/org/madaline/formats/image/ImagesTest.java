package org.madaline.formats.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.madaline.formats.FormatException;

class ImagesTest {
    @TempDir
    Path directory;

    private static Image picture(int channels, int height, int width) {
        Random random = new Random(7);
        float[] data = new float[channels * height * width];
        for (int i = 0; i < data.length; i++) {
            data[i] = random.nextInt(256) * (1f / 255);
        }
        return new Image(channels, height, width, data);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void pngKeepsEveryValue(int channels) throws IOException {
        Image image = picture(channels, 5, 7);
        Path file = directory.resolve("picture.png");
        Images.writePng(file, image);
        assertThat(Images.read(file)).isEqualTo(image);
    }

    @ParameterizedTest
    @CsvSource({"bmp", "gif", "jpg", "tiff"})
    void readsTheOtherFormats(String format) throws IOException {
        BufferedImage image = new BufferedImage(16, 8, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 128; i++) {
            image.setRGB(i % 16, i / 16, i % 16 < 8 ? 0xFF0000 : 0xFFFFFF);
        }
        Path file = directory.resolve("picture." + format);
        assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
        Image read = Images.read(file);
        assertThat(read.toString()).isEqualTo("RGB picture of 16x8");
        assertThat(read.get(0, 4, 2)).isCloseTo(1, within(0.02f));
        assertThat(read.get(1, 4, 2)).isCloseTo(0, within(0.02f));
        assertThat(read.get(2, 4, 13)).isCloseTo(1, within(0.02f));
    }

    @Test
    void keepsSixteenBitsAndShowsTransparencyOnWhite() throws IOException {
        BufferedImage grey = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
        grey.getRaster().setSample(0, 0, 0, 12345);
        Path file = directory.resolve("picture.png");
        ImageIO.write(grey, "png", file.toFile());
        assertThat(Images.read(file).get(0, 0, 0)).isEqualTo(12345 * (1f / 65535));
        BufferedImage transparent = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        transparent.setRGB(0, 0, 0x80FF0000);
        ImageIO.write(transparent, "png", file.toFile());
        Image read = Images.read(file);
        assertThat(read.get(0, 0, 0)).isEqualTo(1);
        assertThat(read.get(1, 0, 0)).isCloseTo(127 / 255f, within(1e-6f));
        assertThat(read.get(1, 0, 1)).isEqualTo(1);
        BufferedImage palette = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
        palette.setRGB(1, 0, 0xFFFFFFFF);
        ImageIO.write(palette, "png", file.toFile());
        assertThat(Images.read(file).grey().toArray()).containsExactly(0, 1);
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 0, 8, 16", "2, 0, 15, 8, 16", "3, 7, 15, 8, 16", "4, 7, 0, 8, 16", "5, 0, 0, 16, 8",
        "6, 0, 7, 16, 8", "7, 15, 7, 16, 8", "8, 15, 0, 16, 8"})
    void turnsAsTheCameraNoted(int orientation, int row, int column, int height, int width) throws IOException {
        // A black picture with a white block at the top left corner.
        BufferedImage image = new BufferedImage(16, 8, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 16; i++) {
            image.setRGB(i % 4, i / 4, 0xFFFFFF);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", bytes);
        byte[] jpeg = bytes.toByteArray();
        byte[] exif = HexFormat.of().parseHex(
                "ffe1002245786966000049492a00080000000100120103000100000000000000" + "00000000");
        exif[28] = (byte) orientation;
        ByteBuffer with = ByteBuffer.allocate(jpeg.length + exif.length);
        with.put(jpeg, 0, 2).put(exif).put(jpeg, 2, jpeg.length - 2);
        Path file = Files.write(directory.resolve("picture.jpg"), with.array());
        Image read = Images.read(file);
        assertThat(read.height()).isEqualTo(height);
        assertThat(read.width()).isEqualTo(width);
        assertThat(read.get(0, row, column)).isCloseTo(1, within(0.1f));
        assertThat(read.get(0, height - 1 - row, width - 1 - column)).isCloseTo(0, within(0.1f));
        assertThat(read.get(0, row, width - 1 - column)).isCloseTo(0, within(0.1f));
    }

    @Test
    void refusesTooLargeBeforeDecoding() throws IOException {
        byte[] png = Images.png(picture(1, 1, 1));
        ByteBuffer header = ByteBuffer.wrap(png);
        header.putInt(16, 100_000).putInt(20, 100_000);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        header.putInt(29, (int) crc.getValue());
        Path file = Files.write(directory.resolve("bomb.png"), png);
        assertThatThrownBy(() -> Images.read(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("bomb.png: has 100000x100000 pixels, more than the 33554432 that are read");
    }

    @Test
    void refusesCmykAnimationsAndOtherFormats() throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 8, 8, 4, null);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(new IIOImage(raster, null, null));
        }
        Path file = Files.write(directory.resolve("cmyk.jpg"), bytes.toByteArray());
        assertRefused(file, "convert it to RGB");

        ImageWriter gif = ImageIO.getImageWritersByFormatName("gif").next();
        bytes.reset();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            gif.setOutput(out);
            gif.prepareWriteSequence(null);
            for (int i = 0; i < 3; i++) {
                gif.writeToSequence(
                        new IIOImage(new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY), null, null), null);
            }
            gif.endWriteSequence();
        }
        assertRefused(Files.write(file, bytes.toByteArray()), "animation of 3 pictures");
        assertRefused(Files.writeString(file, "RIFF    WEBPVP8 "), "formats png, jpeg, gif, bmp, tiff: it is WebP, which is not read");
        assertRefused(Files.writeString(file, "\0\0\0 ftypheic"), "it is HEIC");
        assertRefused(Files.write(file, new byte[0]), "it is empty");
        assertRefused(Files.writeString(file, "hello"), "no known format");
        assertRefused(directory, "is no regular file");
        assertThatThrownBy(() -> Images.read(directory.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff"})
    void refusesEveryTruncation(String format) throws IOException {
        BufferedImage image = new BufferedImage(12, 12, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(3);
        for (int i = 0; i < 144; i++) {
            image.setRGB(i % 12, i / 12, random.nextInt(4) * 0x402010);
        }
        Path file = directory.resolve("picture." + format);
        ImageIO.write(image, format, file.toFile());
        byte[] whole = Files.readAllBytes(file);
        Image expected = Images.read(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            try {
                // Where only a trailer is missing, every pixel is there.
                assertThat(Images.read(file)).as("length %d of %d", length, whole.length).isEqualTo(expected);
            } catch (FormatException e) {
                assertThat(e.getMessage()).startsWith(file + ": ").doesNotContain("\n");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff"})
    void damagedBytesNeverEscapeAsAnotherException(String format) throws IOException {
        long seed = 20261123;
        Random random = new Random(seed);
        Path file = directory.resolve("picture." + format);
        ImageIO.write(new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB), format, file.toFile());
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = whole.clone();
            for (int k = 0; k <= random.nextInt(3); k++) {
                damaged[random.nextInt(Math.min(damaged.length, 700))] = (byte) random.nextInt(256);
            }
            Files.write(file, damaged);
            try {
                Images.read(file);
            } catch (FormatException e) {
                assertThat(e.getMessage()).as("seed %d, case %d", seed, i).startsWith(file + ": ").doesNotContain("\n");
            }
        }
    }

    private static void assertRefused(Path file, String reason) {
        assertThatThrownBy(() -> Images.read(file))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(reason);
    }
}
