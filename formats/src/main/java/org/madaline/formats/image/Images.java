package org.madaline.formats.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.madaline.formats.AtomicFile;
import org.madaline.formats.FormatException;

/// Reads PNG, JPEG, GIF, BMP and TIFF files, writes PNG files.
public final class Images {
    /// The largest picture that is decoded: 32 million pixels, 400 MB as floats.
    public static final int MAX_PIXELS = 1 << 25;

    /// The longest side of a picture that is decoded, as in JPEG files.
    public static final int MAX_SIDE = 65535;

    /// What a pixel takes while it is decoded: three floats, and up to eight bytes in the decoder.
    private static final int BYTES_PER_PIXEL = 20;

    /// Pixels that may be decoded at the same time: half of the memory, at most four of the largest pictures.
    private static final int ROOM = (int) Math.clamp(Runtime.getRuntime().maxMemory() / 2 / BYTES_PER_PIXEL, 1, 4L * MAX_PIXELS);

    private static final Semaphore DECODING = new Semaphore(ROOM, true);

    private static final List<String> FORMATS = List.of("png", "jpeg", "gif", "bmp", "tif");

    private Images() {}

    /// Reads a picture. Grey stays grey; 16 bits keep their precision; what is transparent is shown on white; the picture is
    /// turned as its EXIF orientation says; of several pictures in a JPEG file, as phones append them, it is the first. CMYK,
    /// animations, several pages and larger pictures than [#MAX_PIXELS] are refused.
    ///
    /// @param file of any name: the content tells the format
    /// @return the picture, values from 0 to 1
    /// @throws FormatException if the file is no whole picture of a known format
    public static Image read(Path file) throws IOException {
        return read(file, image -> image);
    }

