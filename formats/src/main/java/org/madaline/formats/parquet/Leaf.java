package org.madaline.formats.parquet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HexFormat;

/// A column of a Parquet file: how its values are stored, and what they mean, which decides how they are written as text.
///
/// @param bytes    of a value, where the physical type has them fixed
/// @param optional whether values may be missing
/// @param scale    of decimals: digits behind the point
/// @param second   parts of a second, of times
record Leaf(String name, Physical physical, int bytes, boolean optional, Meaning meaning, int scale, long second) {
    /// How a value is stored, by the number that stands for it.
    enum Physical {
        BOOLEAN,
        INT32,
        INT64,
        INT96,
        FLOAT,
        DOUBLE,
        BYTES,
        FIXED
    }

    /// What a value is.
    enum Meaning {
        PLAIN,
        DECIMAL,
        DATE,
        TIME,
        TIMESTAMP,
        UNSIGNED,
        HALF,
        UUID
    }

    private static final long JULIAN_1970 = 2_440_588;
    private static final long NANOS = 1_000_000_000;
    private static final int MAX_SCALE = 400;
    private static final int MAX_FIXED = 1 << 20;

    /// @param element of the schema
    static Leaf of(Thrift element) {
        long type = element.number(1);
        if (type < 0 || type >= Physical.values().length) {
            throw ByteCursor.damaged("holds values of the unknown type " + type);
        }
        var physical = Physical.values()[(int) type];
        long bytes = switch (physical) {
            case BOOLEAN -> 0;
            case INT32, FLOAT -> 4;
            case INT64, DOUBLE -> 8;
            case INT96 -> 12;
            case BYTES -> 0;
            case FIXED -> element.number(2);
        };
        if (bytes < 0 || bytes > MAX_FIXED) {
            throw ByteCursor.damaged("holds values of " + bytes + " bytes");
        }
        Thrift logical = element.has(10) ? element.struct(10) : new Thrift(java.util.Map.of());
        long converted = element.number(6, -1);
        Meaning meaning = meaning(logical, converted);
        long scale = meaning == Meaning.DECIMAL ? logical.has(5) ? logical.struct(5).number(1, 0) : element.number(7, 0) : 0;
        if (Math.abs(scale) > MAX_SCALE) {
            throw ByteCursor.damaged("holds decimals with " + scale + " digits behind the point");
        }
        return new Leaf(
                element.text(4), physical, (int) bytes, element.number(3, 0) == 1, meaning, (int) scale, second(logical, converted));
    }

    private static Meaning meaning(Thrift logical, long converted) {
        if (logical.has(5) || converted == 5) {
            return Meaning.DECIMAL;
        } else if (logical.has(6) || converted == 6) {
            return Meaning.DATE;
        } else if (logical.has(7) || converted == 7 || converted == 8) {
            return Meaning.TIME;
        } else if (logical.has(8) || converted == 9 || converted == 10) {
            return Meaning.TIMESTAMP;
        } else if (logical.has(10) ? !logical.struct(10).flag(2, true) : converted >= 11 && converted <= 14) {
            return Meaning.UNSIGNED;
        }
        return logical.has(14) ? Meaning.UUID : logical.has(15) ? Meaning.HALF : Meaning.PLAIN;
    }

    private static long second(Thrift logical, long converted) {
        for (int id = 7; id <= 8; id++) {
            if (logical.has(id)) {
                Thrift unit = logical.struct(id).struct(2);
                return unit.has(1) ? 1000 : unit.has(2) ? 1_000_000 : NANOS;
            }
        }
        return converted == 7 || converted == 9 ? 1000 : 1_000_000;
    }

    /// The next value as it is stored.
    String read(ByteCursor in) {
        return switch (physical) {
            case INT32 -> whole(in.int32());
            case INT64 -> whole(in.int64());
            case FLOAT -> text(Float.intBitsToFloat(in.int32()));
            case DOUBLE -> text(Double.longBitsToDouble(in.int64()));
            case INT96 -> moment(in);
            case BYTES -> bytes(in, in.int32() & 0xffffffffL);
            case FIXED -> bytes(in, bytes);
            case BOOLEAN -> throw new IllegalStateException("truths are read bit by bit");
        };
    }

    private static String text(double number) {
        return Double.isNaN(number) ? "" : Double.toString(number);
    }

    private static String text(float number) {
        return Float.isNaN(number) ? "" : Float.toString(number);
    }

    /// The text of a whole number.
    String whole(long value) {
        return switch (meaning) {
            case DATE -> LocalDate.ofEpochDay(value).toString();
            case TIME -> LocalTime.ofNanoOfDay(Math.multiplyExact(value, NANOS / second)).toString();
            case TIMESTAMP -> LocalDateTime.ofEpochSecond(
                            Math.floorDiv(value, second), (int) (Math.floorMod(value, second) * (NANOS / second)), ZoneOffset.UTC)
                    .toString();
            case DECIMAL -> BigDecimal.valueOf(value, scale).toPlainString();
            case UNSIGNED -> physical == Physical.INT32 ? Integer.toUnsignedString((int) value) : Long.toUnsignedString(value);
            case PLAIN, HALF, UUID -> Long.toString(value);
        };
    }

    /// The text of so many bytes.
    String bytes(ByteCursor in, long count) {
        int from = in.skip(count);
        int size = (int) count;
        return switch (meaning) {
            case DECIMAL -> size == 0 || size > MAX_SCALE ? "" : new BigDecimal(new BigInteger(in.bytes, from, size), scale).toPlainString();
            case HALF -> size != 2 ? "" : text(Float.float16ToFloat((short) (in.bytes[from] & 0xff | in.bytes[from + 1] << 8)));
            case UUID -> HexFormat.of().formatHex(in.bytes, from, from + size);
            case PLAIN, DATE, TIME, TIMESTAMP, UNSIGNED -> new String(in.bytes, from, size, StandardCharsets.UTF_8);
        };
    }

    /// Nanoseconds of the day, and the day of the Julian calendar, as old programs write.
    private static String moment(ByteCursor in) {
        long nanos = in.int64();
        return LocalDateTime.of(LocalDate.ofEpochDay(in.int32() - JULIAN_1970), LocalTime.ofNanoOfDay(nanos)).toString();
    }
}
