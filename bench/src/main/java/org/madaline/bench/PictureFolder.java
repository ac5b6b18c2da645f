package org.madaline.bench;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import javax.imageio.ImageIO;
import org.madaline.augment.Augmented;
import org.madaline.augment.Flip;
import org.madaline.augment.RandomResizedCrop;
import org.madaline.data.Dataset;
import org.madaline.formats.image.ImageFolder;
import org.madaline.formats.image.ImagePreprocessing.ResizeAndCrop;
import org.madaline.layer.Network;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.optimizer.Sgd;
import org.madaline.tensor.Shape;
import org.madaline.train.EpochMetrics;
import org.madaline.train.Trainer;
import org.madaline.vision.VisionModels;

/// What reading ahead is worth: the time of a training step on a folder of JPEG files, none of them kept in memory, with
/// and without it, in turn.
///
/// Arguments: the architecture, the side of the pictures, the batch size, the number of threads, and the milliseconds that
/// a file takes to arrive, as from a disk in the network (default 0).
public final class PictureFolder {
    private static final int PICTURES = 256;
    private static final int ROUNDS = 5;

    /// @param arrival milliseconds that each example takes to arrive
    /// @param slow whether the trainer is to read ahead
    private record Source(Dataset pictures, int arrival, boolean slow) implements Dataset {
        @Override
        public int size() {
            return pictures.size();
        }

        @Override
        public Shape inputShape() {
            return pictures.inputShape();
        }

        @Override
        public Shape targetShape() {
            return pictures.targetShape();
        }

        @Override
        public List<String> classNames() {
            return pictures.classNames();
        }

        @Override
        public void read(int index, float[] x, int xOffset, float[] y, int yOffset) {
            if (arrival > 0) {
                LockSupport.parkNanos(arrival * 1_000_000L);
            }
            pictures.read(index, x, xOffset, y, yOffset);
        }
    }

    private PictureFolder() {}

    public static void main(String[] args) throws IOException {
        String model = args[0];
        int side = Integer.parseInt(args[1]);
        int batch = Integer.parseInt(args[2]);
        int threads = Integer.parseInt(args[3]);
        int arrival = args.length > 4 ? Integer.parseInt(args[4]) : 0;
        Path root = Files.createTempDirectory("pictures");
        write(root);
        var imagenet = ResizeAndCrop.IMAGENET;
        var preprocessing = new ResizeAndCrop(side * 8 / 7, side, side, imagenet.mean(), imagenet.deviation());
        ImageFolder folder = ImageFolder.scan(root, preprocessing, ImageFolder.Broken.FAIL, 0);
        List<List<Double>> seconds = List.of(new ArrayList<>(), new ArrayList<>());
        for (int round = 0; round < ROUNDS + 1; round++) {
            for (int way = 0; way < 2; way++) {
                Dataset pictures = new Source(folder, arrival, way == 0);
                Dataset train = preprocessing.normalized(
                        new Augmented(pictures, RandomResizedCrop.PHOTOGRAPHS.then(Flip.HORIZONTAL), 1));
                Network network = VisionModels.of(model).network(train.inputShape(), 4);
                EpochMetrics epoch = new Trainer(network, new SoftmaxCrossEntropy(), new Sgd(1e-3))
                        .epochs(1).batchSize(batch).threads(threads).fit(train).history().getLast();
                // The first round warms up.
                if (round > 0) {
                    seconds.get(way).add(epoch.seconds() / Math.ceilDiv(folder.size(), batch));
                }
            }
        }
        double ahead = report("read ahead", seconds.get(0));
        double inside = report("read in the step", seconds.get(1));
        System.out.printf(Locale.ROOT, "ratio %.2f%n", inside / ahead);
        remove(root);
    }

    private static double report(String way, List<Double> seconds) {
        double[] sorted = seconds.stream().mapToDouble(s -> s).sorted().toArray();
        System.out.printf(Locale.ROOT, "%-17s %.1f ms a step (%.1f to %.1f)%n", way, 1e3 * sorted[sorted.length / 2],
                1e3 * sorted[0], 1e3 * sorted[sorted.length - 1]);
        return sorted[sorted.length / 2];
    }

    /// Four classes of pictures of 500x375 with shapes on a gradient.
    private static void write(Path root) throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < PICTURES; i++) {
            BufferedImage image = new BufferedImage(500, 375, BufferedImage.TYPE_INT_RGB);
            Graphics2D g = image.createGraphics();
            g.setPaint(new GradientPaint(0, 0, new Color(random.nextInt(1 << 24)), 500, 375, new Color(random.nextInt(1 << 24))));
            g.fillRect(0, 0, 500, 375);
            for (int k = 0; k < 60; k++) {
                g.setColor(new Color(random.nextInt(1 << 24)));
                g.fillOval(random.nextInt(500), random.nextInt(375), random.nextInt(80), random.nextInt(80));
            }
            g.dispose();
            Path folder = Files.createDirectories(root.resolve("class" + i % 4));
            ImageIO.write(image, "jpg", folder.resolve(i + ".jpg").toFile());
        }
    }

    private static void remove(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
