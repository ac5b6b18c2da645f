package org.madaline.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.madaline.data.Dataset;
import org.madaline.data.Split;
import org.madaline.data.Splits;
import org.madaline.diagnose.Subject;
import org.madaline.diagnose.UnitHealth;
import org.madaline.layer.Blend;
import org.madaline.pipeline.ClassAssessment;
import org.madaline.pipeline.LabelAssessment;
import org.madaline.pipeline.NetworkEstimator;
import org.madaline.pipeline.NumberAssessment;
import org.madaline.pipeline.Pipeline;
import org.madaline.runs.DataDigest;
import org.madaline.runs.EnsembleTraining;
import org.madaline.runs.KeptEpoch;
import org.madaline.runs.LinearTraining;
import org.madaline.runs.ModelChoice;
import org.madaline.runs.NetworkTraining;
import org.madaline.runs.TestData;
import org.madaline.runs.TrainData;
import org.madaline.runs.TrainSettings;
import org.madaline.runs.Training;
import org.madaline.train.EpochMetrics;
import org.madaline.train.TrainingRun;

/// Looks for what is wrong with data and settings before a training, and with a run after it.
///
/// @param settings of the training
/// @param data     as the settings arrange them
/// @param training that was made of both
/// @param progress hears what is looked at
public record Doctor(TrainSettings settings, TrainData data, Training training, Consumer<String> progress) {
    private static final String LINEAR = "a linear model";

    /// So many steps show whether a network sees anything.
    private static final int STEPS = 1500;

    /// {@return what there is to say before a training}
    public Diagnosis before() {
        progress.accept("looking at the data");
        Diagnosis found = Diagnosis.of(DataChecks.of(data.train(), parameters()));
        if (found.well()) {
            found = found.and(labels());
        }
        return found.and(switch (training) {
            case NetworkTraining network when data.train().size() > 1 -> {
                progress.accept("taking first steps");
                yield NetworkChecks.of(new Subject(network.trainer(), network.examples()), !(settings.choice() instanceof ModelChoice.OfTables));
            }
            case NetworkTraining _, EnsembleTraining _ -> Diagnosis.of(List.of());
            case LinearTraining _ -> Diagnosis.of(List.of());
        });
    }

    /// Looks at a finished run as well.
    ///
    /// @param model   that came of it
    /// @param history its epochs
    /// @return what there is to say after a training
    public Diagnosis after(Pipeline<?> model, List<EpochMetrics> history) {
        List<Finding> findings = new ArrayList<>();
        // The curves of several networks follow each other, and say nothing together.
        boolean several = model.estimator() instanceof NetworkEstimator(var network, var _) && network.network().layer() instanceof Blend;
        settings.descent().filter(_ -> !several).ifPresent(d -> findings.add(
                HistoryChecks.of(history, KeptEpoch.of(settings, data.classes(), history), d.epochs())));
        Optional.ofNullable(model.provenance().get(DataDigest.KEY)).filter(was -> !was.equals(DataDigest.of(data))).ifPresent(_ ->
                findings.add(Finding.look("data", "train it again on what they are now", "they have changed since the training")));
        Diagnosis found = Diagnosis.of(findings);
        if (!several && model.estimator() instanceof NetworkEstimator(var trained, var _) && training instanceof NetworkTraining network) {
            Dataset seen = TestData.prepared(model, data.train());
            found = found.and(Diagnosis.of(NetworkChecks.units(
                    UnitHealth.trained(new Subject(network.trainer(), seen), trained.tensors()), "after training")));
        }
        Optional<Dataset> unseen = data.test().or(data::validation);
        if (unseen.isPresent()) {
            progress.accept("asking the model");
            found = found.and(judged(model, unseen.get()));
        }
        return found.and(before());
    }

