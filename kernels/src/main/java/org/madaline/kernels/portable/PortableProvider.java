package org.madaline.kernels.portable;

import java.util.Optional;
import org.madaline.kernels.block.PortableLoops;
import org.madaline.kernels.block.PortableTiles;
import org.madaline.kernels.block.Tiles;
import org.madaline.kernels.composed.ComposedKernels;
import org.madaline.kernels.spatial.PortableSpatialLoops;
import org.madaline.kernels.spatial.PortableWinogradLoops;
import org.madaline.kernels.spatial.SpatialKernels;
import org.madaline.kernels.spec.Kernels;
import org.madaline.kernels.spec.KernelsProvider;

/// Offers the kernels in plain Java, which run everywhere and are the reference for all others.
public final class PortableProvider implements KernelsProvider {
    /// For the service loader.
    public PortableProvider() {}

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
        Tiles tiles = new PortableTiles();
        var spatial = new SpatialKernels(tiles, new PortableSpatialLoops(), new PortableWinogradLoops());
        return new ComposedKernels(name(), new PortableLoops(), tiles, spatial);
    }
}
