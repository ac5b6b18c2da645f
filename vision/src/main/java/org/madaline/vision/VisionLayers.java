package org.madaline.vision;

import java.util.List;
import org.madaline.layer.Layer;
import org.madaline.layer.LayerTypes;

/// Lets model files name the architectures.
public final class VisionLayers implements LayerTypes {
    /// For the service loader.
    public VisionLayers() {}

    @Override
    public List<Class<? extends Layer>> types() {
        return List.of(
                AlexNet.class,
                CifarResNet.class,
                DenseNet.class,
                EfficientNet.class,
                GoogLeNet.class,
                InceptionV3.class,
                LeNet5.class,
                LeNet5Original.class,
                MobileNetV1.class,
                MobileNetV2.class,
                MobileNetV3.class,
                PilotNet.class,
                ResNet.class,
                SmallCnn.class,
                SmallResNet.class,
                SqueezeNet.class,
                Vgg.class);
    }
}
