package org.madaline.kernels.spec;

import java.util.Optional;

/// An implementation of [Kernels] that can be found by [java.util.ServiceLoader].
public interface KernelsProvider {
    /// The name that the system property `madaline.kernels` knows, such as `vector`.
    ///
    /// @return unique among providers
    String name();

    /// The provider that can run and has the highest rank is taken.
    ///
    /// @return the portable kernels have 0
    int rank();

    /// Why these kernels cannot run here, in one sentence that says how to mend it; empty if they can.
    ///
    /// @return a line for the user
    Optional<String> obstacle();

    /// The kernels; called only where there is no obstacle.
    ///
    /// @return new ones
    Kernels create();
}
