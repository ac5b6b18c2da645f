package org.madaline.formats.image;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The orientation that a camera notes in a JPEG file (EXIF 2.3, tag 0x0112): how the stored picture must be turned.
final class Exif {
    private static final int APP1 = 0xE1;
    private static final int START_OF_SCAN = 0xDA;
    private static final int ORIENTATION = 0x0112;
    private static final byte[] SIGNATURE = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

    private Exif() {}

    /// 1 to 8; 1, upright, where the file has none or no readable one.
    static int orientation(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file);
                DataInputStream in = new DataInputStream(new BufferedInputStream(stream))) {
            return in.readUnsignedShort() == 0xFFD8 ? orientation(in) : 1;
        } catch (EOFException e) {
            // A truncated file: decoding will tell.
            return 1;
        }
    }

    /// Goes over the segments before the pixels: FF, a marker, a length of two bytes that counts itself.
    private static int orientation(DataInputStream in) throws IOException {
        while (in.readUnsignedByte() == 0xFF) {
            int marker = in.readUnsignedByte();
            int length = in.readUnsignedShort() - 2;
            if (marker == START_OF_SCAN || length < 0) {
                return 1;
            }
            if (marker == APP1) {
                byte[] segment = in.readNBytes(length);
                if (ByteBuffer.wrap(segment).mismatch(ByteBuffer.wrap(SIGNATURE)) == SIGNATURE.length) {
                    return orientation(ByteBuffer.wrap(segment, SIGNATURE.length, segment.length - SIGNATURE.length).slice());
                }
            } else {
                in.skipNBytes(length);
            }
        }
        return 1;
    }

    /// Looks into the first directory of a TIFF structure: entries of tag, type, count and value, 12 bytes each.
    private static int orientation(ByteBuffer tiff) {
        if (tiff.remaining() < 8) {
            return 1;
        }
        tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        if (directory < 8 || directory > tiff.limit() - 2) {
            return 1;
        }
        int count = Short.toUnsignedInt(tiff.getShort(directory));
        for (int i = 0; i < count && directory + 14 + 12 * i <= tiff.limit(); i++) {
            int entry = directory + 2 + 12 * i;
            if (Short.toUnsignedInt(tiff.getShort(entry)) == ORIENTATION) {
                int value = tiff.getShort(entry + 8);
                return value >= 1 && value <= 8 ? value : 1;
            }
        }
        return 1;
    }
}
