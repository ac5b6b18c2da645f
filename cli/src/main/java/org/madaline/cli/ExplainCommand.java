package org.madaline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.madaline.explain.Explainer;
import org.madaline.features.PictureFeatures;
import org.madaline.formats.image.Image;
import org.madaline.formats.image.Images;
import org.madaline.model.Model;
import org.madaline.pipeline.NetworkEstimator;
import org.madaline.pipeline.Pipeline;
import org.madaline.runs.Choice;
import org.madaline.runs.ModelSource;
import org.madaline.runs.Text;
import org.madaline.runs.UsageError;
import org.madaline.task.ClassPrediction;
import org.madaline.task.ClassTask;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// Shows what a network looks at in a picture.
@Command(
        description = "Show as pictures which parts of an image decide about a class.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  madaline explain runs/photos-resnet18 cat.jpg",
            "  madaline explain model.safetensors seven.png --method saliency,occlusion --class 1"
        })
final class ExplainCommand implements Callable<Integer> {
    private static final int STEPS = 64;

    /// More maps or filters than these are left out.
    private static final int LARGEST_GRID = 256;

    /// What can be shown.
    enum Method {
        GRAD_CAM,
        SALIENCY,
        INTEGRATED_GRADIENTS,
        OCCLUSION,
        FEATURES,
        FILTERS;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    @ParentCommand
    private Main main;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model file, or the folder of a run.")
    private Path given;

    @Parameters(index = "1", paramLabel = "IMAGE", description = "A picture of any size.")
    private Path file;

    @Option(
            names = "--method",
            paramLabel = "NAMES",
            split = ",",
            description = "${COMPLETION-CANDIDATES} (default: all that the network allows).",
            converter = Methods.class,
            completionCandidates = Methods.class)
    private List<Method> methods = List.of();

    @Option(names = "--class", paramLabel = "NAME", description = "The class to explain (default: the predicted one).")
    private String name;

    @Option(names = "--layer", paramLabel = "PATH", description = "Of grad-cam and features, such as layer4 (default: the last).")
    private String layer;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "explain", description = "Default: ${DEFAULT-VALUE}.")
    private Path out;

    /// The methods by the names that are typed.
    static final class Methods implements picocli.CommandLine.ITypeConverter<Method>, Iterable<String> {
        static final Choice<Method> CHOICE = new Choice<>("--method", Arrays.stream(Method.values())
                .collect(java.util.stream.Collectors.toMap(Method::toString, m -> m, (a, _) -> a, java.util.LinkedHashMap::new)));

        @Override
        public Method convert(String text) {
            return CHOICE.get(text);
        }

        @Override
        public java.util.Iterator<String> iterator() {
            return CHOICE.iterator();
        }
    }

    /// What all methods need.
    private record Subject(Explainer explainer, Image picture, float[] x, int output) {}

    @Override
    public Integer call() throws IOException {
        Path modelFile = ModelSource.of(given).file();
        Pipeline<?> pipeline = Pipeline.load(modelFile);
        if (!(pipeline.features() instanceof PictureFeatures pictures) || !(pipeline.estimator() instanceof NetworkEstimator network)) {
            throw new UsageError(modelFile + " is no network that takes pictures as they are: what is explained are pixels");
        }
        if (!(pipeline.task() instanceof ClassTask task)) {
            throw new UsageError(modelFile + " does not tell classes, and what is explained is why a class was told");
        }
        if (!Files.exists(file)) {
            throw new UsageError(file + ": no such file");
        }
        Image image = Images.read(file);
        float[] x = pictures.preprocessing().apply(image);
        ClassPrediction prediction = (ClassPrediction) pipeline.predict(image);
        int chosen = chosen(task, prediction);
        main.terminal.line("%s: explaining %s (%s)", file, task.names().get(chosen), Text.percent(prediction.probabilities().get(chosen)));
        Model model = network.model();
        var explainer = new Explainer(model);
        var subject = new Subject(explainer, pictures.preprocessing().fit(image), x, model.output().size() == 1 ? 0 : chosen);
        List<Method> wanted = methods.isEmpty() ? possible(explainer) : methods;
        Files.createDirectories(out);
        String stem = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        for (Method method : wanted) {
            Path target = out.resolve(stem + "-" + method + ".png");
            Images.writePng(target, draw(method, subject));
            main.terminal.line("%-21s %s", method, target);
        }
        return 0;
    }

