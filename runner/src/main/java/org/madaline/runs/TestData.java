package org.madaline.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.madaline.data.Dataset;
import org.madaline.features.BasisFeatures;
import org.madaline.features.Features;
import org.madaline.features.PictureFeatures;
import org.madaline.formats.csv.CsvOptions;
import org.madaline.formats.csv.RawTable;
import org.madaline.formats.image.ImageFolder;
import org.madaline.pipeline.Pipeline;
import org.madaline.table.TableData;
import org.madaline.table.TableFeatures;
import org.madaline.table.TableRows;
import org.madaline.task.NumberTask;

/// Examples on which a model is judged, always as the model itself prepares its input.
///
/// @param name of the data
/// @param examples x and y as the model takes them
public record TestData(String name, Dataset examples) {
    /// Of a data set by its name that has no test part: what training sets aside, too, if nobody says otherwise.
    private static final double TEST_SHARE = 0.2;

    /// What a model is judged on.
    ///
    /// @param directory where the files of a named data set are looked for first
    /// @param options how a table is read
    /// @param progress gets a line for each thing that has to be known of the data
    /// @param remarks  gets what is the matter with each cell of a table that counts as another, as its column was in training
    public record Request(Optional<Path> directory, CsvOptions options, Consumer<String> progress, Consumer<String> remarks) {}

    /// {@return the test part of the data that the model was trained on}
    ///
    /// @param source   where the model is
    /// @param pipeline the model
    /// @param request  how the data are looked for and read
    /// @throws UsageError if the model does not tell what it was trained on, there is no test part, or the data have changed
    /// @throws IOException if the data cannot be read
    public static TestData ofTraining(ModelSource source, Pipeline<?> pipeline, Request request) throws IOException {
        Provenance provenance = Provenance.in(pipeline.provenance(), source.file()).orElseThrow(() -> new UsageError(source.file()
                + " does not tell what it was trained on; name the data to evaluate it on"));
        TrainSettings settings = provenance.settings();
        if (InputFile.isStandard(Path.of(settings.data()))) {
            throw new UsageError(source.file() + " was trained on standard input, which is gone; name the data to evaluate it on");
        }
        Optional<RunFolder> run = source.run();
        TrainSettings located = (run.isPresent() ? run.get().located(settings) : settings).unfolded();
        TrainData data = located.arrange(TrainData.load(located, request.directory, request.progress));
        Dataset test = data.test().orElseThrow(() -> new UsageError(
                source.file() + " was trained on all of its data; name others to evaluate it on"));
        String now = DataDigest.of(data);
        if (!provenance.isComparable()) {
            request.progress.accept("the model is of version 0.1, which does not tell surely whether " + located.data() + " has changed since");
        } else if (provenance.data().isPresent() && !DataDigest.same(provenance.data().get(), now)) {
            throw new UsageError(located.data() + " has changed since the model was trained on it, so that its test part may hold rows"
                    + " that the model knows (" + DataDigest.brief(now) + ", were " + DataDigest.brief(provenance.data().get()) + "). To judge the model on all of it: madaline"
                    + " evaluate MODEL " + located.data());
        } else if (provenance.data().isPresent() && !DataDigest.tellsAll(provenance.data().get(), now)) {
            request.progress.accept("the model is of an earlier version, which does not tell whether the rows of " + located.data()
                    + " that were set aside have changed since");
        }
        return new TestData(settings.data(), prepared(pipeline, test));
    }

    /// {@return whether a file or folder is the one that the model was trained on, so that it knows most of what is in it}
    ///
    /// @param source   where the model is
    /// @param pipeline the model
    /// @param given    what the user wrote
    /// @throws UsageError if the model does not tell soundly what it was trained on
    /// @throws IOException if the run's settings cannot be read
    public static boolean isOfTraining(ModelSource source, Pipeline<?> pipeline, String given) throws IOException {
        Optional<Provenance> provenance = Provenance.in(pipeline.provenance(), source.file());
        if (provenance.isEmpty() || !Files.exists(Path.of(given))) {
            return false;
        }
        Optional<RunFolder> run = source.run();
        TrainSettings settings = provenance.get().settings();
        Path trained = Path.of((run.isPresent() ? run.get().located(settings) : settings).data());
        return Files.exists(trained) && Files.isSameFile(trained, Path.of(given));
    }

