package org.madaline.basis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.madaline.data.ArrayDataset;
import org.madaline.layer.Dense;
import org.madaline.layer.Network;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.model.Model;
import org.madaline.optimizer.Adam;
import org.madaline.tensor.Shape;
import org.madaline.train.Trainer;

/// A basis before a network, saved with it.
class BasisMetadataTest {
    @TempDir
    Path directory;

    @Test
    void aBasisTrainsAndIsSavedWithANetwork() throws IOException {
        // Points on two circles: no affine map tells them apart, one of the squares does.
        float[] x = new float[400];
        float[] y = new float[200];
        for (int i = 0; i < y.length; i++) {
            double radius = i % 2 == 0 ? 0.5 : 1.5;
            x[2 * i] = (float) (radius * Math.cos(i));
            x[2 * i + 1] = (float) (radius * Math.sin(i));
            y[i] = i % 2;
        }
        var data = new ArrayDataset(y.length, Shape.of(2), Shape.SCALAR, x, y, List.of("in", "out"));
        Basis basis = new Squares(2);
        Path file = directory.resolve("ring.safetensors");
        new Trainer(Network.of(Shape.of(2), new Dense(2)), new SoftmaxCrossEntropy(), new Adam(0.1))
                .epochs(30)
                .batchSize(20)
                .seed(1)
                .fit(basis.apply(data))
                .model()
                .with(BasisMetadata.of(basis))
                .save(file);

        Model model = Model.load(file);
        Basis read = BasisMetadata.basis(model.metadata(), Map.of()).orElseThrow();
        assertThat(read).isEqualTo(basis);
        assertThat(model.evaluate(read.apply(data), null).accuracy()).isEqualTo(1);
        float[] inside = model.predict(read.apply(new float[] {0.1f, 0.4f}));
        assertThat(inside[0]).isGreaterThan(inside[1]);
        float[] outside = model.predict(read.apply(new float[] {-1.4f, 0.3f}));
        assertThat(outside[1]).isGreaterThan(outside[0]);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        var data = new ArrayDataset(1, Shape.of(3), Shape.SCALAR, new float[3], new float[1], List.of());
        assertThatThrownBy(() -> new Squares(2).apply(data))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("takes 2 inputs; the examples have 3");
        assertThat(BasisMetadata.basis(Map.of(), Map.of())).isEmpty();
        assertThatThrownBy(() -> BasisMetadata.basis(Map.of(BasisMetadata.KEY, "{\"type\":\"wavelet\"}"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("madaline.basis: the type of a basis is one of");
    }
}
