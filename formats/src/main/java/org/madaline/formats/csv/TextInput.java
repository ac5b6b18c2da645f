package org.madaline.formats.csv;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import org.madaline.formats.FormatException;

/// The characters of a file: unpacked if it begins as gzip does, decoded as its mark of byte order or its bytes say.
///
/// @param reader   the text without the mark; refuses NUL bytes and what its encoding does not allow, naming the line
/// @param encoding in words, final only at the end of the text: bytes that are not UTF-8 may come late
/// @param packed   whether it was gzip
record TextInput(Reader reader, Supplier<String> encoding, boolean packed) {
    private static final int PEEK = 4096;

    /// What programs write that is no text, by its first bytes.
    private enum Known {
        ZIP("a zip archive or an Excel workbook; save it as CSV", 'P', 'K', 3, 4),
        EXCEL("an Excel workbook; save it as CSV", 0xd0, 0xcf, 0x11, 0xe0),
        PARQUET("a Parquet file, which is read from a file, not from a stream", 'P', 'A', 'R', '1'),
        PDF("a PDF document", '%', 'P', 'D', 'F'),
        PNG("a picture", 0x89, 'P', 'N', 'G'),
        JPEG("a picture", 0xff, 0xd8, 0xff, 0xe0),
        XZ("packed by xz; unpack it first", 0xfd, '7', 'z', 'X'),
        ZSTANDARD("packed by zstd; unpack it first", 0x28, 0xb5, 0x2f, 0xfd),
        BZIP2("packed by bzip2; unpack it first", 'B', 'Z', 'h', '9');

        private final String what;
        private final int[] magic;

        Known(String what, int... magic) {
            this.what = what;
            this.magic = magic;
        }

