package org.madaline.kernels;

import java.util.Optional;

/// One piece of a plan: a kernel bound to its operands, cut into chunks that any worker may take.
///
/// A step has one or more stages that follow each other; all chunks of a stage are independent. The cut into chunks
/// depends on the shape alone, never on the machine, and no chunk's result depends on who computes it, so one thread
/// and sixty-four yield the same bits.
public interface Step {

    /// How many stages there are; a stage begins when all chunks of the one before are done.
    ///
    /// @return at least 1; the default is 1
    default int stages() {
        return 1;
    }

    /// How many of the first stages read nothing but the weights, to bring them into the order that the others read.
    /// A plan whose weights do not change between runs may run these stages once and skip them from then on.
    ///
    /// @return from 0, the default, to [#stages]
    default int preparations() {
        return 0;
    }

    /// Where the preparing stages leave what they make; empty where there are none.
    ///
    /// @return what steps on the same weights may share
    default Optional<Prepared> prepared() {
        return Optional.empty();
    }

    /// Has the step read, and its preparing stages write, what lies elsewhere, so that steps on the same weights share it.
    ///
    /// @param same of a step on the same weights, of the same form as its own
    default void adopt(Prepared same) {
        throw new UnsupportedOperationException(name() + " prepares nothing");
    }

    /// The number of chunks of `stage`, at least one.
    ///
    /// @param stage from 0
    /// @return the same number on each machine
    int chunks(int stage);

    /// Computes one chunk. Called concurrently for different chunks; allocates nothing.
    ///
    /// @param stage from 0
    /// @param chunk from 0
    void run(int stage, int chunk);

    /// A name for profiles, such as `gemm 64x100x784`.
    ///
    /// @return for people, not unique
    default String name() {
        return getClass().getSimpleName();
    }
}
