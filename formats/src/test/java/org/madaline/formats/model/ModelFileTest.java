package org.madaline.formats.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.madaline.data.Scaler;
import org.madaline.data.Split;
import org.madaline.data.Splits;
import org.madaline.formats.FormatException;
import org.madaline.formats.datasets.Digits;
import org.madaline.formats.safetensors.SafeTensors;
import org.madaline.layer.Activation;
import org.madaline.layer.BatchNorm;
import org.madaline.layer.Dense;
import org.madaline.layer.Dropout;
import org.madaline.layer.Network;
import org.madaline.layer.Scaling;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.model.Model;
import org.madaline.optimizer.Adam;
import org.madaline.tensor.Shape;
import org.madaline.train.Trainer;
import org.madaline.train.TrainingRun;

class ModelFileTest {
    @TempDir
    Path folder;

    private final Split digits = Splits.stratified(Digits.load(), 0.2, 1);

    private Trainer trainer() {
        Network network = Network.of(Shape.of(64), new Scaling(Scaler.standard(digits.train())), new Dense(16),
                new BatchNorm(1e-4, Double.NaN), Activation.leakyRelu(0.1), new Dropout(0.1), new Dense(10));
        return new Trainer(network, new SoftmaxCrossEntropy(), new Adam(0.01)).epochs(2).validate(digits.test()).keepBest(true);
    }

    @Test
    void savedModelsPredictTheSameBits() throws Exception {
        Model model = trainer().fit(digits.train()).model().with(Map.of("seed", "1"));
        model.save(folder.resolve("m.safetensors"));
        Model read = Model.load(folder.resolve("m.safetensors"));
        assertThat(read.tensors()).isEqualTo(model.tensors());
        assertThat(read.classNames()).isEqualTo(model.classNames()).hasSize(10);
        assertThat(read.metadata()).containsEntry("seed", "1");
        assertThat(read.evaluate(digits.test(), null).outputs()).isEqualTo(model.evaluate(digits.test(), null).outputs());
        read.save(folder.resolve("again.safetensors"));
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

    @Test
    void filesThatAreNoModelsAreNamed() throws Exception {
        Path file = folder.resolve("x.safetensors");
        SafeTensors.of(Map.of(), Map.of()).write(file);
        assertThatThrownBy(() -> Model.load(file)).isInstanceOf(FormatException.class).hasMessageContaining("x.safetensors").hasMessageContaining("no network");
        for (String network : new String[] {"", "{", "[]", "{\"input\":[4],\"layer\":{\"type\":\"java.lang.Runtime\"}}",
            "{\"input\":[-4],\"layer\":{\"type\":\"Dense\",\"out\":4,\"bias\":true}}",
            "{\"input\":[4],\"layer\":{\"type\":\"Dense\",\"out\":-4,\"bias\":true}}",
            "{\"input\":[4],\"layer\":{\"type\":\"Dense\",\"out\":\"x\",\"bias\":true}}",
            "{\"input\":[4],\"layer\":{\"type\":\"Dense\",\"out\":3,\"bias\":true}}", "{\"input\":[2000000000,2000000000],\"layer\":{}}"}) {
            SafeTensors.of(Map.of(), Map.of(ModelFile.NETWORK, network)).write(file);
            assertThatThrownBy(() -> Model.load(file)).as(network).isInstanceOf(FormatException.class).hasMessageContaining("x.safetensors");
        }
    }
}
