package org.madaline.vision;

import java.util.List;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.layer.AveragePool;
import org.madaline.layer.Convolution;
import org.madaline.layer.Dense;
import org.madaline.layer.Dropout;
import org.madaline.layer.GlobalAveragePool;
import org.madaline.layer.Layer;
import org.madaline.layer.MaxPool;
import org.madaline.vision.GoogLeNet.NormalizedConvolution;

/// Inception v3 (Szegedy et al. 2016, table 1), with torchvision's names: 23,834,568 parameters for 1000 classes, with
/// the auxiliary head 27,161,264.
///
/// Input `[N, C, H, W]` of any size from 75x75, in the paper 3x299x299; result: logits `[N, classes]`. In training the
/// auxiliary head's loss is added with weight 0.4; images smaller than 299x299 are too small for it and go without.
///
/// @param auxiliary whether there is an auxiliary head in training
/// @param classes the number of outputs
public record InceptionV3(boolean auxiliary, int classes) implements Layer {
    /// The height and width of the images that the auxiliary head's pooling and convolution need.
    private static final int HEAD = 17;

    /// Checks its components.
    ///
    /// @throws IllegalArgumentException if there is no class
    public InceptionV3 {
        Blocks.checkClasses(classes);
    }

    @Override
    public Node build(Graph g, Node x) {
        Node y = valid(32, 3, 2).at(g, "Conv2d_1a_3x3", x);
        y = valid(32, 3, 1).at(g, "Conv2d_2a_3x3", y);
        y = same(64, 3, 3).at(g, "Conv2d_2b_3x3", y);
        y = new MaxPool(3, 2).at(g, "maxpool1", y);
        y = valid(80, 1, 1).at(g, "Conv2d_3b_1x1", y);
        y = valid(192, 3, 1).at(g, "Conv2d_4a_3x3", y);
        y = new MaxPool(3, 2).at(g, "maxpool2", y);
        y = grid35(32).at(g, "Mixed_5b", y);
        y = grid35(64).at(g, "Mixed_5c", y);
        y = grid35(64).at(g, "Mixed_5d", y);
        y = ((Layer) InceptionV3::reduce35).at(g, "Mixed_6a", y);
        y = grid17(128).at(g, "Mixed_6b", y);
        y = grid17(160).at(g, "Mixed_6c", y);
        y = grid17(160).at(g, "Mixed_6d", y);
        y = grid17(192).at(g, "Mixed_6e", y);
        if (auxiliary && g.mode() == Mode.TRAINING && Math.min(y.shape().dim(2), y.shape().dim(3)) >= HEAD) {
            g.auxiliary(((Layer) this::head).at(g, "AuxLogits", y), 0.4);
        }
        y = ((Layer) InceptionV3::reduce17).at(g, "Mixed_7a", y);
        y = ((Layer) InceptionV3::grid8).at(g, "Mixed_7b", y);
        y = ((Layer) InceptionV3::grid8).at(g, "Mixed_7c", y);
        y = new Dropout(0.5).at(g, "dropout", new GlobalAveragePool().at(g, "avgpool", y));
        return new Dense(classes).at(g, "fc", y);
    }

    private static Layer valid(int out, int kernel, int stride) {
        return new NormalizedConvolution(new Convolution(out, kernel, stride, 0));
    }

    private static Layer same(int out, int height, int width) {
        return new NormalizedConvolution(new Convolution(out, Blocks.centred(height, width)));
    }

    private static Node pooled(Graph g, Node x, int out) {
        return same(out, 1, 1).at(g, "branch_pool", new AveragePool(3, 1, 1).build(g, x));
    }

    /// Two 3x3 convolutions in the place of a 5x5.                                  (figure 5)
    private static Layer grid35(int pool) {
        return (g, x) -> {
            Node one = same(64, 1, 1).at(g, "branch1x1", x);
            Node five = same(64, 5, 5).at(g, "branch5x5_2", same(48, 1, 1).at(g, "branch5x5_1", x));
            Node three = same(96, 3, 3).at(g, "branch3x3dbl_2", same(64, 1, 1).at(g, "branch3x3dbl_1", x));
            three = same(96, 3, 3).at(g, "branch3x3dbl_3", three);
            return g.concat(1, List.of(one, five, three, pooled(g, x, pool)));
        };
    }

    /// From 35x35 to 17x17 pixels.                                                  (figure 10)
    private static Node reduce35(Graph g, Node x) {
        Node three = valid(384, 3, 2).at(g, "branch3x3", x);
        Node twice = same(96, 3, 3).at(g, "branch3x3dbl_2", same(64, 1, 1).at(g, "branch3x3dbl_1", x));
        twice = valid(96, 3, 2).at(g, "branch3x3dbl_3", twice);
        return g.concat(1, List.of(three, twice, new MaxPool(3, 2).build(g, x)));
    }

    /// 1x7 and 7x1 convolutions in the place of 7x7 ones.                           (figure 6)
    private static Layer grid17(int inner) {
        return (g, x) -> {
            Node one = same(192, 1, 1).at(g, "branch1x1", x);
            Node seven = same(inner, 1, 7).at(g, "branch7x7_2", same(inner, 1, 1).at(g, "branch7x7_1", x));
            seven = same(192, 7, 1).at(g, "branch7x7_3", seven);
            Node twice = same(inner, 7, 1).at(g, "branch7x7dbl_2", same(inner, 1, 1).at(g, "branch7x7dbl_1", x));
            twice = same(inner, 7, 1).at(g, "branch7x7dbl_4", same(inner, 1, 7).at(g, "branch7x7dbl_3", twice));
            twice = same(192, 1, 7).at(g, "branch7x7dbl_5", twice);
            return g.concat(1, List.of(one, seven, twice, pooled(g, x, 192)));
        };
    }

    /// From 17x17 to 8x8 pixels.
    private static Node reduce17(Graph g, Node x) {
        Node three = valid(320, 3, 2).at(g, "branch3x3_2", same(192, 1, 1).at(g, "branch3x3_1", x));
        Node seven = same(192, 1, 7).at(g, "branch7x7x3_2", same(192, 1, 1).at(g, "branch7x7x3_1", x));
        seven = valid(192, 3, 2).at(g, "branch7x7x3_4", same(192, 7, 1).at(g, "branch7x7x3_3", seven));
        return g.concat(1, List.of(three, seven, new MaxPool(3, 2).build(g, x)));
    }

    /// 1x3 and 3x1 convolutions side by side.                                       (figure 7)
    private static Node grid8(Graph g, Node x) {
        Node one = same(320, 1, 1).at(g, "branch1x1", x);
        Node three = same(384, 1, 1).at(g, "branch3x3_1", x);
        Node twice = same(384, 3, 3).at(g, "branch3x3dbl_2", same(448, 1, 1).at(g, "branch3x3dbl_1", x));
        return g.concat(1, List.of(one,
                same(384, 1, 3).at(g, "branch3x3_2a", three), same(384, 3, 1).at(g, "branch3x3_2b", three),
                same(384, 1, 3).at(g, "branch3x3dbl_3a", twice), same(384, 3, 1).at(g, "branch3x3dbl_3b", twice),
                pooled(g, x, 192)));
    }

    private Node head(Graph g, Node x) {
        Node y = new AveragePool(5, 3).build(g, x);
        y = valid(768, 5, 1).at(g, "conv1", valid(128, 1, 1).at(g, "conv0", y));
        return new Dense(classes).at(g, "fc", new GlobalAveragePool().build(g, y));
    }
}
