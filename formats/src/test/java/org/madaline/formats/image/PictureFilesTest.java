package org.madaline.formats.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.madaline.formats.FormatException;

/// Files as other programs write them, and as only an enemy does.
class PictureFilesTest {
    @TempDir
    Path folder;

    @Test
    void everyKindIsReadAsPillowReadsIt() throws IOException, URISyntaxException {
        Path kinds = Path.of(PictureFilesTest.class.getResource("kinds").toURI());
        List<Path> files;
        try (Stream<Path> all = Files.list(kinds)) {
            files = all.filter(file -> Files.exists(Path.of(file + ".png"))).sorted().toList();
        }
        assertThat(files).hasSize(18);
        for (Path file : files) {
            Image expected = Images.read(Path.of(file + ".png")).rgb();
            Image actual = Images.read(file).rgb();
            assertThat(actual).as(file.toString()).hasToString(expected.toString());
            // Decoders of JPEG differ in their last digit, here by up to 4 levels where colours meet.
            // Palettes of TIFF have 16 bits, which Pillow cuts off and the JDK rounds.
            String name = file.getFileName().toString();
            float tolerance = name.endsWith(".jpg") ? 4.5f / 255 : name.equals("palette.tif") ? 1.1f / 255 : 1e-6f;
            assertThat(actual.toArray()).as(file.toString()).containsExactly(expected.toArray(), within(tolerance));
        }
    }

    /// A progressive JPEG of one colour with its last scan repeated, and a size of one's own.
    private Path progressive(int side, int scans) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB), null, null), param);
        }
        byte[] jpeg = bytes.toByteArray();
        int frame = find(jpeg, 0xC2, 0);
        ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) side).putShort(frame + 7, (short) side);
        int last = 0;
        for (int at = find(jpeg, 0xDA, 0); at >= 0; at = find(jpeg, 0xDA, at + 2)) {
            last = at;
        }
        var hostile = new ByteArrayOutputStream();
        hostile.write(jpeg, 0, jpeg.length - 2);
        for (int i = 0; i < scans; i++) {
            hostile.write(jpeg, last, jpeg.length - 2 - last);
        }
        hostile.write(jpeg, jpeg.length - 2, 2);
        return Files.write(folder.resolve("progressive.jpg"), hostile.toByteArray());
    }

    private static int find(byte[] jpeg, int marker, int from) {
        for (int i = from; i + 1 < jpeg.length; i++) {
            if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) marker) {
                return i;
            }
        }
        return -1;
    }

    @Test
    void manyEmptyPassesAreRefusedBeforeTheyAreDecoded() throws IOException {
        Path file = progressive(5700, 150);
        assertThat(Files.size(file)).isLessThan(20_000);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertThatThrownBy(() -> Images.read(file))
                .isInstanceOf(FormatException.class).hasMessageContaining("passes"));
        assertThat(Images.read(progressive(16, 0)).toString()).isEqualTo("RGB picture of 16x16");
    }

    private Path png(int width, int height) throws IOException {
        byte[] png = Images.png(new Image(1, 1, 1, new float[1]));
        ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
        var crc = new CRC32();
        crc.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
        return Files.write(folder.resolve("line.png"), png);
    }

    @Test
    void linesOfMillionsOfPixelsAreRefused() throws IOException {
        assertThatThrownBy(() -> Images.read(png(33_554_432, 1)))
                .isInstanceOf(FormatException.class).hasMessageContaining("33554432x1 pixels, more than the 65535 that a side may have");
        assertThatThrownBy(() -> Images.read(png(1, 65_536))).hasMessageContaining("65535");
    }

    private Path tiff() throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY), "tiff", bytes);
        return Files.write(folder.resolve("x.tif"), bytes.toByteArray());
    }

    @Test
    void aTiffWhoseDirectoriesGoRoundOrAreManyIsRefused() throws IOException {
        Path file = tiff();
        byte[] whole = Files.readAllBytes(file);
        ByteBuffer tiff = ByteBuffer.wrap(whole).order(whole[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = tiff.getShort(directory);
        tiff.putInt(directory + 2 + 12 * entries, directory);
        Files.write(file, whole);
        assertThatThrownBy(() -> Images.read(file)).isInstanceOf(FormatException.class).hasMessageContaining("leads nowhere");
        ByteBuffer two = ByteBuffer.allocate(2 * whole.length).order(tiff.order());
        tiff.putInt(directory + 2 + 12 * entries, whole.length);
        two.put(whole).put(whole, directory, 2 + 12 * entries).putInt(0);
        Files.write(file, two.array());
        assertThatThrownBy(() -> Images.read(file)).isInstanceOf(FormatException.class).hasMessageContaining("holds 2 pages");
    }

    @Test
    void aTiffThatAnnouncesMoreThanItHasIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(tiff());
        ByteBuffer tiff = ByteBuffer.wrap(whole).order(whole[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int refused = 0;
        for (int i = 0; i < tiff.getShort(directory); i++) {
            for (int place : new int[] {4, 8}) {
                ByteBuffer changed = ByteBuffer.wrap(whole.clone()).order(tiff.order());
                changed.putInt(directory + 2 + 12 * i + place, 0x7FFFFFF0);
                Path file = Files.write(folder.resolve("x.tif"), changed.array());
                try {
                    Images.read(file);
                } catch (FormatException e) {
                    assertThat(e).hasMessageStartingWith(file + ": ").hasMessageNotContaining("null");
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(8);
    }
}
