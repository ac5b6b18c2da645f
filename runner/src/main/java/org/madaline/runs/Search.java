package org.madaline.runs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.madaline.pipeline.Assessment;
import org.madaline.pipeline.FoldScores;
import org.madaline.pipeline.NumberAssessment;
import org.madaline.train.DivergedException;

/// Looks for better settings: at random around those given, each judged by cross-validation on the rows that are not set aside
/// for the test. Networks are tried in three rounds (successive halving, Jamieson and Talwalkar 2016): all for a ninth of the
/// epochs, the better third of them for a third, the best third of these for all. The result does not depend on the number of
/// threads: a round ends when all its trials have, and of equal ones the first counts.
///
/// @param start the settings of trial 1, for the number of examples at hand
/// @param data of the run
/// @param trials how many settings are tried in the first round
/// @param threads how many trials run at the same time; empty: as many as there are cores
public record Search(TrainSettings start, TrainData data, int trials, Optional<Integer> threads) {
    private static final int FOLDS = 3;
    private static final int ETA = 3;

    /// The shares of the epochs, one divisor for each round.
    private static final List<Integer> ROUNDS = List.of(9, 3, 1);

    /// Fewer epochs tell nothing.
    private static final int FEWEST_EPOCHS = 5;

    /// Checks the number of trials.
    ///
    /// @throws UsageError if there is less than one
    public Search {
        TrainSettings.atLeast("--search", trials, 1);
    }

    /// Settings and what they are worth.
    ///
    /// @param number   from 1
    /// @param settings with all their epochs
    /// @param round    the last one that it was in, from 1
    /// @param epochs   that it was trained for in it; 0 for a linear model
    /// @param figures  means over the folds, by name
    /// @param loss     what is compared: the mean log loss, root mean square error, or of quantiles the pinball loss, or of several numbers what is missing of R²; the last where a fold could not be trained
    public record Trial(int number, TrainSettings settings, int round, int epochs, Map<String, Double> figures, double loss) {}

    /// Runs all rounds.
    ///
    /// @param listener hears of each trial of each round, in their order
    /// @param stop asked now and then
    /// @return all trials, the best first; empty if it was asked to stop
    /// @throws UsageError if there are too few examples for three folds
    /// @throws IOException if the data cannot be read any more
    public Optional<List<Trial>> run(Consumer<Trial> listener, BooleanSupplier stop) throws IOException {
        List<TrainData> folds = data.folding().of(FOLDS);
        List<Trial> running = new ArrayList<>();
        for (int n = 1; n <= trials; n++) {
            running.add(new Trial(n, SearchSpace.draw(start, n), 0, 0, Map.of(), Double.POSITIVE_INFINITY));
        }
        List<Trial> out = new ArrayList<>();
        List<Integer> rounds = start.descent().isPresent() ? ROUNDS : List.of(1);
        try (ExecutorService workers = Executors.newFixedThreadPool(threads.orElse(Runtime.getRuntime().availableProcessors()))) {
            for (int r = 0; r < rounds.size(); r++) {
                int round = r + 1;
                int divisor = rounds.get(r);
                List<Future<Trial>> asked = running.stream()
                        .map(trial -> workers.submit(() -> judged(trial, round, divisor, folds, stop))).toList();
                running = new ArrayList<>();
                for (Future<Trial> answer : asked) {
                    running.add(done(answer));
                    if (!stop.getAsBoolean()) {
                        listener.accept(running.getLast());
                    }
                }
                if (stop.getAsBoolean()) {
                    return Optional.empty();
                }
                running.sort(Comparator.comparingDouble(Trial::loss).thenComparingInt(Trial::number));
                int kept = r + 1 < rounds.size() ? Math.ceilDiv(running.size(), ETA) : running.size();
                out.addAll(0, running.subList(kept, running.size()));
                running = new ArrayList<>(running.subList(0, kept));
            }
        }
        out.addAll(0, running);
        return Optional.of(out);
    }

    private static Trial done(Future<Trial> answer) throws IOException {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UsageError("the search was interrupted");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case UsageError usage -> throw usage;
                case IOException io -> throw io;
                case UncheckedIOException io -> throw io.getCause();
                case RuntimeException other -> throw other;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    private Trial judged(Trial trial, int round, int divisor, List<TrainData> folds, BooleanSupplier stop) throws IOException {
        Optional<DescentSettings> all = trial.settings().descent();
        int epochs = all.map(d -> Math.min(d.epochs(), Math.max(FEWEST_EPOCHS, Math.ceilDiv(d.epochs(), divisor)))).orElse(0);
        TrainSettings brief = all.map(d -> trial.settings().with(d.withEpochs(epochs))).orElse(trial.settings());
        List<Assessment> scores = new ArrayList<>();
        for (TrainData fold : folds) {
            Optional<Assessment> score = score(brief, fold, stop);
            if (score.isEmpty()) {
                return new Trial(trial.number(), trial.settings(), round, epochs, Map.of(), Double.POSITIVE_INFINITY);
            }
            scores.add(score.get());
        }
        var means = new FoldScores(scores);
        Map<String, Double> figures = new LinkedHashMap<>();
        means.figures().forEach(name -> figures.put(name, means.mean(name)));
        double loss = figures.containsKey(NumberAssessment.MEAN_R2) ? 1 - figures.get(NumberAssessment.MEAN_R2) : figures.containsKey(NumberAssessment.PINBALL) ? figures.get(NumberAssessment.PINBALL)
                : figures.entrySet().stream().filter(figure -> figure.getKey().equals("log loss") || figure.getKey().startsWith("RMSE"))
                .mapToDouble(Map.Entry::getValue).sum();
        return new Trial(trial.number(), trial.settings(), round, epochs, figures, Double.isNaN(loss) ? Double.POSITIVE_INFINITY : loss);
    }

    /// What a model is worth on a fold; empty if it was stopped, or the settings let it run away.
    private static Optional<Assessment> score(TrainSettings settings, TrainData fold, BooleanSupplier stop) throws IOException {
        try {
            return FoldTraining.judged(settings, fold, Optional.of(1), stop);
        } catch (DivergedError | DivergedException e) {
            return Optional.empty();
        }
    }
}