    /// A data set by its name (its test part), a folder of pictures, or a table (all rows).
    ///
    /// @param given    what the user wrote
    /// @param label    the column of a table with the right answers, where the model does not know its name
    /// @param pipeline the model
    /// @param request  how the data are looked for and read
    /// @return all examples, with their labels
    /// @throws UsageError if the model takes something else
    /// @throws IOException if the data cannot be read
    public static TestData of(String given, Optional<String> label, Pipeline<?> pipeline, Request request) throws IOException {
        Features inner = Answers.inner(pipeline.features());
        if (TrainData.NAMES.contains(given) && !Files.exists(Path.of(given))) {
            return new TestData(given, named(given, pipeline, request));
        }
        Path path = Path.of(given);
        if (Files.isDirectory(path)) {
            if (!(inner instanceof PictureFeatures pictures)) {
                throw new UsageError(given + " is a folder of pictures, but the model takes rows of a table");
            }
            ImageFolder folder = TrainData.scanned(path, () -> ImageFolder.scanToJudge(path, pictures.preprocessing()), request.progress);
            return new TestData(given, shaped(pipeline, pictures.preprocessing().normalized(folder)));
        }
        if (!Files.exists(path) && !InputFile.isStandard(path)) {
            throw new UsageError(given + ": no such file, folder or data set");
        }
        try (InputFile input = InputFile.of(path)) {
            if (inner instanceof PictureFeatures || input.kind() != InputFile.Kind.TABLE) {
                throw new UsageError(given + (input.kind() == InputFile.Kind.TABLE ? " is a table, but the model takes pictures"
                        : " is no table") + "; give a folder with one folder for each class, or a data set by its name");
            }
            List<String> names = new ArrayList<>(Answers.names(inner));
            if (inner instanceof TableFeatures features) {
                names.addAll(features.label().columns());
            }
            return new TestData(input.name(), table(input.name(), Tables.read(input, request.options, names), label, pipeline, request));
        }
    }

    private static Dataset named(String name, Pipeline<?> pipeline, Request request) throws IOException {
        Dataset test = TrainData.Named.of(name, TEST_SHARE, request.directory, request.progress).orElseThrow().test().orElseThrow();
        if (test.inputShape().size() != pipeline.features().shape().size() && !(pipeline.features() instanceof BasisFeatures)) {
            throw new UsageError("the model takes examples " + pipeline.estimator().input() + ", but those of " + name + " are "
                    + test.inputShape());
        }
        return prepared(pipeline, test);
    }

    /// {@return a part of training data as the model takes it: basis functions, and the scale of a table's rows, are the model's}
    ///
    /// @param pipeline the model
    /// @param test     a part of what [TrainData#load] returned
    public static Dataset prepared(Pipeline<?> pipeline, Dataset test) {
        Dataset own = test;
        if (test instanceof TableData rows && Answers.inner(pipeline.features()) instanceof TableFeatures features) {
            own = rows.like(features, targets(pipeline));
        }
        return shaped(pipeline, own);
    }

    private static Dataset shaped(Pipeline<?> pipeline, Dataset inner) {
        Dataset based = pipeline.features() instanceof BasisFeatures basis ? basis.basis().apply(inner) : inner;
        return based.inputShape().size() == pipeline.estimator().input().size()
                ? based.withInputShape(pipeline.estimator().input())
                : based;
    }

    private static List<NumberTask.Target> targets(Pipeline<?> pipeline) {
        return pipeline.task() instanceof NumberTask numbers ? numbers.targets() : List.of();
    }

    private static Dataset table(String name, RawTable table, Optional<String> label, Pipeline<?> pipeline, Request request) throws IOException {
        if (Answers.inner(pipeline.features()) instanceof TableFeatures features) {
            TableData rows = TableData.of(table, features, targets(pipeline));
            rows.report().forEach(request.progress);
            TableRows cells = features.rows(table);
            for (int row = 0; row < table.size(); row++) {
                if (!rows.leftOut().containsKey(table.line(row))) {
                    String place = name + " row " + (row + 1) + ": ";
                    cells.encoded(row).notices().forEach(notice -> request.remarks.accept(place + notice));
                }
            }
            return shaped(pipeline, weighted(rows, table, pipeline, request));
        }
        return LabelledRows.of(Answers.rows(pipeline.features(), table), table, label, pipeline.task());
    }

    /// The rows as their column of weights says, where the model was trained with one and the table has it.
    private static TableData weighted(TableData rows, RawTable table, Pipeline<?> pipeline, Request request) throws IOException {
        Optional<String> column = Provenance.in(pipeline.provenance(), "the model").flatMap(told -> told.settings().weights().column());
        if (column.isEmpty()) {
            return rows;
        }
        boolean there = table.has(column.get());
        request.progress.accept(there ? "rows count as " + column.get() + " says" : "all rows count the same: there is no column "
                + column.get() + ", which said in training what they count");
        return there ? rows.weightedBy(column.get()) : rows;
    }
}
