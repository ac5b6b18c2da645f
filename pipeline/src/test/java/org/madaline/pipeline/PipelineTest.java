package org.madaline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.madaline.basis.PolynomialBasis;
import org.madaline.data.ArrayDataset;
import org.madaline.data.Dataset;
import org.madaline.features.BasisFeatures;
import org.madaline.features.Example;
import org.madaline.features.NumberFeatures;
import org.madaline.features.PictureFeatures;
import org.madaline.formats.FormatException;
import org.madaline.formats.image.ImagePreprocessing.CenteredInk;
import org.madaline.formats.safetensors.SafeTensors;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.layer.Activation;
import org.madaline.layer.Dense;
import org.madaline.layer.Layer;
import org.madaline.layer.Network;
import org.madaline.loss.MeanSquaredError;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.model.Model;
import org.madaline.optimizer.Adam;
import org.madaline.task.ClassPrediction;
import org.madaline.task.LabelTask;
import org.madaline.task.NumberTask;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;
import org.madaline.train.Trainer;

/// From a raw example to an answer, and through a file.
class PipelineTest {
    private static final Dataset QUADRANTS = ArrayDataset.classified(
            new float[][] {{1, 1}, {-1, 1}, {-1, -1}, {1, -1}}, new int[] {0, 1, 2, 3}, List.of("ne", "nw", "sw", "se"));

    @TempDir
    private Path folder;

    /// A user's own layer.
    public record Tripled() implements Layer {
        @Override
        public Node build(Graph g, Node x) {
            return x.times(3);
        }
    }

    private static Model trained(Dataset data, Layer... layers) {
        return new Trainer(Network.of(data.inputShape(), layers), new SoftmaxCrossEntropy(), new Adam(0.05)).epochs(150).fit(data).model();
    }

    @Test
    void aModelOfBareArraysTakesNumbersInTheirOrder() throws Exception {
        Path file = folder.resolve("m.safetensors");
        trained(QUADRANTS, new Dense(16), Activation.RELU, new Dense(4)).save(file);

        Pipeline<ClassPrediction> read = Pipeline.classifier(file);

        assertThat(read.inputs()).extracting(f -> f.name() + ":" + f.kind()).containsExactly("x1:number", "x2:number");
        assertThat(read.predict(-1, 1).best()).isEqualTo("nw");
        assertThat(read.predict(Map.of("x2", "-1.0", "x1", 1)).best()).isEqualTo("se");
        assertThat(read.evaluate(QUADRANTS).figures()).containsEntry("accuracy", 1.0);
        assertThatThrownBy(() -> read.predict(1, 2, 3)).hasMessageContaining("takes 2 numbers, not 3");
        assertThatThrownBy(() -> read.predict(Map.of("x1", 1))).hasMessageContaining("no column x2");
        assertThatThrownBy(() -> read.predict(Map.of("x1", "tall", "x2", 1))).hasMessageContaining("'tall'");
        assertThatThrownBy(() -> read.predict(Double.NaN, 1)).hasMessageContaining("x1 is NaN");
        assertThatThrownBy(() -> Pipeline.regressor(file)).hasMessageContaining("does not predict numbers");
    }

    @Test
    void severalAtOnceAreTheSameAsOneByOne() {
        Pipeline<?> pipeline = Pipeline.of(trained(QUADRANTS, new Dense(16), Activation.TANH, new Dense(4)));
        List<Example> many = new ArrayList<>();
        IntStream.range(0, 300).forEach(i -> many.add(new Example.Numbers(i * 0.01 - 1, 1 - i * 0.005)));
        List<Object> single = new ArrayList<>();
        many.forEach(each -> single.add(pipeline.predict(each)));
        assertThat(pipeline.predict(many)).isEqualTo(single);
        assertThat(many.parallelStream().map(pipeline::predict).map(Object.class::cast).toList()).isEqualTo(single);
    }

    @Test
    void numbersComeBackInTheirUnits() throws Exception {
        var data = new Priced(ArrayDataset.numeric(new float[][] {{-1}, {0}, {1}}, new float[] {-1, 0, 1}));
        Model model = new Trainer(Network.of(Shape.of(1), new Dense(1)), new MeanSquaredError(), new Adam(0.1)).epochs(300).fit(data).model();
        Path file = folder.resolve("price.safetensors");
        model.save(file);

        var read = Pipeline.regressor(file);

        assertThat(read.predict(1).value("price")).isCloseTo(250_000, within(50.0));
        assertThat(read.evaluate(data).figures().get("RMSE")).isLessThan(50);
        assertThat(read.evaluate(data).figures().get("R2")).isCloseTo(1, within(1e-4));
    }

