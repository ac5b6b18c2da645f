package org.madaline.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.BatchNorm2dImpl;
import org.bytedeco.pytorch.BatchNormOptions;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Conv2dOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.madaline.plan.Variables;
import org.madaline.tensor.Shape;

/// Convolutional networks in LibTorch, layer by layer as torchvision has them, with activations in place.
final class TorchVision extends Module {
    /// One or more layers.
    private interface Part extends UnaryOperator<Tensor> {
        default Part then(Part next) {
            return x -> next.apply(apply(x));
        }
    }

    private Part forward = x -> x;
    private int registered;
    /// Parameters and running statistics, in the order in which Madaline's layers declare theirs.
    private final List<Tensor> state = new ArrayList<>();

    private TorchVision() {}

    Tensor forward(Tensor x) {
        return forward.apply(x);
    }

    /// The number of trained values.
    long parameterCount() {
        TensorVector parameters = parameters();
        long count = 0;
        for (long i = 0; i < parameters.size(); i++) {
            count += parameters.get(i).numel();
        }
        return count;
    }

    /// Takes over the parameters and running statistics of the same network in Madaline.
    ///
    /// @throws IllegalStateException if the numbers or the shapes differ
    void load(Variables variables) {
        List<String> names = variables.names().stream().filter(name -> !name.endsWith("num_batches_tracked")).toList();
        if (names.size() != state.size()) {
            throw new IllegalStateException(names.size() + " variables do not fit the peer's " + state.size());
        }
        try (NoGradGuard _ = new NoGradGuard()) {
            for (int i = 0; i < state.size(); i++) {
                Shape shape = variables.shape(names.get(i));
                Tensor to = state.get(i);
                long[] dimensions = dimensions(shape);
                boolean same = to.dim() == dimensions.length;
                for (int d = 0; same && d < dimensions.length; d++) {
                    same = to.size(d) == dimensions[d];
                }
                if (!same) {
                    throw new IllegalStateException(names.get(i) + " of shape " + shape + " differs from the peer's: "
                            + to.toString());
                }
                to.copy_(Tensor.create(variables.get(names.get(i)).toArray(), dimensions));
            }
        }
    }

    static long[] dimensions(Shape shape) {
        long[] dimensions = new long[shape.rank()];
        for (int i = 0; i < dimensions.length; i++) {
            dimensions[i] = shape.dim(i);
        }
        return dimensions;
    }

    /// LeNet-5 with ReLU and max pooling, for images 1x28x28.
    static TorchVision leNet5(int classes) {
        TorchVision net = new TorchVision();
        net.forward = net.convolution(1, 6, 5, 1, 2, 1, true).then(torch::relu_).then(pool(2, 2, 0))
                .then(net.convolution(6, 16, 5, 1, 0, 1, true)).then(torch::relu_).then(pool(2, 2, 0)).then(flat())
                .then(net.dense(400, 120)).then(torch::relu_)
                .then(net.dense(120, 84)).then(torch::relu_)
                .then(net.dense(84, classes));
        return net;
    }

    /// ResNet with 18 layers.
    static TorchVision resNet18(int classes) {
        return resNet(new int[] {2, 2, 2, 2}, false, classes);
    }

    /// ResNet with 50 layers.
    static TorchVision resNet50(int classes) {
        return resNet(new int[] {3, 4, 6, 3}, true, classes);
    }

    private static TorchVision resNet(int[] counts, boolean bottlenecks, int classes) {
        TorchVision net = new TorchVision();
        Part all = net.normalized(3, 64, 7, 2, 1).then(torch::relu_).then(pool(3, 2, 1));
        int in = 64;
        for (int i = 0; i < 4; i++) {
            int width = 64 << i;
            int out = bottlenecks ? 4 * width : width;
            for (int j = 0; j < counts[i]; j++) {
                int stride = i > 0 && j == 0 ? 2 : 1;
                all = all.then(net.residual(in, width, out, stride, bottlenecks));
                in = out;
            }
        }
        net.forward = all.then(average(1)).then(flat()).then(net.dense(in, classes));
        return net;
    }

    /// MobileNetV2 of width 1.
    static TorchVision mobileNetV2(int classes) {
        int[][] blocks = {
            {1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2}, {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1}
        };
        TorchVision net = new TorchVision();
        Part all = net.normalized(3, 32, 3, 2, 1).then(torch::relu6_);
        int in = 32;
        for (int[] row : blocks) {
            for (int i = 0; i < row[2]; i++) {
                all = all.then(net.invertedResidual(in, row[0], row[1], i == 0 ? row[3] : 1));
                in = row[1];
            }
        }
        net.forward = all.then(net.normalized(in, 1280, 1, 1, 1)).then(torch::relu6_)
                .then(average(1)).then(flat()).then(net.dropout(0.2)).then(net.dense(1280, classes));
        return net;
    }

    /// EfficientNet-B0.
    static TorchVision efficientNetB0(int classes) {
        int[][] stages = {
            {1, 3, 1, 16, 1}, {6, 3, 2, 24, 2}, {6, 5, 2, 40, 2}, {6, 3, 2, 80, 3}, {6, 5, 1, 112, 3}, {6, 5, 2, 192, 4},
            {6, 3, 1, 320, 1}
        };
        TorchVision net = new TorchVision();
        Part all = net.normalized(3, 32, 3, 2, 1).then(torch::silu_);
        int in = 32;
        int index = 0;
        for (int[] row : stages) {
            for (int i = 0; i < row[4]; i++) {
                all = all.then(net.squeezed(in, row[0], row[1], i == 0 ? row[2] : 1, row[3], 0.2 * index++ / 16));
                in = row[3];
            }
        }
        net.forward = all.then(net.normalized(in, 1280, 1, 1, 1)).then(torch::silu_)
                .then(average(1)).then(flat()).then(net.dropout(0.2)).then(net.dense(1280, classes));
        return net;
    }

