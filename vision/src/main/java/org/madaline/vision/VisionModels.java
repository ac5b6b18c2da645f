package org.madaline.vision;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import org.madaline.formats.image.ImagePreprocessing;
import org.madaline.formats.image.ImagePreprocessing.CenteredInk;
import org.madaline.formats.image.ImagePreprocessing.ResizeAndCrop;
import org.madaline.layer.Layer;

/// The architectures by name: `VisionModels.of("resnet18").network(10)`.
public final class VisionModels {
    private static final List<Double> MEAN = List.of(0.485, 0.456, 0.406);
    private static final List<Double> DEVIATION = List.of(0.229, 0.224, 0.225);
    private static final List<Double> HALF = List.of(0.5, 0.5, 0.5);
    private static final Map<String, VisionModel> ALL = all();

    private VisionModels() {}

    /// {@return the names, in order of age}
    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /// {@return the architecture of a name}
    ///
    /// @param name as torchvision's, where it has one
    /// @throws IllegalArgumentException if there is none, naming all
    public static VisionModel of(String name) {
        VisionModel model = ALL.get(name);
        if (model == null) {
            throw new IllegalArgumentException(
                    "there is no architecture " + name + "; there are " + String.join(", ", ALL.keySet()));
        }
        return model;
    }

    private static Map<String, VisionModel> all() {
        Map<String, VisionModel> all = new LinkedHashMap<>();
        addPlain(all);
        addConnected(all);
        addMobile(all);
        return all;
    }

    /// Layer after layer, or branches side by side: 1998 to 2016.
    private static void addPlain(Map<String, VisionModel> all) {
        add(all, "lenet5", "classifier.4", CenteredInk.MNIST, classes -> new LeNet5(LeNet5.Form.TANH, classes));
        add(all, "lenet5_relu", "classifier.4", CenteredInk.MNIST, classes -> new LeNet5(LeNet5.Form.RELU, classes));
        add(all, "small_cnn", "classifier.1", CenteredInk.MNIST, SmallCnn::new);
        add(all, "small_resnet", "fc", CenteredInk.MNIST, SmallResNet::new);
        add(all, "lenet5_original", "output", CenteredInk.MNIST, VisionModels::original);
        add(all, "alexnet", "classifier.6", photograph(256, 224), classes -> new AlexNet(Form.TORCHVISION, classes));
        add(all, "alexnet_paper", "classifier.6", photograph(256, 224), classes -> new AlexNet(Form.PAPER, classes));
        for (int depth : new int[] {11, 13, 16, 19}) {
            add(all, "vgg" + depth, "classifier.6", photograph(256, 224), classes -> new Vgg(depth, false, classes));
            add(
                    all,
                    "vgg" + depth + "_bn",
                    "classifier.6",
                    photograph(256, 224),
                    classes -> new Vgg(depth, true, classes));
        }
        // torchvision brings the images of its weights from ImageNet's mean and deviation to one half inside the
        // network.
        add(
                all,
                "googlenet",
                "fc",
                new ResizeAndCrop(256, 224, 224, HALF, HALF),
                classes -> new GoogLeNet(Form.TORCHVISION, true, classes));
        add(
                all,
                "googlenet_paper",
                "fc",
                new ResizeAndCrop(256, 224, 224, HALF, HALF),
                classes -> new GoogLeNet(Form.PAPER, true, classes));
        add(
                all,
                "inception_v3",
                "fc",
                new ResizeAndCrop(342, 299, 299, HALF, HALF),
                classes -> new InceptionV3(true, classes));
    }

    /// With connections around layers, and some of their time: 2015 to 2017.
    private static void addConnected(Map<String, VisionModel> all) {
        for (int depth : new int[] {18, 34, 50, 101, 152}) {
            add(all, "resnet" + depth, "fc", photograph(256, 224), classes -> new ResNet(depth, classes));
        }
        for (int depth : new int[] {20, 32, 44, 56, 110}) {
            add(
                    all,
                    "resnet" + depth + "_cifar",
                    "fc",
                    new ResizeAndCrop(32, 32, 32, List.of(0.4914, 0.4822, 0.4465), List.of(0.247, 0.2435, 0.2616)),
                    classes -> new CifarResNet(depth, classes));
        }
        add(all, "pilotnet", "regressor.6", new ResizeAndCrop(200, 66, 200, HALF, HALF), PilotNet::new);
        add(all, "squeezenet1_1", "classifier.1", photograph(256, 224), SqueezeNet::new);
        for (int depth : new int[] {121, 169, 201}) {
            add(all, "densenet" + depth, "classifier", photograph(256, 224), classes -> new DenseNet(depth, classes));
        }
    }

    /// Separable convolutions: 2017 to 2021.
    private static void addMobile(Map<String, VisionModel> all) {
        add(all, "mobilenet_v1", "classifier", photograph(256, 224), classes -> new MobileNetV1(1, classes));
        add(all, "mobilenet_v2", "classifier.1", photograph(256, 224), classes -> new MobileNetV2(1, classes));
        add(
                all,
                "mobilenet_v3_small",
                "classifier.3",
                photograph(256, 224),
                classes -> new MobileNetV3(false, 1, classes));
        add(
                all,
                "mobilenet_v3_large",
                "classifier.3",
                photograph(256, 224),
                classes -> new MobileNetV3(true, 1, classes));
        for (EfficientNet.Variant variant : EfficientNet.Variant.values()) {
            add(
                    all,
                    "efficientnet_" + variant.name().toLowerCase(Locale.ROOT),
                    "classifier.1",
                    new ResizeAndCrop(
                            variant.resize(),
                            variant.size(),
                            variant.size(),
                            variant.interpolation(),
                            MEAN,
                            DEVIATION),
                    classes -> new EfficientNet(variant, classes));
        }
    }

    private static Layer original(int classes) {
        if (classes != 10) {
            throw new IllegalArgumentException(
                    "the original LeNet-5 has pictures of 10 digits, not " + classes + "; use lenet5");
        }
        return new LeNet5Original();
    }

    private static ResizeAndCrop photograph(int resize, int size) {
        return new ResizeAndCrop(resize, size, size, MEAN, DEVIATION);
    }

    private static void add(
            Map<String, VisionModel> all,
            String name,
            String head,
            ImagePreprocessing preprocessing,
            IntFunction<Layer> layer) {
        all.put(name, new VisionModel(name, layer, preprocessing, head));
    }
}
