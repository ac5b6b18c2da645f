package org.madaline.formats.safetensors;

import java.nio.ByteBuffer;

/// How a safetensors file stores one value, little-endian. [SafeTensors] reads all to float: F64 and the wide integers
/// are rounded to the nearest float. [DoubleTensors] keeps F64 as it is.
public enum DType {
    F64(8),
    F32(4),
    F16(2),
    BF16(2),
    I64(8),
    I32(4),
    I16(2),
    I8(1),
    U64(8),
    U32(4),
    U16(2),
    U8(1),
    BOOL(1);

    private final int width;

    DType(int width) {
        this.width = width;
    }

    /// The number of bytes of one value.
    public int width() {
        return width;
    }

    /// The next value of a little-endian buffer.
    float get(ByteBuffer buffer) {
        return switch (this) {
            case F64 -> (float) buffer.getDouble();
            case F32 -> buffer.getFloat();
            case F16 -> Float.float16ToFloat(buffer.getShort());
            // The upper half of a float.
            case BF16 -> Float.intBitsToFloat(buffer.getShort() << 16);
            case I64 -> buffer.getLong();
            case I32 -> buffer.getInt();
            case I16 -> buffer.getShort();
            case I8 -> buffer.get();
            case U64 -> unsigned(buffer.getLong());
            case U32 -> Integer.toUnsignedLong(buffer.getInt());
            case U16 -> Short.toUnsignedInt(buffer.getShort());
            case U8 -> Byte.toUnsignedInt(buffer.get());
            case BOOL -> buffer.get() == 0 ? 0 : 1;
        };
    }

    /// The next value of a little-endian buffer; an F64 keeps all its digits.
    double getDouble(ByteBuffer buffer) {
        return this == F64 ? buffer.getDouble() : get(buffer);
    }

    private static float unsigned(long value) {
        // Halving keeps the last bit, so that the result is rounded once.
        return value >= 0 ? value : (float) (value >>> 1 | value & 1) * 2;
    }
}
