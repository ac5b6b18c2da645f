package org.madaline.train;

import java.util.List;
import org.madaline.data.Dataset;
import org.madaline.data.Examples;
import org.madaline.model.Model;
import org.madaline.task.ClassTask;
import org.madaline.task.LabelTask;
import org.madaline.task.NumberTask;
import org.madaline.task.OutlierTask;
import org.madaline.task.Task;

/// Whether examples can be learned by a model that has learned others.
final class Continuation {
    private Continuation() {}

    /// The examples with the model's class indices.
    ///
    /// @throws IllegalArgumentException if they have other classes, numbers or another preparation
    static Dataset check(Model model, Dataset train) {
        boolean classes = !train.classNames().isEmpty() && model.task().orElse(null) instanceof ClassTask;
        Dataset known = classes ? train.withClassNames(model.task().orElseThrow().names()) : train;
        check(model, (Examples) known);
        return known;
    }

    /// @throws IllegalArgumentException if the examples have classes in another order, other numbers, or another preparation
    static void check(Model model, Examples train) {
        if (model.preparation().isPresent() && train.preparation().isPresent() && !model.preparation().equals(train.preparation())) {
            throw new IllegalArgumentException("the model takes x prepared in another way than that of the new examples; prepare them"
                    + " with the model's own preparation");
        }
        boolean named = !train.classNames().isEmpty() || !(model.task().orElse(null) instanceof ClassTask);
        if (named && model.task().isPresent() && train.task().isPresent() && !fits(model.task().get(), train.task().get())) {
            throw new IllegalArgumentException("the model was trained for " + told(model.task().get()) + ", the new examples have "
                    + told(train.task().get()));
        }
    }

    private static boolean fits(Task<?> old, Task<?> other) {
        return switch (old) {
            case ClassTask classes -> other instanceof ClassTask && classes.names().equals(other.names());
            case LabelTask labels -> other instanceof LabelTask && labels.names().equals(other.names());
            case NumberTask numbers -> numbers.equals(other);
            case OutlierTask outliers -> other instanceof OutlierTask && outliers.names().equals(other.names());
        };
    }

    private static String told(Task<?> task) {
        List<String> names = task.names();
        return switch (task) {
            case ClassTask _ -> "the classes ";
            case LabelTask _ -> "the labels ";
            case NumberTask _ -> "the numbers (with their scales) ";
            case OutlierTask _ -> "outliers among rows of ";
        } + String.join(", ", names.subList(0, Math.min(20, names.size()))) + (names.size() > 20 ? ", ..." : "");
    }
}
