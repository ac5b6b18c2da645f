package org.madaline.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.madaline.formats.image.ImagePreprocessing;
import org.madaline.layer.Activation;
import org.madaline.layer.BatchNorm;
import org.madaline.layer.Dense;
import org.madaline.layer.Dropout;
import org.madaline.layer.Flatten;
import org.madaline.layer.Layer;
import org.madaline.layer.Network;
import org.madaline.layer.Sequential;
import org.madaline.linear.LinearModel;
import org.madaline.optimizer.Adadelta;
import org.madaline.optimizer.Adagrad;
import org.madaline.optimizer.Adam;
import org.madaline.optimizer.AdamW;
import org.madaline.optimizer.NAdam;
import org.madaline.optimizer.Optimizer;
import org.madaline.optimizer.RAdam;
import org.madaline.optimizer.RmsProp;
import org.madaline.optimizer.Sgd;
import org.madaline.schedule.Cosine;
import org.madaline.schedule.CosineLog;
import org.madaline.schedule.Exponential;
import org.madaline.schedule.Linear;
import org.madaline.schedule.OneCycle;
import org.madaline.schedule.Polynomial;
import org.madaline.schedule.Schedule;
import org.madaline.schedule.Steps;
import org.madaline.schedule.WarmRestarts;
import org.madaline.tensor.Shape;
import org.madaline.vision.VisionModel;
import org.madaline.vision.VisionModels;

/// What the flags of `train` can name, and what the names mean.
public final class Choices {
    /// The model of tables where nobody says otherwise.
    public static final String REAL_MLP = "realmlp";

    /// The same with less effort.
    public static final String FAST = "fast";

    /// Several networks for tables, which answer together.
    public static final String BEST = "best";

    /// Many networks for tables that share their weights.
    public static final String TABM = "tabm";

    /// Of the hidden layers of an MLP.
    public static final Choice<Activation> ACTIVATIONS = activations();

    /// Made of the settings of the descent: rate, momentum, decay.
    public static final Choice<Function<DescentSettings, Optimizer>> OPTIMIZERS = optimizers();

    /// Time is counted in epochs.
    public static final Choice<Function<DescentSettings, Schedule>> SCHEDULES = schedules();

    /// All architectures and kinds of linear models.
    public static final Choice<ModelChoice> MODELS = models();

    /// A convolutional network, which needs to know the number of classes only.
    private record Vision(VisionModel model) implements ModelChoice.Architecture {
        @Override
        public Network network(NetworkSettings settings, Shape input, int outputs) {
            return model.network(input, outputs);
        }

        @Override
        public ImagePreprocessing preprocessing() {
            // Those made for digits look for ink; in a folder there may be anything, in any colour.
            return OF_ANY_PICTURES.contains(model.name()) ? THUMBNAIL : model.preprocessing();
        }

        @Override
        public Optional<String> head() {
            return Optional.of(model.head());
        }

        @Override
        public boolean takesPictures() {
            return true;
        }
    }

    private static final List<String> OF_ANY_PICTURES = List.of("small_cnn", "small_resnet");

    private Choices() {}

    private static Choice<Activation> activations() {
        var map = new LinkedHashMap<String, Activation>();
        map.put("relu", Activation.RELU);
        map.put("sigmoid", Activation.SIGMOID);
        map.put("tanh", Activation.TANH);
        map.put("hardtanh", Activation.HARD_TANH);
        map.put("identity", Activation.IDENTITY);
        map.put("leaky-relu", Activation.LEAKY_RELU);
        map.put("elu", Activation.ELU);
        map.put("selu", Activation.SELU);
        map.put("gelu", Activation.GELU);
        map.put("silu", Activation.SILU);
        map.put("mish", Activation.MISH);
        map.put("softplus", Activation.SOFTPLUS);
        map.put("hard-sigmoid", Activation.HARD_SIGMOID);
        map.put("hard-swish", Activation.HARD_SWISH);
        map.put("relu6", Activation.RELU6);
        return new Choice<>("--activation", map);
    }

