package org.madaline.runs;

import java.util.Optional;
import org.madaline.data.Dataset;
import org.madaline.pipeline.Estimator;
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

    /// The same pipeline with a temperature, where classes are predicted and enough rows were set aside, or held back by a network.
    static Pipeline<?> of(Pipeline<?> pipeline, TrainSettings settings, TrainData data) {
        if (!(pipeline.task() instanceof ClassTask classes) || !(Answers.inner(pipeline.features()) instanceof TableFeatures)) {
            return pipeline;
        }
        Optional<OutOfFold> folded = OutOfFold.of(settings, data, pipeline);
        Optional<Dataset> unseen = folded.map(OutOfFold::rows).or(data::validation).filter(part -> part.size() >= FEWEST_ROWS);
        if (unseen.isEmpty()) {
            return pipeline;
        }
        Dataset rows = TestData.prepared(pipeline, unseen.get());
        Estimator answering = folded.map(OutOfFold::pipeline).<Estimator>map(Pipeline::estimator).orElse(pipeline.estimator());
        double temperature = Temperature.fit(answering.outputs(rows), answering.form(), rows.labels(), classes);
        return new Pipeline<>(pipeline.features(), pipeline.estimator(), classes.withTemperature(temperature), pipeline.provenance());
    }
}
