package org.madaline.formats.datasets;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.madaline.data.ByteDataset;
import org.madaline.data.Dataset;
import org.madaline.data.Split;
import org.madaline.formats.FormatException;
import org.madaline.formats.idx.Idx;
import org.madaline.tensor.Shape;

/// What MNIST and its likes share: two pairs of IDX files, images `[N, 28, 28]` and labels `[N]`.
record LabelledImages(Source source, List<String> classNames) {
    private static final Logger LOG = System.getLogger("org.madaline.formats.datasets");

    /// Messages of a program that gave no place for them go to its log.
    static final Consumer<String> TO_LOG = message -> LOG.log(Level.INFO, message);

    Split load(Optional<Path> directory, Consumer<String> progress) throws IOException {
        Path cache = Source.cacheRoot(System.getenv(), System.getProperty("user.home"));
        Map<String, byte[]> contents = source.load(directory, cache, progress);
        return new Split(part(contents, "train"), part(contents, "t10k"));
    }

    private Dataset part(Map<String, byte[]> contents, String prefix) throws FormatException {
        Idx images = Idx.parse(prefix + "-images", contents.get(prefix + "-images-idx3-ubyte"));
        Idx labels = Idx.parse(prefix + "-labels", contents.get(prefix + "-labels-idx1-ubyte"));
        return dataset(images, labels, 1f / 255, classNames);
    }

    /// Images with their labels, each image seen as a vector.
    static ByteDataset dataset(Idx images, Idx labels, float scale, List<String> classNames) {
        Shape vector = Shape.of(images.shape().drop(1).size());
        return new ByteDataset(vector, images.bytes(), scale, labels.bytes(), classNames);
    }
}