    /// VGG-16 without batch normalization.
    static TorchVision vgg16(int classes) {
        TorchVision net = new TorchVision();
        Part all = x -> x;
        int in = 3;
        int out = 64;
        for (int count : new int[] {2, 2, 3, 3, 3}) {
            for (int i = 0; i < count; i++) {
                all = all.then(net.convolution(in, out, 3, 1, 1, 1, true)).then(torch::relu_);
                in = out;
            }
            all = all.then(pool(2, 2, 0));
            out = Math.min(2 * out, 512);
        }
        net.forward = all.then(average(7)).then(flat())
                .then(net.dense(512 * 49, 4096)).then(torch::relu_).then(net.dropout(0.5))
                .then(net.dense(4096, 4096)).then(torch::relu_).then(net.dropout(0.5))
                .then(net.dense(4096, classes));
        return net;
    }

    private Part residual(int in, int width, int out, int stride, boolean bottleneck) {
        Part body = bottleneck
                ? normalized(in, width, 1, 1, 1).then(torch::relu_).then(normalized(width, width, 3, stride, 1))
                        .then(torch::relu_).then(normalized(width, out, 1, 1, 1))
                : normalized(in, width, 3, stride, 1).then(torch::relu_).then(normalized(width, out, 3, 1, 1));
        Part shortcut = stride == 1 && in == out ? x -> x : normalized(in, out, 1, stride, 1);
        return x -> torch.relu_(body.apply(x).add_(shortcut.apply(x)));
    }

    private Part invertedResidual(int in, int expansion, int out, int stride) {
        int wide = expansion * in;
        Part widened = expansion == 1 ? x -> x : normalized(in, wide, 1, 1, 1).then(torch::relu6_);
        Part body = widened.then(normalized(wide, wide, 3, stride, wide)).then(torch::relu6_)
                .then(normalized(wide, out, 1, 1, 1));
        return stride == 1 && in == out ? x -> body.apply(x).add(x) : body;
    }

    /// MBConv: widen, depthwise, squeeze and excite, narrow; left out for whole images with probability `drop`.
    private Part squeezed(int in, int expansion, int kernel, int stride, int out, double drop) {
        int wide = expansion * in;
        Part widened = expansion == 1 ? x -> x : normalized(in, wide, 1, 1, 1).then(torch::silu_);
        Part depthwise = normalized(wide, wide, kernel, stride, wide).then(torch::silu_);
        Part factor = average(1).then(convolution(wide, in / 4, 1, 1, 0, 1, true)).then(torch::silu_)
                .then(convolution(in / 4, wide, 1, 1, 0, 1, true)).then(torch::sigmoid_);
        Part body = widened.then(depthwise).then(x -> x.mul(factor.apply(x))).then(normalized(wide, out, 1, 1, 1));
        return stride == 1 && in == out ? x -> dropImages(body.apply(x), drop).add_(x) : body;
    }

    private Tensor dropImages(Tensor x, double p) {
        if (!is_training() || p == 0) {
            return x;
        }
        Tensor kept = torch.bernoulli(torch.full(new long[] {x.size(0), 1, 1, 1}, new Scalar(1 - p)));
        return x.mul(kept.div_(new Scalar(1 - p)));
    }

    private Part dropout(double p) {
        return x -> torch.dropout(x, p, is_training());
    }

    private Part normalized(int in, int out, int kernel, int stride, int groups) {
        Part convolution = convolution(in, out, kernel, stride, kernel / 2, groups, false);
        BatchNorm2dImpl norm = registered(new BatchNorm2dImpl(new BatchNormOptions(out)));
        state.addAll(List.of(norm.weight(), norm.bias(), norm.running_mean(), norm.running_var()));
        return convolution.then(norm::forward);
    }

    private Part convolution(int in, int out, int kernel, int stride, int padding, int groups, boolean bias) {
        Conv2dOptions options = new Conv2dOptions(in, out, new LongPointer(kernel, kernel));
        options.stride().put(new LongPointer(stride, stride));
        options.padding().put(new LongPointer(padding, padding));
        options.groups().put(groups);
        options.bias().put(bias);
        Conv2dImpl layer = registered(new Conv2dImpl(options));
        state.add(layer.weight());
        if (bias) {
            state.add(layer.bias());
        }
        return layer::forward;
    }

    private Part dense(int in, int out) {
        LinearImpl layer = registered(new LinearImpl(in, out));
        state.addAll(List.of(layer.weight(), layer.bias()));
        return layer::forward;
    }

    private <M extends Module> M registered(M module) {
        return register_module(Integer.toString(registered++), module);
    }

    private static Part pool(long size, long stride, long padding) {
        long[] sizes = {size, size};
        long[] strides = {stride, stride};
        long[] paddings = {padding, padding};
        long[] dilations = {1, 1};
        return x -> torch.max_pool2d(x, sizes, strides, paddings, dilations, false);
    }

    private static Part average(long size) {
        return x -> torch.adaptive_avg_pool2d(x, size, size);
    }

    private static Part flat() {
        return x -> x.flatten(1, -1);
    }
}
