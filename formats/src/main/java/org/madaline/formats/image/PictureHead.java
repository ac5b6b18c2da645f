package org.madaline.formats.image;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.madaline.formats.FormatException;

/// What a file says of a picture before it is decoded. The JDK's decoders believe a file, and some do work, or allocate, as
/// it pleases; so what it says is bounded here.
///
/// @param orientation how the stored picture must be turned, 1 to 8 as in EXIF
/// @param single whether the first picture is meant, whatever follows it
record PictureHead(int orientation, boolean single) {
    private static final PictureHead PLAIN = new PictureHead(1, false);
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BMP = {'B', 'M'};

    /// How often all pixels may be gone over in a picture of the largest size; progressive JPEGs have about ten passes.
    private static final int MAX_PASSES = 16;

    /// @throws FormatException if the file announces what no picture holds
    static PictureHead read(Path path, RandomAccessFile file) throws IOException {
        byte[] start = new byte[(int) Math.min(64, file.length())];
        file.seek(0);
        file.readFully(start);
        if (startsWith(start, 0xFF, 0xD8)) {
            return jpeg(path, new ByteReader(file, 2));
        } else if (start.length >= 8 && Arrays.equals(start, 0, 8, PNG, 0, 8)) {
            return png(new ByteReader(file, 8));
        } else if (startsWith(start, 'I', 'I', 42, 0) || startsWith(start, 'M', 'M', 0, 42)) {
            return tiff(path, file);
        } else if (startsWith(start, BMP[0], BMP[1])) {
            bmp(path, start, file.length());
        }
        return PLAIN;
    }

