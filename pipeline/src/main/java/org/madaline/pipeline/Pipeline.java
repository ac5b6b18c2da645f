package org.madaline.pipeline;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.madaline.data.Dataset;
import org.madaline.features.Example;
import org.madaline.features.Features;
import org.madaline.features.Field;
import org.madaline.features.NumberFeatures;
import org.madaline.formats.image.Image;
import org.madaline.formats.image.Images;
import org.madaline.model.Model;
import org.madaline.task.ClassPrediction;
import org.madaline.task.ClassTask;
import org.madaline.task.LabelPrediction;
import org.madaline.task.LabelTask;
import org.madaline.task.NumberPrediction;
import org.madaline.task.NumberTask;
import org.madaline.task.OutlierPrediction;
import org.madaline.task.OutlierTask;
import org.madaline.task.Prediction;
import org.madaline.task.Task;

/// All that lies between a raw example and an answer: features make numbers of it, an estimator makes outputs of these, the
/// task makes an answer with names and probabilities, or numbers in their units, of those.
///
/// ```java
/// var iris = Pipeline.classifier(Path.of("iris.safetensors"));
/// var answer = iris.predict(Map.of("sepal_length", 5.1, "sepal_width", 3.5, "petal_length", 1.4, "petal_width", 0.2));
/// answer.best();                       // "setosa"
/// answer.probability("virginica");
/// ```
///
/// A pipeline is immutable, and any number of threads may predict with it at once.
///
/// @param <P> the kind of answer; only classes and labels have probabilities, only numbers have values
public final class Pipeline<P extends Prediction> {
    private final Features features;
    private final Estimator estimator;
    private final Task<P> task;
    private final Map<String, String> provenance;

    /// All parts are kept as they are.
    ///
    /// @param features   what makes x of an example
    /// @param estimator  what makes outputs of x
    /// @param task       what the outputs mean
    /// @param provenance what is told of the making: version, settings, digest of the data; may be empty
    /// @throws IllegalArgumentException if features, estimator and task do not fit together
    public Pipeline(Features features, Estimator estimator, Task<P> task, Map<String, String> provenance) {
        this.features = Objects.requireNonNull(features, "features");
        this.estimator = Objects.requireNonNull(estimator, "estimator");
        this.task = Objects.requireNonNull(task, "task");
        this.provenance = Map.copyOf(provenance);
        if (features.shape().size() != estimator.input().size()) {
            throw new IllegalArgumentException("the features make " + features.shape().size() + " numbers of an example, the model takes "
                    + estimator.input().size());
        }
        task.decode(new double[estimator.outputs()], estimator.form());
    }

    /// {@return the pipeline of a trained network: with the features and the task that its data set had} One that was trained on
    /// bare arrays takes numbers in their order, and yields numbers where it does not know classes.
    ///
    /// @param model as a training returns it, or as it was loaded
    public static Pipeline<?> of(Model model) {
        Features features = model.preparation().orElse(null) instanceof Features known ? known : new NumberFeatures(model.network().input());
        Task<?> task = model.task().orElseGet(() -> NumberTask.unnamed(model.output().size()));
        return new Pipeline<>(features, new NetworkEstimator(model), task, model.metadata());
    }

    /// Reads a pipeline of any kind. The file is data: reading it makes nothing but records of known types.
    ///
    /// @param file written by [#save], or by an earlier version
    /// @return the whole pipeline; [#classifier], [#regressor], [#labeller] and [#detector] say its kind of answer
    /// @throws IOException if the file is missing, damaged, or holds no model
    public static Pipeline<?> load(Path file) throws IOException {
        return PipelineFile.read(file, List.of());
    }

    /// {@return the same where the model has parts of the caller's own, such as layers}
    ///
    /// @param file written by [#save], or by an earlier version
    /// @param types public records, which the file may name by their simple names
    /// @throws IOException if the file is missing, damaged, holds no model, or names a part that is not known
    public static Pipeline<?> load(Path file, List<Class<?>> types) throws IOException {
        return PipelineFile.read(file, types);
    }

    /// Reads a pipeline that tells classes.
    ///
    /// @param file written by [#save], or by an earlier version
    /// @return the pipeline, whose answers have probabilities
    /// @throws IOException as [#load]
    /// @throws IllegalArgumentException if it predicts something else
    public static Pipeline<ClassPrediction> classifier(Path file) throws IOException {
        return load(file).telling(ClassTask.class, "classes", file);
    }

    /// Reads a pipeline that predicts numbers.
    ///
    /// @param file written by [#save], or by an earlier version
    /// @return the pipeline, whose answers have values
    /// @throws IOException as [#load]
    /// @throws IllegalArgumentException if it predicts something else
    public static Pipeline<NumberPrediction> regressor(Path file) throws IOException {
        return load(file).telling(NumberTask.class, "numbers", file);
    }

    /// Reads a pipeline that tells labels, of which several may apply.
    ///
    /// @param file written by [#save], or by an earlier version
    /// @return the pipeline, whose answers have a probability for each label
    /// @throws IOException as [#load]
    /// @throws IllegalArgumentException if it predicts something else
    public static Pipeline<LabelPrediction> labeller(Path file) throws IOException {
        return load(file).telling(LabelTask.class, "labels", file);
    }

    /// Reads a pipeline that tells outliers.
    ///
    /// @param file written by [#save]
    /// @return the pipeline, whose answers have a score, and the columns that make it
    /// @throws IOException as [#load]
    /// @throws IllegalArgumentException if it predicts something else
    public static Pipeline<OutlierPrediction> detector(Path file) throws IOException {
        return load(file).telling(OutlierTask.class, "outliers", file);
    }

