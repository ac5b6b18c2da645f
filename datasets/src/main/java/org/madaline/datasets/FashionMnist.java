package org.madaline.datasets;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.madaline.data.Split;
import org.madaline.formats.image.ImagePreprocessing.CenteredInk;

/// Fashion-MNIST: 60,000 pictures of clothes to train on and 10,000 to test on, in MNIST's form (H. Xiao, K. Rasul,
/// R. Vollgraf, Zalando Research, MIT licence). Looked for as [Mnist] is; Debian's package `dataset-fashion-mnist`
/// installs it.
public final class FashionMnist {
    private static final LabelledImages IMAGES = new LabelledImages(
            new Source(
                    "fashion-mnist",
                    List.of(
                            new DataFile("train-images-idx3-ubyte", 47_040_016,
                                    "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
                            new DataFile("train-labels-idx1-ubyte", 60_008,
                                    "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
                            new DataFile("t10k-images-idx3-ubyte", 7_840_016,
                                    "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
                            new DataFile("t10k-labels-idx1-ubyte", 10_008,
                                    "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34")),
                    List.of(Path.of("/usr/share/datasets/fashion-mnist")),
                    // Amazon serves such a site without TLS; the digests tell whether the content is right.
                    List.of(
                            URI.create("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/")),
                    null,
                    "On Debian and Ubuntu, `apt install dataset-fashion-mnist` installs it; its home is"
                            + " https://github.com/zalandoresearch/fashion-mnist."),
            List.of("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag",
                    "Ankle boot"),
            new CenteredInk(28, 28, CenteredInk.MNIST.polarity()));

    private FashionMnist() {}

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
