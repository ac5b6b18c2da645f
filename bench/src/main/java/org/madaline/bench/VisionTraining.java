package org.madaline.bench;

import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.madaline.computation.Engine;
import org.madaline.data.ArrayDataset;
import org.madaline.data.Batch;
import org.madaline.data.FieldDataset;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.optimizer.Sgd;
import org.madaline.tensor.Shape;
import org.madaline.train.TrainingStep;

/// Steps of training with plain SGD on random images, on both sides.
final class VisionTraining {
    private static final double RATE = 0.001;

    private final VisionPair pair;
    private final int batch;
    private final int batches;
    private final Shape shape;
    private final float[] pixels;
    private final long[] classes;

    VisionTraining(VisionPair pair, int batch) {
        this.pair = pair;
        this.batch = batch;
        batches = pair.input().size() > 10_000 ? 4 : 100;
        shape = pair.input().prepend(batch * batches);
        pixels = VisionPair.pixels(shape, 1);
        classes = new Random(1).longs(shape.dim(0), 0, pair.classes()).toArray();
    }

    /// @return makes so many steps
    IntConsumer own(int threads) {
        float[] labels = new float[classes.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = classes[i];
        }
        TrainingStep step = TrainingStep.of(pair.network(), new SoftmaxCrossEntropy(), new Sgd(RATE), Engine.ofThreads(threads));
        FieldDataset data = FieldDataset.of(new ArrayDataset(classes.length, pair.input(), Shape.of(), pixels, labels, List.of()));
        return times -> {
            for (int i = 0; i < times; i++) {
                step.run(Batch.of(data, i % batches * batch, batch));
            }
        };
    }

    /// @return makes so many steps
    IntConsumer peer(TorchVision peer) {
        peer.train(true);
        SGD sgd = new SGD(peer.parameters(), new SGDOptions(RATE));
        Tensor x = Tensor.create(pixels, TorchVision.dimensions(shape));
        Tensor y = Tensor.create(classes, classes.length);
        return times -> {
            for (int i = 0; i < times; i++) {
                try (PointerScope _ = new PointerScope()) {
                    long from = (long) (i % batches) * batch;
                    sgd.zero_grad();
                    Tensor z = peer.forward(x.narrow(0, from, batch));
                    torch.cross_entropy(z, y.narrow(0, from, batch)).backward();
                    sgd.step();
                }
            }
        };
    }
}
