package org.madaline.vision;

import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.layer.Activation;
import org.madaline.layer.Convolution;
import org.madaline.layer.Dense;
import org.madaline.layer.Flatten;
import org.madaline.layer.Layer;
import org.madaline.layer.Sequential;

/// PilotNet (Bojarski et al. 2016, figure 4): from a camera's image to the steering command, the inverse turning
/// radius, by regression with a squared error; 252,219 parameters. The paper does not name its activation; ReLU is
/// used.
///
/// Input `[N, C, H, W]` of any size from 66x66, in the paper 3x66x200 (YUV, scaled to -1..1); result `[N, outputs]`.
///
/// @param outputs the quantities to be predicted; in the paper 1
public record PilotNet(int outputs) implements Layer {
    /// Checks its components.
    ///
    /// @throws IllegalArgumentException if there is no output
    public PilotNet {
        if (outputs < 1) {
            throw new IllegalArgumentException("a regression has at least 1 output, not " + outputs);
        }
    }

    @Override
    public Node build(Graph g, Node x) {
        Node y = Sequential.of(
                new Convolution(24, 5, 2, 0), Activation.RELU,
                new Convolution(36, 5, 2, 0), Activation.RELU,
                new Convolution(48, 5, 2, 0), Activation.RELU,
                new Convolution(64, 3), Activation.RELU,
                new Convolution(64, 3), Activation.RELU).at(g, "features", x);
        return Sequential.of(
                new Dense(100), Activation.RELU,
                new Dense(50), Activation.RELU,
                new Dense(10), Activation.RELU,
                new Dense(outputs)).at(g, "regressor", new Flatten().build(g, y));
    }
}
