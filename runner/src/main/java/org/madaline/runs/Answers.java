package org.madaline.runs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.madaline.features.BasisFeatures;
import org.madaline.features.Example;
import org.madaline.features.Features;
import org.madaline.features.NumberFeatures;
import org.madaline.features.PictureFeatures;
import org.madaline.features.Unlabelled;
import org.madaline.formats.FormatException;
import org.madaline.formats.csv.CsvOptions;
import org.madaline.formats.csv.RawTable;
import org.madaline.formats.idx.Idx;
import org.madaline.formats.image.Image;
import org.madaline.formats.image.Images;
import org.madaline.insight.Contributions;
import org.madaline.pipeline.Pipeline;
import org.madaline.table.TableFeatures;
import org.madaline.table.TableNotice;
import org.madaline.table.TablePieceRows;
import org.madaline.task.Prediction;
import org.madaline.tensor.Shape;

/// What a pipeline answers to files.
public final class Answers {
    /// Pictures of an IDX file that are prepared at a time.
    private static final int CHUNK = 256;

    /// Of the orders in which columns are looked at.
    private static final long SEED = 0;

    /// Rows of a table that are answered at a time.
    private static final int ROWS = 4096;

    private final Pipeline<?> pipeline;
    private final CsvOptions options;
    private final List<String> keep;
    private final Optional<Contributions> contributions;

