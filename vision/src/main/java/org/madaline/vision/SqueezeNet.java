package org.madaline.vision;

import java.util.List;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.layer.Activation;
import org.madaline.layer.AdaptiveAveragePool;
import org.madaline.layer.Convolution;
import org.madaline.layer.Dropout;
import org.madaline.layer.Flatten;
import org.madaline.layer.Layer;
import org.madaline.layer.MaxPool;
import org.madaline.layer.Sequential;

/// SqueezeNet 1.1 (Iandola et al. 2016, with the authors' later order of layers), with torchvision's names; 1,235,496
/// parameters for 1000 classes.
///
/// Input `[N, C, H, W]` of any size from 17x17, usually 3x224x224; result: logits `[N, classes]`.
///
/// @param classes the number of outputs
public record SqueezeNet(int classes) implements Layer {
    /// Checks its components.
    ///
    /// @throws IllegalArgumentException if there is no class
    public SqueezeNet {
        Blocks.checkClasses(classes);
    }

    @Override
    public Node build(Graph g, Node x) {
        Layer pool = new MaxPool(3, 2).withCeiling();
        Node y = Sequential.of(
                new Convolution(64, 3, 2, 0), Activation.RELU, pool,
                new Fire(16, 64), new Fire(16, 64), pool,
                new Fire(32, 128), new Fire(32, 128), pool,
                new Fire(48, 192), new Fire(48, 192), new Fire(64, 256), new Fire(64, 256)).at(g, "features", x);
        y = Sequential.of(new Dropout(0.5), new Convolution(classes, 1), Activation.RELU, new AdaptiveAveragePool(1, 1))
                .at(g, "classifier", y);
        return new Flatten().build(g, y);
    }

    /// A 1x1 convolution that narrows, then 1x1 and 3x3 convolutions side by side.   (figure 1)
    record Fire(int squeeze, int expand) implements Layer {
        @Override
        public Node build(Graph g, Node x) {
            Node y = new Convolution(squeeze, 1).at(g, "squeeze", x).relu();
            return g.concat(1, List.of(
                    new Convolution(expand, 1).at(g, "expand1x1", y).relu(),
                    new Convolution(expand, 3, 1, 1).at(g, "expand3x3", y).relu()));
        }
    }
}
