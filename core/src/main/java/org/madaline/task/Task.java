package org.madaline.task;

import java.util.List;
import org.madaline.loss.Loss;

/// What a model is for: what its outputs mean, how they become an answer, and what training minimizes by default.
///
/// @param <P> the kind of answer
public sealed interface Task<P extends Prediction> permits ClassTask, LabelTask, NumberTask, OutlierTask {
    /// The names of the classes, of the labels, or of the numbers.
    ///
    /// @return in the order of the outputs
    List<String> names();

    /// The loss that training minimizes where none is named, for a model with `outputs` outputs of the given form.
    ///
    /// @param outputs how many numbers the model yields for each example
    /// @param form what they are
    /// @return a loss with the reduction MEAN
    /// @throws IllegalArgumentException if the outputs do not fit the task
    Loss loss(int outputs, OutputForm form);

    /// The answer that a row of outputs stands for.
    ///
    /// @param outputs of one example
    /// @param form what they are
    /// @return the answer, by name
    /// @throws IllegalArgumentException if there are too many or too few outputs
    P decode(double[] outputs, OutputForm form);
}