    /// All that the network allows: maps and filters are those of convolutions.
    private static List<Method> possible(Explainer explainer) {
        return Arrays.stream(Method.values())
                .filter(method -> switch (method) {
                    case GRAD_CAM, FEATURES -> !explainer.mapLayers().isEmpty();
                    case FILTERS -> !explainer.filters().isEmpty();
                    case SALIENCY, INTEGRATED_GRADIENTS, OCCLUSION -> true;
                })
                .toList();
    }

    private int chosen(ClassTask task, ClassPrediction prediction) {
        if (name == null) {
            return prediction.index();
        }
        int index = task.names().indexOf(name);
        if (index < 0) {
            String nearest = Text.nearest(name, task.names());
            throw new UsageError("--class " + name + " is unknown; " + (nearest == null ? "the classes are " : "did you mean " + nearest + "? The classes are ")
                    + String.join(", ", task.names()));
        }
        return index;
    }

    private Image draw(Method method, Subject s) {
        int height = s.picture.height();
        int width = s.picture.width();
        return switch (method) {
            case SALIENCY ->
                HeatPicture.positive(overChannels(s.explainer.saliency(s.x, s.output), s.picture, true), s.picture);
            case INTEGRATED_GRADIENTS -> {
                Tensor parts = s.explainer.integratedGradients(s.x, new float[s.x.length], s.output, STEPS);
                yield HeatPicture.signed(overChannels(parts, s.picture, false), s.picture);
            }
            case OCCLUSION -> {
                int size = Math.max(1, Math.min(height, width) / 7);
                yield HeatPicture.signed(s.explainer.occlusion(s.x, s.output, size, Math.max(1, size / 2), 0), s.picture);
            }
            case GRAD_CAM -> HeatPicture.positive(s.explainer.gradCam(s.x, s.output, mapLayer(s.explainer)), s.picture);
            case FEATURES -> {
                Tensor maps = s.explainer.features(s.x, mapLayer(s.explainer));
                yield HeatPicture.grid(tiles(maps.shape().dim(0), 1, maps));
            }
            case FILTERS -> {
                Tensor weights = s.explainer.filters().values().stream().findFirst()
                        .orElseThrow(() -> new UsageError("--method filters needs a network with convolutions"));
                Shape shape = weights.shape();
                boolean colour = shape.dim(1) == 3;
                yield HeatPicture.grid(tiles(shape.dim(0) * (colour ? 1 : shape.dim(1)), colour ? 3 : 1, weights));
            }
        };
    }

    private String mapLayer(Explainer explainer) {
        List<String> layers = explainer.mapLayers();
        if (layers.isEmpty()) {
            throw new UsageError("--method grad-cam and features need a network with convolutions");
        }
        if (layer != null && !layers.contains(layer)) {
            throw new UsageError("--layer " + layer + " has no feature maps; those that have are " + String.join(", ", layers));
        }
        return layer != null ? layer : layers.getLast();
    }

    /// One value for each pixel: the largest magnitude of its channels, or their sum.
    private static Tensor overChannels(Tensor values, Image picture, boolean largest) {
        int plane = picture.height() * picture.width();
        float[] map = new float[plane];
        for (int i = 0; i < values.size(); i++) {
            float value = values.get(i);
            map[i % plane] = largest ? Math.max(map[i % plane], Math.abs(value)) : map[i % plane] + value;
        }
        return Tensor.wrap(Shape.of(picture.height(), picture.width()), map);
    }

    private static List<Image> tiles(int count, int channels, Tensor values) {
        int height = values.shape().dim(-2);
        int width = values.shape().dim(-1);
        int size = channels * height * width;
        var tiles = new ArrayList<Image>();
        for (int i = 0; i < Math.min(count, LARGEST_GRID); i++) {
            float[] tile = new float[size];
            values.copyTo(i * size, tile, 0, size);
            tiles.add(new Image(channels, height, width, tile));
        }
        return tiles;
    }
}