    /// Prices with the mean 200,000 and the deviation 50,000.
    private record Priced(Dataset source) implements Dataset {
        @Override
        public Optional<org.madaline.task.Task<?>> task() {
            return Optional.of(new NumberTask(List.of(new NumberTask.Target("price", 200_000, 50_000))));
        }

        @Override
        public int size() {
            return source.size();
        }

        @Override
        public Shape inputShape() {
            return source.inputShape();
        }

        @Override
        public Shape targetShape() {
            return source.targetShape();
        }

        @Override
        public List<String> classNames() {
            return List.of();
        }

        @Override
        public void read(int index, float[] x, int xOffset, float[] y, int yOffset) {
            source.read(index, x, xOffset, y, yOffset);
        }
    }

    @Test
    void picturesAreBroughtToSizeAndBasisFunctionsApplied() throws Exception {
        var pictures = new PictureFeatures(CenteredInk.DIGITS, Shape.of(64));
        var basis = new BasisFeatures(pictures, new PolynomialBasis(64, 1));
        Network network = Network.of(basis.shape(), new Dense(2));
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("0.weight", Tensor.zeros(Shape.of(2, basis.shape().size())));
        tensors.put("0.bias", Tensor.of(Shape.of(2), 0, 1));
        var labels = new LabelTask(List.of("ink", "paper"));
        var pipeline = new Pipeline<>(basis, new NetworkEstimator(new Model(network, tensors, List.of(), Map.of())), labels, Map.of("seed", "7"));
        Path file = folder.resolve("p.safetensors");
        pipeline.save(file);

        Pipeline<?> read = Pipeline.load(file);

        assertThat(read.features()).isInstanceOf(BasisFeatures.class);
        assertThat(read.task()).isEqualTo(labels);
        assertThat(read.provenance()).containsEntry("seed", "7");
        var stroke = new BufferedImage(40, 50, BufferedImage.TYPE_BYTE_GRAY);
        stroke.getRaster().setSample(20, 20, 0, 255);
        assertThat(Pipeline.labeller(file).predict(stroke).probability("paper")).isCloseTo(0.7310585786300049, within(1e-9));
        assertThatThrownBy(() -> read.predict(1, 2)).hasMessageContaining("takes pictures, not 2 numbers");
    }

    @Test
    void aLayerOfTheCallersOwnIsReadThroughWhatTheCallerPasses() throws Exception {
        Path file = folder.resolve("own.safetensors");
        Model model = trained(QUADRANTS, new Dense(8), new Tripled(), Activation.RELU, new Dense(4));
        new org.madaline.formats.model.ModelFile().with(List.of(Tripled.class)).save(model, file);
        assertThatThrownBy(() -> Pipeline.load(file)).isInstanceOf(FormatException.class).hasMessageContaining("Tripled");
        assertThat(Pipeline.load(file, List.of(Tripled.class)).predict(1, 1).text()).isEqualTo("ne");
    }

    @Test
    void whatDoesNotFitTogetherCannotBeMade() {
        Model model = trained(QUADRANTS, new Dense(4));
        assertThatThrownBy(() -> new Pipeline<>(new NumberFeatures(Shape.of(3)), new NetworkEstimator(model), model.task().orElseThrow(), Map.of()))
                .hasMessageContaining("3 numbers").hasMessageContaining("takes 2");
        assertThatThrownBy(() -> new Pipeline<>(new NumberFeatures(Shape.of(2)), new NetworkEstimator(model), new NumberTask("y"), Map.of()))
                .hasMessageContaining("1 outputs, not 4");
    }

    @Test
    void damagedTextsNameTheirPlace() throws Exception {
        Path file = folder.resolve("bad.safetensors");
        trained(QUADRANTS, new Dense(4)).save(file);
        SafeTensors content = SafeTensors.read(file);
        for (String text : List.of("", "{}", "{\"format\":1,\"value\":{\"type\":\"NumberFeatures\",\"shape\":[2],\"names\":[\"a\"]}}",
                "{\"format\":1,\"value\":{\"type\":\"java.lang.Runtime\"}}", "{\"format\":9,\"value\":{}}")) {
            Map<String, String> texts = new LinkedHashMap<>(content.metadata());
            texts.put("madaline.features", text);
            SafeTensors.of(content.tensors(), texts).write(file);
            assertThatThrownBy(() -> Pipeline.load(file)).as(text).isInstanceOf(FormatException.class)
                    .hasMessageContaining("bad.safetensors").hasMessageContaining("madaline.features");
        }
    }
}
