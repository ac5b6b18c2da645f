package org.madaline.vision;

import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.ShapeException;
import org.madaline.init.Initializer;
import org.madaline.init.Initializers;
import org.madaline.layer.Activation;
import org.madaline.layer.AveragePool;
import org.madaline.layer.Border;
import org.madaline.layer.Convolution;
import org.madaline.layer.Dense;
import org.madaline.layer.Flatten;
import org.madaline.layer.Layer;
import org.madaline.layer.MaxPool;
import org.madaline.layer.Padding;
import org.madaline.layer.Sequential;

/// LeNet-5 (LeCun, Bottou, Bengio and Haffner 1998) in the form that is usual today: poolings without parameters, every
/// map of C3 connected to all of S2, and logits instead of distances. [LeNet5Original] is the paper's own form.
///
/// Input `[N, C, H, W]`, in the paper 1x32x32; smaller images are centred in 32x32 zeros, as the paper does with the
/// 28x28 digits. Result: logits `[N, classes]`; 61,706 parameters for one channel and 10 classes.
///
/// @param form which functions it uses
/// @param classes the number of outputs
public record LeNet5(Form form, int classes) implements Layer {
    private static final int SIZE = 32;

    /// Which functions it uses.
    public enum Form {
        /// tanh and average pooling, near the paper's
        TANH(Activation.TANH, new AveragePool(2), Initializers.GLOROT_UNIFORM),
        /// ReLU and max pooling
        RELU(Activation.RELU, new MaxPool(2), Initializers.HE_NORMAL);

        private final Activation activation;
        private final Layer pool;
        private final Initializer weight;

        Form(Activation activation, Layer pool, Initializer weight) {
            this.activation = activation;
            this.pool = pool;
            this.weight = weight;
        }
    }

    /// Checks its components.
    ///
    /// @throws IllegalArgumentException if there is no class
    public LeNet5 {
        Blocks.checkClasses(classes);
    }

    @Override
    public Node build(Graph g, Node x) {
        Node y = Sequential.of(
                        new Convolution(6, 5).withWeight(form.weight),
                        form.activation,
                        form.pool,
                        new Convolution(16, 5).withWeight(form.weight),
                        form.activation,
                        form.pool)
                .at(g, "features", centred(g, x));
        return Sequential.of(
                        new Dense(120).withWeight(form.weight),
                        form.activation,
                        new Dense(84).withWeight(form.weight),
                        form.activation,
                        new Dense(classes).withWeight(form.weight))
                .at(g, "classifier", new Flatten().build(g, y));
    }

    /// Images smaller than 32x32 in the middle of zeros.
    static Node centred(Graph g, Node x) {
        if (x.shape().rank() != 4) {
            throw new ShapeException(g.path(), "LeNet-5 takes images [N, C, H, W], not " + x.shape());
        }
        int rows = Math.max(0, SIZE - x.shape().dim(2));
        int columns = Math.max(0, SIZE - x.shape().dim(3));
        return new Padding(rows / 2, columns / 2, rows - rows / 2, columns - columns / 2, Border.ZEROS).build(g, x);
    }
}
