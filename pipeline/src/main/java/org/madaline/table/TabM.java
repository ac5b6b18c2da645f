package org.madaline.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.madaline.data.Dataset;
import org.madaline.layer.Activation;
import org.madaline.layer.Columns;
import org.madaline.layer.Committee;
import org.madaline.layer.Dropout;
import org.madaline.layer.Embeddings;
import org.madaline.layer.EnsembleDense;
import org.madaline.layer.EnsembleOutput;
import org.madaline.layer.Layer;
import org.madaline.layer.Network;
import org.madaline.layer.Parallel;
import org.madaline.layer.PiecewiseLinearEmbedding;
import org.madaline.layer.Sequential;
import org.madaline.loss.Loss;
import org.madaline.optimizer.AdamW;
import org.madaline.optimizer.Clipping;
import org.madaline.schedule.Cosine;
import org.madaline.schedule.Schedule;
import org.madaline.train.Criterion;
import org.madaline.train.Trainer;

/// Many networks for tables that share their weights, TabM (Gorishniy, Kotelnikov and Babenko 2025, "TabM: Advancing tabular deep
/// learning with parameter-efficient ensembling"), and how it is trained.
///
/// ```java
/// TableData all = TableData.of(raw, new TableSettings("income").withEncoding(TableEncoding.ROBUST));
/// TableParts parts = all.parts(0.2, 0.1, 1);
/// Model model = TabM.of(parts.train()).trainer(parts.train(), parts.validation(), 1).fit(parts.train()).model();
/// ```
///
/// Each number gets a piecewise linear embedding whose bins end at quantiles of the rows; categories come in as in [RealMlp].
/// Then come dense layers with ReLU and dropout, whose matrices all members share, each with factors of its own; the last layer
/// is each member's own. The losses of the members are minimized apart, by AdamW, until no epoch of so many was better than the best; the
/// members answer by the mean of their probabilities or numbers. In the paper the rate is constant; here, where the steps are
/// bounded beforehand, it falls along a cosine in the second half of them, since validation losses of neighbouring epochs were
/// otherwise up to half as large again as the best.
///
/// @param hidden    the widths of the hidden layers; usual 512, 512
/// @param members   how many networks there are; usual 32
/// @param bins      of each number; usual 48
/// @param width     of the embedding of a number; usual 16
/// @param rate      of AdamW; usual 0.002
/// @param decay     of weights; usual 0.0003
/// @param dropout   usual 0.1
/// @param smoothing of labels; usual none
/// @param epochs    at most
/// @param batchSize rows per step; about 256
/// @param patience  so many epochs without a better one end the training; usual 16
public record TabM(
        List<Integer> hidden,
        int members,
        int bins,
        int width,
        double rate,
        double decay,
        double dropout,
        double smoothing,
        int epochs,
        int batchSize,
        int patience)
        implements TableNetwork {
    private static final int ROWS = 256;
    private static final int MEMBERS = 32;
    private static final int BINS = 48;
    private static final int WIDTH = 16;
    private static final int PATIENCE = 16;
    private static final int CATEGORY_WIDTH = 8;

    /// The longest gradient of the mean of the members' losses that is not shortened.
    public static final double CLIP = 1;

    /// So many steps are enough.
    private static final int STEPS = 10_000;

    private static final int EPOCHS = 1_024;

    /// All embeddings of numbers together are about so wide; of more numbers each gets less, and in the end none.
    private static final int EMBEDDED = 1_024;

    /// So many inputs have room for all members; of wider tables fewer learn.
    private static final int INPUTS = 2_048;

    /// The quantiles are those of about so many rows.
    private static final int SAMPLE = 100_000;

    /// Copies the widths.
    public TabM {
        hidden = List.copyOf(hidden);
    }

    /// The usual settings for so many rows and inputs: at most 1,024 epochs and about 10,000 steps of up to 256 rows.
    ///
    /// @param rows   that are trained on
    /// @param inputs the width of x; of more than 2,048 fewer members learn
    /// @return the settings
    public static TabM of(int rows, int inputs) {
        int batches = Math.ceilDiv(rows, ROWS);
        int members = Math.clamp((long) MEMBERS * INPUTS / inputs, 1, MEMBERS);
        return new TabM(List.of(512, 512), members, BINS, WIDTH, 2e-3, 3e-4, 0.1, 0, Math.clamp(STEPS / batches, 1, EPOCHS),
                Math.ceilDiv(rows, batches), PATIENCE);
    }

    /// The usual settings for the rows that are trained on.
    ///
    /// @param train the rows
    /// @return the settings
    public static TabM of(Dataset train) {
        return of(train.size(), train.inputShape().size());
    }

    /// The network for the rows of a table.
    ///
    /// @param train the rows that it is trained on: the bins are theirs, and numbers stay in their range
    /// @return the network
    /// @throws IllegalArgumentException if the rows are not encoded as [TableEncoding#ROBUST]
    @Override
    public Network network(Dataset train) {
        TableFeatures features = InputColumns.robust(train);
        boolean classes = !train.classNames().isEmpty();
        int outputs = InputColumns.outputs(train);
        List<Integer> widths = new ArrayList<>();
        List<Layer> layers = new ArrayList<>(List.of(inputs(InputColumns.of(features), train, widths)));
        for (int i = 0; i < hidden.size(); i++) {
            layers.addAll(List.of(new EnsembleDense(hidden.get(i), members, i == 0 ? widths : List.of()), Activation.RELU,
                    new Dropout(dropout)));
        }
        layers.add(new EnsembleOutput(outputs, classes ? Committee.Vote.PROBABILITIES : Committee.Vote.OUTPUTS));
        if (!classes) {
            layers.add(InputColumns.range(train));
        }
        return new Network(features.shape(), new Sequential(layers));
    }

    /// @param widths gets how many inputs of the first layer each feature has
    private Layer inputs(InputColumns columns, Dataset train, List<Integer> widths) {
        List<Layer> branches = new ArrayList<>();
        int count = columns.numbers().size();
        int each = Math.min(width, EMBEDDED / Math.max(1, count));
        if (count > 0 && each > 1) {
            branches.add(Sequential.of(new Columns(columns.numbers()),
                    new PiecewiseLinearEmbedding(quantiles(columns.numbers(), train), each)));
            widths.addAll(Collections.nCopies(count, each));
        } else if (count > 0) {
            branches.add(new Columns(columns.numbers()));
            widths.addAll(Collections.nCopies(count, 1));
        }
        if (!columns.others().isEmpty()) {
            branches.add(new Columns(columns.others()));
            widths.addAll(columns.together());
        }
        if (!columns.indices().isEmpty()) {
            branches.add(Sequential.of(new Columns(columns.indices()), new Embeddings(columns.values(), CATEGORY_WIDTH)));
            widths.addAll(Collections.nCopies(columns.indices().size(), CATEGORY_WIDTH));
        }
        return new Parallel(branches);
    }

    /// The edges of the bins of each number: quantiles, of which equal ones are one.
    private List<List<Double>> quantiles(List<Integer> numbers, Dataset train) {
        int rows = Math.min(train.size(), SAMPLE);
        double[][] values = new double[numbers.size()][rows];
        float[] x = new float[train.inputShape().size()];
        float[] y = new float[train.targetShape().size()];
        for (int i = 0; i < rows; i++) {
            train.read((int) ((long) i * train.size() / rows), x, 0, y, 0);
            for (int f = 0; f < values.length; f++) {
                values[f][i] = x[numbers.get(f)];
            }
        }
        return Arrays.stream(values).map(this::edges).toList();
    }

    private List<Double> edges(double[] values) {
        Arrays.sort(values);
        List<Double> edges = new ArrayList<>();
        for (int t = 0; t <= bins; t++) {
            double at = (double) t * (values.length - 1) / bins;
            int below = (int) at;
            double low = values[below];
            double edge = low + (at - below) * (values[Math.min(below + 1, values.length - 1)] - low);
            // What is told apart must be so in single precision, too.
            if (edges.isEmpty() || (float) edge > (float) (double) edges.getLast()) {
                edges.add(edge);
            }
        }
        if (edges.size() == 1) {
            edges.add(edges.getFirst() + 1);
        }
        return edges;
    }

    /// What trains the network on these rows.
    ///
    /// @param train      the rows
    /// @param validation rows by which the best epoch is chosen, and the training ended, by accuracy, or by the squared error or pinball loss;
    ///     without them the model is that of the last epoch
    /// @param network    as of [#network]
    /// @param seed       of all random choices
    /// @return the trainer
    @Override
    public Trainer trainer(Dataset train, Optional<? extends Dataset> validation, Network network, long seed) {
        boolean classes = !train.classNames().isEmpty();
        Loss loss = InputColumns.loss(train, smoothing);
        return new Trainer(network, loss, new AdamW(rate).withDecay(decay))
                .epochs(epochs)
                .batchSize(batchSize)
                .schedule(Schedule.CONSTANT.until(epochs / 2.0, new Cosine(epochs / 2.0)))
                // What is minimized is the sum of the members' losses, not the mean.
                .clip(Clipping.byNorm(CLIP * members))
                .criterion(classes ? Criterion.ACCURACY : Criterion.LOSS)
                .validate(validation.orElse(null))
                .keepBest(validation.isPresent())
                .patience(validation.isPresent() ? patience : 0)
                .seed(seed);
    }
}
