package org.madaline.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.madaline.basis.Bases;
import org.madaline.cli.report.Report;
import org.madaline.data.Scaler;
import org.madaline.linear.LinearEstimator;
import org.madaline.linear.LinearModel;
import org.madaline.pipeline.Pipeline;
import org.madaline.runs.Text;
import org.madaline.table.TableFeatures;
import org.madaline.task.NumberTask;

/// The coefficients of a linear regression of a table's rows, in the units of the data.
///
/// @param number the index of the number that they are of
/// @param names of the inputs
/// @param scaler of the inputs
record LinearEffects(LinearModel model, int number, NumberTask.Target target, List<String> names, Scaler scaler) {
    /// Those of each number; none where there are classes, or the inputs are not those of a table.
    static List<LinearEffects> of(Pipeline<?> pipeline) {
        return pipeline.estimator() instanceof LinearEstimator(LinearModel model) && pipeline.features() instanceof TableFeatures table
                        && pipeline.task() instanceof NumberTask task
                ? IntStream.range(0, task.targets().size())
                        .mapToObj(k -> new LinearEffects(model, k, linear(task.targets().get(k)), table.names(), table.scaler())).toList()
                : List.of();
    }

    /// Of a number that is learnt by its logarithm the effects are those on the logarithm.
    private static NumberTask.Target linear(NumberTask.Target target) {
        return target.logarithmic() ? new NumberTask.Target("ln " + target.name(), target.offset(), target.scale()) : target;
    }

    private double intercept() {
        return model.intercepts()[number] * target.scale() + target.offset();
    }

    /// What is predicted more where the input is greater by a standard deviation.
    private double ofDeviation(int j) {
        return model.weights(number)[j] * target.scale();
    }

    /// What is predicted where all inputs are 0.
    private double atZero() {
        double sum = intercept();
        for (int j = 0; j < names.size(); j++) {
            sum -= ofDeviation(j) / scaler.scale()[j] * scaler.offset()[j];
        }
        return sum;
    }

    /// The coefficients of the inputs, or basis functions, that count most.
    Report.Table table(int most) {
        boolean plain = model.basis().isEmpty();
        List<String> features = plain ? names : Bases.names(model.basis().get(), names);
        List<List<String>> rows = new ArrayList<>();
        rows.add(plain ? List.of("feature", ">of one more", ">of a deviation more") : List.of("feature", ">coefficient"));
        rows.add(plain
                ? List.of("intercept", Text.value(atZero()), Text.value(intercept()))
                : List.of("intercept", Text.value(intercept())));
        List<Integer> largest = IntStream.range(0, features.size()).filter(j -> ofDeviation(j) != 0).boxed()
                .sorted(Comparator.comparingDouble((Integer j) -> -Math.abs(ofDeviation(j)))).toList();
        for (int j : largest.subList(0, Math.min(most, largest.size()))) {
            String deviation = Text.value(ofDeviation(j));
            rows.add(plain
                    ? List.of(features.get(j), Text.value(ofDeviation(j) / scaler.scale()[j]), deviation)
                    : List.of(features.get(j), deviation));
        }
        String of = model.intercepts().length > 1 ? " of " + target.name() : "";
        return new Report.Table("Coefficients" + of, note(features.size(), largest.size(), most, plain), rows);
    }

    private String note(int features, int others, int most, boolean plain) {
        return (target.logarithmic() ? "In ln " : "In the unit of ") + target.name()
                + (plain ? ": what is predicted more for an input that is greater by 1, and by a standard deviation; the intercept is"
                        + " the prediction where all inputs are 0, and where all are their mean"
                        : ", for inputs in standard deviations from their mean")
                + (others > most ? "; " + Text.count(others - most) + " smaller ones are in the file" : "")
                + (features > others ? "; " + Text.count(features - others) + " features have the coefficient 0" : "") + ".";
    }
}
