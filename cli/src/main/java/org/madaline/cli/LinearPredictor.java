package org.madaline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madaline.data.Dataset;
import org.madaline.evaluate.Evaluation;
import org.madaline.linear.DesignMatrix;
import org.madaline.linear.LinearEstimator;
import org.madaline.linear.LinearModel;
import org.madaline.linear.LinearModelFile;
import org.madaline.linear.Logistic;
import org.madaline.metric.Classification;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// A linear model, whose basis is a part of it.
record LinearPredictor(LinearModelFile file) implements Predictor {
    private LinearModel model() {
        return file.model();
    }

    @Override
    public Shape input() {
        return Shape.of(model().inputs());
    }

    @Override
    public List<String> classNames() {
        return file.classNames();
    }

    @Override
    public Map<String, String> metadata() {
        return file.metadata();
    }

    @Override
    public LinearPredictor with(Map<String, String> more) {
        var all = new LinkedHashMap<>(file.metadata());
        all.putAll(more);
        return new LinearPredictor(new LinearModelFile(model(), file.classNames(), file.inputNames(), all));
    }

    @Override
    public void save(Path target) throws IOException {
        file.write(target);
    }

    @Override
    public float[] outputs(float[] x) {
        return outputs(DesignMatrix.of(1, x.length, doubles(x)));
    }

    private float[] outputs(DesignMatrix x) {
        double[] z = model().scores(x);
        float[] outputs = new float[z.length];
        for (int i = 0; i < z.length; i++) {
            // softmax(ln σ(z)) are the shares of σ(z), which are the probabilities (book, eq. 2.22).
            double output = model().kind() == LinearModel.Kind.ONE_VS_REST ? -Logistic.crossEntropyOfScore(1, z[i]) : z[i];
            outputs[i] = (float) output;
        }
        return outputs;
    }

    @Override
    public Evaluation evaluate(Dataset data) {
        DesignMatrix x = LinearEstimator.matrix(data);
        int[] labels = data.labels();
        Tensor outputs = Tensor.wrap(Shape.of(labels.length, model().intercepts().length), outputs(x));
        double accuracy = Classification.accuracy(labels, new Evaluation(Double.NaN, Double.NaN, outputs).classes());
        return new Evaluation(model().logLoss(x, labels), accuracy, outputs);
    }

    private static double[] doubles(float[] x) {
        double[] wide = new double[x.length];
        for (int j = 0; j < x.length; j++) {
            wide[j] = x[j];
        }
        return wide;
    }

    @Override
    public Optional<Weights> firstWeights() {
        if (model().basis().isPresent()) {
            return Optional.empty();
        }
        double[] w = model().weights();
        float[] values = new float[w.length];
        for (int i = 0; i < w.length; i++) {
            values[i] = (float) w[i];
        }
        int units = model().intercepts().length;
        return Optional.of(new Weights(
                Tensor.wrap(Shape.of(units, model().features()), values),
                units == classNames().size() ? classNames() : List.of(classNames().getLast())));
    }

    @Override
    public void describe(Terminal terminal) {
        var report = new LinearReport(file);
        terminal.line("%s", report.title());
        terminal.line("");
        terminal.line("classes       %s", String.join(", ", classNames()));
        terminal.line("parameters    %s", Text.count(report.parameters()));
        report.print(terminal);
    }
}
