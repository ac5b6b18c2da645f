package org.madaline.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.madaline.cli.report.Report;
import org.madaline.cli.report.ReportPage;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// Gathers what the page of a run shows.
final class RunReport {
    private static final int MISTAKES = 40;
    private static final int UNITS = 100;
    private static final List<String> COLOURS = List.of("red", "green", "blue");

    private RunReport() {}

    /// @param judgement on the test data; null where there are none
    static String page(
            String name, TrainSettings settings, TrainData data, Training.Outcome outcome, Judgement judgement) {
        var summary = new LinkedHashMap<String, String>();
        if (judgement != null) {
            if (judgement.matrix() != null) {
                summary.put("test accuracy", Text.percent(judgement.evaluation().accuracy()));
            }
            summary.put("test loss", Text.number(judgement.evaluation().loss()));
        }
        summary.put("examples", Text.count(data.train().size()));
        if (!data.leftOut().isEmpty()) {
            summary.put("left out", Text.count(data.leftOut().size()));
        }
        summary.putAll(outcome.figures());
        return ReportPage.of(new Report(
                settings.model() + " on " + settings.data() + " (" + name + ")",
                summary,
                outcome.notes(),
                outcome.tables(),
                outcome.charts(),
                judgement == null || judgement.matrix() == null
                        ? null
                        : new Report.Confusion(
                                judgement.matrix().classNames(), judgement.matrix().toArray()),
                mistakes(data, judgement),
                weights(data, outcome.model()),
                RunFolder.table(settings)));
    }

    private static List<Report.Mistake> mistakes(TrainData data, Judgement judgement) {
        if (judgement == null || judgement.matrix() == null || data.image() == null) {
            return List.of();
        }
        List<String> names = judgement.matrix().classNames();
        float[] y = new float[data.test().targetShape().size()];
        return judgement.worst(MISTAKES).stream()
                .map(mistake -> {
                    float[] x = new float[data.image().size()];
                    data.test().read(mistake.index(), x, 0, y, 0);
                    return new Report.Mistake(
                            data.test().name(mistake.index()),
                            data.image(),
                            x,
                            names.get(mistake.actual()),
                            names.get(mistake.predicted()),
                            mistake.probability());
                })
                .toList();
    }

    /// The number of a unit; for a filter of colour pictures with the colour of its kernel.
    private static String unit(Shape weights, int picture) {
        boolean colour = weights.rank() == 4 && weights.dim(1) == COLOURS.size();
        return colour
                ? (picture / COLOURS.size() + 1) + " " + COLOURS.get(picture % COLOURS.size())
                : Integer.toString(picture + 1);
    }

    /// The rows of the first weight that has the size of a picture (a dense layer), or its kernels (a convolution).
    private static List<Report.Weights> weights(TrainData data, Predictor model) {
        Optional<Predictor.Weights> first = model.firstWeights();
        if (data.image() == null || first.isEmpty()) {
            return List.of();
        }
        Tensor tensor = first.get().tensor();
        List<String> units = first.get().units();
        Shape shape = tensor.shape();
        boolean dense = shape.rank() == 2 && shape.dim(1) == data.image().size() && data.image().dim(0) == 1;
        if (!dense && shape.rank() != 4) {
            return List.of();
        }
        int height = dense ? data.image().dim(1) : shape.dim(2);
        int width = dense ? data.image().dim(2) : shape.dim(3);
        int pictures = Math.min(UNITS, tensor.size() / (height * width));
        var weights = new ArrayList<Report.Weights>();
        for (int i = 0; i < pictures; i++) {
            float[] values = new float[height * width];
            tensor.copyTo(i * values.length, values, 0, values.length);
            weights.add(new Report.Weights(units.isEmpty() ? unit(shape, i) : units.get(i), height, width, values));
        }
        return weights;
    }
}
