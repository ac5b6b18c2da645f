package org.madaline.vision;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.madaline.layer.Layer;
import org.madaline.tensor.Shape;

/// The state dictionaries of PyTorch's models, and the formula that weights and inputs of the tests are made by.
final class Reference {
    /// One tensor of a state dictionary.
    record Entry(Shape shape, String kind) {}

    /// A model's number of trained parameters and its tensors by name.
    record StateDict(long parameters, Map<String, Entry> entries) {}

    private Reference() {}

    static Map<String, StateDict> stateDicts() {
        Map<String, StateDict> all = new LinkedHashMap<>();
        Map<String, Entry> entries = null;
        for (String line : text("/golden/vision/state_dicts.gz").split("\n")) {
            if (line.startsWith(">")) {
                String[] head = line.substring(1).split(" ");
                entries = new LinkedHashMap<>();
                all.put(head[0], new StateDict(Long.parseLong(head[1]), entries));
            } else {
                String[] cells = line.split("\t", -1);
                int[] dims = cells[1].isEmpty()
                        ? new int[0]
                        : Arrays.stream(cells[1].split(","))
                                .mapToInt(Integer::parseInt)
                                .toArray();
                entries.put(cells[0], new Entry(Shape.of(dims), cells[2]));
            }
        }
        return all;
    }

    /// The network of a reference by its name.
    static Layer layer(String name) {
        return switch (name) {
            case "lenet5" -> new LeNet5(LeNet5.Form.TANH, 10);
            case "lenet5_relu" -> new LeNet5(LeNet5.Form.RELU, 10);
            case "resnet18", "resnet34", "resnet50", "resnet101", "resnet152" ->
                new ResNet(Integer.parseInt(name.substring(6)), 1000);
            case "alexnet" -> new AlexNet(Form.TORCHVISION, 1000);
            case "vgg11", "vgg13", "vgg16", "vgg19", "vgg11_bn", "vgg13_bn", "vgg16_bn", "vgg19_bn" ->
                new Vgg(Integer.parseInt(name.substring(3, 5)), name.endsWith("bn"), 1000);
            case "googlenet" -> new GoogLeNet(Form.TORCHVISION, false, 1000);
            case "googlenet_aux" -> new GoogLeNet(Form.TORCHVISION, true, 1000);
            case "mobilenet_v2" -> new MobileNetV2(1, 1000);
            case "mobilenet_v3_large" -> new MobileNetV3(true, 1, 1000);
            case "mobilenet_v3_small" -> new MobileNetV3(false, 1, 1000);
            case "squeezenet1_1" -> new SqueezeNet(1000);
            case "densenet121" -> new DenseNet(121, 1000);
            default ->
                new EfficientNet(EfficientNet.Variant.valueOf(name.substring(13).toUpperCase()), 1000);
        };
    }

    /// The shape of its images.
    static Shape image(String name) {
        return name.startsWith("lenet") ? Shape.of(1, 32, 32) : Shape.of(3, 224, 224);
    }

    static String text(String resource) {
        try (InputStream in = new GZIPInputStream(Reference.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The value of a tensor by formula.
    static double[] values(String name, Entry entry, double gain) {
        int fanIn =
                Math.max(1, entry.shape().rank() < 2 ? 1 : entry.shape().drop(1).size());
        return switch (entry.kind()) {
            case "weight" -> values(name, entry.shape().size(), 0, gain * Math.sqrt(3.0 / fanIn), false);
            case "bias", "beta", "running_mean" -> values(name, entry.shape().size(), 0, 0.1, false);
            case "gamma" -> values(name, entry.shape().size(), 1, 0.1, false);
            case "running_var" -> values(name, entry.shape().size(), 1, 0.5, true);
            default -> new double[entry.shape().size()];
        };
    }

    static double[] input(String name, int size) {
        return values(name, size, 0, 1, false);
    }

    /// Class indices less than `bound`.
    static double[] classes(String name, int size, int bound) {
        return Arrays.stream(values(name, size, 0, 0x1p24, true))
                .map(k -> (long) k * bound >>> 24)
                .toArray();
    }

    private static double[] values(String name, int size, double offset, double scale, boolean unit) {
        long hash = 0xCBF29CE484222325L;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001B3L;
        }
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            long z = hash + i + 0x9E3779B97F4A7C15L;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            double u = ((z ^ (z >>> 31)) >>> 40) * 0x1p-24;
            values[i] = (float) (offset + scale * (unit ? u : 2 * u - 1));
        }
        return values;
    }
}
