package org.madaline.examples.weights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.madaline.basis.Bases;
import org.madaline.data.ArrayDataset;
import org.madaline.data.Dataset;
import org.madaline.data.ExampleSource;
import org.madaline.data.Scaler;
import org.madaline.datasets.Digits;
import org.madaline.datasets.Sample;
import org.madaline.kernels.CounterRandom;
import org.madaline.layer.Activation;
import org.madaline.layer.BatchNorm;
import org.madaline.layer.Dense;
import org.madaline.layer.Dropout;
import org.madaline.layer.Layer;
import org.madaline.layer.Network;
import org.madaline.linear.DesignMatrix;
import org.madaline.linear.LinearModel;
import org.madaline.linear.OneVsRest;
import org.madaline.linear.Settings;
import org.madaline.linear.SoftmaxRegression;
import org.madaline.loss.Hinge;
import org.madaline.loss.Huber;
import org.madaline.loss.Loss;
import org.madaline.loss.MeanAbsoluteError;
import org.madaline.loss.MeanSquaredError;
import org.madaline.loss.MulticlassHinge;
import org.madaline.loss.NegativeLogLikelihood;
import org.madaline.loss.PoissonLikelihood;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.optimizer.Adadelta;
import org.madaline.optimizer.Adagrad;
import org.madaline.optimizer.Adam;
import org.madaline.optimizer.AdamW;
import org.madaline.optimizer.Clipping;
import org.madaline.optimizer.NAdam;
import org.madaline.optimizer.Optimizer;
import org.madaline.optimizer.RAdam;
import org.madaline.optimizer.RmsProp;
import org.madaline.optimizer.Sgd;
import org.madaline.schedule.Cosine;
import org.madaline.schedule.Cyclic;
import org.madaline.schedule.Exponential;
import org.madaline.schedule.Linear;
import org.madaline.schedule.Milestones;
import org.madaline.schedule.OnPlateau;
import org.madaline.schedule.OneCycle;
import org.madaline.schedule.Polynomial;
import org.madaline.schedule.Schedule;
import org.madaline.schedule.Sequence;
import org.madaline.schedule.Steps;
import org.madaline.schedule.WarmRestarts;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;
import org.madaline.train.Checkpoint;
import org.madaline.train.Penalty;
import org.madaline.train.Trainer;

/// Every optimizer, schedule, loss, activation and setting of a training, on few digits and a small network.
final class EveryPart {
    private static final int STEPS = 20;
    private static final Dataset DIGITS = Digits.load().take(320);
    private static final Network SMALL = network(Activation.RELU);

    private EveryPart() {}

    static Map<String, Callable<String>> all() {
        Map<String, Callable<String>> works = new LinkedHashMap<>();
        optimizers().forEach((name, optimizer) -> works.put("optimizer " + name, () -> Digest.afterSteps(STEPS,
                new Trainer(SMALL, new SoftmaxCrossEntropy(), optimizer).epochs(9).batchSize(64).seed(3), DIGITS)));
        schedules().forEach((name, schedule) -> works.put("schedule " + name, trainer(t -> t.schedule(schedule))));
        losses().forEach((name, loss) -> works.put("loss " + name, () -> loss(loss)));
        activations().forEach((name, activation) -> works.put("activation " + name, () -> Digest.afterSteps(STEPS,
                new Trainer(network(activation), new SoftmaxCrossEntropy(), new Adam(1e-3)).epochs(9).seed(3), DIGITS)));
        settings(works);
        linear(works);
        return works;
    }

    private static Network network(Layer activation) {
        return Network.of(Shape.of(64), new Dense(16), new BatchNorm(), activation, new Dropout(0.1), new Dense(10));
    }

    private static Callable<String> trainer(UnaryOperator<Trainer> change) {
        var trainer = new Trainer(SMALL, new SoftmaxCrossEntropy(), new Adam(1e-3)).epochs(9).batchSize(64).seed(3);
        return () -> Digest.afterSteps(STEPS, change.apply(trainer), DIGITS);
    }

