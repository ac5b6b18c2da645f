package org.madaline.examples.weights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.madaline.augment.Affine;
import org.madaline.augment.Augmentation;
import org.madaline.augment.Augmented;
import org.madaline.augment.Flip;
import org.madaline.augment.RandomCrop;
import org.madaline.data.Dataset;
import org.madaline.data.Scaler;
import org.madaline.data.Split;
import org.madaline.data.Splits;
import org.madaline.datasets.Digits;
import org.madaline.datasets.FashionMnist;
import org.madaline.datasets.Mnist;
import org.madaline.datasets.Sample;
import org.madaline.layer.Activation;
import org.madaline.layer.BatchNorm;
import org.madaline.layer.Dense;
import org.madaline.layer.Dropout;
import org.madaline.layer.Layer;
import org.madaline.layer.Network;
import org.madaline.layer.TestTimeAugmentation;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.optimizer.Adam;
import org.madaline.optimizer.AdamW;
import org.madaline.optimizer.Optimizer;
import org.madaline.optimizer.Sgd;
import org.madaline.schedule.Cosine;
import org.madaline.schedule.OneCycle;
import org.madaline.schedule.Schedule;
import org.madaline.tensor.Shape;
import org.madaline.train.Trainer;
import org.madaline.vision.LeNet5;
import org.madaline.vision.SmallCnn;
import org.madaline.vision.SmallResNet;

/// What the README's commands train, written out with the library: the same networks, rates, schedules and order of
/// examples, so the same weights after 200 steps.
final class ReadmeWorks {
    private static final int STEPS = 200;
    private static final Shape IMAGE = Shape.of(1, 28, 28);

    private ReadmeWorks() {}

    /// Those on data that ship with the library, by name.
    static Map<String, Callable<String>> shipped() {
        Map<String, Callable<String>> works = new LinkedHashMap<>();
        works.put("digits mlp", () -> {
            Split digits = Splits.stratified(Digits.load(), 0.2, 0);
            return weights(perceptron(Shape.of(64), 10, List.of(100, 50), List.of(0.2, 0.2)), new Adam(1e-3),
                    new Cosine(20), 20, digits.train());
        });
        works.put("iris mlp", () -> {
            Dataset train = Splits.stratified(Sample.iris().dataset(), 0.2, 0).train();
            return weights(perceptron(Shape.of(4), 3, List.of(16, 8), List.of(0.2, 0.2)), new Adam(1e-3), new Cosine(20), 20,
                    Scaler.standard(train).apply(train));
        });
        return works;
    }

    /// Those on MNIST and Fashion-MNIST, by name.
    static Map<String, Callable<String>> downloaded() {
        Map<String, Callable<String>> works = new LinkedHashMap<>();
        works.put("mnist mlp", () -> weights(perceptron(Shape.of(784), 10, List.of(100, 50), List.of(0.15, 0.05)),
                new AdamW(0.003).withDecay(0.2), new Cosine(60), 60, Mnist.load().train()));
        works.put("mnist lenet5", lenet(LeNet5.Form.TANH, 20, 0.2, false));
        works.put("mnist lenet5_relu", lenet(LeNet5.Form.RELU, 20, 0.2, false));
        works.put("mnist lenet5_relu augmented", lenet(LeNet5.Form.RELU, 40, 0.1, true));
        works.put("mnist small_cnn augmented", () -> weights(new Network(IMAGE, new SmallCnn(10)),
                new AdamW(0.003).withDecay(0.1), new Cosine(12), 12, moved(Mnist.load().train())));
        works.put("fashion-mnist small_cnn augmented", () -> weights(new Network(IMAGE, new SmallCnn(10)),
                new AdamW(0.003).withDecay(0.1), new Cosine(24), 24, mirrored(FashionMnist.load().train())));
        works.put("fashion-mnist small_resnet augmented", () -> weights(
                new Network(IMAGE, new TestTimeAugmentation(new SmallResNet(10), 1, true)),
                new Sgd(0.1).withMomentum(0.9).withNesterov().withDecay(5e-4), new OneCycle(0.1, 27), 26,
                mirrored(FashionMnist.load().train())));
        return works;
    }

    private static Callable<String> lenet(LeNet5.Form form, int epochs, double decay, boolean augmented) {
        return () -> {
            Dataset train = Mnist.load().train();
            return weights(new Network(IMAGE, new LeNet5(form, 10)), new AdamW(0.003).withDecay(decay), new Cosine(epochs),
                    epochs, augmented ? moved(train) : train.withInputShape(IMAGE));
        };
    }

    private static String weights(Network network, Optimizer optimizer, Schedule schedule, int epochs, Dataset train) {
        return Digest.afterSteps(STEPS, new Trainer(network, new SoftmaxCrossEntropy(), optimizer)
                .epochs(epochs).batchSize(64).seed(1).schedule(schedule), train);
    }

    /// Dense, batch normalization, ReLU and dropout for each hidden layer.
    private static Network perceptron(Shape input, int classes, List<Integer> hidden, List<Double> dropout) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < hidden.size(); i++) {
            layers.addAll(List.of(new Dense(hidden.get(i)), new BatchNorm(), Activation.RELU, new Dropout(dropout.get(i))));
        }
        layers.add(new Dense(classes));
        return Network.of(input, layers.toArray(Layer[]::new));
    }

    private static Dataset moved(Dataset train) {
        return augmented(train, List.of(new Affine(10, 0.08, 0.1, 5)));
    }

    private static Dataset mirrored(Dataset train) {
        return augmented(train, List.of(Flip.HORIZONTAL, new RandomCrop(1)));
    }

    private static Dataset augmented(Dataset train, List<Augmentation> changes) {
        return new Augmented(train.withInputShape(IMAGE), Augmentation.all(changes), 1);
    }
}
