package org.madaline.kernels.spec;

import java.util.Optional;

/// An implementation of [Kernels] that can be found by [java.util.ServiceLoader].
public interface KernelsProvider {
    /// The name that the system property `madaline.kernels` knows, such as `vector`.
    String name();

    /// The provider that can run and has the highest rank is taken.
    int rank();

    /// Why these kernels cannot run here, in one sentence that says how to mend it; empty if they can.
    Optional<String> obstacle();

    /// The kernels; called only where there is no obstacle.
    Kernels create();
}
