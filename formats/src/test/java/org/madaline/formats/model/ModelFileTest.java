package org.madaline.formats.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.madaline.data.Batch;
import org.madaline.data.Batches;
import org.madaline.data.ByteDataset;
import org.madaline.data.Dataset;
import org.madaline.data.Scaler;
import org.madaline.data.Split;
import org.madaline.data.Splits;
import org.madaline.formats.FormatException;
import org.madaline.formats.safetensors.SafeTensors;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.layer.Activation;
import org.madaline.layer.BatchNorm;
import org.madaline.layer.Dense;
import org.madaline.layer.Dropout;
import org.madaline.layer.Layer;
import org.madaline.layer.Network;
import org.madaline.layer.Scaling;
import org.madaline.layer.Sequential;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.model.Model;
import org.madaline.optimizer.Adam;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;
import org.madaline.train.Checkpoint;
import org.madaline.train.Trainer;
import org.madaline.train.TrainingRun;
import org.madaline.train.TrainingStep;

class ModelFileTest {
    @TempDir
    Path folder;

    private final Split digits = Splits.stratified(blots(), 0.2, 1);

    /// 1,797 noisy pictures of 8x8 pixels in ten classes: six pixels, others for each class, are brighter.
    private static Dataset blots() {
        Random random = new Random(1);
        byte[] x = new byte[1797 * 64];
        byte[] y = new byte[1797];
        for (int i = 0; i < y.length; i++) {
            y[i] = (byte) (i % 10);
            for (int j = 0; j < 64; j++) {
                int pixel = j / 6 == y[i] ? 8 : 0;
                x[i * 64 + j] = (byte) (pixel + random.nextInt(9));
            }
        }
        return new ByteDataset(Shape.of(64), x, 1f / 16, y, List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"));
    }

    private Trainer trainer() {
        Network network = Network.of(Shape.of(64), new Scaling(Scaler.standard(digits.train())), new Dense(16),
                new BatchNorm(1e-4, Double.NaN), Activation.leakyRelu(0.1), new Dropout(0.1), new Dense(10));
        return new Trainer(network, new SoftmaxCrossEntropy(), new Adam(0.01)).epochs(2).validate(digits.test()).keepBest(true);
    }

    @Test
    void savedModelsPredictTheSameBits() throws Exception {
        Model model = trainer().fit(digits.train()).model().with(Map.of("seed", "1"));
        new ModelFile().save(model, folder.resolve("m.safetensors"));
        Model read = new ModelFile().load(folder.resolve("m.safetensors"));
        assertThat(read.tensors()).isEqualTo(model.tensors());
        assertThat(read.classNames()).isEqualTo(model.classNames()).hasSize(10);
        assertThat(read.metadata()).containsEntry("seed", "1");
        assertThat(read.evaluate(digits.test(), null).outputs()).isEqualTo(model.evaluate(digits.test(), null).outputs());
        new ModelFile().save(read, folder.resolve("again.safetensors"));
        assertThat(folder.resolve("again.safetensors")).hasSameBinaryContentAs(folder.resolve("m.safetensors"));
    }

    @Test
    void aResumedRunEndsInTheSameBits() throws Exception {
        TrainingRun whole = trainer().fit(digits.train());
        int[] steps = {0};
        TrainingRun part = trainer().stopWhen(() -> ++steps[0] == 31).fit(digits.train());
        assertThat(part.checkpoint().progress().batch()).isPositive();
        CheckpointFile.write(part.checkpoint(), Map.of(), folder.resolve("c.safetensors"));
        CheckpointFile.Content read = CheckpointFile.read(folder.resolve("c.safetensors"));
        TrainingRun rest = trainer().resume(read.checkpoint()).fit(digits.train());
        assertThat(rest.model().tensors()).isEqualTo(whole.model().tensors());
        assertThat(rest.checkpoint().tensors()).isEqualTo(whole.checkpoint().tensors());
        for (int i = 0; i < whole.history().size(); i++) {
            assertThat(rest.history().get(i).loss()).isEqualTo(whole.history().get(i).loss());
            assertThat(rest.history().get(i).validationLoss()).isEqualTo(whole.history().get(i).validationLoss());
        }
    }

    /// Version 0.1 wrote what loss and accuracy remember under names of their own, and at first without weights.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
        "'lossSum':'12.5','lossWeight':'10.0','correct':7,'counted':8,'examples':9 | 10 | 8",
        "'lossSum':'12.5','correct':7,'examples':9 | 9 | 9"})
    void earlierCheckpointsLoad(String counts, double weight, double counted) throws Exception {
        Path file = folder.resolve("old.safetensors");
        CheckpointFile.write(trainer().epochs(1).fit(digits.train()).checkpoint(), Map.of(), file);
        SafeTensors now = SafeTensors.read(file);
        Map<String, String> metadata = new LinkedHashMap<>(now.metadata());
        metadata.put("madaline.progress", ("{'epoch':1,'batch':2,'step':3," + counts
                + ",'bestLoss':'1.0','bestEpoch':1,'rate':'0.01','plateauBest':'0.0','plateauBad':0,'plateauResting':0}").replace('\'', '"'));
        metadata.put("madaline.history", "[[1,3,\"0.01\",\"0.5\",\"0.6\",\"0.7\",\"0.8\",\"1.5\",\"100.0\"]]");
        SafeTensors.of(now.tensors(), metadata).write(file);
        Checkpoint old = CheckpointFile.read(file).checkpoint();
        assertThat(old.progress().counts()).isEqualTo(new Checkpoint.Counts(9, Map.of("loss", List.of(12.5, weight), "accuracy",
                List.of(7.0, counted))));
        assertThat(old.history().getFirst().validationAccuracy()).isEqualTo(0.8);
        assertThat(old.history().getFirst().metrics()).isEmpty();
    }

    /// A loop of one's own goes on in another process.
    @Test
    void aStepGoesOnFromAFile() throws Exception {
        Path file = folder.resolve("step.safetensors");
        Network network = Network.of(Shape.of(64), new Dense(16), new BatchNorm(), Activation.RELU, new Dropout(0.1), new Dense(10));
        List<Batch> batches = Batches.inOrder(digits.train(), 100).epoch(0);
        TrainingStep whole = TrainingStep.of(network, new SoftmaxCrossEntropy(), new Adam(0.01));
        batches.subList(0, 5).forEach(whole::run);
        StepStateFile.write(whole.state(), file);
        TrainingStep rest = TrainingStep.of(network, new SoftmaxCrossEntropy(), new Adam(0.01));
        rest.restore(StepStateFile.read(file));
        batches.subList(5, 9).forEach(whole::run);
        batches.subList(5, 9).forEach(rest::run);
        assertThat(rest.tensors()).isEqualTo(whole.tensors());
        assertThat(rest.step()).isEqualTo(9);
        SafeTensors.of(Map.of("a", Tensor.of(Shape.of(1), 1)), Map.of()).write(file);
        assertThatThrownBy(() -> StepStateFile.read(file)).isInstanceOf(FormatException.class).hasMessageContaining("madaline.step");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
        "{'type':'Resize','height':1000000000,'width':1,'method':'BILINEAR','alignCorners':false}|at most 65535x65535",
        "{'type':'PixelShuffle','factor':0}|factor from 1",
        "{'type':'PixelShuffle','factor':65536}|factor from 1",
        "{'type':'ChannelShuffle','groups':0}|at least 1 group",
        "{'type':'Upsample','factor':1073741825,'method':'NEAREST'}|more than an array can hold",
        "{'type':'LocalResponseNorm','size':2000000,'alpha':1,'beta':1,'k':1}|more than 1048576 operations",
        "{'type':'Padding','top':1,'left':0,'bottom':0,'right':0,'border':null}|border: expected one of ZEROS",
        "{'type':'Activation','function':null,'a':0.0,'b':0.0}|function: expected one of",
        "{'type':'Activation','function':'GELU','a':'NaN','b':0.0}|are numbers, not NaN",
        "{'type':'Sequential','layers':null}|layers: expected a list, found nothing",
        "{'type':'Sequential','layers':[null]}|layers[0]: expected Layer, found nothing",
        "{'type':'Scaling','offset':[1.0,null],'scale':[1.0,1.0]}|offset[1]: expected a number, found nothing",
        "{'type':'Residual','body':{'type':'Flatten'}}|shortcut: expected Layer, found nothing",
        "{'type':'MaxPool','window':null,'ceiling':false}|window: expected Window, found nothing",
        "{'type':'TransposedConvolution','out':1,'window':{'height':1,'width':1,'strideH':2000000000,'strideW':2000000000,'padTop':0,"
                + "'padLeft':0,'padBottom':0,'padRight':0,'dilationH':1,'dilationW':1},'extraH':0,'extraW':0,'groups':1,'bias':false}"
                + "|the result would be 14000000001x14000000001",
        "{'type':'MaxPool','window':{'height':65537,'width':1,'strideH':1,'strideW':1,'padTop':0,'padLeft':0,'padBottom':0,"
                + "'padRight':0,'dilationH':65536,'dilationW':1},'ceiling':false}|reaches over at most",
    })
    void layersThatCannotBeAreRefusedInASentence(String layer, String message) throws Exception {
        Path file = folder.resolve("hostile.safetensors");
        String network = "{\"input\":[4,8,8],\"layer\":" + layer.replace('\'', '"') + "}";
        SafeTensors.of(Map.of(), Map.of(ModelFile.NETWORK, network)).write(file);
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThatThrownBy(() -> new ModelFile().load(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(message));
    }

    /// A layer of a program's own.
    public record Gate(double factor, Layer inner) implements Layer {
        @Override
        public Node build(Graph g, Node x) {
            return inner.at(g, "inner", x).times(factor);
        }
    }

    private static Model model(Layer layer) {
        Network network = new Network(Shape.of(3), layer);
        Graph g = new Graph(Mode.INFERENCE);
        network.build(g, 1);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        g.variables().forEach((name, variable) -> tensors.put(name, variable.initializer().initialize(variable.shape(), 1)));
        return new Model(network, tensors, List.of(), Map.of());
    }

    @Test
    void aLayerOfTheCallersOwnIsReadWhereTheCallerGivesIt() throws Exception {
        Path file = folder.resolve("own.safetensors");
        Model model = model(new Gate(0.1, new Dense(2)));
        assertThatThrownBy(() -> new ModelFile().save(model, file)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("Gate");
        ModelFile files = new ModelFile().with(List.of(Gate.class));
        files.save(model, file);
        assertThat(files.load(file).predict(1, 2, 3)).isEqualTo(model.predict(1, 2, 3));
        assertThatThrownBy(() -> new ModelFile().load(file))
                .isInstanceOf(FormatException.class).hasMessageContaining("unknown Layer \"Gate\"").hasMessageContaining("own.safetensors");
    }

    @Test
    void layersInLayersAreSavedAndReadOrRefused() throws Exception {
        Path file = folder.resolve("deep.safetensors");
        Layer deep = new Dense(1);
        for (int i = 0; i < 290; i++) {
            deep = Sequential.of(deep);
        }
        new ModelFile().save(model(deep), file);
        assertThat(new ModelFile().load(file).predict(1, 2, 3)).isEqualTo(model(deep).predict(1, 2, 3));
        for (int i = 0; i < 60; i++) {
            deep = Sequential.of(deep);
        }
        Model deeper = model(deep);
        assertThatThrownBy(() -> new ModelFile().save(deeper, file)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("too deep");
    }

    @Test
    void theTextOfANetworkIsThatOfTheFirstVersion() throws Exception {
        String text = "{\"input\":[2,8,8],\"layer\":{\"type\":\"Sequential\",\"layers\":[{\"type\":\"Convolution\",\"out\":4,\"window\":"
                + "{\"height\":3,\"width\":3,\"strideH\":1,\"strideW\":1,\"padTop\":1,\"padLeft\":1,\"padBottom\":1,\"padRight\":1,"
                + "\"dilationH\":1,\"dilationW\":1},\"same\":false,\"border\":\"ZEROS\",\"groups\":1,\"bias\":false},"
                + "{\"type\":\"BatchNorm\",\"eps\":1.0E-5,\"momentum\":\"NaN\",\"affine\":true,\"track\":true},"
                + "{\"type\":\"Activation\",\"function\":\"LEAKY_RELU\",\"a\":0.01,\"b\":0.0},"
                + "{\"type\":\"Resize\",\"height\":4,\"width\":4,\"method\":\"NEAREST\",\"alignCorners\":false},"
                + "{\"type\":\"Flatten\"},{\"type\":\"Dense\",\"out\":3,\"bias\":true}]}}";
        LayerJson json = new LayerJson(List.of());
        assertThat(json.write(json.read(text))).isEqualTo(text);
    }

    @Test
    void filesThatAreNoModelsAreNamed() throws Exception {
        Path file = folder.resolve("x.safetensors");
        SafeTensors.of(Map.of(), Map.of()).write(file);
        assertThatThrownBy(() -> new ModelFile().load(file)).isInstanceOf(FormatException.class).hasMessageContaining("x.safetensors").hasMessageContaining("no network");
        for (String network : new String[] {"", "{", "[]", "{\"input\":[4],\"layer\":{\"type\":\"java.lang.Runtime\"}}",
            "{\"input\":[-4],\"layer\":{\"type\":\"Dense\",\"out\":4,\"bias\":true}}",
            "{\"input\":[4],\"layer\":{\"type\":\"Dense\",\"out\":-4,\"bias\":true}}",
            "{\"input\":[4],\"layer\":{\"type\":\"Dense\",\"out\":\"x\",\"bias\":true}}",
            "{\"input\":[4],\"layer\":{\"type\":\"Dense\",\"out\":3,\"bias\":true}}", "{\"input\":[2000000000,2000000000],\"layer\":{}}"}) {
            SafeTensors.of(Map.of(), Map.of(ModelFile.NETWORK, network)).write(file);
            assertThatThrownBy(() -> new ModelFile().load(file)).as(network).isInstanceOf(FormatException.class).hasMessageContaining("x.safetensors");
        }
    }
}