    /// Reads a picture and makes something smaller of it. However many threads do so, the pictures that exist at the same
    /// time take half of the memory at most; further threads wait.
    ///
    /// @throws FormatException if the file is no whole picture of a known format
    static <T> T read(Path file, Function<Image, T> use) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString(), null, "there is no such file");
        }
        if (!Files.isRegularFile(file)) {
            throw new FormatException(file, "is no regular file");
        }
        try (RandomAccessFile data = new RandomAccessFile(file.toFile(), "r");
                ImageInputStream in = new FileImageInputStream(data)) {
            PictureHead head = decoded(file, () -> PictureHead.read(file, data));
            data.seek(0);
            ImageReader reader = decoded(file, () -> reader(file, in));
            try {
                return read(file, reader, head, use);
            } finally {
                reader.dispose();
            }
        }
    }

    private static <T> T read(Path file, ImageReader reader, PictureHead head, Function<Image, T> use) throws IOException {
        int pixels = decoded(file, () -> pixels(file, reader));
        if (pixels > ROOM) {
            throw new FormatException(file, "has " + pixels + " pixels, for which " + (long) pixels * BYTES_PER_PIXEL / 1_000_000
                    + " MB of memory are needed; give Java more (-Xmx), or scale the picture down");
        }
        DECODING.acquireUninterruptibly(pixels);
        try {
            Image image = decoded(file, () -> decode(file, reader, head.single()));
            return use.apply(image.oriented(head.orientation()));
        } finally {
            DECODING.release(pixels);
        }
    }

    /// {@return the format of a picture whose file begins so, also if it is none of those that are read; empty if it is no
    /// picture}
    ///
    /// @param start at least the first 16 bytes, or all where there are fewer
    public static Optional<String> kind(byte[] start) {
        return PictureKinds.read(start).or(() -> PictureKinds.of(start));
    }

    private interface Decoder<T> {
        T run() throws IOException;
    }

    private static <T> T decoded(Path file, Decoder<T> decoder) throws IOException {
        try {
            return decoder.run();
        } catch (FormatException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The JDK's decoders answer to damaged files with exceptions of many kinds.
            String detail = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new FormatException(file.toString(), "is a broken picture: "
                    + detail.lines().findFirst().orElse("no reason given"), e);
        }
    }

    private static ImageReader reader(Path file, ImageInputStream in) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
        String found = in.length() == 0 ? "it is empty" : "its first bytes are of no known format";
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            String format = reader.getFormatName().toLowerCase(Locale.ROOT);
            if (FORMATS.contains(format)) {
                reader.setInput(in, false, true);
                return reader;
            }
            found = "it is " + format;
        }
        in.seek(0);
        byte[] start = new byte[(int) Math.min(16, in.length())];
        in.readFully(start);
        throw new FormatException(file, "is no picture of the formats png, jpeg, gif, bmp, tiff: "
                + PictureKinds.of(start).map(kind -> "it is " + kind + ", which is not read; convert it to PNG or JPEG").orElse(found));
    }

    /// @throws FormatException if a picture of such a size is not read
    static void requireSize(Path file, long width, long height) throws FormatException {
        if (width < 1 || height < 1) {
            throw new FormatException(file, "is a broken picture: it has " + width + "x" + height + " pixels");
        }
        if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) {
            throw new FormatException(file, "has " + width + "x" + height + " pixels, more than the "
                    + (width * height > MAX_PIXELS ? MAX_PIXELS + " that are read" : MAX_SIDE + " that a side may have")
                    + "; scale it down");
        }
    }

    private static int pixels(Path file, ImageReader reader) throws IOException {
        long width = reader.getWidth(0);
        long height = reader.getHeight(0);
        requireSize(file, width, height);
        return (int) (width * height);
    }

    private static Image decode(Path file, ImageReader reader, boolean single) throws IOException {
        int count = single ? 1 : reader.getNumImages(true);
        if (count > 1) {
            throw new FormatException(file, "is an animation of " + count + " pictures; give a single one");
        }
        if (!reader.getImageTypes(0).hasNext()) {
            throw new FormatException(file, "has colours other than grey and RGB (CMYK, perhaps); convert it to RGB");
        }
        String[] warning = {null};
        reader.addIIOReadWarningListener((source, message) -> warning[0] = message);
        BufferedImage image = reader.read(0);
        if (warning[0] != null) {
            throw new FormatException(file, "is a broken or truncated picture: " + warning[0]);
        }
        return convert(file, image);
    }

    private static Image convert(Path file, BufferedImage image) throws FormatException {
        ColorModel model = image.getColorModel();
        int space = model.getColorSpace().getType();
        if (model.getComponentSize(0) > 16 || model.getTransferType() == DataBuffer.TYPE_SHORT) {
            throw new FormatException(file, "has " + model.getComponentSize(0)
                    + " bits per channel, or signed ones; convert it to 8 or 16 bits");
        }
        if (model instanceof ComponentColorModel && (space == ColorSpace.TYPE_GRAY || space == ColorSpace.TYPE_RGB)) {
            return samples(image.getRaster(), model);
        }
        // Palettes and packed pixels: at most eight bits. (For grey components this way would apply a gamma curve.)
        if (space != ColorSpace.TYPE_RGB) {
            throw new FormatException(file, "has colours other than grey and RGB" + (space == ColorSpace.TYPE_CMYK ? ", CMYK" : "")
                    + "; convert it to RGB");
        }
        int plane = image.getWidth() * image.getHeight();
        float[] data = new float[3 * plane];
        int[] row = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int x = 0; x < row.length; x++) {
                float alpha = (row[x] >>> 24) / 255f;
                for (int c = 0; c < 3; c++) {
                    float value = (row[x] >>> (16 - 8 * c) & 0xFF) * (1f / 255);
                    data[c * plane + y * row.length + x] = onWhite(value, alpha);
                }
            }
        }
        return new Image(3, image.getHeight(), image.getWidth(), data);
    }

    /// {@return a picture in memory, with the values that it would have if it were read from a file}
    ///
    /// @param picture with or without transparency
    /// @throws IllegalArgumentException if its colours are neither grey nor RGB
    public static Image of(BufferedImage picture) {
        try {
            return convert(Path.of("the picture"), picture);
        } catch (FormatException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static float onWhite(float value, float alpha) {
        return alpha == 1 ? value : value * alpha + (1 - alpha);
    }

    private static Image samples(Raster raster, ColorModel model) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        int channels = model.getNumColorComponents();
        float[] data = new float[channels * width * height];
        float[] row = new float[width];
        float[] alpha = new float[width];
        for (int y = 0; y < height; y++) {
            if (model.hasAlpha()) {
                raster.getSamples(0, y, width, 1, channels, alpha);
            }
            float opaque = (1 << model.getComponentSize(channels - 1)) - 1f;
            for (int c = 0; c < channels; c++) {
                raster.getSamples(0, y, width, 1, c, row);
                // A product, as data sets of bytes scale their values, so that a picture gives the same bits.
                float unit = 1 / ((1 << model.getComponentSize(c)) - 1f);
                for (int x = 0; x < width; x++) {
                    float value = row[x] * unit;
                    float cover = model.hasAlpha() ? alpha[x] / opaque : 1;
                    data[(c * height + y) * width + x] =
                            model.isAlphaPremultiplied() ? Math.min(1, value + (1 - cover)) : onWhite(value, cover);
                }
            }
        }
        return new Image(channels, height, width, data);
    }

    /// {@return the bytes of a PNG file with eight bits per channel; values outside of [0, 1] are cut off, NaN is black}
    ///
    /// @param image grey or RGB
    public static byte[] png(Image image) {
        boolean grey = image.channels() == 1;
        BufferedImage buffered = new BufferedImage(
                image.width(),
                image.height(),
                grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                for (int c = 0; c < image.channels(); c++) {
                    int value = Math.round(Math.clamp(image.get(c, y, x), 0f, 1f) * 255);
                    buffered.getRaster().setSample(x, y, c, value);
                }
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(buffered, "png", out);
        } catch (IOException e) {
            throw new IllegalStateException("a PNG file cannot be composed in memory", e);
        }
        return bytes.toByteArray();
    }

    /// Writes a PNG file.
    ///
    /// @param file  replaced as a whole, or not at all
    /// @param image grey or RGB
    /// @throws IOException naming the file, if it cannot be written
    public static void writePng(Path file, Image image) throws IOException {
        AtomicFile.write(file, png(image));
    }
}
