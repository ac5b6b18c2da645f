package org.madaline.book.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.madaline.book.figures.BookFigure.Plate;
import org.madaline.data.Dataset;
import org.madaline.layer.Activation;
import org.madaline.layer.BatchNorm;
import org.madaline.layer.Dense;
import org.madaline.layer.Dropout;
import org.madaline.layer.Layer;
import org.madaline.layer.Network;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.optimizer.Adam;
import org.madaline.plots.Axes;
import org.madaline.plots.Axis;
import org.madaline.plots.Colormap;
import org.madaline.plots.Figure;
import org.madaline.plots.ImageGrid;
import org.madaline.plots.ImageGrid.Tile;
import org.madaline.plots.Legend;
import org.madaline.schedule.Cosine;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;
import org.madaline.train.EpochMetrics;
import org.madaline.train.Trainer;
import org.madaline.train.TrainingRun;

/// The figures of chapter 3 that show images of digits and trained networks.
final class TrainedFigures {
    private static final int ROWS_SHOWN = 40;
    private static final int CURVE_EXAMPLES = 5_000;
    private static final int CURVE_EPOCHS = 25;

    private TrainedFigures() {}

    static Plate digits(FigureData data) {
        Dataset train = data.images().train();
        Random random = new Random(3);
        List<Tile> tiles = new ArrayList<>();
        List<List<Object>> rows = new ArrayList<>();
        for (int n = 0; n < 40; n++) {
            int i = random.nextInt(train.size());
            float[] x = new float[data.side() * data.side()];
            float[] y = new float[1];
            train.read(i, x, 0, y, 0);
            String label = train.classNames().get((int) y[0]);
            tiles.add(new Tile(data.side(), data.side(), x, label));
            rows.add(List.of(i, label));
        }
        ImageGrid grid = ImageGrid.of("", 10, tiles);
        return new Plate(
                Figure.of("Random objects of " + data.name(), 760, grid.heightFor(760), grid),
                new Csv(List.of("index", "label"), rows),
                "Data: " + data.name() + ".");
    }

    /// The network of example 3.3.1 with or without its two techniques.
    private static Network network(int inputs, boolean batchNorm, double dropout) {
        List<Layer> layers = new ArrayList<>();
        for (int width : new int[] {100, 50}) {
            layers.add(new Dense(width));
            if (batchNorm) {
                layers.add(new BatchNorm());
            }
            layers.add(Activation.RELU);
            if (dropout > 0) {
                layers.add(new Dropout(dropout));
            }
        }
        layers.add(new Dense(10));
        return Network.of(Shape.of(inputs), layers.toArray(Layer[]::new));
    }

    static Plate weights(FigureData data) {
        int pixels = data.side() * data.side();
        // The decay draws those weights to 0 that the data say nothing about, such as the ones of the margin.
        TrainingRun run = new Trainer(
                        network(pixels, true, 0.2), new SoftmaxCrossEntropy(), new Adam(2e-3).withDecay(2e-4))
                .epochs(8)
                .batchSize(128)
                .seed(1)
                .schedule(new Cosine(8))
                .validate(data.images().test())
                .fit(data.images().train());
        Tensor w = run.model().tensors().get("0.weight");
        List<Tile> tiles = new ArrayList<>();
        List<List<Object>> rows = new ArrayList<>();
        for (int j = 0; j < ROWS_SHOWN; j++) {
            float[] row = new float[pixels];
            w.copyTo(j * pixels, row, 0, pixels);
            double bound = 1e-12;
            for (float v : row) {
                bound = Math.max(bound, Math.abs(v));
            }
            tiles.add(Tile.signed(data.side(), data.side(), row, bound, ""));
            for (int i = 0; i < pixels; i++) {
                rows.add(List.of(j + 1, i + 1, row[i]));
            }
        }
        ImageGrid grid = new ImageGrid("", tiles, 10, Colormap.GREY, null);
        EpochMetrics last = run.history().getLast();
        String note = String.format(
                Locale.ROOT,
                "Trained on %s for 8 epochs; accuracy on the test images %.2f %%. Each row has its own scale.",
                data.name(),
                100 * last.validationAccuracy());
        return new Plate(
                Figure.of("Rows of the weight matrix of the first layer", 760, grid.heightFor(760), grid),
                new Csv(List.of("row", "pixel", "weight"), rows),
                note);
    }

    static Plate learningCurves(FigureData data) {
        Dataset train = data.images().train().take(CURVE_EXAMPLES);
        Dataset test = data.images().test().take(CURVE_EXAMPLES);
        Axis epoch = Axis.of("epoch", 0, CURVE_EPOCHS);
        Axes loss =
                Axes.of(epoch, Axis.log("")).title("Loss on the training data").legend(Legend.NONE);
        Axes testLoss =
                Axes.of(epoch, Axis.of("")).title("Loss on the test data").legend(Legend.TOP_RIGHT);
        Axes accuracy = Axes.of(epoch, Axis.of(""))
                .title("Accuracy on the test data, %")
                .legend(Legend.NONE);
        List<String> names = List.of("neither", "batch normalization", "dropout", "both");
        List<List<Object>> rows = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            String name = names.get(n);
            Network network = network(data.side() * data.side(), n % 2 == 1, n >= 2 ? 0.2 : 0);
            List<EpochMetrics> history = new Trainer(network, new SoftmaxCrossEntropy(), new Adam(3e-3))
                    .epochs(CURVE_EPOCHS)
                    .batchSize(64)
                    .seed(1)
                    .validate(test)
                    .fit(train)
                    .history();
            double[] epochs = column(history, EpochMetrics::epoch);
            loss = loss.line(name, epochs, column(history, EpochMetrics::loss));
            testLoss = testLoss.line(name, epochs, column(history, EpochMetrics::validationLoss));
            accuracy = accuracy.line(name, epochs, column(history, m -> 100 * m.validationAccuracy()));
            for (EpochMetrics m : history) {
                rows.add(List.of(name, m.epoch(), m.loss(), m.accuracy(), m.validationLoss(), m.validationAccuracy()));
            }
        }
        return new Plate(
                Figure.of("Learning curves", 1120, 390, loss, testLoss, accuracy),
                new Csv(List.of("network", "epoch", "loss", "accuracy", "test_loss", "test_accuracy"), rows),
                "Trained on " + train.size() + " images of " + data.name()
                        + "; the training loss is measured with dropout switched on.");
    }

    private static double[] column(List<EpochMetrics> history, ToDoubleFunction<EpochMetrics> value) {
        return history.stream().mapToDouble(value).toArray();
    }
}