    private static boolean startsWith(byte[] start, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i >= start.length || start[i] != (byte) bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /// Goes over the segments: FF, as often as the writer likes, a marker, a length of two bytes that counts itself. After
    /// the head of a scan follow its data, in which FF stands before 0 or a restart marker only. What lies behind the end of
    /// the picture (previews and second views, which phones append) is not looked at.
    private static PictureHead jpeg(Path path, ByteReader in) throws IOException {
        int orientation = 0;
        long pixels = 0;
        long scans = 0;
        int marker = in.marker();
        while (marker >= 0 && marker != 0xD9) {
            int length = in.readShort() - 2;
            if (length < 0) {
                break;
            }
            if (isFrame(marker) && length >= 6) {
                byte[] frame = in.bytes(6);
                pixels = Math.max(pixels, (long) shortAt(frame, 1) * shortAt(frame, 3));
                in.skip(length - frame.length);
            } else if (marker == 0xE1 && orientation == 0 && scans == 0) {
                byte[] segment = in.bytes(length);
                if (segment.length >= EXIF.length && Arrays.equals(segment, 0, EXIF.length, EXIF, 0, EXIF.length)) {
                    orientation = Exif.orientation(Arrays.copyOfRange(segment, EXIF.length, segment.length));
                }
            } else {
                in.skip(length);
            }
            scans += marker == 0xDA ? 1 : 0;
            marker = marker == 0xDA ? in.markerAfterScan() : in.marker();
        }
        if (scans * pixels > (long) MAX_PASSES * Images.MAX_PIXELS) {
            throw new FormatException(path, "stores its " + pixels + " pixels in " + scans
                    + " passes, far more than any picture needs; save it anew");
        }
        return new PictureHead(Exif.valid(orientation), true);
    }

    /// The markers of frames: C0 to CF without those of tables.
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static int shortAt(byte[] bytes, int index) {
        return (bytes[index] & 0xFF) << 8 | bytes[index + 1] & 0xFF;
    }

    /// Goes over the chunks: length, type, data, checksum.
    private static PictureHead png(ByteReader in) throws IOException {
        while (true) {
            int length = in.readShort() << 16 | in.readShort();
            String type = new String(in.bytes(4), StandardCharsets.US_ASCII);
            if (length < 0 || in.ended() || type.equals("IEND")) {
                return PLAIN;
            }
            if (type.equals("eXIf") && length <= 1 << 16) {
                return new PictureHead(Exif.orientation(in.bytes(length)), false);
            }
            in.skip(length + 4L);
        }
    }

    /// Goes over the directories, each of which is a picture: a number of entries, the entries, the place of the next.
    private static PictureHead tiff(Path path, RandomAccessFile file) throws IOException {
        byte[] head = at(file, 0, 8);
        ByteOrder order = head[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        Set<Long> seen = new HashSet<>();
        int pages = 0;
        int orientation = 1;
        long place = Integer.toUnsignedLong(ByteBuffer.wrap(head).order(order).getInt(4));
        while (place != 0) {
            if (!seen.add(place) || place + 2 > file.length()) {
                throw new FormatException(path, "is a broken picture: its directory of pictures leads nowhere");
            }
            int count = Short.toUnsignedInt(ByteBuffer.wrap(at(file, place, 2)).order(order).getShort(0));
            byte[] entries = at(file, place + 2, 12 * count + 4);
            if (entries.length < 12 * count) {
                throw new FormatException(path, "is a broken or truncated picture: a directory ends with the file");
            }
            TiffDirectory directory = new TiffDirectory(ByteBuffer.wrap(entries).order(order), count);
            directory.check(path, file.length());
            requireData(path, file, directory, order);
            if (pages == 0) {
                orientation = Exif.valid((int) directory.value(TiffDirectory.ORIENTATION, 1));
            }
            // Previews, of a reduced resolution, are no pages.
            pages += seen.size() == 1 || (directory.value(TiffDirectory.KIND, 0) & 1) == 0 ? 1 : 0;
            place = entries.length < 12 * count + 4
                    ? 0
                    : Integer.toUnsignedLong(ByteBuffer.wrap(entries).order(order).getInt(12 * count));
        }
        if (pages != 1) {
            throw new FormatException(path, "holds " + pages + " pages; give a single one");
        }
        return new PictureHead(orientation, true);
    }

    /// The strips or tiles lie within the file, so that none is larger.
    private static void requireData(Path path, RandomAccessFile file, TiffDirectory directory, ByteOrder order)
            throws IOException {
        for (int tag : new int[] {TiffDirectory.STRIP_SIZES, TiffDirectory.TILE_SIZES}) {
            TiffDirectory.Values values = directory.values(tag).orElse(new TiffDirectory.Values(0, 4, 0));
            long largest = values.number() == 1 ? directory.value(tag, 0) : 0;
            if (values.number() > 1 && values.width() * (long) values.number() > 4) {
                ByteBuffer all = ByteBuffer.wrap(at(file, values.place(), values.number() * values.width())).order(order);
                while (all.remaining() >= Math.max(2, values.width())) {
                    largest = Math.max(largest, values.width() == 2
                            ? Short.toUnsignedInt(all.getShort())
                            : values.width() == 4 ? Integer.toUnsignedLong(all.getInt()) : Long.MAX_VALUE & all.getLong());
                }
            }
            if (largest > file.length()) {
                throw new FormatException(path, "is a broken or truncated picture: it announces more pixels than the file has");
            }
        }
    }

    /// The header names the sizes of what follows; none is larger than the file.
    private static void bmp(Path path, byte[] start, long length) throws FormatException {
        if (start.length < 54) {
            return;
        }
        ByteBuffer head = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
        long offset = Integer.toUnsignedLong(head.getInt(10));
        long headSize = Integer.toUnsignedLong(head.getInt(14));
        long size = Integer.toUnsignedLong(head.getInt(34));
        long colors = Integer.toUnsignedLong(head.getInt(46));
        if (offset > length || headSize >= 40 && (headSize > length || size > length || colors > 1 << 16)) {
            throw new FormatException(path, "is a broken or truncated picture: its header announces more than the file has");
        }
    }

    /// As many bytes from a place on as there are, at most `count`.
    private static byte[] at(RandomAccessFile file, long place, int count) throws IOException {
        byte[] bytes = new byte[(int) Math.max(0, Math.min(count, file.length() - place))];
        file.seek(place);
        file.readFully(bytes);
        return bytes;
    }
}