    private <Q extends Prediction> Pipeline<Q> telling(Class<? extends Task<Q>> wanted, String what, Path file) {
        if (!wanted.isInstance(task)) {
            throw new IllegalArgumentException(file + " does not predict " + what + ": its task is " + task);
        }
        return new Pipeline<>(features, estimator, wanted.cast(task), provenance);
    }

    /// Writes the pipeline to one file, whole or not at all.
    ///
    /// @param file replaced as a whole, or not at all
    /// @throws IllegalArgumentException if a part is of a type that files cannot hold
    /// @throws IOException if the file cannot be written
    public void save(Path file) throws IOException {
        PipelineFile.write(this, file);
    }

    /// {@return what makes numbers of an example}
    public Features features() {
        return features;
    }

    /// {@return what makes outputs of these numbers}
    public Estimator estimator() {
        return estimator;
    }

    /// {@return what makes an answer of the outputs}
    public Task<P> task() {
        return task;
    }

    /// {@return what is told of the making: version, settings, digest of the data}
    public Map<String, String> provenance() {
        return provenance;
    }

    /// {@return the same with more told of its making}
    ///
    /// @param more replaces what is told under the same keys
    public Pipeline<P> with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(provenance);
        all.putAll(more);
        return new Pipeline<>(features, estimator, task, all);
    }

    /// {@return what an example consists of: names, kinds, ranges, categories}
    public List<Field> inputs() {
        return features.fields();
    }

    /// {@return the answer for a row of a table}
    ///
    /// @param row cells by column: texts, numbers, truth values, dates
    /// @throws IllegalArgumentException if a column is missing, or the model takes no rows
    public P predict(Map<String, ?> row) {
        return predict(new Example.Row(row));
    }

    /// The answer for a row that is an object of the caller's: a record, or one with getters or fields.
    ///
    /// @param row as [Example.Row#of] reads it
    /// @return the same as for a map of its cells
    /// @throws IllegalArgumentException if it cannot be read, a column is missing, or the model takes no rows
    public P predictRow(Object row) {
        return predict(Example.Row.of(row));
    }

    /// The answers for many such rows, prepared by all threads and computed in batches.
    ///
    /// @param rows as [Example.Row#of] reads them
    /// @return in their order, the same as one by one
    /// @throws IllegalArgumentException if one cannot be read, a column is missing, or the model takes no rows
    public List<P> predictRows(List<?> rows) {
        return predict(rows.stream().map(Example.Row::of).toList());
    }

    /// {@return the answer for a picture}
    ///
    /// @param picture of any size; grey or RGB, transparency is shown on white
    /// @throws IllegalArgumentException if the model takes no pictures, or this one shows nothing
    public P predict(BufferedImage picture) {
        return predict(Images.of(picture));
    }

    /// {@return the answer for a picture}
    ///
    /// @param picture of any size
    /// @throws IllegalArgumentException if the model takes no pictures, or this one shows nothing
    public P predict(Image picture) {
        return predict(new Example.Picture(picture));
    }

    /// {@return the answer for numbers in the order in which the model takes them}
    ///
    /// @param numbers as many as [#inputs] has fields
    /// @throws IllegalArgumentException if they are too many or too few
    public P predict(double... numbers) {
        return predict(new Example.Numbers(numbers));
    }

    /// {@return the answer for one example}
    ///
    /// @param example a row, a picture or numbers
    /// @throws IllegalArgumentException if it is not of the kind that the model takes
    public P predict(Example example) {
        return task.decode(estimator.outputs(features.encode(example)), estimator.form());
    }

    /// {@return the answers for many examples, prepared by all threads and computed in batches; the same as one by one}
    ///
    /// @param examples may be of different kinds if the model takes them
    /// @throws IllegalArgumentException if one is not of the kind that the model takes
    public List<P> predict(List<? extends Example> examples) {
        return decode(estimator.outputs(new Encoded(features, examples)));
    }

    /// {@return the answers for examples whose x were prepared by the pipeline's own features; y is not looked at}
    ///
    /// @param prepared x as the features make it
    /// @throws IllegalArgumentException if the examples do not fit
    public List<P> predict(Dataset prepared) {
        requireInput(prepared);
        return decode(estimator.outputs(prepared));
    }

    private void requireInput(Dataset data) {
        if (data.inputShape().size() != estimator.input().size()) {
            throw new IllegalArgumentException("the model takes examples of " + estimator.input().size() + " numbers, those given have "
                    + data.inputShape().size());
        }
    }

    private List<P> decode(double[][] outputs) {
        List<P> answers = new ArrayList<>(outputs.length);
        for (double[] row : outputs) {
            answers.add(task.decode(row, estimator.form()));
        }
        return answers;
    }

    /// {@return what the pipeline is worth on examples that were prepared by its own features} Classes are matched by name.
    ///
    /// @param data x as the features make it, with labels
    /// @throws IllegalArgumentException if the examples do not fit, or have classes that are unknown
    public Assessment evaluate(Dataset data) {
        if (data.size() == 0) {
            throw new IllegalArgumentException("there are no examples to evaluate the model on");
        }
        requireInput(data);
        return switch ((Task<?>) task) {
            case ClassTask classes -> ClassAssessment.of(this, classes, data.withClassNames(classes.names()));
            case NumberTask numbers -> NumberAssessment.of(this, numbers, data);
            case LabelTask labels -> LabelAssessment.of(this, labels, data);
            case OutlierTask _ -> throw new IllegalArgumentException("outliers are told without right answers to compare with; ask for the scores"
                    + " of the rows, and compare these with what is known of them");
        };
    }

    @Override
    public String toString() {
        int fields = features.fields().size();
        return "pipeline from " + (fields == 1 ? features.fields().getFirst().name() : fields + " fields") + " to " + String.join(", ", task.names());
    }
}
