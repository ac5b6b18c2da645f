package org.madaline.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.madaline.graph.Node;
import org.madaline.layer.Flatten;
import org.madaline.layer.Layer;
import org.madaline.layer.Network;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;
import org.madaline.tensor.TensorSource;

class ModelTest {
    /// Parameters of all ranks, whose first values must not be asked for.
    private static final Layer LAYER = (g, x) -> {
        Node kernel = g.parameter("kernel", Shape.of(3, 2, 2, 2), (shape, key) -> {
            throw new AssertionError("nobody needs a first value");
        });
        Node matrix = g.parameter("matrix", Shape.of(3, 700_000), (shape, key) -> {
            throw new AssertionError("nobody needs a first value");
        });
        Node vector = g.parameter("vector", Shape.of(3), (shape, key) -> {
            throw new AssertionError("nobody needs a first value");
        });
        Node scalar = g.state("scalar", Shape.SCALAR, (shape, key) -> {
            throw new AssertionError("nobody needs a first value");
        });
        Node y = kernel.total().plus(matrix.total()).plus(vector.total()).times(scalar);
        return new Flatten().build(g, x).times(y);
    };

    private static Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Random random = new Random(1);
        for (Shape shape : List.of(Shape.of(3, 700_000), Shape.of(3), Shape.SCALAR, Shape.of(3, 2, 2, 2))) {
            float[] values = new float[shape.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextFloat();
            }
            String name = List.of("scalar", "vector", "matrix", "", "kernel").get(shape.rank());
            tensors.put(name, Tensor.wrap(shape, values));
        }
        return tensors;
    }

    @Test
    void weightsAreReadOnceInPiecesAndNoFirstValuesAreDrawn() {
        Map<String, Tensor> tensors = tensors();
        List<Integer> pieces = new ArrayList<>();
        Map<String, TensorSource> sources = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> sources.put(name, new TensorSource() {
            @Override
            public Shape shape() {
                return tensor.shape();
            }

            @Override
            public void copyTo(int from, float[] target, int offset, int length) {
                pieces.add(length);
                tensor.copyTo(from, target, offset, length);
            }
        }));
        Model model = new Model(new Network(Shape.of(2), LAYER), sources, List.of(), Map.of());
        assertThat(pieces.stream().mapToInt(i -> i).sum()).isEqualTo(tensors.values().stream().mapToInt(Tensor::size).sum());
        assertThat(pieces).allMatch(length -> length <= 1 << 20);
        assertThat(List.copyOf(model.tensors().keySet())).isEqualTo(List.copyOf(sources.keySet()));
        assertThat(tensors).isEqualTo(Map.copyOf(model.tensors()));
        assertThat(model.shapes()).hasSameSizeAs(tensors).containsEntry("matrix", Shape.of(3, 700_000)).containsEntry("scalar", Shape.SCALAR);
    }

    @Test
    void aModelWithFurtherMetadataSharesTheWeights() {
        Model model = new Model(new Network(Shape.of(2), LAYER), tensors(), List.of("a", "b"), Map.of("one", "1"));
        Model more = model.with(Map.of("two", "2"));
        assertThat(more.metadata()).isEqualTo(Map.of("one", "1", "two", "2"));
        assertThat(model.metadata()).isEqualTo(Map.of("one", "1"));
        assertThat(more.tensors()).isSameAs(model.tensors());
        assertThat(more.classNames()).containsExactly("a", "b");
        Model other = model.with(Optional.empty(), Optional.empty(), Map.of("three", "3"));
        assertThat(other.classNames()).isEmpty();
        assertThat(other.metadata()).isEqualTo(Map.of("three", "3"));
        assertThat(other.tensors()).isSameAs(model.tensors());
        assertThat(more.predict(1, 2)).isEqualTo(model.predict(1, 2));
    }
}
