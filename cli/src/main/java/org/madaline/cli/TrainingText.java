package org.madaline.cli;

import org.madaline.runs.DescentSettings;
import org.madaline.runs.EnsembleTraining;
import org.madaline.runs.LinearSettings;
import org.madaline.runs.LinearTraining;
import org.madaline.runs.NetworkTraining;
import org.madaline.runs.Text;
import org.madaline.runs.TrainSettings;
import org.madaline.runs.Training;

/// Says what will be trained.
record TrainingText(Terminal terminal, TrainSettings settings) {
    void describe(Training training) {
        switch (training) {
            case NetworkTraining network -> describe(network);
            case EnsembleTraining ensemble -> describe(ensemble);
            case LinearTraining linear -> describe(linear);
        }
    }

    private void describe(NetworkTraining training) {
        training.basis().ifPresent(b -> {
            terminal.line(
                    "%s of %s (%s)",
                    Text.count(b.size(), "basis function"), Text.count(b.inputs(), "input"), String.join(", ", settings.basis()));
            terminal.line("");
        });
        var table = new NetworkTable(training.network());
        table.print(terminal);
        long trained = training.trained();
        if (trained < table.summary().parameters()) {
            terminal.line("");
            terminal.line("%s parameters are trained, %s stay as they are (--freeze %s)", Text.count(trained),
                    Text.count(table.summary().parameters() - trained), String.join(",", settings.pictures().freeze()));
        }
    }

    private void describe(EnsembleTraining training) {
        terminal.line("%s for the table are trained one after another, and answer together:", Text.count(training.members().size(), "network"));
        for (int i = 0; i < training.members().size(); i++) {
            terminal.line("  %d  %s: %s", i + 1, training.members().get(i).model(), member(training, i));
        }
    }

    /// How one of several networks is trained, in a few words.
    static String member(EnsembleTraining training, int number) {
        TrainSettings member = training.members().get(number);
        return descent(member, training.data().train().size());
    }

    /// How a network is trained, in a few words.
    private static String descent(TrainSettings settings, int examples) {
        DescentSettings d = settings.descent().orElseThrow();
        long steps = (long) d.epochs() * Math.ceilDiv(examples, d.batchSize());
        return Text.format("%s, learning rate %s, %s, %s of batches of %d%s%s, seed %d", d.optimizer(), d.lr(), d.schedule(),
                Text.count(d.epochs(), "epoch"), d.batchSize(), d.patience() > 0 ? ", at most " : ", ", Text.count(steps, "step"), settings.seed());
    }

    private void describe(LinearTraining training) {
        LinearSettings linear = settings.linear().orElseThrow();
        terminal.line(
                "%s: %s%s, %s, %s parameters; %s",
                terminal.bold(LinearReport.kind(training.kind())),
                Text.count(training.data().train().inputShape().size(), "input"),
                training.basis()
                        .map(b -> ", " + Text.count(b.size(), "basis function") + " (" + String.join(", ", settings.basis()) + ")")
                        .orElse(""),
                training.data().classes() ? training.data().train().classNames().size() + " classes"
                        : training.outputs() > 1 ? training.outputs() + " numbers" : "a number",
                Text.count((long) training.outputs() * (training.features() + 1)),
                linear.penalty());
    }

    /// The settings of the work in a few words.
    String summary(Training training) {
        return switch (training) {
            case NetworkTraining network -> descent(settings, network.data().train().size());
            case EnsembleTraining ensemble -> Text.format("%s, %s in all, seed %d", Text.count(ensemble.members().size(), "network"),
                    Text.count(ensemble.steps(), "step"), settings.seed());
            case LinearTraining linear -> "solver " + linear.solver() + ", seed " + settings.seed();
        };
    }
}
