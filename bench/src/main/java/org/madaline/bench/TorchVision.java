package org.madaline.bench;

import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.BatchNorm2dImpl;
import org.bytedeco.pytorch.BatchNormOptions;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Conv2dOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

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
        TorchVision net = new TorchVision();
        Part all = net.normalized(3, 64, 7, 2, 1).then(torch::relu_).then(pool(3, 2, 1));
        int in = 64;
        for (int i = 0; i < 4; i++) {
            int out = 64 << i;
            all = all.then(net.basicBlock(in, out, i == 0 ? 1 : 2)).then(net.basicBlock(out, out, 1));
            in = out;
        }
        net.forward = all.then(average(1)).then(flat()).then(net.dense(512, classes));
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
                .then(average(1)).then(flat()).then(net.dense(1280, classes));
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
                .then(net.dense(512 * 49, 4096)).then(torch::relu_)
                .then(net.dense(4096, 4096)).then(torch::relu_)
                .then(net.dense(4096, classes));
        return net;
    }

    private Part basicBlock(int in, int out, int stride) {
        Part body = normalized(in, out, 3, stride, 1).then(torch::relu_).then(normalized(out, out, 3, 1, 1));
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

    private Part normalized(int in, int out, int kernel, int stride, int groups) {
        BatchNorm2dImpl norm = registered(new BatchNorm2dImpl(new BatchNormOptions(out)));
        return convolution(in, out, kernel, stride, kernel / 2, groups, false).then(norm::forward);
    }

    private Part convolution(int in, int out, int kernel, int stride, int padding, int groups, boolean bias) {
        Conv2dOptions options = new Conv2dOptions(in, out, new LongPointer(kernel, kernel));
        options.stride().put(new LongPointer(stride, stride));
        options.padding().put(new LongPointer(padding, padding));
        options.groups().put(groups);
        options.bias().put(bias);
        return registered(new Conv2dImpl(options))::forward;
    }

    private Part dense(int in, int out) {
        return registered(new LinearImpl(in, out))::forward;
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
