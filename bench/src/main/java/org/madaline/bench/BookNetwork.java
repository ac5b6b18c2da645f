package org.madaline.bench;

import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.madaline.computation.Engine;
import org.madaline.data.Batch;
import org.madaline.data.Dataset;
import org.madaline.data.FieldDataset;
import org.madaline.datasets.Mnist;
import org.madaline.layer.Activation;
import org.madaline.layer.BatchNorm;
import org.madaline.layer.Dense;
import org.madaline.layer.Dropout;
import org.madaline.layer.Network;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.model.Model;
import org.madaline.train.Trainer;
import org.madaline.train.TrainingStep;

/// The book's network beside LibTorch: training at batch 64 and 256, inference of one and of 256 images.
///
/// Both train with Adam on the same images from memory, in order of a shuffle here, in file order there (which saves
/// LibTorch the gathering); both use the same number of threads.
public final class BookNetwork {
    private static final int EXAMPLES = 12_800;

    private BookNetwork() {}

    /// @param args the number of threads (default 2), and a directory with MNIST's files (default: as everywhere)
    public static void main(String[] args) throws Exception {
        int threads = args.length > 0 ? Integer.parseInt(args[0]) : 2;
        Dataset all = args.length > 1 ? Mnist.load(Path.of(args[1])).train() : Mnist.load().train();
        Dataset train = all.take(EXAMPLES);
        torch.set_num_threads(threads);
        System.out.printf("threads %d; examples or images per second, medians; ratio to LibTorch%n", threads);
        for (int batch : new int[] {64, 256}) {
            training(train, batch, threads);
        }
        for (int batch : new int[] {1, 256}) {
            inference(train, batch);
        }
    }

    static Network network(double dropout) {
        return Network.of(org.madaline.tensor.Shape.of(784),
                new Dense(100), new BatchNorm(), Activation.RELU, new Dropout(dropout),
                new Dense(50), new BatchNorm(), Activation.RELU, new Dropout(dropout),
                new Dense(10));
    }

    private static void training(Dataset train, int batch, int threads) {
        TorchNetwork peer = new TorchNetwork(0.2);
        peer.train(true);
        Adam adam = peer.adam(1e-3);
        Tensor x = images(train, EXAMPLES);
        Tensor y = labels(train, EXAMPLES);
        TrainingStep own = TrainingStep.of(
                network(0.2), new SoftmaxCrossEntropy(), new org.madaline.optimizer.Adam(1e-3), Engine.ofThreads(threads));
        FieldDataset fields = FieldDataset.of(train);
        report("training, batch " + batch, batch, Race.run(6, 9, 0.4,
                new Race.Contestant("Madaline", times -> {
                    for (int i = 0; i < times; i++) {
                        own.run(Batch.of(fields, i % (EXAMPLES / batch) * batch, batch));
                    }
                }),
                new Race.Contestant("LibTorch", times -> {
                    for (int i = 0; i < times; i++) {
                        try (PointerScope _ = new PointerScope()) {
                            long from = (long) (i % (EXAMPLES / batch)) * batch;
                            adam.zero_grad();
                            Tensor z = peer.forward(x.narrow(0, from, batch));
                            torch.cross_entropy(z, y.narrow(0, from, batch)).backward();
                            adam.step();
                        }
                    }
                })));
    }

    private static void inference(Dataset data, int batch) {
        TorchNetwork peer = new TorchNetwork(0.2);
        peer.eval();
        Tensor x = images(data, batch);
        Model model = new Trainer(network(0.2), new SoftmaxCrossEntropy(), new org.madaline.optimizer.Adam(1e-3))
                .epochs(1).fit(data.take(640)).model();
        float[] pixels = new float[784 * batch];
        for (int i = 0; i < batch; i++) {
            data.read(i, pixels, i * 784, new float[1], 0);
        }
        var tensor = org.madaline.tensor.Tensor.wrap(org.madaline.tensor.Shape.of(batch, 784), pixels);
        report("inference, " + batch + " images", batch, Race.run(4, 9, 0.4,
                new Race.Contestant("Madaline", times -> {
                    for (int i = 0; i < times; i++) {
                        model.outputs(tensor);
                    }
                }),
                new Race.Contestant("LibTorch", times -> {
                    try (NoGradGuard _ = new NoGradGuard()) {
                        for (int i = 0; i < times; i++) {
                            try (PointerScope _ = new PointerScope()) {
                                peer.forward(x);
                            }
                        }
                    }
                })));
    }

    private static void report(String work, int batch, List<Race.Result> results) {
        double own = results.get(0).seconds();
        double peer = results.get(1).seconds();
        System.out.printf("%-22s Madaline %,10.0f (%8.1f us)   LibTorch %,10.0f (%8.1f us)   ratio %.2f%n", work,
                batch / own, own * 1e6, batch / peer, peer * 1e6, peer / own);
    }

    private static Tensor images(Dataset data, int count) {
        float[] x = new float[784 * count];
        for (int i = 0; i < count; i++) {
            data.read(i, x, i * 784, new float[1], 0);
        }
        return Tensor.create(x, count, 784);
    }

    private static Tensor labels(Dataset data, int count) {
        long[] y = new long[count];
        float[] label = new float[1];
        for (int i = 0; i < count; i++) {
            data.read(i, new float[784], 0, label, 0);
            y[i] = (long) label[0];
        }
        return Tensor.create(y, count);
    }
}