    /// Ragged rows of a table are answered, and noted.
    ///
    /// @param pipeline what answers
    /// @param options how tables are read
    /// @param keep columns of a table that are handed on with the answers
    /// @param explain whether what each column contributes is told of rows of a table
    /// @throws UsageError if the model's answers cannot be explained so
    public Answers(Pipeline<?> pipeline, CsvOptions options, List<String> keep, boolean explain) {
        this.pipeline = pipeline;
        this.options = options.withRagged(CsvOptions.Ragged.MARK);
        this.keep = List.copyOf(keep);
        try {
            this.contributions = explain ? Optional.of(new Contributions(pipeline, SEED)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new UsageError("--explain: " + e.getMessage());
        }
    }

    /// {@return the columns whose contributions are told; none where it was not asked for}
    public List<String> explained() {
        return contributions.map(Contributions::columns).orElse(List.of());
    }

    /// Takes answers as they come.
    @FunctionalInterface
    public interface Taker {
        /// Takes the next answers, in the order of what they are for.
        ///
        /// @param answers some
        /// @throws IOException if they cannot be written
        void take(List<Answer> answers) throws IOException;
    }

    /// One answer.
    ///
    /// @param name of what it is for: a file, or a row of one
    /// @param prediction classes, labels or numbers
    /// @param notices what was the matter with the input
    /// @param kept cells that are handed on
    /// @param explained what each column contributes, where it was asked for
    public record Answer(
            String name, Prediction prediction, List<TableNotice> notices, List<String> kept, Optional<Contributions.Explanation> explained) {
        /// The lists are copied.
        public Answer {
            notices = List.copyOf(notices);
            kept = List.copyOf(kept);
        }

        Answer(String name, Prediction prediction) {
            this(name, prediction, List.of(), List.of(), Optional.empty());
        }
    }

    /// Answers to a picture, to the rows of a table, or to the examples of an IDX file.
    ///
    /// @param input read to its end
    /// @param taker gets the answers, some at a time, so that memory does not grow with the rows; none, once, of a table that has a
    ///     header and no rows
    /// @throws FormatException if the file is broken
    /// @throws UsageError if the model takes something else
    public void to(InputFile input, Taker taker) throws IOException {
        Features inner = inner(pipeline.features());
        boolean pictures = inner instanceof PictureFeatures;
        InputFile.Kind kind = input.kind();
        if (contributions.isPresent() && kind != InputFile.Kind.TABLE) {
            throw new UsageError("--explain is for rows of a table; " + input.name() + " is none");
        }
        if (!keep.isEmpty() && (pictures || kind != InputFile.Kind.TABLE)) {
            throw new UsageError("--keep hands on columns of a table; " + input.name() + " is none");
        }
        switch (kind) {
            case PICTURE -> {
                if (!pictures) {
                    throw new UsageError(input.name() + " is a picture (" + input.picture().orElse("") + "), but the model takes "
                            + wanted(inner));
                }
                taker.take(picture(input));
            }
            case IDX -> taker.take(idx(input, inner));
            case TABLE -> {
                if (pictures) {
                    taker.take(picture(input));
                } else {
                    table(input, inner, taker);
                }
            }
        }
    }

    /// What is at the beginning of features.
    static Features inner(Features features) {
        return features instanceof BasisFeatures basis ? inner(basis.inner()) : features;
    }

    /// The names of what a model takes.
    static List<String> names(Features inner) {
        return inner.fields().stream().map(field -> field.name()).toList();
    }

    /// {@return what a model takes, for messages}
    ///
    /// @param pipeline any
    public static String wanted(Pipeline<?> pipeline) {
        return wanted(inner(pipeline.features()));
    }

    private static String wanted(Features inner) {
        if (inner instanceof PictureFeatures) {
            return "pictures";
        }
        List<String> names = names(inner);
        return "rows of a table with " + (names.size() == 1 ? "the column " : "the columns ")
                + String.join(", ", names.stream().limit(12).toList()) + (names.size() > 12 ? ", ..." : "");
    }

    private List<Answer> picture(InputFile input) throws IOException {
        try {
            return List.of(new Answer(input.name(), pipeline.predict(Images.read(input.file()))));
        } catch (FormatException e) {
            throw new FormatException(input.name(), e.reason(), e);
        } catch (IllegalArgumentException e) {
            throw new FormatException(input.name(), e.getMessage(), e);
        }
    }

    private List<Answer> idx(InputFile input, Features inner) throws IOException {
        if (!(inner instanceof PictureFeatures) && !(inner instanceof NumberFeatures)) {
            throw new UsageError(input.name() + " is an IDX file, but the model takes " + wanted(inner));
        }
        Idx idx = Idx.read(input.file());
        if (inner instanceof NumberFeatures && idx.type() == Idx.Type.UNSIGNED_BYTE) {
            throw new UsageError(input.name() + " holds bytes, and the model takes " + inner.shape().size()
                    + " numbers as they are: nobody knows on which scale; write them to a table");
        }
        Shape shape = idx.shape();
        int count = shape.dim(0);
        int width = count == 0 ? 0 : shape.size() / count;
        float[] values = idx.toTensor().toArray();
        List<Answer> answers = new ArrayList<>();
        for (int from = 0; from < count; from += CHUNK) {
            List<Example> chunk = new ArrayList<>();
            for (int i = from; i < Math.min(count, from + CHUNK); i++) {
                float[] one = java.util.Arrays.copyOfRange(values, i * width, (i + 1) * width);
                chunk.add(inner instanceof PictureFeatures ? new Example.Picture(image(input, idx, one)) : numbers(one));
            }
            List<? extends Prediction> predictions = answered(input, chunk);
            for (int i = 0; i < chunk.size(); i++) {
                answers.add(new Answer(input.name() + " no. " + (from + i), predictions.get(i)));
            }
        }
        return answers;
    }

    private List<? extends Prediction> answered(InputFile input, List<Example> examples) throws FormatException {
        try {
            return pipeline.predict(examples);
        } catch (IllegalArgumentException e) {
            throw new FormatException(input.name(), e.getMessage(), e);
        }
    }

    private static Example numbers(float[] values) {
        double[] wide = new double[values.length];
        for (int j = 0; j < wide.length; j++) {
            wide[j] = values[j];
        }
        return new Example.Numbers(wide);
    }

    /// Pictures are `[N, H, W]`, `[N, C, H, W]` or `[N, H, W, C]`, of one or three channels; bytes are shades from 0 to 255.
    private static Image image(InputFile input, Idx idx, float[] values) throws FormatException {
        Shape one = idx.shape().drop(1);
        if (idx.type() == Idx.Type.UNSIGNED_BYTE) {
            for (int j = 0; j < values.length; j++) {
                values[j] /= 255;
            }
        }
        if (one.rank() == 2) {
            return new Image(1, one.dim(0), one.dim(1), values);
        }
        if (one.rank() == 3 && (one.dim(0) == 1 || one.dim(0) == 3)) {
            return new Image(one.dim(0), one.dim(1), one.dim(2), values);
        }
        if (one.rank() == 3 && (one.dim(2) == 1 || one.dim(2) == 3)) {
            return channelsFirst(one, values);
        }
        throw new FormatException(input.name(), "holds examples of shape " + one + "; pictures are [H, W], [C, H, W] or [H, W, C] with one"
                + " or three channels");
    }

    private static Image channelsFirst(Shape one, float[] values) {
        int channels = one.dim(2);
        int plane = one.dim(0) * one.dim(1);
        float[] turned = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            turned[i % channels * plane + i / channels] = values[i];
        }
        return new Image(channels, one.dim(0), one.dim(1), turned);
    }

