package org.madaline.formats.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// What EXIF notes (EXIF 2.3, the structure of TIFF 6.0): how the stored picture must be turned.
final class Exif {
    private static final int ORIENTATION = 0x0112;

    private Exif() {}

    /// The orientation in the first directory, 1 to 8: entries of tag, type, count and value, 12 bytes each. 1, upright,
    /// where there is none or no readable one.
    static int orientation(byte[] exif) {
        ByteBuffer tiff = ByteBuffer.wrap(exif);
        if (tiff.remaining() < 8) {
            return 1;
        }
        tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        if (directory < 8 || directory > tiff.limit() - 2) {
            return 1;
        }
        int count = Short.toUnsignedInt(tiff.getShort(directory));
        for (int i = 0; i < count && directory + 14L + 12L * i <= tiff.limit(); i++) {
            int entry = directory + 2 + 12 * i;
            if (Short.toUnsignedInt(tiff.getShort(entry)) == ORIENTATION) {
                return valid(tiff.getShort(entry + 8));
            }
        }
        return 1;
    }

    static int valid(int orientation) {
        return orientation >= 1 && orientation <= 8 ? orientation : 1;
    }
}
