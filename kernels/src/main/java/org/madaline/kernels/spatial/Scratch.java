package org.madaline.kernels.spatial;

/// A buffer of the running thread that kernels pack operands into; it grows to what is asked for and is then kept.
final class Scratch {
    private static final ThreadLocal<float[]> BUFFER = ThreadLocal.withInitial(() -> new float[1 << 14]);

    private Scratch() {}

    /// At least `length` floats with any content, valid until the next call on this thread.
    static float[] floats(int length) {
        float[] buffer = BUFFER.get();
        if (buffer.length < length) {
            buffer = new float[length];
            BUFFER.set(buffer);
        }
        return buffer;
    }
}
