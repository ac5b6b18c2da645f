package org.madaline.kernels.portable;

import java.util.Optional;
import org.madaline.kernels.Kernels;
import org.madaline.kernels.KernelsProvider;

/// Offers the portable kernels, which run everywhere.
public final class PortableProvider implements KernelsProvider {
    @Override
    public String name() {
        return "portable";
    }

    @Override
    public int rank() {
        return 0;
    }

    @Override
    public Optional<String> obstacle() {
        return Optional.empty();
    }

    @Override
    public Kernels create() {
        return new PortableKernels();
    }
}