    private static Diagnosis judged(Pipeline<?> model, Dataset part) {
        String source = "the model";
        return switch (model.evaluate(TestData.prepared(model, part))) {
            case ClassAssessment classes -> Diagnosis.of(List.of(LabelChecks.signal(classes.labels(), classes.probabilities(), source, true)))
                    .and(LabelChecks.classes(classes.data(), classes.probabilities(), source));
            case NumberAssessment numbers -> {
                Diagnosis all = Diagnosis.of(List.of());
                for (int k = 0; k < numbers.names().size(); k++) {
                    String of = numbers.names().size() == 1 ? source : source + "'s " + numbers.names().get(k);
                    all = all.and(Diagnosis.of(List.of(LabelChecks.signal(numbers.actual()[k], numbers.predicted()[k], of, true))))
                            .and(LabelChecks.numbers(part, numbers.actual()[k], numbers.predicted()[k], of));
                }
                yield all;
            }
            case LabelAssessment _ -> Diagnosis.of(List.of());
        };
    }

    private long parameters() {
        return switch (training) {
            case NetworkTraining network -> network.trained();
            case EnsembleTraining _ -> 0;
            case LinearTraining linear -> (long) linear.outputs() * (linear.features() + 1);
        };
    }

    /// All examples: the more, the better are their labels judged.
    private Dataset all() {
        Dataset all = data.train();
        for (Optional<Dataset> part : List.of(data.validation(), data.test())) {
            if (part.isPresent() && part.get().classNames().equals(all.classNames())) {
                all = all.concat(part.get());
            }
        }
        return all;
    }

    private Diagnosis labels() {
        if (data.train().targetShape().size() != 1 || data.pictures().isPresent() || data.train().size() < 20) {
            // Of photographs a linear model sees little.
            return Diagnosis.of(List.of());
        }
        progress.accept("looking at the labels");
        Folds folds = Folds.of(all());
        Dataset data = folds.data();
        Finding signal = data.classNames().isEmpty() ? LabelChecks.signal(folds.actual(), folds.predicted(), LINEAR, false)
                : LabelChecks.signal(data.labels(), folds.outputs(), LINEAR, false);
        if (signal.level() != Finding.Level.GOOD && training instanceof NetworkTraining network) {
            signal = second(network);
        }
        return Diagnosis.of(List.of(signal)).and(data.classNames().isEmpty()
                ? LabelChecks.numbers(data, folds.actual(), folds.predicted(), LINEAR)
                : LabelChecks.classes(data, folds.outputs(), LINEAR));
    }

    /// Whether the network sees what a linear model does not.
    private Finding second(NetworkTraining network) {
        progress.accept("asking the network");
        Dataset examples = network.examples();
        Split split = data.classes() ? Splits.stratified(examples, 0.25, 1) : Splits.random(examples, 0.25, 1);
        int batches = Math.ceilDiv(split.train().size(), settings.descent().orElseThrow().batchSize());
        TrainingRun run = network.trainer().validate(null).patience(0).keepBest(false).epochs(Math.max(1, STEPS / batches)).fit(split.train());
        Pipeline<?> model = Training.pipeline(data, data.features(), new NetworkEstimator(run.model()));
        return switch (model.evaluate(split.test())) {
            case ClassAssessment classes -> LabelChecks.signal(classes.labels(), classes.probabilities(), "the network", true);
            case NumberAssessment numbers -> LabelChecks.signal(numbers.actual()[0], numbers.predicted()[0], "the network", true);
            case LabelAssessment _ -> Finding.good("signal", "not looked at: several labels");
        };
    }

    /// {@return the doctor of a training that is yet to be made}
    ///
    /// @param settings of the training
    /// @param data     as the settings arrange them
    /// @param threads  empty: all cores
    /// @param progress hears what is looked at
    /// @throws IOException if the weights to start from cannot be read
    public static Doctor of(TrainSettings settings, TrainData data, Optional<Integer> threads, Consumer<String> progress) throws IOException {
        Training training = Training.of(settings, data, Optional.empty(), threads, _ -> {});
        // Of several networks the first is looked at: what is wrong with it is wrong with the others.
        return switch (training) {
            case EnsembleTraining several -> new Doctor(several.members().getFirst(), data, several.member(0, Optional.empty()).unfolded(), progress);
            case NetworkTraining network -> new Doctor(settings, data, network.unfolded(), progress);
            case LinearTraining linear -> new Doctor(settings, data, linear, progress);
        };
    }
}
