package org.madaline.formats.safetensors;

import java.nio.ByteBuffer;

/// How a safetensors file stores one value, little-endian. [SafeTensors] reads all to float: F64 is rounded to
/// the nearest float; a whole number that a float cannot hold is refused, since it is an index or a count. [DoubleTensors]
/// keeps F64 as it is, and refuses whole numbers that a double cannot hold.
public enum DType {
    /// Double precision (IEEE 754).
    F64(8),

    /// Single precision.
    F32(4),

    /// Half precision: 11 binary digits, at most 65,504.
    F16(2),

    /// The upper half of an F32 ("bfloat16"): its range, 8 binary digits.
    BF16(2),

    /// 64 bits with a sign.
    I64(8),

    /// 32 bits with a sign.
    I32(4),

    /// 16 bits with a sign.
    I16(2),

    /// 8 bits with a sign.
    I8(1),

    /// 64 bits without a sign.
    U64(8),

    /// 32 bits without a sign.
    U32(4),

    /// 16 bits without a sign.
    U16(2),

    /// 8 bits without a sign.
    U8(1),

    /// One byte; 0 is read as 0, all else as 1.
    BOOL(1);

    /// Binary digits of a number in single and in double precision.
    private static final int FLOAT_DIGITS = 24;
    private static final int DOUBLE_DIGITS = 53;

    private final int width;

    DType(int width) {
        this.width = width;
    }

    /// {@return the number of bytes of one value}
    public int width() {
        return width;
    }

    /// The next value of a little-endian buffer.
    ///
    /// @throws ArithmeticException naming a whole number that a float cannot hold
    float get(ByteBuffer buffer) {
        return switch (this) {
            case F64 -> (float) buffer.getDouble();
            case F32 -> buffer.getFloat();
            case F16 -> Float.float16ToFloat(buffer.getShort());
            // The upper half of a float.
            case BF16 -> Float.intBitsToFloat(buffer.getShort() << 16);
            case I64 -> whole(buffer.getLong(), FLOAT_DIGITS);
            case I32 -> whole(buffer.getInt(), FLOAT_DIGITS);
            case I16 -> buffer.getShort();
            case I8 -> buffer.get();
            case U64 -> (float) unsigned(buffer.getLong(), FLOAT_DIGITS);
            case U32 -> whole(Integer.toUnsignedLong(buffer.getInt()), FLOAT_DIGITS);
            case U16 -> Short.toUnsignedInt(buffer.getShort());
            case U8 -> Byte.toUnsignedInt(buffer.get());
            case BOOL -> buffer.get() == 0 ? 0 : 1;
        };
    }

    /// The next value of a little-endian buffer; an F64 keeps all its digits.
    ///
    /// @throws ArithmeticException naming a whole number that a double cannot hold
    double getDouble(ByteBuffer buffer) {
        return switch (this) {
            case F64 -> buffer.getDouble();
            case I64 -> {
                long value = buffer.getLong();
                require(Math.abs(value), DOUBLE_DIGITS, Long.toString(value));
                yield value;
            }
            case U64 -> unsigned(buffer.getLong(), DOUBLE_DIGITS);
            case I32 -> buffer.getInt();
            case U32 -> Integer.toUnsignedLong(buffer.getInt());
            case F32, F16, BF16, I16, I8, U16, U8, BOOL -> get(buffer);
        };
    }

    private static float whole(long value, int digits) {
        require(Math.abs(value), digits, Long.toString(value));
        return value;
    }

    /// Halving keeps the last bit, so that the result is rounded once, or not at all.
    private static double unsigned(long value, int digits) {
        require(value, digits, Long.toUnsignedString(value));
        return value >= 0 ? value : (double) (value >>> 1 | value & 1) * 2;
    }

    /// @param magnitude without a sign
    private static void require(long magnitude, int digits, String text) {
        if (Long.SIZE - Long.numberOfLeadingZeros(magnitude) - Long.numberOfTrailingZeros(magnitude) > digits) {
            throw new ArithmeticException(text);
        }
    }
}