        boolean begins(byte[] head) {
            for (int i = 0; i < magic.length; i++) {
                if (i >= head.length || (head[i] & 0xff) != magic[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    /// @throws FormatException if the bytes are no text
    static TextInput of(String file, InputStream bytes, Optional<Charset> wanted) throws IOException {
        InputStream in = new BufferedInputStream(bytes, 1 << 16);
        byte[] head = peek(in);
        boolean packed = head.length > 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
        if (packed) {
            in = new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16);
            head = peek(in);
        }
        for (Known known : Known.values()) {
            if (known.begins(head)) {
                throw new FormatException(file, "is no table, but " + known.what);
            }
        }
        int mark = mark(head);
        Charset marked = mark == 3 ? StandardCharsets.UTF_8 : mark == 0 ? null : utf16(head);
        in.skipNBytes(marked == null || wanted.isPresent() && !fits(wanted.get(), marked) ? 0 : mark);
        Charset charset = wanted.orElse(marked != null ? marked : unmarked(head));
        if (charset.equals(StandardCharsets.UTF_8)) {
            var utf8 = new Utf8Reader(file, in, wanted.isEmpty() && marked == null);
            return new TextInput(new CheckedReader(file, utf8, "UTF-8"), utf8::encoding, packed);
        }
        String name = charset.name() + (marked == null && wanted.isEmpty() ? " (no mark)" : "");
        Reader reader = new InputStreamReader(
                in,
                charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT));
        return new TextInput(new CheckedReader(file, reader, charset.name()), () -> name, packed);
    }

    private static byte[] peek(InputStream in) throws IOException {
        in.mark(PEEK);
        byte[] head = in.readNBytes(PEEK);
        in.reset();
        return head;
    }

    /// The length of the mark of byte order.
    private static int mark(byte[] head) {
        if (head.length > 2 && (head[0] & 0xff) == 0xef && (head[1] & 0xff) == 0xbb && (head[2] & 0xff) == 0xbf) {
            return 3;
        }
        boolean little = head.length > 1 && (head[0] & 0xff) == 0xff && (head[1] & 0xff) == 0xfe;
        boolean big = head.length > 1 && (head[0] & 0xff) == 0xfe && (head[1] & 0xff) == 0xff;
        return little || big ? 2 : 0;
    }

    private static Charset utf16(byte[] head) {
        return (head[0] & 0xff) == 0xff ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    }

    /// A user who says UTF-16 means that the mark tells the order.
    private static boolean fits(Charset wanted, Charset marked) {
        return wanted.equals(marked);
    }

    /// UTF-16 without a mark shows in its zeros: nearly every second byte is one, on the same side.
    private static Charset unmarked(byte[] head) {
        int[] zeros = new int[2];
        for (int i = 0; i < head.length; i++) {
            zeros[i % 2] += head[i] == 0 ? 1 : 0;
        }
        int half = head.length / 2;
        if (half > 0 && zeros[1] >= half - half / 4 && zeros[0] <= half / 16) {
            return StandardCharsets.UTF_16LE;
        }
        return half > 0 && zeros[0] >= half - half / 4 && zeros[1] <= half / 16
                ? StandardCharsets.UTF_16BE
                : StandardCharsets.UTF_8;
    }

    /// Refuses NUL characters and says on which line the decoder gave up.
    private static final class CheckedReader extends Reader {
        private final String file;
        private final Reader reader;
        private final String charset;
        private long line = 1;
        private boolean carriage;

        CheckedReader(String file, Reader reader, String charset) {
            this.file = file;
            this.reader = reader;
            this.charset = charset;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int read;
            try {
                read = reader.read(buffer, offset, length);
            } catch (java.nio.charset.CharacterCodingException e) {
                throw new FormatException(
                        file, "is not written in " + charset + ", as becomes clear after line " + line + "; give its encoding", e);
            }
            for (int i = offset; i < offset + read; i++) {
                char c = buffer[i];
                if (c == 0) {
                    throw new FormatException(
                            file, "line " + line + " holds a NUL byte; the file is damaged, binary or in another encoding");
                }
                if (c == '\r' || c == '\n' && !carriage) {
                    line++;
                }
                carriage = c == '\r';
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }

    /// UTF-8; a text whose first byte beyond ASCII does not begin a valid sequence is read as Windows-1252 from there, which
    /// is the same as reading all of it so.
    private static final class Utf8Reader extends Reader {
        private static final Charset WINDOWS = Charset.forName("windows-1252");

        private final String file;
        private final InputStream in;
        private final boolean mayFallBack;
        private final byte[] buffer = new byte[1 << 16];
        private int at;
        private int limit;
        private boolean beyondAscii;
        private boolean windows;
        private long line = 1;

        Utf8Reader(String file, InputStream in, boolean mayFallBack) {
            this.file = file;
            this.in = in;
            this.mayFallBack = mayFallBack;
        }

        String encoding() {
            return windows ? "Windows-1252 (it is not valid UTF-8)" : "UTF-8";
        }

        @Override
        public int read(char[] chars, int offset, int length) throws IOException {
            int written = 0;
            // Two places are kept for a character beyond the basic plane.
            while (written < length - 1 || written == 0) {
                if (at == limit && !fill()) {
                    break;
                }
                int b = buffer[at] & 0xff;
                if (b < 0x80) {
                    line += b == '\n' ? 1 : 0;
                    chars[offset + written++] = (char) b;
                    at++;
                } else if (windows) {
                    chars[offset + written++] = decodedWindows(b);
                    at++;
                } else {
                    if (length - written < 2 && written > 0) {
                        break;
                    }
                    int c = sequence(b);
                    if (c < 0) {
                        fallBack();
                    } else if (length < 2 && c > 0xffff) {
                        throw new IllegalArgumentException("the buffer must hold two characters");
                    } else {
                        beyondAscii = true;
                        written += Character.toChars(c, chars, offset + written);
                    }
                }
                if (at == limit && written > 0 && in.available() == 0) {
                    break;
                }
            }
            return written == 0 ? -1 : written;
        }

        private static char decodedWindows(int b) {
            return new String(new byte[] {(byte) b}, WINDOWS).charAt(0);
        }

        private void fallBack() throws IOException {
            if (!mayFallBack || beyondAscii) {
                throw new FormatException(
                        file, "line " + line + " is not valid UTF-8, while the rest before it is; give the file's encoding");
            }
            windows = true;
        }

        private boolean fill() throws IOException {
            at = 0;
            limit = Math.max(0, in.read(buffer, 0, buffer.length));
            return limit > 0;
        }

        /// Makes the next `count` bytes lie in the buffer, if there are as many.
        private boolean available(int count) throws IOException {
            if (limit - at < count) {
                System.arraycopy(buffer, at, buffer, 0, limit - at);
                limit -= at;
                at = 0;
                limit += Math.max(0, in.readNBytes(buffer, limit, count - limit));
            }
            return limit - at >= count;
        }

        /// The character that begins with byte b, and the place after it; -1 and the same place if it is none.
        private int sequence(int b) throws IOException {
            int length = b >= 0xf0 && b <= 0xf4 ? 4 : b >= 0xe0 ? 3 : b >= 0xc2 ? 2 : 0;
            if (length == 0 || b > 0xf4 || !available(length)) {
                return -1;
            }
            int c = b & 0xff >> length + 1;
            for (int i = 1; i < length; i++) {
                int next = buffer[at + i] & 0xff;
                if ((next & 0xc0) != 0x80) {
                    return -1;
                }
                c = c << 6 | next & 0x3f;
            }
            int least = length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80;
            if (c < least || c > 0x10ffff || c >= 0xd800 && c < 0xe000) {
                return -1;
            }
            at += length;
            return c;
        }

        @Override
        public void close() throws IOException {
            Arrays.fill(buffer, (byte) 0);
            in.close();
        }
    }
}
