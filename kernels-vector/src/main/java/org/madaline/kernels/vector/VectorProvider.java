package org.madaline.kernels.vector;

import java.util.Optional;
import org.madaline.kernels.Fused;
import org.madaline.kernels.block.Tiles;
import org.madaline.kernels.composed.ComposedKernels;
import org.madaline.kernels.spatial.SpatialKernels;
import org.madaline.kernels.spec.Kernels;
import org.madaline.kernels.spec.KernelsProvider;

/// Offers the kernels on the Vector API, equal to the portable ones bit for bit, where the incubator module is there.
///
/// This class itself names no type of that module.
public final class VectorProvider implements KernelsProvider {
    /// For the service loader.
    public VectorProvider() {}

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
        if (!Fused.HARDWARE) {
            return Fused.notice();
        }
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
            return Optional.empty();
        }
        return Optional.of("Madaline runs on its portable kernels, which are several times slower; start java with"
                + " --add-modules jdk.incubator.vector for the vector kernels");
    }

    @Override
    public Kernels create() {
        Tiles tiles = new VectorTiles();
        var spatial = new SpatialKernels(tiles, new VectorSpatialLoops(), new VectorWinogradLoops());
        return new ComposedKernels("vector, " + Lanes.COUNT * Float.SIZE + " bits", new VectorLoops(), tiles, spatial);
    }
}
