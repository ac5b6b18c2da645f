package org.madaline.layer;

import org.madaline.graph.Graph;
import org.madaline.graph.Node;

/// A depthwise separable convolution (Sifre 2014, Chollet 2017): one kernel for each channel, named `depthwise`, then a
/// 1x1 convolution, named `pointwise`. It costs C (k² + out) products for each pixel instead of C k² out.
///
/// @param out the number of feature maps
/// @param kernel k
/// @param stride of the depthwise convolution
/// @param padding of the depthwise convolution
public record SeparableConvolution(int out, int kernel, int stride, int padding) implements Layer {
    @Override
    public Node build(Graph g, Node x) {
        Layer depthwise = Convolution.depthwise(x.shape().dim(1), kernel, stride, padding).withoutBias();
        return new Convolution(out, 1).at(g, "pointwise", depthwise.at(g, "depthwise", x));
    }
}
