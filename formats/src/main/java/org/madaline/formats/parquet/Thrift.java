package org.madaline.formats.parquet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A struct in Thrift's compact protocol, in which Parquet writes what it says of its data: fields by their numbers.
///
/// @param fields a Long, Boolean, Double, byte[], List or Thrift each
record Thrift(Map<Integer, Object> fields) {
    private static final Thrift EMPTY = new Thrift(Map.of());
    private static final int DEEPEST = 24;
    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int BYTE = 3;
    private static final int DOUBLE = 7;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int SET = 10;
    private static final int MAP = 11;
    private static final int STRUCT = 12;

    static Thrift read(ByteCursor in) {
        return struct(in, 0);
    }

    private static Thrift struct(ByteCursor in, int depth) {
        Map<Integer, Object> fields = new HashMap<>(4);
        int id = 0;
        for (int header = in.unsignedByte(); header != 0; header = in.unsignedByte()) {
            int step = header >> 4;
            id = step == 0 ? (int) in.zigzag() : id + step;
            int type = header & 15;
            fields.put(id, type == TRUE || type == FALSE ? (Object) (type == TRUE) : value(in, type, depth));
        }
        return fields.isEmpty() ? EMPTY : new Thrift(fields);
    }

    private static Object value(ByteCursor in, int type, int depth) {
        if (depth > DEEPEST) {
            throw ByteCursor.damaged("is nested too deeply");
        }
        return switch (type) {
            case TRUE, FALSE -> in.unsignedByte() == TRUE;
            case BYTE -> (long) (byte) in.unsignedByte();
            case 4, 5, 6 -> in.zigzag();
            case DOUBLE -> Double.longBitsToDouble(in.int64());
            case BINARY -> {
                long length = in.varint();
                int from = in.skip(length);
                yield java.util.Arrays.copyOfRange(in.bytes, from, from + (int) length);
            }
            case LIST, SET -> list(in, depth);
            case MAP -> map(in, depth);
            case STRUCT -> struct(in, depth + 1);
            default -> throw ByteCursor.damaged("holds a field of the unknown type " + type);
        };
    }

    private static List<Object> list(ByteCursor in, int depth) {
        int header = in.unsignedByte();
        long size = header >> 4 == 15 ? in.varint() : header >> 4;
        // Each element takes a byte at least.
        if (size < 0 || size > in.left()) {
            throw ByteCursor.damaged("holds a list of " + size + " elements, with " + in.left() + " bytes left");
        }
        List<Object> list = new ArrayList<>((int) size);
        for (int i = 0; i < size; i++) {
            list.add(value(in, header & 15, depth + 1));
        }
        return list;
    }

    /// Parquet has no use for maps: they are passed over.
    private static Object map(ByteCursor in, int depth) {
        long size = in.varint();
        if (size != 0) {
            int types = in.unsignedByte();
            for (long i = 0; i < size; i++) {
                value(in, types >> 4, depth + 1);
                value(in, types & 15, depth + 1);
            }
        }
        return EMPTY;
    }

    boolean has(int id) {
        return fields.containsKey(id);
    }

    private <T> T get(int id, Class<T> type) {
        Object value = fields.get(id);
        if (!type.isInstance(value)) {
            throw ByteCursor.damaged(value == null ? "lacks field " + id : "holds something else in field " + id);
        }
        return type.cast(value);
    }

    long number(int id) {
        return get(id, Long.class);
    }

    long number(int id, long otherwise) {
        return has(id) ? number(id) : otherwise;
    }

    boolean flag(int id, boolean otherwise) {
        return has(id) ? get(id, Boolean.class) : otherwise;
    }

    String text(int id) {
        return new String(get(id, byte[].class), StandardCharsets.UTF_8);
    }

    Thrift struct(int id) {
        return get(id, Thrift.class);
    }

    List<Thrift> structs(int id) {
        List<Thrift> structs = new ArrayList<>();
        for (Object element : get(id, List.class)) {
            if (!(element instanceof Thrift struct)) {
                throw ByteCursor.damaged("holds something else in the list of field " + id);
            }
            structs.add(struct);
        }
        return structs;
    }
}
