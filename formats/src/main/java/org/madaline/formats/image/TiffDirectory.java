package org.madaline.formats.image;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.madaline.formats.FormatException;

/// A directory of a TIFF file: `count` entries of tag, type, number of values and their place, 12 bytes each.
record TiffDirectory(ByteBuffer entries, int count) {
    static final int KIND = 254;
    static final int ORIENTATION = 274;
    static final int STRIP_SIZES = 279;
    static final int TILE_SIZES = 325;
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int SAMPLES = 277;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;

    /// The bytes of one value by its type.
    private static final int[] WIDTHS = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

    /// The channels of grey or RGB with alpha, and a few more that are ignored.
    private static final int MAX_SAMPLES = 8;

    /// A whole number that a tag stands for.
    long value(int tag, long missing) {
        for (int i = 0; i < count; i++) {
            if (Short.toUnsignedInt(entries.getShort(12 * i)) == tag) {
                int type = entries.getShort(12 * i + 2);
                return type == 3
                        ? Short.toUnsignedInt(entries.getShort(12 * i + 8))
                        : Integer.toUnsignedLong(entries.getInt(12 * i + 8));
            }
        }
        return missing;
    }

    /// Where the values of a tag lie that are longer than the entry itself: their number, the bytes of each, and the place;
    /// empty where there are none.
    Optional<Values> values(int tag) {
        for (int i = 0; i < count; i++) {
            int type = Short.toUnsignedInt(entries.getShort(12 * i + 2));
            if (Short.toUnsignedInt(entries.getShort(12 * i)) == tag && type < WIDTHS.length) {
                int number = entries.getInt(12 * i + 4);
                return Optional.of(new Values(number, WIDTHS[type], Integer.toUnsignedLong(entries.getInt(12 * i + 8))));
            }
        }
        return Optional.empty();
    }

    record Values(int number, int width, long place) {}

    /// @throws FormatException if an entry is larger than the file, or the picture than what is read
    void check(Path path, long length) throws FormatException {
        for (int i = 0; i < count; i++) {
            int type = Short.toUnsignedInt(entries.getShort(12 * i + 2));
            long values = Integer.toUnsignedLong(entries.getInt(12 * i + 4));
            if (type < WIDTHS.length && values * WIDTHS[type] > length) {
                throw new FormatException(path, "is a broken picture: its tag " + Short.toUnsignedInt(entries.getShort(12 * i))
                        + " has " + values + " values, more than the file can hold");
            }
        }
        Images.requireSize(path, value(WIDTH, 0), value(HEIGHT, 0));
        long tile = value(TILE_WIDTH, 0) * value(TILE_HEIGHT, 0);
        if (tile < 0 || tile > Images.MAX_PIXELS || value(SAMPLES, 1) > MAX_SAMPLES) {
            throw new FormatException(path, "is a broken picture: it has tiles of " + value(TILE_WIDTH, 0) + "x" + value(TILE_HEIGHT, 0)
                    + " pixels of " + value(SAMPLES, 1) + " channels");
        }
    }
}
