package org.madaline.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.madaline.data.Dataset;
import org.madaline.layer.Activation;
import org.madaline.layer.Dense;
import org.madaline.layer.Dropout;
import org.madaline.layer.Layer;
import org.madaline.layer.Network;
import org.madaline.layer.Parallel;
import org.madaline.layer.Residual;
import org.madaline.layer.Sequential;
import org.madaline.loss.MeanSquaredError;
import org.madaline.optimizer.AdamW;
import org.madaline.schedule.Cosine;
import org.madaline.task.OutlierTask;
import org.madaline.task.OutputForm;
import org.madaline.train.Trainer;

/// A network that knows what rows usually look like, so that it tells which are not: two autoencoders side by side. Both are shown rows in
/// which some numbers are left out at random, and learn to say the whole of them (denoising; Vincent et al. 2008). One is narrow, so that
/// it learns which cells go together; the other is wide and is shown a quarter of the numbers, so that what it says of extremes is nearer
/// to the middle than they are. The outputs are the differences between what they say of the whole row and the row.
///
/// ```java
/// OutlierData data = OutlierData.of(raw, OutlierData.settings());
/// Model model = OutlierNetwork.of(data.size()).trainer(data, 1).fit(data).model();
/// Pipeline<OutlierPrediction> outliers = Outliers.of(data, model, 0.01);
/// ```
///
/// @param rate      of AdamW, falling to 0 by a cosine; usual 0.003
/// @param epochs    150, but at most 3,000 steps, or one epoch
/// @param batchSize rows per step; usual 128
public record OutlierNetwork(double rate, int epochs, int batchSize) {
    /// So many autoencoders there are.
    static final int WAYS = 2;

    private static final int STEPS = 3_000;
    private static final int EPOCHS = 150;
    private static final int ROWS = 128;

    /// {@return the usual settings}
    ///
    /// @param rows that are trained on
    public static OutlierNetwork of(int rows) {
        return new OutlierNetwork(0.003, Math.clamp(STEPS / Math.ceilDiv(rows, ROWS), 1, EPOCHS), ROWS);
    }

    /// {@return the same with another number of epochs}
    ///
    /// @param other at least 1
    public OutlierNetwork withEpochs(int other) {
        return new OutlierNetwork(rate, other, batchSize);
    }

    /// {@return the network for rows}
    ///
    /// @param data the rows
    public Network network(Dataset data) {
        int width = data.inputShape().size();
        return new Network(data.inputShape(), Sequential.of(new Parallel(List.of(
                autoencoder(width, 0.2, Activation.TANH, 64, Math.max(2, width / 4), 64),
                autoencoder(width, 0.75, Activation.SILU, 128, 64, 128)))));
    }

    /// The body learns what is to be added to x for nothing to be left.
    private static Layer autoencoder(int width, double dropout, Activation activation, int... hidden) {
        List<Layer> body = new ArrayList<>(List.of(new Dropout(dropout)));
        for (int units : hidden) {
            body.addAll(List.of(new Dense(units), activation));
        }
        body.add(new Dense(width));
        return new Residual(new Sequential(body));
    }

    /// {@return what trains the network}
    ///
    /// @param data the rows
    /// @param seed of all random choices
    public Trainer trainer(Dataset data, long seed) {
        return new Trainer(network(data), new MeanSquaredError(), new AdamW(rate))
                .epochs(epochs)
                .batchSize(batchSize)
                .schedule(new Cosine(epochs))
                .seed(seed);
    }

    /// What the outputs of a trained model say: the errors of each column are measured by those of the rows, and the threshold is such
    /// that the given share of the rows are outliers.
    ///
    /// @param data    the rows
    /// @param outputs of the model, one row for each
    /// @param share   of outliers, in (0, 1)
    /// @return the task
    /// @throws IllegalArgumentException if it is no such share
    public static OutlierTask task(OutlierData data, double[][] outputs, double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("the share of outliers is between 0 and 1, not " + share);
        }
        int width = data.inputShape().size();
        double[][] usual = new double[data.features().columns().size()][WAYS];
        for (double[] row : outputs) {
            int at = 0;
            for (int c = 0; c < usual.length; c++) {
                int own = data.features().columns().get(c).width();
                for (int way = 0; way < WAYS; way++) {
                    double squares = 0;
                    for (int j = way * width + at; j < way * width + at + own; j++) {
                        squares += row[j] * row[j];
                    }
                    usual[c][way] += Math.sqrt(squares / Math.max(1, own)) / outputs.length;
                }
                at += own;
            }
        }
        // A column that is always said exactly counts as soon as it is not.
        List<OutlierTask.Part> parts = data.parts(c -> Arrays.stream(usual[c]).mapToObj(error -> Math.max(error, 1e-6)).toList());
        var scaled = new OutlierTask(parts, 1);
        double[] scores = Arrays.stream(outputs).mapToDouble(row -> scaled.decode(row, OutputForm.LOGITS).score()).sorted().toArray();
        return new OutlierTask(parts, scores[Math.clamp(scores.length - Math.round(share * scores.length), 0, scores.length - 1)]);
    }
}
