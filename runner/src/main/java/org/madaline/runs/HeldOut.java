package org.madaline.runs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madaline.data.Dataset;
import org.madaline.pipeline.Assessment;
import org.madaline.pipeline.ClassAssessment;
import org.madaline.pipeline.ConformalInterval;
import org.madaline.pipeline.DecisionThresholds;
import org.madaline.pipeline.ErrorQuantiles;
import org.madaline.pipeline.NumberAssessment;
import org.madaline.pipeline.Pipeline;
import org.madaline.task.ClassTask;
import org.madaline.task.NumberTask;

/// What a model learns of itself from rows that it was not trained on: how far it is off, and from which probability on to name
/// the second of two classes.
public final class HeldOut {
    private static final String TEST = "test";
    private static final String VALIDATION = "validation";

    private HeldOut() {}

    /// {@return what is kept with the model; nothing where no rows were set aside}
    ///
    /// @param model    that was trained
    /// @param settings of the run
    /// @param data     of the run. Errors are those of the test part, or else of the validation part; thresholds the other way round,
    ///     so that the figures of the test part stay honest. Where each network leaves out a fold, the answers to the rows of these
    ///     are what the validation part is elsewhere
    public static Map<String, String> texts(Pipeline<?> model, TrainSettings settings, TrainData data) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (model.task() instanceof NumberTask) {
            String part = data.test().isPresent() ? TEST : VALIDATION;
            data.test().map(rows -> judged(model, rows)).or(() -> validated(model, settings, data)).ifPresent(assessment ->
                    texts.putAll(errors(part, (NumberAssessment) assessment)));
        }
        if (model.task() instanceof ClassTask classes && classes.names().size() == 2) {
            Optional<Assessment> validated = validated(model, settings, data);
            String part = validated.isPresent() ? VALIDATION : TEST;
            validated.or(() -> data.test().map(rows -> judged(model, rows))).ifPresent(assessment ->
                    DecisionThresholds.of(part, (ClassAssessment) assessment)
                            .ifPresent(thresholds -> texts.put(DecisionThresholds.KEY, thresholds.text())));
        }
        return texts;
    }

    private static Optional<Assessment> validated(Pipeline<?> model, TrainSettings settings, TrainData data) {
        return OutOfFold.of(settings, data, model).map(OutOfFold::judged).or(() -> data.validation().map(rows -> judged(model, rows)));
    }

    /// Of a model of quantiles what its intervals are to be moved by.
    private static Map<String, String> errors(String part, NumberAssessment assessment) {
        List<ConformalInterval> intervals = ConformalInterval.of(part, assessment);
        return intervals.isEmpty() ? Map.of(ErrorQuantiles.KEY, ErrorQuantiles.text(ErrorQuantiles.of(part, assessment)))
                : Map.of(ConformalInterval.KEY, ConformalInterval.text(intervals));
    }

    private static Assessment judged(Pipeline<?> model, Dataset rows) {
        return model.evaluate(TestData.prepared(model, rows));
    }
}
