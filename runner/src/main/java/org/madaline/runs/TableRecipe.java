package org.madaline.runs;

import org.madaline.table.RealMlp;
import org.madaline.table.TabM;
import org.madaline.table.TableNetwork;

/// What a network that is made for tables wants where nobody says otherwise.
///
/// @param kind of network
/// @param data that it is trained on
record TableRecipe(ModelChoice.OfTables.Kind kind, TrainData data) {
    /// The network that settled settings describe.
    static TableNetwork of(TrainSettings settings) {
        NetworkSettings n = settings.network().orElseThrow();
        DescentSettings d = settings.descent().orElseThrow();
        return switch (((ModelChoice.OfTables) settings.choice()).kind()) {
            case REAL_MLP -> new RealMlp(n.hidden(), Choices.ACTIVATIONS.get(n.activation()), d.lr(), d.weightDecay(), n.dropout(0),
                    d.labelSmoothing(), d.epochs(), d.batchSize(), n.members());
            case TABM -> {
                TabM usual = TabM.of(1, 1);
                yield new TabM(n.hidden(), n.members(), usual.bins(), usual.width(), d.lr(), d.weightDecay(), n.dropout(0),
                        d.labelSmoothing(), d.epochs(), d.batchSize(), d.patience());
            }
        };
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
        String activation = switch (kind) {
            case REAL_MLP -> data.classes() ? "selu" : "mish";
            case TABM -> "relu";
        };
        int usual = switch (kind) {
            case REAL_MLP -> realMlp().members();
            case TABM -> tabM().members();
        };
        return new NetworkSettings(asked.model(), asked.hidden(), activation, asked.batchNorm(), asked.dropout(),
                asked.members() > 0 ? asked.members() : usual);
    }

    /// The same settings with what was left to the task and the rows.
    DescentSettings settled(DescentSettings asked) {
        return switch (kind) {
            case REAL_MLP -> {
                RealMlp usual = realMlp();
                yield settled(asked, usual.epochs(), usual.batchSize(), usual.rate(), usual.smoothing(), 0);
            }
            case TABM -> {
                TabM usual = tabM();
                int patience = asked.patience() == DescentSettings.OPEN ? usual.patience() : asked.patience();
                yield settled(asked, usual.epochs(), usual.batchSize(), usual.rate(), usual.smoothing(),
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
