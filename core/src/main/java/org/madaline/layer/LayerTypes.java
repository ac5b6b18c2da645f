package org.madaline.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;

/// The layers that a model file may name: records, written and read by their components. Reading a file never makes
/// anything that is not listed here; a module adds its own by providing this service, a program by [#register].
public interface LayerTypes {
    /// Record classes; each is named in files by its simple name.
    ///
    /// @return the classes, in any order; simple names must not repeat
    List<Class<? extends Layer>> types();

    /// The layers of this module.
    List<Class<? extends Layer>> BUILT_IN = List.of(
            Activation.class, AdaptiveAveragePool.class, AdaptiveMaxPool.class, AveragePool.class, BatchNorm.class, Blend.class,
            ChannelDropout.class, ChannelShuffle.class, Columns.class, Committee.class, Convolution.class, Dense.class, Deterministic.class, Dropout.class,
            Embeddings.class, EnsembleDense.class, EnsembleOutput.class, FadingDropout.class, FeatureScale.class, Flatten.class, GlobalAveragePool.class, GroupNorm.class, InstanceNorm.class, LayerNorm.class, LocalResponseNorm.class,
            MaxPool.class, NtkDense.class, OutputRange.class, Padding.class, Parallel.class, ParametricActivation.class,
            ParametricRelu.class, PeriodicEmbedding.class, PiecewiseLinearEmbedding.class, PixelShuffle.class, Residual.class, Resize.class, Scaling.class,
            SeparableConvolution.class, Sequential.class, SqueezeExcitation.class, StochasticDepth.class,
            TestTimeAugmentation.class, TransposedConvolution.class, Upsample.class);

    /// Layers that a program registered.
    List<Class<? extends Layer>> REGISTERED = new CopyOnWriteArrayList<>();

    /// Lets model files name a layer of the program's own.
    ///
    /// @param type a record that implements [Layer]; its simple name is written to files
    /// @throws IllegalArgumentException if it is not a record
    static void register(Class<? extends Layer> type) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(type.getName() + " is not a record, so it cannot be written to a model file");
        }
        REGISTERED.add(type);
    }

    /// All layers that are known in this process.
    ///
    /// @return the built-in ones, those of services, then those registered
    static List<Class<? extends Layer>> all() {
        List<Class<? extends Layer>> all = new ArrayList<>(BUILT_IN);
        ServiceLoader.load(LayerTypes.class, LayerTypes.class.getClassLoader()).forEach(types -> all.addAll(types.types()));
        all.addAll(REGISTERED);
        return all;
    }
}