    private static Map<String, Optimizer> optimizers() {
        Map<String, Optimizer> all = new LinkedHashMap<>();
        all.put("adam", new Adam(1e-3));
        all.put("adam with decay", new Adam(1e-3).withDecay(0.01).withBetas(0.8, 0.99).withEps(1e-6));
        all.put("amsgrad", new Adam(1e-3).withAmsgrad());
        all.put("adamw", new AdamW(1e-3).withDecay(0.1));
        all.put("nadam", new NAdam(1e-3).withDecay(0.01));
        all.put("radam", new RAdam(1e-3).withDecay(0.01));
        all.put("adagrad", new Adagrad(1e-2).withSlowing(0.1).withStart(0.1));
        all.put("adadelta", new Adadelta(1).withRho(0.8));
        all.put("rmsprop", new RmsProp(1e-3).withMomentum(0.9).withCentering());
        all.put("sgd", new Sgd(0.1).withDecay(0.01));
        all.put("momentum", new Sgd(0.1).withMomentum(0.9).withDampening(0.1));
        all.put("nesterov", new Sgd(0.1).withMomentum(0.9).withNesterov());
        return all;
    }

    private static Map<String, Schedule> schedules() {
        Map<String, Schedule> all = new LinkedHashMap<>();
        all.put("constant", Schedule.CONSTANT);
        all.put("cosine", new Cosine(4));
        all.put("cyclic", new Cyclic(1e-3, 1e-2, 1));
        all.put("exponential", new Exponential(0.5));
        all.put("linear", new Linear(1, 0.1, 4));
        all.put("milestones", new Milestones(List.of(1.0, 2.5), 0.1));
        all.put("one cycle", new OneCycle(0.01, 5));
        all.put("polynomial", new Polynomial(4, 2));
        all.put("sequence", new Sequence(new Linear(0.1, 1, 1), 1, new Cosine(3)));
        all.put("steps", new Steps(2, 0.1));
        all.put("warm restarts", new WarmRestarts(1, 2, 0));
        return all;
    }

    private static Map<String, Loss> losses() {
        Map<String, Loss> all = new LinkedHashMap<>();
        all.put("smoothed", new SoftmaxCrossEntropy().withSmoothing(0.1));
        all.put("multiclass hinge", new MulticlassHinge());
        all.put("negative log-likelihood", new NegativeLogLikelihood());
        all.put("squared error", new MeanSquaredError());
        all.put("absolute error", new MeanAbsoluteError());
        all.put("huber", new Huber(0.5));
        all.put("poisson", new PoissonLikelihood());
        all.put("hinge", new Hinge());
        return all;
    }

