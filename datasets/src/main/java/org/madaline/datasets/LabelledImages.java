package org.madaline.datasets;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.madaline.data.ByteDataset;
import org.madaline.data.Dataset;
import org.madaline.data.Split;
import org.madaline.features.PictureFeatures;
import org.madaline.formats.image.ImagePreprocessing;
import org.madaline.tensor.Shape;

/// What MNIST and its likes share: two pairs of IDX files, images `[N, 28, 28]` and labels `[N]`.
///
/// @param preprocessing what brings a picture of any kind to what these are, for the models that are trained on them
record LabelledImages(Source source, List<String> classNames, ImagePreprocessing preprocessing) {
    private static final Logger LOG = System.getLogger("org.madaline.datasets");

    /// Messages of a program that gave no place for them go to its log.
    static final Consumer<String> TO_LOG = message -> LOG.log(Level.INFO, message);

    Split load(Optional<Path> directory, Consumer<String> progress) throws IOException {
        Path cache = Source.cacheRoot(System.getenv(), System.getProperty("user.home"));
        Map<String, byte[]> contents = source.load(directory, cache, progress);
        return new Split(part(contents, "train"), part(contents, "t10k"));
    }

    /// The digests have vouched for type and shape: the values follow a header of 4 bytes and 4 for each axis.
    private Dataset part(Map<String, byte[]> contents, String prefix) {
        byte[] images = contents.get(prefix + "-images-idx3-ubyte");
        byte[] labels = contents.get(prefix + "-labels-idx1-ubyte");
        Shape shape = Shape.of(784);
        return ByteDataset.within(shape, images, 16, 1f / 255, Arrays.copyOfRange(labels, 8, labels.length), classNames)
                .preparedBy(new PictureFeatures(preprocessing, shape));
    }
}
