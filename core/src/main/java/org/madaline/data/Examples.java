package org.madaline.data;

import java.util.List;
import java.util.Optional;
import org.madaline.task.ClassTask;
import org.madaline.task.NumberTask;
import org.madaline.task.Task;
import org.madaline.tensor.Shape;

/// What examples (x, y) say of themselves, however they are read: by index ([Dataset]), from first to last
/// ([ExampleSource]) or in batches ([BatchSource]).
public interface Examples {
    /// More numbers than this are not named one by one.
    int MOST_NUMBERS = 4096;

    /// The number m of examples.
    ///
    /// @return at least 0
    int size();

    /// The shape of one x.
    ///
    /// @return without the batch
    Shape inputShape();

    /// The shape of one y: scalar for a class index or a single number, `[K]` for a vector.
    ///
    /// @return without the batch
    Shape targetShape();

    /// The names of the classes, in the order of their indices; empty where y is not a class.
    ///
    /// @return one for each class index
    List<String> classNames();

    /// Whether examples weigh differently ([Dataset#weight]).
    ///
    /// @return false unless the examples say so
    default boolean weighted() {
        return false;
    }

    /// What y means, for the model that is trained on it: by default one of the classes, or numbers called `y` (`y1`, `y2`,
    /// ... where they are several). Empty where y is too large to be named, such as a picture.
    ///
    /// @return what goes into the model
    default Optional<Task<?>> task() {
        int numbers = targetShape().size();
        if (!classNames().isEmpty()) {
            return Optional.of(new ClassTask(classNames()));
        }
        return numbers < 1 || numbers > MOST_NUMBERS
                ? Optional.empty()
                : Optional.of(NumberTask.unnamed(numbers));
    }

    /// How x was made of raw input, for the model that is trained on it; empty where nobody knows.
    ///
    /// @return what goes into the model
    default Optional<Preparation> preparation() {
        return Optional.empty();
    }
}
