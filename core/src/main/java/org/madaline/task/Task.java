package org.madaline.task;

import java.util.List;
import org.madaline.loss.Loss;

/// What a model is for: what its outputs mean, how they become an answer, and what training minimizes by default.
///
/// @param <P> the kind of answer
public sealed interface Task<P extends Prediction> permits ClassTask, LabelTask, NumberTask {
    /// The names of the classes, of the labels, or of the numbers.
    List<String> names();

    /// The loss that training minimizes where none is named, for a model with `outputs` outputs of the given form.
    ///
    /// @throws IllegalArgumentException if the outputs do not fit the task
    Loss loss(int outputs, OutputForm form);

    /// The answer that a row of outputs stands for.
    ///
    /// @throws IllegalArgumentException if there are too many or too few outputs
    P decode(double[] outputs, OutputForm form);
}
