package org.madaline.formats.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.madaline.formats.FormatException;
import org.madaline.formats.csv.RawTable;
import org.madaline.formats.csv.TableCollector;

/// Reads tables in Apache Parquet. Columns are numbers, truths, texts, dates and times; a nested or repeated one is refused.
/// Pages are plain or packed by Snappy, Zstandard, gzip or LZ4 (raw). Nothing is read by native code, and no size that the file says is
/// allocated before it is compared with the bytes that there are.
///
/// Limits: 2^30 cells, and for each byte of the file 4,096 cells beside 2^24, and 256 bytes of different texts beside 16 MB; a description
/// of 32 MB.
public final class ParquetFile {
    private static final byte[] MAGIC = {'P', 'A', 'R', '1'};
    private static final int MAX_FOOTER = 1 << 25;
    private static final long MAX_CELLS = 1L << 30;
    private static final long FREE_CELLS = 1L << 24;
    private static final long CELLS_PER_BYTE = 4096;
    private static final long FREE_TEXT = 1L << 24;
    private static final long TEXT_PER_BYTE = 256;

    private final String name;
    private final FileChannel channel;

    private ParquetFile(String name, FileChannel channel) {
        this.name = name;
        this.channel = channel;
    }

    /// {@return whether a file that begins so is one}
    ///
    /// @param head its first bytes, four or more
    public static boolean begins(byte[] head) {
        return head.length >= MAGIC.length && Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /// {@return the table in a file}
    ///
    /// @param name for messages
    /// @param file in Parquet
    /// @throws FormatException naming file and column, if it is damaged, or holds what is not read
    /// @throws IOException if it cannot be read
    public static RawTable read(String name, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return new ParquetFile(name, channel).table();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw new FormatException(name, "is a damaged Parquet file: it " + e.getMessage(), e);
        }
    }

    private ByteCursor bytes(long from, long count) throws IOException {
        if (from < 0 || count < 0 || count > Integer.MAX_VALUE - 16 || from > channel.size() - count) {
            throw ByteCursor.damaged("is cut off: bytes " + from + " to " + (from + count) + " are asked for, there are " + channel.size());
        }
        var buffer = ByteBuffer.allocate((int) count);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) < 0) {
                throw new EOFException(name + " became shorter while it was read");
            }
        }
        return new ByteCursor(buffer.array());
    }

    private Thrift footer() throws IOException {
        long size = channel.size();
        if (size < 12) {
            throw ByteCursor.damaged("ends too early");
        }
        ByteCursor end = bytes(size - 8, 8);
        long length = end.int32() & 0xffffffffL;
        if (!Arrays.equals(end.bytes, 4, 8, MAGIC, 0, 4)) {
            throw ByteCursor.damaged("does not end as it should: it is cut off, or encrypted");
        }
        if (length > Math.min(size - 12, MAX_FOOTER)) {
            throw ByteCursor.damaged("is said to have a description of " + length + " bytes");
        }
        return Thrift.read(bytes(size - 8 - length, length));
    }

    private RawTable table() throws IOException {
        Thrift footer = footer();
        List<Leaf> leaves = leaves(footer.structs(2));
        List<Thrift> groups = footer.structs(4);
        long rows = 0;
        for (Thrift group : groups) {
            long more = group.number(3);
            rows = more < 0 ? MAX_CELLS + 1 : Math.min(MAX_CELLS + 1, rows + more);
        }
        long most = Math.min(MAX_CELLS, FREE_CELLS + CELLS_PER_BYTE * channel.size());
        if (rows * leaves.size() > most) {
            throw new FormatException(name, "is said to have " + rows + " rows of " + leaves.size() + " columns, more than "
                    + String.format(Locale.ROOT, "%,d", most) + " cells");
        }
        var cells = new TableCollector(leaves.stream().map(Leaf::name).toList(), FREE_TEXT + TEXT_PER_BYTE * channel.size());
        for (int g = 0; g < groups.size(); g++) {
            group(groups.get(g), g, leaves, cells);
        }
        if (rows == 0) {
            throw new FormatException(name, "has no rows");
        }
        return cells.table(name, "Parquet", "row", IntStream.rangeClosed(1, (int) rows).toArray());
    }

    /// The columns: children of the root without children of their own.
    private List<Leaf> leaves(List<Thrift> schema) throws FormatException {
        List<Leaf> leaves = new ArrayList<>();
        for (Thrift element : schema.isEmpty() ? schema : schema.subList(1, schema.size())) {
            if (element.number(5, 0) > 0 || element.number(3, 0) == 2) {
                throw new FormatException(name, "column " + element.text(4) + " is nested; write the table without it");
            }
            leaves.add(Leaf.of(element));
        }
        if (leaves.isEmpty()) {
            throw new FormatException(name, "has no columns");
        }
        return leaves;
    }

    private void group(Thrift group, int number, List<Leaf> leaves, TableCollector cells) throws IOException {
        List<Thrift> chunks = group.structs(1);
        if (chunks.size() != leaves.size()) {
            throw ByteCursor.damaged("has " + leaves.size() + " columns, but " + chunks.size() + " in a group of rows");
        }
        for (int c = 0; c < chunks.size(); c++) {
            Leaf leaf = leaves.get(c);
            Thrift about = chunks.get(c).struct(3);
            Packing packing = Packing.of(about.number(4));
            if (!packing.isRead()) {
                throw new FormatException(name, "column " + leaf.name() + " is packed by " + packing.name().toLowerCase(Locale.ROOT)
                        + ", which is not read; write it with the compression snappy, zstd, gzip or none");
            }
            long first = about.number(9);
            long dictionary = about.number(11, 0);
            long from = dictionary > 0 && dictionary < first ? dictionary : first;
            int column = c;
            try {
                new Pages(leaf, packing).read(bytes(from, about.number(7)), group.number(3), text -> cells.add(column, text));
            } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
                throw new FormatException(
                        name, "is a damaged Parquet file: column " + leaf.name() + " " + e.getMessage() + ", in group of rows " + (number + 1), e);
            }
        }
    }
}
