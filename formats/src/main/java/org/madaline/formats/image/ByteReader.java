package org.madaline.formats.image;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Arrays;

/// Reads a file forward, byte by byte. Behind its end there are zeros: what is missing the decoder will tell.
final class ByteReader {
    private final RandomAccessFile file;
    private final byte[] buffer = new byte[1 << 14];
    private int position;
    private int limit;
    private boolean ended;

    ByteReader(RandomAccessFile file, long start) throws IOException {
        this.file = file;
        file.seek(start);
    }

    boolean ended() {
        return ended;
    }

    private int read() throws IOException {
        if (position == limit) {
            position = 0;
            limit = ended ? 0 : Math.max(0, file.read(buffer));
            if (limit == 0) {
                ended = true;
                return 0;
            }
        }
        return buffer[position++] & 0xFF;
    }

    int readShort() throws IOException {
        return read() << 8 | read();
    }

    byte[] bytes(int count) throws IOException {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) read();
            if (ended) {
                return Arrays.copyOf(bytes, count);
            }
        }
        return bytes;
    }

    void skip(long count) throws IOException {
        if (count <= limit - position) {
            position += (int) count;
            return;
        }
        long target = file.getFilePointer() + count - (limit - position);
        position = limit;
        ended |= target > file.length();
        file.seek(Math.min(target, file.length()));
    }

    /// The next marker of a JPEG that has a length or ends the picture; -1 where there is none.
    int marker() throws IOException {
        while (!ended && read() == 0xFF) {
            int marker = read();
            while (marker == 0xFF) {
                marker = read();
            }
            boolean alone = marker == 0x01 || marker >= 0xD0 && marker <= 0xD8;
            if (!alone && !ended) {
                return marker;
            }
        }
        return -1;
    }

    /// The same behind the data of a scan.
    int markerAfterScan() throws IOException {
        int last = 0;
        while (!ended) {
            int next = read();
            boolean data = next == 0 || next == 0xFF || next >= 0xD0 && next <= 0xD7;
            if (last == 0xFF && !data) {
                return next;
            }
            last = next;
        }
        return -1;
    }
}