    private static Choice<Function<DescentSettings, Optimizer>> optimizers() {
        var map = new LinkedHashMap<String, Function<DescentSettings, Optimizer>>();
        map.put("adam", s -> new Adam(s.lr()).withDecay(s.weightDecay()));
        map.put("adamw", s -> new AdamW(s.lr()).withDecay(s.weightDecay()));
        map.put("amsgrad", s -> new Adam(s.lr()).withDecay(s.weightDecay()).withAmsgrad());
        map.put("nadam", s -> new NAdam(s.lr()).withDecay(s.weightDecay()));
        map.put("radam", s -> new RAdam(s.lr()).withDecay(s.weightDecay()));
        map.put("sgd", s -> new Sgd(s.lr()).withMomentum(s.momentum()).withDecay(s.weightDecay()));
        map.put("nesterov", s -> new Sgd(s.lr())
                .withMomentum(s.momentum())
                .withNesterov()
                .withDecay(s.weightDecay()));
        map.put("rmsprop", s -> new RmsProp(s.lr()).withMomentum(s.momentum()).withDecay(s.weightDecay()));
        map.put("adagrad", s -> new Adagrad(s.lr()).withDecay(s.weightDecay()));
        map.put("adadelta", s -> new Adadelta(s.lr()).withDecay(s.weightDecay()));
        return new Choice<>("--optimizer", map);
    }

    private static Choice<Function<DescentSettings, Schedule>> schedules() {
        var map = new LinkedHashMap<String, Function<DescentSettings, Schedule>>();
        map.put("constant", _ -> Schedule.CONSTANT);
        map.put("cosine", s -> new Cosine(s.epochs()));
        map.put("flat-cosine", s -> Schedule.CONSTANT.until(s.epochs() / 2.0, new Cosine(s.epochs() / 2.0)));
        map.put("coslog4", s -> new CosineLog(4, s.epochs()));
        map.put("one-cycle", s -> new OneCycle(s.lr(), s.epochs() + 1.0));
        map.put("linear", s -> new Linear(1, 0, s.epochs()));
        map.put("step", s -> new Steps(Math.max(1, s.epochs() / 3.0), 0.1));
        map.put("exponential", s -> new Exponential(Math.pow(0.01, 1.0 / s.epochs())));
        map.put("polynomial", s -> new Polynomial(s.epochs(), 2));
        map.put("warm-restarts", s -> new WarmRestarts(Math.max(1, s.epochs() / 7.0), 2, 0));
        map.put(DescentSettings.PLATEAU, _ -> Schedule.CONSTANT);
        return new Choice<>("--schedule", map);
    }

    private static Choice<ModelChoice> models() {
        var map = new LinkedHashMap<String, ModelChoice>();
        map.put(REAL_MLP, new ModelChoice.OfTables(ModelChoice.OfTables.Kind.REAL_MLP));
        map.put(FAST, new ModelChoice.OfTables(ModelChoice.OfTables.Kind.FAST));
        map.put(BEST, new ModelChoice.OfTables(ModelChoice.OfTables.Kind.BEST));
        map.put(TABM, new ModelChoice.OfTables(ModelChoice.OfTables.Kind.TABM));
        map.put("mlp", (ModelChoice.Architecture) Choices::multilayerPerceptron);
        map.put("linear", new ModelChoice.Linear(Optional.empty()));
        map.put("logistic", new ModelChoice.Linear(LinearModel.Kind.LOGISTIC));
        map.put("softmax", new ModelChoice.Linear(LinearModel.Kind.SOFTMAX));
        map.put("one-vs-rest", new ModelChoice.Linear(LinearModel.Kind.ONE_VS_REST));
        VisionModels.names().forEach(name -> map.put(name, new Vision(VisionModels.of(name))));
        return new Choice<>("--model", map);
    }

    /// Dense, batch normalization, activation and dropout for each hidden layer (book, example 3.3.1).
    private static Network multilayerPerceptron(NetworkSettings s, Shape input, int outputs) {
        Activation activation = ACTIVATIONS.get(s.activation());
        var layers = new ArrayList<Layer>();
        for (int i = 0; i < s.hidden().size(); i++) {
            layers.add(new Dense(s.hidden().get(i)));
            if (s.batchNorm()) {
                layers.add(new BatchNorm());
            }
            layers.add(activation);
            if (s.dropout(i) > 0) {
                layers.add(new Dropout(s.dropout(i)));
            }
        }
        layers.add(new Dense(outputs));
        return new Network(input, sequential(input, layers.toArray(Layer[]::new)));
    }

    /// The layers, after one that makes vectors of images.
    private static Layer sequential(Shape input, Layer... layers) {
        var all = new ArrayList<Layer>(List.of(layers));
        if (input.rank() > 1) {
            all.addFirst(new Flatten());
        }
        return new Sequential(all);
    }
}