    /// Losses of classes on the digits, losses of numbers on random ones.
    private static String loss(Loss loss) {
        boolean classes = loss instanceof SoftmaxCrossEntropy || loss instanceof MulticlassHinge
                || loss instanceof NegativeLogLikelihood;
        if (classes) {
            Network network = loss instanceof NegativeLogLikelihood ? Network.of(Shape.of(64), new Dense(10), Activation.LOG_SOFTMAX)
                    : SMALL;
            return Digest.afterSteps(STEPS, new Trainer(network, loss, new Adam(1e-3)).epochs(9).seed(3), DIGITS);
        }
        float[][] x = new float[300][5];
        float[] y = new float[x.length];
        long key = CounterRandom.key(4, "numbers");
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < 5; j++) {
                x[i][j] = CounterRandom.uniform(key, 0, 5 * i + j) - 0.5f;
            }
            y[i] = loss instanceof Hinge ? i % 2 * 2 - 1 : 2 * x[i][0] + x[i][1] * x[i][2] + 1;
        }
        Network network = Network.of(Shape.of(5), new Dense(8), Activation.TANH, new Dense(1));
        return Digest.afterSteps(STEPS, new Trainer(network, loss, new Adam(1e-2)).epochs(9).seed(3), ArrayDataset.numeric(x, y));
    }

    private static Map<String, Activation> activations() {
        Map<String, Activation> all = new LinkedHashMap<>();
        for (Activation.Function function : Activation.Function.values()) {
            double a = switch (function) {
                case LEAKY_RELU -> 0.01;
                case HARD_TANH -> -1;
                case SELU -> Activation.SELU.a();
                default -> 1;
            };
            double b = function == Activation.Function.SELU ? Activation.SELU.b() : 1;
            all.put(function.name(), new Activation(function, a, b));
        }
        return all;
    }

    private static void settings(Map<String, Callable<String>> works) {
        Dataset rest = Digits.load().subset(java.util.stream.IntStream.range(320, 500).toArray());
        works.put("accumulate", trainer(t -> t.batchSize(16).accumulate(4)));
        works.put("uneven batches", trainer(t -> t.batchSize(50)));
        works.put("clip by norm", trainer(t -> t.clip(Clipping.byNorm(0.5))));
        works.put("clip by value", trainer(t -> t.clip(Clipping.byValue(0.01))));
        works.put("accumulate and clip", trainer(t -> t.batchSize(16).accumulate(3).clip(Clipping.byNorm(0.5))));
        works.put("penalty", trainer(t -> t.penalty(new Penalty(1e-3, 1e-2))));
        works.put("freeze", trainer(t -> t.freeze(name -> name.startsWith("0."))));
        works.put("weights", trainer(t -> t.weights(Map.of("4.bias", Tensor.of(Shape.of(10), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)))));
        works.put("plateau", () -> Digest.of(new Trainer(SMALL, new SoftmaxCrossEntropy(), new Sgd(2)).epochs(12).seed(3)
                .onPlateau(new OnPlateau(OnPlateau.Goal.MINIMUM, 0.3, 1)).validate(rest).fit(DIGITS).model().tensors()));
        works.put("patience", () -> Digest.of(new Trainer(SMALL, new SoftmaxCrossEntropy(), new Sgd(3)).epochs(30).seed(3)
                .patience(2).keepBest(true).validate(rest).fit(DIGITS).model().tensors()));
        works.put("resume", () -> {
            var trainer = new Trainer(SMALL, new SoftmaxCrossEntropy(), new Adam(1e-3)).epochs(4).seed(3);
            int[] asked = {0};
            Checkpoint half = trainer.stopWhen(() -> ++asked[0] == 7).fit(DIGITS).checkpoint();
            return Digest.of(trainer.resume(half).fit(DIGITS).model().tensors());
        });
        works.put("stream", () -> Digest.of(new Trainer(SMALL, new SoftmaxCrossEntropy(), new Adam(1e-3)).epochs(4).seed(3)
                .fit(ExampleSource.of(DIGITS), 100).model().tensors()));
    }

    private static void linear(Map<String, Callable<String>> works) {
        Sample iris = Sample.iris();
        double[] rows = java.util.Arrays.stream(iris.x()).flatMapToDouble(java.util.Arrays::stream).toArray();
        DesignMatrix x = DesignMatrix.of(iris.x().length, 4, rows);
        Settings settings = Settings.DEFAULT.withPenalty(new org.madaline.train.Penalty(0, 1));
        works.put("iris softmax", () -> numbers(new SoftmaxRegression(settings).fit(x, iris.y())));
        works.put("iris softmax quadratic", () -> numbers(
                new SoftmaxRegression(settings.withBasis(Bases.quadratic(4))).fit(x, iris.y())));
        works.put("iris one-vs-rest l1", () -> numbers(
                new OneVsRest(settings.withPenalty(new org.madaline.train.Penalty(0.5, 0))).fit(x, iris.y())));
        works.put("iris scaled", () -> Digest.of(Scaler.standard(iris.x()).offset(), Scaler.standard(iris.x()).scale()));
    }

    private static String numbers(LinearModel model) {
        return Digest.of(model.weights(), model.intercepts());
    }
}
