package org.madaline.runs;

import java.util.List;
import org.madaline.table.RealMlp;
import org.madaline.table.TabM;
import org.madaline.table.TableNetwork;

/// What a network that is made for tables wants where nobody says otherwise.
///
/// @param kind of network
/// @param data that it is trained on
public record TableRecipe(ModelChoice.OfTables.Kind kind, TrainData data) {
    private static final double MOMENTUM = 0.9;

    /// Less effort is this part of the epochs.
    private static final int FASTER = 4;

    /// Of the best.
    private static final int NETWORKS = 4;

    /// The widths of a TabM among several networks, and how many members share them: eight of 256 cost a fifteenth of 32 of 512, and
    /// learn nearly as well in as many steps.
    private static final List<Integer> NARROW = List.of(256, 256);

    private static final int FEW = 8;

    /// What part of its epochs it takes.
    private static final double BRIEFER = 0.6;

    /// The network that settled settings describe.
    static TableNetwork of(TrainSettings settings) {
        NetworkSettings n = settings.network().orElseThrow();
        DescentSettings d = settings.descent().orElseThrow();
        return switch (((ModelChoice.OfTables) settings.choice()).kind()) {
            case REAL_MLP, FAST -> new RealMlp(n.hidden(), Choices.ACTIVATIONS.get(n.activation()), d.lr(), d.weightDecay(), n.dropout(0),
                    d.labelSmoothing(), d.epochs(), d.batchSize(), n.members());
            case TABM -> {
                TabM usual = TabM.of(1, 1);
                yield new TabM(n.hidden(), n.members(), usual.bins(), usual.width(), d.lr(), d.weightDecay(), n.dropout(0),
                        d.labelSmoothing(), d.epochs(), d.batchSize(), d.patience());
            }
            case BEST -> throw new IllegalStateException("several networks have a recipe each");
        };
    }

    /// {@return the settings of a network for tables where no flag says otherwise; what depends on the rows is left open}
    ///
    /// @param model a name of [Choices#MODELS] that is made for tables
    public static NetworkSettings network(String model) {
        RealMlp usual = RealMlp.of(true, 1, 1);
        TabM many = TabM.of(1, 1);
        return model.equals(Choices.TABM)
                ? new NetworkSettings(model, many.hidden(), "relu", false, List.of(many.dropout()), 0)
                : new NetworkSettings(model, usual.hidden(), "selu", false, List.of(usual.dropout()), 0);
    }

    /// {@return how it is trained where no flag says otherwise; what depends on the rows is left open}
    ///
    /// @param model a name of [Choices#MODELS] that is made for tables
    public static DescentSettings descent(String model) {
        return model.equals(Choices.TABM)
                ? new DescentSettings(0, 0, "adamw", 0, MOMENTUM, TabM.of(1, 1).decay(), "flat-cosine", DescentSettings.OPEN, TabM.CLIP, DescentSettings.OPEN)
                : new DescentSettings(0, 0, "adam", 0, MOMENTUM, RealMlp.of(true, 1, 1).decay(), "coslog4", DescentSettings.OPEN, 0, 0);
    }

    /// The settings of one of several networks: the first and all from the third on are RealMLPs, of a seed each; the second is a
    /// TabM that is narrower, takes fewer steps, all of them, and has no dropout where a number is learnt: diamonds were underfit
    /// with it, by validation rows as by others.
    ///
    /// @param all    the settings of the whole
    /// @param number from 0
    TrainSettings member(TrainSettings all, int number) {
        boolean tabM = number == 1;
        String model = tabM ? Choices.TABM : Choices.REAL_MLP;
        NetworkSettings n = network(model);
        NetworkSettings network = tabM
                ? new NetworkSettings(model, NARROW, n.activation(), n.batchNorm(), data.classes() ? n.dropout() : List.of(0.0),
                        Math.min(FEW, tabM().members()))
                : n;
        DescentSettings d = descent(model);
        int asked = all.descent().orElseThrow().epochs();
        int epochs = asked > 0 ? asked : tabM ? Math.max(1, (int) (tabM().epochs() * BRIEFER)) : 0;
        DescentSettings descent = new DescentSettings(epochs, 0, d.optimizer(), 0, MOMENTUM, d.weightDecay(), d.schedule(),
                DescentSettings.OPEN, d.clipNorm(), 0);
        return all.with(network).with(descent).seeded(all.seed() + Math.max(0, number - 1)).settled(data);
    }

    private int rows() {
        return data.train().size();
    }

    private int inputs() {
        return data.train().inputShape().size();
    }

    private RealMlp realMlp() {
        return RealMlp.of(data.classes(), rows(), inputs());
    }

    private TabM tabM() {
        return TabM.of(rows(), inputs());
    }

    /// The same settings with what was left to the task and the rows.
    NetworkSettings settled(NetworkSettings asked) {
        String activation = kind == ModelChoice.OfTables.Kind.TABM ? "relu" : data.classes() ? "selu" : "mish";
        int usual = switch (kind) {
            case REAL_MLP -> realMlp().members();
            case FAST -> 1;
            case TABM -> tabM().members();
            case BEST -> NETWORKS;
        };
        return new NetworkSettings(asked.model(), asked.hidden(), activation, asked.batchNorm(), asked.dropout(),
                asked.members() > 0 ? asked.members() : usual);
    }

    /// The same settings with what was left to the task and the rows; each of several networks takes what it wants.
    DescentSettings settled(DescentSettings asked) {
        RealMlp usual = realMlp();
        return switch (kind) {
            case REAL_MLP -> settled(asked, usual.epochs(), usual.batchSize(), usual.rate(), usual.smoothing(), 0);
            case FAST -> settled(asked, Math.max(1, usual.epochs() / FASTER), usual.batchSize(), usual.rate(), usual.smoothing(), 0);
            case BEST -> asked;
            case TABM -> {
                TabM many = tabM();
                int patience = asked.patience() == DescentSettings.OPEN ? many.patience() : asked.patience();
                yield settled(asked, many.epochs(), many.batchSize(), many.rate(), many.smoothing(),
                        data.validation().isPresent() ? patience : 0);
            }
        };
    }

    private DescentSettings settled(DescentSettings d, int epochs, int batch, double rate, double smoothing, int patience) {
        return new DescentSettings(d.epochs() > 0 ? d.epochs() : epochs, d.batchSize() > 0 ? Math.min(d.batchSize(), rows()) : batch,
                d.optimizer(), d.lr() > 0 ? d.lr() : rate, d.momentum(), d.weightDecay(), d.schedule(),
                d.labelSmoothing() == DescentSettings.OPEN ? smoothing : d.labelSmoothing(), d.clipNorm(), patience);
    }
}
