package org.madaline.vision;

import java.util.List;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.layer.Activation;
import org.madaline.layer.AdaptiveAveragePool;
import org.madaline.layer.BatchNorm;
import org.madaline.layer.Convolution;
import org.madaline.layer.Dense;
import org.madaline.layer.Dropout;
import org.madaline.layer.Flatten;
import org.madaline.layer.GlobalAveragePool;
import org.madaline.layer.Layer;
import org.madaline.layer.LocalResponseNorm;
import org.madaline.layer.MaxPool;
import org.madaline.layer.Sequential;

/// GoogLeNet (Szegedy et al. 2015, table 1). The paper's form has biases and local response normalization, 6,998,552
/// parameters, with both auxiliary heads 13,378,280; torchvision's has batch normalization and 3x3 convolutions in the
/// place of the 5x5 ones, 6,624,904 and 13,004,888.
///
/// Input `[N, C, H, W]` of any size from 32x32, in the paper 3x224x224; result: logits `[N, classes]`. In training the
/// two auxiliary heads' losses are added with weight 0.3 each.
///
/// @param form the paper's or torchvision's
/// @param auxiliary whether there are auxiliary heads in training
/// @param classes the number of outputs
public record GoogLeNet(Form form, boolean auxiliary, int classes) implements Layer {
    /// Checks its components.
    ///
    /// @throws IllegalArgumentException if there is no class
    public GoogLeNet {
        Blocks.checkClasses(classes);
    }

    @Override
    public Node build(Graph g, Node x) {
        Layer pool = new MaxPool(3, 2).withCeiling();
        Node y = pool.at(g, "maxpool1", convolution(64, 7, 2).at(g, "conv1", x));
        y = convolution(64, 1, 1).at(g, "conv2", responses(g, "norm1", y));
        y = convolution(192, 3, 1).at(g, "conv3", y);
        y = pool.at(g, "maxpool2", responses(g, "norm2", y));
        y = inception(g, "3a", y, 64, 96, 128, 16, 32, 32);
        y = inception(g, "3b", y, 128, 128, 192, 32, 96, 64);
        y = pool.at(g, "maxpool3", y);
        y = inception(g, "4a", y, 192, 96, 208, 16, 48, 64);
        head(g, "aux1", y);
        y = inception(g, "4b", y, 160, 112, 224, 24, 64, 64);
        y = inception(g, "4c", y, 128, 128, 256, 24, 64, 64);
        y = inception(g, "4d", y, 112, 144, 288, 32, 64, 64);
        head(g, "aux2", y);
        y = inception(g, "4e", y, 256, 160, 320, 32, 128, 128);
        y = (form == Form.PAPER ? pool : new MaxPool(2).withCeiling()).at(g, "maxpool4", y);
        y = inception(g, "5a", y, 256, 160, 320, 32, 128, 128);
        y = inception(g, "5b", y, 384, 192, 384, 48, 128, 128);
        y = new GlobalAveragePool().at(g, "avgpool", y);
        y = new Dropout(form == Form.PAPER ? 0.4 : 0.2).at(g, "dropout", y);
        return new Dense(classes).at(g, "fc", y);
    }

    private Node responses(Graph g, String name, Node x) {
        return form == Form.PAPER ? LocalResponseNorm.paper(5, 1e-4, 0.75, 1).at(g, name, x) : x;
    }

    private Layer convolution(int out, int kernel, int stride) {
        Convolution convolution = new Convolution(out, kernel, stride, kernel / 2);
        return form == Form.PAPER
                ? (g, x) -> convolution.at(g, "conv", x).relu()
                : new NormalizedConvolution(convolution);
    }

    /// Four branches side by side: 1x1; 1x1 and 3x3; 1x1 and 5x5; a pooling and 1x1.               (figure 2b)
    private Node inception(
            Graph g, String name, Node x, int one, int reduce3, int three, int reduce5, int five, int pool) {
        Layer block = (_, in) -> g.concat(
                1,
                List.of(
                        convolution(one, 1, 1).at(g, "branch1", in),
                        Sequential.of(convolution(reduce3, 1, 1), convolution(three, 3, 1))
                                .at(g, "branch2", in),
                        Sequential.of(convolution(reduce5, 1, 1), convolution(five, form == Form.PAPER ? 5 : 3, 1))
                                .at(g, "branch3", in),
                        Sequential.of(new MaxPool(3, 1, 1).withCeiling(), convolution(pool, 1, 1))
                                .at(g, "branch4", in)));
        return block.at(g, "inception" + name, x);
    }

    /// A small classifier on top of an inner layer, whose loss brings gradient there.           (section 5)
    private void head(Graph g, String name, Node x) {
        if (!auxiliary || g.mode() != Mode.TRAINING) {
            return;
        }
        Layer head = (_, in) -> {
            Node y = new AdaptiveAveragePool(4, 4).at(g, "avgpool", in);
            y = new Flatten().build(g, convolution(128, 1, 1).at(g, "conv", y));
            y = Activation.RELU.at(g, "relu", new Dense(1024).at(g, "fc1", y));
            return new Dense(classes).at(g, "fc2", new Dropout(0.7).at(g, "dropout", y));
        };
        g.auxiliary(head.at(g, name, x), 0.3);
    }

    /// A convolution named `conv` and batch normalization named `bn`, then ReLU.
    record NormalizedConvolution(Convolution convolution) implements Layer {
        @Override
        public Node build(Graph g, Node x) {
            Node y = convolution.withoutBias().at(g, "conv", x);
            return new BatchNorm(1e-3, 0.1).at(g, "bn", y).relu();
        }
    }
}
