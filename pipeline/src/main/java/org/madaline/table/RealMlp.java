package org.madaline.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.madaline.computation.Engine;
import org.madaline.data.Dataset;
import org.madaline.layer.Activation;
import org.madaline.layer.Columns;
import org.madaline.layer.Committee;
import org.madaline.layer.Embeddings;
import org.madaline.layer.FadingDropout;
import org.madaline.layer.FeatureScale;
import org.madaline.layer.Layer;
import org.madaline.layer.Network;
import org.madaline.layer.NtkDense;
import org.madaline.layer.Parallel;
import org.madaline.layer.ParametricActivation;
import org.madaline.layer.PeriodicEmbedding;
import org.madaline.layer.Sequential;
import org.madaline.loss.Loss;
import org.madaline.optimizer.Adam;
import org.madaline.optimizer.FadingDecay;
import org.madaline.optimizer.Optimizer;
import org.madaline.schedule.Cosine;
import org.madaline.schedule.CosineLog;
import org.madaline.schedule.Schedule;
import org.madaline.train.Criterion;
import org.madaline.train.DataDrivenStart;
import org.madaline.train.Trainer;

/// The network for tables that needs no tuning: RealMLP with its tuned defaults, TD (Holzmüller, Grinsztajn and Steinwart 2024,
/// "Better by default"), and how it is trained.
///
/// ```java
/// TableData all = TableData.of(raw, new TableSettings("income").withEncoding(TableEncoding.ROBUST));
/// TableParts parts = all.parts(0.2, 0.1, 1);
/// Model model = RealMlp.of(parts.train()).trainer(parts.train(), parts.validation(), 1).fit(parts.train()).model();
/// ```
///
/// Each number gets a periodic embedding of 4 (where there are at most 1,000), a category of more than eight values one of 8; so
/// does, beyond the paper and where classes are told apart, each value of a number that has few of them (a capital gain of 7,298
/// says more than that it is large; numbers to be predicted were learnt worse by it). What results is scaled by trained factors
/// and goes through dense layers with parametric activations and dropout. Adam's rate follows four waves; dropout and decay fade
/// in the second half of the training.
///
/// @param hidden     the widths of the hidden layers; usual 256, 256, 256
/// @param activation SELU for classes, Mish for numbers
/// @param rate       of Adam; 0.04 for classes, 0.2 for numbers; the scales move 6 times as fast, embeddings of numbers, biases
///     and activations a tenth as fast
/// @param decay      of weights; usual 0.02
/// @param dropout    usual 0.15
/// @param smoothing  of labels; 0.1 for classes
/// @param epochs     usual 256; fewer where there are many rows
/// @param batchSize  rows per step; about 256
/// @param members    so many networks learn side by side and answer together; 8 where there are few rows, 1 where there are many
public record RealMlp(
        List<Integer> hidden,
        Activation activation,
        double rate,
        double decay,
        double dropout,
        double smoothing,
        int epochs,
        int batchSize,
        int members)
        implements TableNetwork {
    /// At most so many rows make a step where nothing else is said.
    private static final int ROWS = 256;

    /// Numbers of few rows want more steps than these make: so many in an epoch,
    private static final int BATCHES = 7;

    /// unless fewer rows than these were in each.
    private static final int FEWEST_ROWS = 32;

    private static final int EPOCHS = 256;

    /// More networks than this learn little from each other; fewer are enough where all of them take more than so many steps.
    private static final int MEMBERS = 8;

    private static final int STEPS_OF_MEMBERS = 16_000;

    /// As many as can leave out a fold each, so that no row is lost to validation, are worth more steps.
    private static final int STEPS_OF_FOLDS = 24_000;

    /// So many steps are enough, if they see each row often enough;
    private static final int STEPS = 10_000;

    private static final int OFTEN = 8;

    /// no table gets more.
    private static final int MOST_STEPS = 40_000;

    /// So many inputs have room for eight networks; of wider tables fewer learn, and in the end one.
    private static final int INPUTS_OF_MEMBERS = 8_000;

    /// Of more numbers none gets an embedding: the first layer would have five times as many weights.
    private static final int MOST_EMBEDDED = 1_000;

    private static final double SCALE_FACTOR = 6;
    private static final double SLOW_FACTOR = 0.1;
    private static final int WAVES = 4;
    private static final int FREQUENCIES = 16;
    private static final int NUMBER_WIDTH = 4;
    private static final double SIGMA = 0.1;
    private static final int CATEGORY_WIDTH = 8;

    /// Copies the widths.
    public RealMlp {
        hidden = List.copyOf(hidden);
    }

    /// The usual settings for classes or for a number, and for so many rows: 256 epochs, but at most 10,000 steps, or eight
    /// epochs if these are more, and never more than 40,000 steps; batches of equal size, up to 256, where a number is to be
    /// predicted at least seven. Of few rows eight networks learn, of more five where these take no more than 24,000 steps together,
    /// of still more as many as take 16,000, at least one.
    ///
    /// @param classes whether classes are told apart
    /// @param rows    that are trained on
    /// @param inputs  the width of x; of more than 1,000 fewer networks learn
    /// @return the settings
    public static RealMlp of(boolean classes, int rows, int inputs) {
        int least = classes ? 1 : Math.clamp(rows / FEWEST_ROWS, 1, BATCHES);
        int batches = Math.max(Math.ceilDiv(rows, ROWS), least);
        int batchSize = Math.ceilDiv(rows, batches);
        int epochs = Math.clamp(Math.max(STEPS / batches, Math.min(OFTEN, MOST_STEPS / batches)), 1, EPOCHS);
        long steps = (long) epochs * batches;
        long enough = STEPS_OF_FOLDS / steps >= MemberFolds.FEWEST ? Math.max(MemberFolds.FEWEST, STEPS_OF_MEMBERS / steps) : STEPS_OF_MEMBERS / steps;
        int members = Math.clamp(Math.min(enough, INPUTS_OF_MEMBERS / inputs), 1, MEMBERS);
        return new RealMlp(List.of(256, 256, 256), classes ? Activation.SELU : Activation.MISH, classes ? 0.04 : 0.2, 0.02, 0.15,
                classes ? 0.1 : 0, epochs, batchSize, members);
    }

    /// The usual settings for the rows that are trained on.
    ///
    /// @param train the rows
    /// @return the settings
    public static RealMlp of(Dataset train) {
        return of(!train.classNames().isEmpty(), train.size(), train.inputShape().size());
    }

    /// The network for the rows of a table.
    ///
    /// @param train the rows that it is trained on: their features say which column is what, and numbers stay in their range
    /// @return the network
    /// @throws IllegalArgumentException if the rows are not encoded as [TableEncoding#ROBUST]
    @Override
    public Network network(Dataset train) {
        TableFeatures features = InputColumns.robust(train);
        boolean classes = !train.classNames().isEmpty();
        int outputs = InputColumns.outputs(train);
        Sequential member = member(features, outputs, train.size());
        List<Layer> layers = new ArrayList<>(members == 1 ? member.layers() : List.of(new Committee(
                Collections.nCopies(members, member), classes ? Committee.Vote.PROBABILITIES : Committee.Vote.OUTPUTS)));
        if (!classes) {
            layers.add(InputColumns.range(train));
        }
        return new Network(features.shape(), new Sequential(layers));
    }

    private Sequential member(TableFeatures features, int outputs, int rows) {
        List<Layer> layers = new ArrayList<>(List.of(inputs(features), new FeatureScale()));
        for (int width : hidden) {
            layers.addAll(List.of(new NtkDense(width), new ParametricActivation(activation),
                    new FadingDropout(dropout, steps(rows))));
        }
        layers.add(new NtkDense(outputs));
        return new Sequential(layers);
    }

    /// What measures something, what holds or does not, and the indices of categories, side by side.
    private static Layer inputs(TableFeatures features) {
        InputColumns columns = InputColumns.of(features);
        List<Layer> branches = new ArrayList<>();
        if (columns.numbers().size() > MOST_EMBEDDED) {
            branches.add(new Columns(columns.numbers()));
        } else if (!columns.numbers().isEmpty()) {
            branches.add(Sequential.of(new Columns(columns.numbers()), new PeriodicEmbedding(FREQUENCIES, NUMBER_WIDTH, SIGMA)));
        }
        if (!columns.others().isEmpty()) {
            branches.add(new Columns(columns.others()));
        }
        if (!columns.indices().isEmpty()) {
            branches.add(Sequential.of(new Columns(columns.indices()), new Embeddings(columns.values(), CATEGORY_WIDTH)));
        }
        return new Parallel(branches);
    }

    /// What trains the network on these rows.
    ///
    /// @param train      the rows
    /// @param validation rows by which the best epoch is chosen, by accuracy, or by the squared error or pinball loss; without them the model is
    ///     that of the last
    /// @param network    as of [#network]
    /// @param seed       of all random choices
    /// @return the trainer
    @Override
    public Trainer trainer(Dataset train, Optional<? extends Dataset> validation, Network network, long seed) {
        boolean classes = !train.classNames().isEmpty();
        Loss loss = InputColumns.loss(train, smoothing);
        double steps = steps(train.size());
        return new Trainer(network, loss, moved(1, decay, steps))
                .group(ending(".bias"), moved(SLOW_FACTOR, 0, steps))
                .group(ending(".alpha", ".frequency", ".phase", ".mix", ".shift"), moved(SLOW_FACTOR, decay, steps))
                .group(ending(".scale"), moved(SCALE_FACTOR, decay, steps))
                .epochs(epochs)
                .batchSize(batchSize)
                .schedule(new CosineLog(WAVES, epochs))
                .criterion(classes ? Criterion.ACCURACY : Criterion.LOSS)
                .validate(validation.orElse(null))
                .keepBest(validation.isPresent())
                .seed(seed)
                .weights(DataDrivenStart.of(network, train, seed, Engine.shared()));
    }

    /// Adam for some of the parameters. The factor of the rate is one of the decay, too, as in the paper's program, so that
    /// the product of rate and decay has it twice.
    private Optimizer moved(double factor, double decayed, double steps) {
        Optimizer adam = new Adam(rate * factor).withBetas(0.9, 0.95);
        Schedule flatThenCosine = Schedule.CONSTANT.until(steps / 2, new Cosine(steps / 2));
        return decayed == 0 ? adam : new FadingDecay(adam, decayed * factor, flatThenCosine);
    }

    private static Predicate<String> ending(String... endings) {
        return name -> List.of(endings).stream().anyMatch(name::endsWith);
    }
}
