package org.madaline.kernels.vector;

import java.util.Optional;
import org.madaline.kernels.Kernels;
import org.madaline.kernels.KernelsProvider;

/// Offers the vector kernels where the incubator module is there. This class itself names no type of that module.
public final class VectorProvider implements KernelsProvider {
    @Override
    public String name() {
        return "vector";
    }

    @Override
    public int rank() {
        return 1;
    }

    @Override
    public Optional<String> obstacle() {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
            return Optional.empty();
        }
        return Optional.of("Madaline runs on its portable kernels, which are several times slower; start java with"
                + " --add-modules jdk.incubator.vector for the vector kernels");
    }

    @Override
    public Kernels create() {
        return new VectorKernels();
    }
}
