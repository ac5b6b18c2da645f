package org.madaline.kernels.block;

/// Working memory of the running thread. It grows to what the largest kernel needs and is then reused, so that a step
/// allocates nothing.
public final class Scratch {
    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    /// The first float of an array lies 16 bytes behind its start. Arrays of this length start on a cache line where the
    /// collector gives large objects regions of their own, so slots from here on do too; it halves the time of a loop.
    static final int ALIGNED = 12;

    private float[] floats = new float[256 * 1024];
    private float[] packed = new float[16 * 1024];
    private float[] functions = new float[2 * 1024];
    private final ProgramEvaluator.Cursor cursor = new ProgramEvaluator.Cursor();

    private Scratch() {}

    /// The memory of this thread.
    public static Scratch get() {
        return OF_THREAD.get();
    }

    /// An array of at least `length` floats with arbitrary contents, valid until the next call in this thread.
    public float[] floats(int length) {
        if (floats.length < length) {
            floats = new float[length];
        }
        return floats;
    }

    /// A second such array, for operands that are packed for other kernels, which may use the first.
    public float[] packed(int length) {
        if (packed.length < length) {
            packed = new float[length];
        }
        return packed;
    }

    /// A third one, for what a function of one element leaves between its loops: the operands may lie in the others.
    public float[] functions(int length) {
        if (functions.length < length) {
            functions = new float[length];
        }
        return functions;
    }

    ProgramEvaluator.Cursor cursor() {
        return cursor;
    }
}
