package org.madaline.bench;

import java.nio.file.Path;
import org.madaline.data.Dataset;
import org.madaline.data.Split;
import org.madaline.datasets.Mnist;
import org.madaline.layer.Network;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.optimizer.AdamW;
import org.madaline.schedule.Cosine;
import org.madaline.tensor.Shape;
import org.madaline.train.EpochMetrics;
import org.madaline.train.Trainer;
import org.madaline.train.TrainingRun;
import org.madaline.vision.LeNet5;

/// How long it takes to train LeNet-5 on MNIST to 99 %: from the images in memory to the last weight, in a process that
/// has compiled nothing yet, seed after seed. The epochs are chosen beforehand, so no image of the test part says when to
/// stop; the warm-up is what the first epoch took longer than the others.
public final class TimeToAccuracy {
    private static final int EPOCHS = 5;
    private static final int BATCH = 64;

    private TimeToAccuracy() {}

    /// @param args the number of threads (default 2), a directory with MNIST's files (default: as everywhere), and the
    ///             seed (default 1)
    public static void main(String[] args) throws Exception {
        int threads = args.length > 0 ? Integer.parseInt(args[0]) : 2;
        Split mnist = args.length > 1 ? Mnist.load(Path.of(args[1])) : Mnist.load();
        long seed = args.length > 2 ? Long.parseLong(args[2]) : 1;
        Shape image = Shape.of(1, 28, 28);
        Dataset train = mnist.train().withInputShape(image);
        Network network = new Network(image, new LeNet5(LeNet5.Form.RELU, 10));
        long begin = System.nanoTime();
        TrainingRun run = new Trainer(network, new SoftmaxCrossEntropy(), new AdamW(0.003).withDecay(0.2))
                .epochs(EPOCHS).batchSize(BATCH).seed(seed).threads(threads)
                .schedule(new Cosine(EPOCHS))
                .fit(train);
        double all = (System.nanoTime() - begin) * 1e-9;
        double[] later = run.history().stream().skip(1).mapToDouble(EpochMetrics::seconds).sorted().toArray();
        double warmUp = run.history().getFirst().seconds() - later[later.length / 2];
        double accuracy = run.model().evaluate(mnist.test().withInputShape(image), new SoftmaxCrossEntropy()).accuracy();
        System.out.printf("threads %d, seed %d: %.1f s for %d epochs, warm-up %.1f s of it; on the test images %.2f %%%n",
                threads, seed, all, EPOCHS, warmUp, 100 * accuracy);
    }
}