    private void table(InputFile input, Features inner, Taker taker) throws IOException {
        Optional<TablePieceRows> own = inner instanceof TableFeatures features ? Optional.of(new TablePieceRows(features)) : Optional.empty();
        int[] rows = {0};
        try {
            Tables.read(input, options, names(inner), piece -> {
                for (String column : keep) {
                    Tables.requireColumn("--keep", piece, column);
                }
                Unlabelled read = own.isPresent() ? new NotedRows(own.get().rows(piece)) : numbers(inner, piece);
                for (int from = 0; from < piece.size(); from += ROWS) {
                    taker.take(answers(input, piece, read, IntStream.range(from, Math.min(piece.size(), from + ROWS)).toArray(), rows[0]));
                }
                rows[0] += piece.size();
            });
        } catch (FormatException e) {
            if (rows[0] > 0 || !isHeaderAlone(input, names(inner))) {
                throw e;
            }
            taker.take(List.of());
        }
    }

    /// Whether the only row of a table holds the names of what the model takes.
    private boolean isHeaderAlone(InputFile input, List<String> names) throws IOException {
        try {
            Optional<RawTable> rows = Tables.first(input, options.withHeader(false));
            return !names.isEmpty() && rows.filter(found -> found.size() == 1 && found.row(0).values().containsAll(names)).isPresent();
        } catch (FormatException _) {
            // The first fault that was found is the one to be told.
            return false;
        }
    }

    /// @param before rows of the table in pieces before
    private List<Answer> answers(InputFile input, RawTable piece, Unlabelled read, int[] rows, int before) throws FormatException {
        List<? extends Prediction> predictions;
        try {
            predictions = pipeline.predict(based(pipeline.features(), read).subset(rows));
        } catch (IllegalArgumentException e) {
            throw new FormatException(input.name(), e.getMessage(), e);
        }
        int[] places = keep.stream().mapToInt(piece.columns()::indexOf).toArray();
        List<Answer> answers = new ArrayList<>(rows.length);
        for (int i = 0; i < rows.length; i++) {
            int row = rows[i];
            answers.add(new Answer(input.name() + " row " + (before + row + 1), predictions.get(i),
                    read instanceof NotedRows noted ? noted.notices(row) : List.of(),
                    IntStream.of(places).mapToObj(place -> piece.cell(place, row)).toList(),
                    contributions.map(each -> each.of(read.x(row)))));
        }
        return answers;
    }

    /// The rows of a table as examples, prepared.
    static Unlabelled rows(Features features, RawTable table) throws FormatException {
        return based(features, read(inner(features), table));
    }

    /// The rows as the features at the beginning make them.
    private static Unlabelled read(Features inner, RawTable table) throws FormatException {
        return inner instanceof TableFeatures own ? new NotedRows(own.rows(table)) : numbers(inner, table);
    }

    private static Unlabelled numbers(Features inner, RawTable table) {
        List<String> names = names(inner);
        // The first columns in their order, where none has a name that the model knows.
        boolean inOrder = names.size() <= table.columns().size() && names.stream().noneMatch(table::has);
        return new Numbers(inner, table, inOrder);
    }

    private static Unlabelled based(Features features, Unlabelled read) {
        return features instanceof BasisFeatures basis ? new Based(basis, based(basis.inner(), read)) : read;
    }

    /// Basis functions of examples.
    private record Based(BasisFeatures features, Unlabelled inner) implements Unlabelled {
        @Override
        public int size() {
            return inner.size();
        }

        @Override
        public Shape inputShape() {
            return features.shape();
        }

        @Override
        public double[] x(int index) {
            return features.basis().apply(inner.x(index));
        }
    }

    private record Numbers(Features features, RawTable table, boolean inOrder) implements Unlabelled {
        @Override
        public int size() {
            return table.size();
        }

        @Override
        public Shape inputShape() {
            return features.shape();
        }

        @Override
        public double[] x(int index) {
            if (!inOrder) {
                return at(index, () -> features.encode(new Example.Row(table.row(index))));
            }
            double[] values = new double[features.fields().size()];
            for (int c = 0; c < values.length; c++) {
                values[c] = number(index, c);
            }
            return at(index, () -> features.encode(new Example.Numbers(values)));
        }

        private double[] at(int index, java.util.function.Supplier<double[]> encode) {
            try {
                return encode.get();
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + table.line(index) + ": " + e.getMessage(), e);
            }
        }

        private double number(int row, int column) {
            String cell = table.cell(column, row);
            double value = table.dialect().numbers().parse(cell);
            if (Double.isNaN(value)) {
                throw new IllegalArgumentException("line " + table.line(row) + ", column " + table.columns().get(column) + ": '" + cell
                        + "' is no number");
            }
            return value;
        }
    }
}
