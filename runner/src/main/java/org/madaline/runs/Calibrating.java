package org.madaline.runs;

import java.util.Optional;
import org.madaline.data.Dataset;
import org.madaline.pipeline.Pipeline;
import org.madaline.table.TableFeatures;
import org.madaline.task.ClassTask;
import org.madaline.task.Temperature;

/// Lets the probabilities of a network of tables mean what they say, by its validation rows. Networks of pictures are left as
/// they are.
final class Calibrating {
    /// Of fewer rows a temperature would be chance.
    private static final int FEWEST_ROWS = 50;

    private Calibrating() {}

    /// The same pipeline with a temperature, where classes are predicted and enough rows were set aside.
    static Pipeline<?> of(Pipeline<?> pipeline, Optional<? extends Dataset> validation) {
        if (validation.isEmpty() || validation.get().size() < FEWEST_ROWS || !(pipeline.task() instanceof ClassTask classes)
                || !(Answers.inner(pipeline.features()) instanceof TableFeatures)) {
            return pipeline;
        }
        Dataset rows = TestData.prepared(pipeline, validation.get());
        double temperature = Temperature.fit(pipeline.estimator().outputs(rows), pipeline.estimator().form(), rows.labels(), classes);
        return new Pipeline<>(pipeline.features(), pipeline.estimator(), classes.withTemperature(temperature), pipeline.provenance());
    }
}
